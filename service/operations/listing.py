"""The settings as a list: at the end of ``dossier serve --help``, and in ``docs/settings.md``."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from typer.core import TyperCommand

from assembler.cli import terminal
from service.words import translate as _


class Listed(NamedTuple):
    """One setting as people read it, in the language now spoken."""

    variable: str
    meaning: str
    default: str


def list_settings() -> Iterator[Listed]:
    """Gives each setting of the service, in the order of its declaration."""
    from service.settings import ServiceSettings

    for name, field in ServiceSettings.model_fields.items():
        yield Listed(f"DOSSIER_{name.upper()}", _(field.description or ""), str(field.default))


def settings_table() -> str:
    """Gives the table of ``docs/settings.md``; run this module to print it."""
    rows = [
        f"| `{name}` | {meaning} | {f'`{default}`' if default else '—'} |" for name, meaning, default in list_settings()
    ]
    return "\n".join(("| Variable | Ce qu’elle règle | Par défaut |", "|---|---|---|", *rows))


class SettingsCommand(TyperCommand):
    """A command whose help ends with the settings it reads."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help, then the settings."""
        super().format_help(ctx, formatter)
        headers = (_("Variable"), _("Ce qu’elle règle"), _("Par défaut"))
        terminal.print_rows(terminal.open_console(), headers, [tuple(one) for one in list_settings()])


if __name__ == "__main__":
    print(settings_table())

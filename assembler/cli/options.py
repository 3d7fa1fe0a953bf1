"""What several commands share: their arguments and options, their exit codes, how an error is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.text import Text

from assembler.cli import terminal
from assembler.cli.words import tell_failure
from assembler.errors import BlockedUploadError, DossierError, RegionError, UnknownNameError
from assembler.models.vocabulary import Edition

FINDINGS, USAGE, FAILURE = 1, 2, 3
INTERRUPTED, PIPE_CLOSED = 130, 141  # 128 and the number of the signal, as the shell counts

Existing = {"exists": True, "dir_okay": False, "readable": True}
Workbook = Annotated[Path, typer.Argument(metavar="CANEVAS", help="Le canevas Excel rempli.", **Existing)]
Attachments = Annotated[
    list[Path] | None, typer.Option("--attach", help="Une pièce jointe en PDF, ou le logo (répétable).", **Existing)
]
Sheets = Annotated[
    list[Path] | None, typer.Option("--sheet", help="Une fiche d’action Word remplie (répétable).", **Existing)
]
NarrativeFile = Annotated[Path | None, typer.Option("--narrative", help="Le récit Word.", **Existing)]
Output = Annotated[Path, typer.Option("-o", "--output", help="Le dossier où écrire.", file_okay=False)]
EditionAsked = Annotated[Edition, typer.Option("--edition", help="L’édition.")]
RegionId = Annotated[str, typer.Option("--region", help="La région.")]
AsJson = Annotated[bool, typer.Option("--json", help="Écrire du JSON, pour un programme.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="N’écrire que l’essentiel.")]
When = Annotated[
    datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], help="La date imprimée (par défaut, celle de la version du plan)."),
]


@contextmanager
def told() -> Iterator[None]:
    """Tells an error of the block as a person reads it, and leaves with its exit code."""
    try:
        yield
    except BrokenPipeError:
        raise  # nobody reads what is printed any more: nothing to tell
    except (DossierError, OSError) as error:
        tell_failure(terminal.open_console(stderr=True), error)
        raise typer.Exit(_code(error)) from error


def _code(error: DossierError | OSError) -> int:
    if isinstance(error, BlockedUploadError):
        return FINDINGS
    return USAGE if isinstance(error, UnknownNameError | RegionError) else FAILURE  # a name that was mistyped


def refuse_usage(message: str) -> NoReturn:
    """Tells why options do not go together, and leaves."""
    terminal.open_console(stderr=True).print(Text(message, style="red"))
    raise typer.Exit(USAGE)

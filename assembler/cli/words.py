"""What Typer itself says, in the language spoken: panels of the help, kinds of values, wrong usage."""

import errno
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import typer
from rich.console import Console
from rich.text import Text

from assembler.errors import DossierError
from assembler.i18n import language
from assembler.i18n import translate as _


def spoken_language(arguments: list[str]) -> str:
    """Gives what ``--lang`` asks for, French when it is not there."""
    for index, argument in enumerate(arguments):
        if argument == "--lang":
            return "".join(arguments[index + 1 : index + 2])
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return "fr"


def without_language(arguments: list[str]) -> list[str]:
    """Gives the arguments without ``--lang``, which may stand anywhere and is read before the help is written."""
    kept = list(arguments)
    while "--lang" in kept:
        index = kept.index("--lang")
        del kept[index : index + 2]
    return [argument for argument in kept if not argument.startswith("--lang=")]


def speak_help(command: Any, say: Callable[[str], str] = _) -> None:
    """Puts a command and all its subcommands, with the words Typer adds to them, in the language now spoken."""
    for one in commands_under(command):
        _speak_command(one, say)


def commands_under(command: Any) -> Iterator[Any]:
    """Gives a command and every command under it."""
    yield command
    for child in getattr(command, "commands", {}).values():
        yield from commands_under(child)


def _speak_command(command: Any, say: Callable[[str], str]) -> None:
    context = typer.Context(command)
    command.help = say(command.help or "")
    command.get_help_option(context).help = _("Afficher cette aide.")
    if hasattr(command, "commands"):
        command.subcommand_metavar = _("COMMANDE [ARGUMENTS]...")
    command.format_help = partial(_write_help, command.format_help)
    command.format_usage = partial(_write_usage, command)
    for parameter in command.get_params(context):
        parameter.help = say(parameter.help or "")
        parameter.metavar = _metavar(parameter, context, say)
        if parameter.param_type_name == "argument":
            parameter.display_type_rich = _no_type


def _write_help(write: Callable[..., None], context: typer.Context, formatter: Any) -> None:
    """Says what Typer's panels are called only now: reading its module takes longer than most commands."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = _("Arguments")
    rich_utils.OPTIONS_PANEL_TITLE = _("Options")
    rich_utils.COMMANDS_PANEL_TITLE = _("Commandes")
    rich_utils.DEFAULT_STRING = _("[par défaut\u00a0: {}]")
    rich_utils.REQUIRED_LONG_STRING = _("[requis]")
    write(context, formatter)


def _no_type(ctx: typer.Context) -> None:
    """« <str> » says nothing to a person beside the name of an argument (``ctx`` is Typer's word for it)."""


def _write_usage(command: Any, context: typer.Context, formatter: Any) -> None:
    """French puts a space before a colon, and Typer never asks."""
    pieces = " ".join(command.collect_usage_pieces(context))
    formatter.write_usage(context.command_path, pieces, prefix=_("Usage\u00a0: "))


def _metavar(parameter: Any, context: typer.Context, say: Callable[[str], str]) -> str:
    if parameter.param_type_name == "argument":
        return say(parameter.metavar or str(parameter.name).upper())
    kind = str(parameter.display_type(context))
    return _kinds().get(kind, kind)


def _kinds() -> dict[str, str]:
    return {
        "<file>": _("FICHIER"),
        "<list[Path]>": _("FICHIER"),
        "<dir>": _("DOSSIER"),
        "<path>": _("CHEMIN"),
        "<str>": _("TEXTE"),
        "<int>": _("NOMBRE"),
        "<%Y-%m-%d>": _("AAAA-MM-JJ"),
        "<bool>": "",
    }


def tell_failure(console: Console, error: DossierError | OSError) -> None:
    """Prints why nothing was made, and what to do."""
    message = error.message if isinstance(error, DossierError) else _file_message(error)
    console.print(message, style="red", markup=False, highlight=False)


def _file_message(error: OSError) -> str:
    reasons = {
        errno.ENOENT: _("il n’existe pas, ou ne peut pas être créé là"),
        errno.EISDIR: _("c’est un dossier"),
        errno.ENAMETOOLONG: _("le nom est trop long"),
        errno.EIO: _("le disque ne répond pas comme il faut"),
        errno.ENOMEM: _("il n’y a plus de mémoire"),
        errno.EMFILE: _("trop de fichiers sont ouverts"),
        errno.ENFILE: _("trop de fichiers sont ouverts"),
        errno.ENOSPC: _("il n’y a plus d’espace"),
        errno.EDQUOT: _("il n’y a plus d’espace"),
        errno.EFBIG: _("le fichier serait trop gros pour cet endroit"),
        errno.EACCES: _("l’accès est refusé"),
        errno.EPERM: _("l’accès est refusé"),
        errno.EROFS: _("l’endroit est en lecture seule"),
        errno.ENOTDIR: _("un fichier tient la place d’un dossier"),
        errno.EEXIST: _("un fichier tient la place d’un dossier"),
    }
    told = _(
        "«\u00a0{path}\u00a0» n’a pas pu être lu ou écrit\u00a0: {reason}. "
        "Rien n’a été laissé à moitié. Vérifiez la place libre, le chemin et les droits, puis recommencez."
    )
    return told.format(
        path=error.filename or _("un fichier de travail, ou la sortie de la commande"),
        reason=reasons.get(error.errno or 0) or _("erreur {number} du système").format(number=error.errno),
    )


def tell_usage(console: Console, error: Any) -> None:
    """Prints what is wrong in the line a person typed, how the command is used, and where its help is."""
    explained = error.format_message().replace("Value error, ", "") if language() == "en" else _explain(error)
    if not explained:  # no command at all: its help is already there
        return
    console.print(Text(explained, style="red"))
    if error.ctx is not None:
        path, pieces = error.ctx.command_path, error.ctx.command.collect_usage_pieces(error.ctx)
        console.print(Text(_("Usage\u00a0: {line}").format(line=" ".join((path, *pieces)))))
        console.print(Text(_("Aide\u00a0: {line}").format(line=f"{path} --help"), style="dim"))


def _explain(error: Any) -> str:
    """Says in French what Typer's exception holds; its kinds are private, their attributes are not."""
    if getattr(error, "param", None) is not None:
        return _explain_value(error.param, error.message)
    if hasattr(error, "possibilities"):
        close = f" Vouliez-vous dire {' ou '.join(error.possibilities)}?" if error.possibilities else ""
        return f"L’option {error.option_name} n’existe pas.{close}"
    if hasattr(error, "option_name"):
        return f"L’option {error.option_name} demande une valeur."
    names = getattr(error.ctx.command, "commands", {}) if error.ctx else {}
    if not names:
        return f"La commande a un argument de trop, ou mal placé{_quoted(error.message)}."
    return f"Cette commande n’existe pas. Choix possibles\u00a0: {', '.join(names)}." if error.message else ""


# How Typer ends what it says of a path (typer/_param_types.py), and what it means.
_PATHS = {
    "does not exist.": "n’existe pas",
    "is a file.": "est un fichier, alors qu’il faut un dossier",
    "is a directory.": "est un dossier, alors qu’il faut un fichier",
    "is not readable.": "ne peut pas être lu\u00a0: l’accès est refusé",
    "is not writable.": "ne peut pas être écrit\u00a0: l’accès est refusé",
}


def _explain_path(named: str, message: str) -> str:
    why = next((words for end, words in _PATHS.items() if message.endswith(end)), "est introuvable ou illisible")
    path = re.search(r"['\"](.*)['\"]", message)
    return f"{named}\u00a0: «\u00a0{path.group(1) if path else ''}\u00a0» {why}. Vérifiez le chemin."


def _quoted(message: str) -> str:
    """Gives what Typer's message puts in brackets."""
    extra = re.search(r"\(([^()]*)\)$", message)
    return f"\u00a0: «\u00a0{extra.group(1)}\u00a0»" if extra else ""


def _explain_value(parameter: Any, message: str) -> str:
    is_option = parameter.param_type_name == "option"
    named = f"L’option {' ou '.join(parameter.opts)}" if is_option else f"L’argument {parameter.metavar}"
    wanted = parameter.type_descriptor
    if not message:
        return f"{named} est requis{'e' if is_option else ''}."
    if wanted.is_choice:
        return f"{named} n’a pas une valeur permise. Choix possibles\u00a0: {', '.join(map(str, wanted.choices))}."
    if wanted.is_datetime:
        return f"{named} demande une date, sous la forme {parameter.metavar}."
    if wanted.is_path or wanted.is_list:
        return _explain_path(named, message)
    return f"{named} n’a pas la forme attendue\u00a0: {parameter.metavar}."

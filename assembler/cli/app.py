"""The command line: parses, calls the pipeline, translates errors into exit codes. It holds no rule about dossiers.

Exit codes: 0 all is well, 1 findings or defects, 2 wrong usage, 3 failure; as in any program, 130 interrupted,
141 when what it prints is read no further (``dossier fields | head``).
"""

import json
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from assembler import pipeline
from assembler.cli import terminal
from assembler.cli.canvases import canvas, narrative
from assembler.cli.changes import diff
from assembler.cli.checks import check
from assembler.cli.files import read_upload, require_place
from assembler.cli.options import (
    FAILURE,
    FINDINGS,
    INTERRUPTED,
    PIPE_CLOSED,
    USAGE,
    AsJson,
    Attachments,
    EditionAsked,
    NarrativeFile,
    Output,
    Quiet,
    RegionId,
    Sheets,
    When,
    Workbook,
    told,
)
from assembler.cli.reports import consolidate, report
from assembler.cli.sheets import sheet
from assembler.cli.templates import lint
from assembler.cli.terminal import flush_output, print_anywhere, silence_output
from assembler.cli.words import speak_help, spoken_language, tell_failure, tell_usage, without_language
from assembler.dictionary import describe_limits, dictionary_entries, json_schema
from assembler.i18n import either, language, speaking
from assembler.i18n import translate as _
from assembler.models.vocabulary import Edition
from assembler.regions import DEFAULT_REGION, load_region
from assembler.settings import load_settings

__all__ = ["FAILURE", "FINDINGS", "USAGE", "app", "main", "run", "told", "translated_command"]

_CLOSING_SECONDS = 10

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)


@app.callback()
def root(
    lang: Annotated[str, typer.Option("--lang", help="La langue des messages\u00a0: fr ou en.")] = "fr",
) -> None:
    """Assemble les plans de communauté, leurs montages financiers et leurs redditions de comptes."""


_command: Callable[..., None]
for _command in (canvas, narrative, check, diff):
    app.command()(_command)
for _command in (sheet, lint):
    app.command()(_command)


@app.command()
def assemble(
    workbook: Workbook,
    output: Output,
    narrative: NarrativeFile = None,
    attach: Attachments = None,
    sheets: Sheets = None,
    edition: EditionAsked = Edition.OFFICIAL,
    fy: Annotated[str | None, typer.Option("--fy", help="L’exercice (par défaut, l’exercice courant du plan).")] = None,
    when: When = None,
    region: RegionId = DEFAULT_REGION,
    quiet: Quiet = False,
) -> None:
    """Assemble le dossier vérifié d’un territoire\u00a0: plan, fiches, annexe budgétaire, redditions, un seul PDF.

    Exemple\u00a0: dossier assemble canevas.xlsx --narrative recit.docx --attach resolution.pdf -o out
    """
    with told():
        require_place(output)
        order = pipeline.Order(edition=edition, fy=fy, dated=when.date() if when else None)
        upload = read_upload(workbook, narrative, attach, sheets)
        with terminal.progress_bar(terminal.open_console(stderr=True), quiet=quiet) as watch:
            dossier = pipeline.assemble_dossier(upload, load_region(region), order, load_settings(), watch=watch)
            folder = pipeline.write_dossier(dossier, output, load_settings())
        if not quiet:
            terminal.print_dossier(terminal.open_console(), dossier, folder)


for _command in (report, consolidate):
    app.command()(_command)


@app.command()
def verify(
    dossier: Annotated[Path, typer.Argument(help="Le dossier ou son archive .zip.", exists=True, readable=True)],
) -> None:
    """Recalcule le manifeste d’un dossier et relit ses documents, sans réseau.

    Exemple\u00a0: dossier verify out/dossier_cote-de-gaspe_2026-2027_v3_officielle.zip
    """
    with told():
        defects = pipeline.verify_dossier(dossier)
        terminal.print_defects(terminal.open_console(), defects)
        if not defects:
            print(_("Le dossier est complet et conforme à son manifeste."))
    raise typer.Exit(FINDINGS if defects else 0)


@app.command()
def fields(as_json: AsJson = False) -> None:
    """Imprime le dictionnaire de données\u00a0: chaque champ, en français et en anglais.

    Exemple\u00a0: dossier fields --json > schema.json
    """
    if as_json:
        print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
        return
    rows = [
        (
            either(entry.table.fr, entry.table.en),
            entry.spec.tag,
            entry.spec.fr,
            entry.spec.en,
            _(entry.spec.kind),
            str(entry.spec.need),
            str(entry.spec.privacy),
            describe_limits(entry, language()),
        )
        for entry in dictionary_entries()
    ]
    headers = (_("Feuille"), _("Balise"), "Français", "English", _("Type"), _("Requis"), _("Classe"), _("Limites"))
    terminal.print_rows(terminal.open_console(), headers, rows)


@app.command()
def rules(as_json: AsJson = False) -> None:
    """Imprime les règles vérifiées\u00a0: code, gravité, énoncé, source, remède, dérogation permise.

    Exemple\u00a0: dossier rules
    """
    rows = pipeline.list_rules()
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    headers = (_("Code"), _("Gravité"), _("Énoncé"), _("Source"), _("Remède"), _("Dérogation permise"))
    terminal.print_rows(terminal.open_console(), headers, [tuple(row.values()) for row in rows])


@app.command()
def restyle() -> None:
    """Redonne à chaque gabarit les styles de canvases/base.docx.

    Exemple\u00a0: dossier restyle
    """
    with told():
        for path in pipeline.restyle():
            print(path)


def translated_command(program: typer.Typer = app, say: Callable[[str], str] = _) -> Any:
    """Gives the whole command with its help in the language now spoken; ``say`` translates what it declares."""
    command = typer.main.get_command(program)
    speak_help(command, say)
    return command


def run(arguments: list[str], program: typer.Typer = app, say: Callable[[str], str] = _) -> int:
    """Runs one command in the language asked for by ``--lang``; gives its exit code."""
    spoken = spoken_language(arguments)
    if spoken not in ("fr", "en"):
        print("L’option --lang demande fr ou en. The --lang option takes fr or en.", file=sys.stderr)
        return USAGE
    with speaking(spoken):
        try:
            return _run(without_language(arguments), program, say)
        except KeyboardInterrupt:
            print(_("Interrompu."), file=sys.stderr)
            return INTERRUPTED
        except OSError as error:  # what was printed could not be written: a full disk, a reader that had enough
            silence_output()
            if not isinstance(error, BrokenPipeError):
                tell_failure(terminal.open_console(stderr=True), error)
            return PIPE_CLOSED if isinstance(error, BrokenPipeError) else FAILURE


def _run(arguments: list[str], program: typer.Typer, say: Callable[[str], str]) -> int:
    try:
        command = translated_command(program, say)
        code = command(args=arguments, prog_name="dossier", standalone_mode=False)
    except typer.TyperException as error:
        tell_usage(terminal.open_console(stderr=True), error)
        return USAGE
    except SystemExit as error:  # Typer leaves so, and with 1, when nobody reads what it prints
        if isinstance(error.__context__, BrokenPipeError):
            raise error.__context__ from None
        raise
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    flush_output()
    return code or 0


def interrupter() -> Callable[[int, object], None]:
    """Gives what Ctrl-C and an order to end do: what is open is closed, what is half made is removed.

    People press it again when that takes a second: the closing itself is not interrupted, unless it never ends.
    """
    asked = -float(_CLOSING_SECONDS)

    def interrupt(_number: int, _frame: object) -> None:
        nonlocal asked
        now = time.monotonic()
        if now - asked >= _CLOSING_SECONDS:
            asked = now
            raise KeyboardInterrupt

    return interrupt


def main(program: typer.Typer = app, say: Callable[[str], str] = _) -> NoReturn:
    """Runs what the shell typed."""
    print_anywhere()
    interrupt = interrupter()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupt)
    raise SystemExit(run(sys.argv[1:], program, say))

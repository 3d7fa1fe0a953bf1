"""The command that tells what changed from one workbook to another, and how it tells it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from assembler import pipeline
from assembler.cli import terminal
from assembler.cli.files import read_upload, require_place, spare_inputs, write_file
from assembler.cli.options import AsJson, Existing, RegionId, refuse_usage, told
from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.vocabulary import Edition
from assembler.regions import DEFAULT_REGION, load_region
from assembler.told_changes import ToldLine, money, signed_money, tell_changes

if TYPE_CHECKING:
    from assembler.models.changes import LineChange, PlanChanges, YearChange


def diff(
    old: Annotated[Path, typer.Argument(metavar="AVANT", help="Le canevas Excel d’avant.", **Existing)],
    new: Annotated[Path, typer.Argument(metavar="APRÈS", help="Le canevas Excel d’après.", **Existing)],
    old_narrative: Annotated[
        Path | None, typer.Option("--old-narrative", help="Le récit Word d’avant.", **Existing)
    ] = None,
    new_narrative: Annotated[
        Path | None, typer.Option("--new-narrative", help="Le récit Word d’après.", **Existing)
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="La page Word à écrire.", dir_okay=False)
    ] = None,
    edition: Annotated[
        Edition, typer.Option("--edition", help="L’édition\u00a0: ce que la comparaison peut montrer.")
    ] = Edition.PARTNERS,
    as_json: AsJson = False,
    region: RegionId = DEFAULT_REGION,
) -> None:
    """Dit ce qui a changé d’un canevas à l’autre\u00a0: actions, montants, leviers, textes et le reste.

    Compare deux canevas d’un même territoire, et leurs récits si les deux sont donnés; ne lit pas un dossier assemblé.

    Le code de sortie est 0, que les plans diffèrent ou non.

    Exemple\u00a0: dossier diff canevas-v2.xlsx canevas-v3.xlsx -o changements.docx
    """
    if (old_narrative is None) != (new_narrative is None):
        refuse_usage(_("Donnez les deux récits, ou aucun\u00a0: un seul ne se compare à rien."))
    with told():
        spare_inputs(output, old, new, old_narrative, new_narrative)
        require_place(output)
        known = load_region(region)
        uploads = read_upload(old, old_narrative), read_upload(new, new_narrative)
        changes = pipeline.compare_uploads(*uploads, known, edition=edition)
        print(changes.model_dump_json(indent=2)) if as_json else print_changes(terminal.open_console(), changes)
        if output:
            write_file(output, pipeline.describe_changes(changes, known), quiet=as_json)


def print_changes(console: Console, changes: "PlanChanges") -> None:
    """Prints everything that changed, part by part."""
    said = tell_changes(changes)
    console.print(Text(f"{changes.territory_name} ({changes.territory})", style="bold"))
    console.print(Text(said.versions))
    for line in said.opening:
        console.print(Text(line))
    _print_lines(console, _("Actions"), said.actions)
    for year in changes.years:
        if year.is_changed:
            _print_year(console, year)
    _print_lines(console, _("Leviers"), said.levers)
    _print_lines(console, _("Textes"), said.texts)
    _print_lines(console, _("Autres changements"), said.others)


def _print_lines(console: Console, title: str, lines: tuple[ToldLine, ...]) -> None:
    if not lines:
        return
    console.print()
    console.print(Text(title, style="bold"))
    for line in lines:
        console.print(Text(f"  {line.text}"))
        for label, side in ((_("avant\u00a0: "), "removed"), (_("après\u00a0: "), "added")) if line.pieces else ():
            passage = Text(f"    {label}")
            for piece in line.pieces:
                if piece.part in ("same", side):
                    passage.append(piece.text, style="bold" if piece.part == side else "dim")
            console.print(passage)


def _print_year(console: Console, year: "YearChange") -> None:
    console.print()
    console.print(Text(_("Montants de {fy}").format(fy=year.fy), style="bold"))
    for line in (year.total, *year.issues, *year.funders):
        if line.is_changed:
            said = _("{name}\u00a0: {reason}").format(name=either(line.fr, line.en), reason="; ".join(_amounts(line)))
            console.print(Text(f"  {said}"))


def _amounts(line: "LineChange") -> list[str]:
    """Gives « besoin 100 $ → 120 $ (+20 $) » for each amount that differs."""
    named = (
        (_("besoin"), line.need),
        (_("confirmé"), line.confirmed),
        (_("demandé"), line.requested),
        (_("écart"), line.gap),
        (_("en nature"), line.in_kind),
    )
    return [
        f"{name} {money(amount.before)} → {money(amount.after)} ({signed_money(amount.difference)})"
        for name, amount in named
        if amount is not None and amount.difference
    ]

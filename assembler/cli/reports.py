"""The commands that account for money: the report of one agreement, the consolidated one of a convention."""

from pathlib import Path
from typing import Annotated

import typer

from assembler import pipeline
from assembler.cli import terminal
from assembler.cli.files import read_upload, require_place, write_files
from assembler.cli.options import (
    FINDINGS,
    Existing,
    NarrativeFile,
    Output,
    Quiet,
    RegionId,
    Sheets,
    When,
    Workbook,
    told,
)
from assembler.models.accounts_vocabulary import ReportKind
from assembler.models.vocabulary import Edition
from assembler.regions import DEFAULT_REGION, load_region
from assembler.settings import load_settings

Workbooks = Annotated[
    list[Path],
    typer.Argument(metavar="CANEVAS", help="Les canevas Excel remplis, un par territoire.", **Existing),
]
FiscalYear = Annotated[str | None, typer.Option("--fy", help="L’exercice (par défaut, le précédent).")]
Kind = Annotated[ReportKind | None, typer.Option("--kind", help="Le type de rapport (par défaut, celui qui est dû).")]


def report(
    workbook: Workbook,
    output: Output,
    agreement: Annotated[str, typer.Option("--agreement", help="Le numéro de l’entente.")],
    narrative: NarrativeFile = None,
    sheets: Sheets = None,
    fy: FiscalYear = None,
    kind: Kind = None,
    when: When = None,
    region: RegionId = DEFAULT_REGION,
    quiet: Quiet = False,
) -> None:
    """Rend compte d’une entente pour un exercice\u00a0: Word, PDF et extrait Excel.

    Exemple\u00a0: dossier report canevas.xlsx --agreement AG-2024-FQIS-G-04 --fy 2025-2026 -o out
    """
    with told():
        require_place(output)
        order = pipeline.Order(edition=Edition.PARTNERS, fy=fy, dated=when.date() if when else None)
        with terminal.progress_bar(terminal.open_console(stderr=True), quiet=quiet) as watch:
            files = pipeline.report_agreement(
                read_upload(workbook, narrative, None, sheets),
                load_region(region),
                order,
                load_settings(),
                agreement=agreement,
                kind=kind,
                watch=watch,
            )
        write_files({output / name: content for name, content in files.items()}, quiet=quiet)


def consolidate(
    workbooks: Workbooks,
    output: Output,
    agreement: Annotated[
        str, typer.Option("--agreement", help="Le numéro de la convention, de son programme ou d’une de ses ententes.")
    ],
    fy: FiscalYear = None,
    kind: Kind = None,
    when: When = None,
    region: RegionId = DEFAULT_REGION,
    quiet: Quiet = False,
) -> None:
    """Rend compte d’une convention régionale\u00a0: les redditions des territoires réunies, en Word, PDF et Excel.

    Un territoire manquant ou bloqué est nommé, la reddition est alors partielle et le code de sortie est 1.

    Exemple\u00a0: dossier consolidate AV.xlsx BO.xlsx CG.xlsx HG.xlsx RP.xlsx --agreement AG-2024-FQIS-G-00 -o out
    """
    with told():
        require_place(output)
        order = pipeline.Order(edition=Edition.PARTNERS, fy=fy, dated=when.date() if when else None)
        with terminal.progress_bar(terminal.open_console(stderr=True), quiet=quiet) as watch:
            made = pipeline.consolidate_reports(
                [read_upload(path, None) for path in workbooks],
                load_region(region),
                order,
                load_settings(),
                agreement=agreement,
                kind=kind,
                watch=watch,
            )
        write_files({output / name: content for name, content in made.files.items()}, quiet=quiet)
        terminal.print_left_out(terminal.open_console(stderr=True), made)
    raise typer.Exit(FINDINGS if made.is_partial or made.refused else 0)

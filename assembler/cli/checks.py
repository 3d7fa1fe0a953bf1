"""The commands that check what a person filled."""

from pathlib import Path
from typing import Annotated

import typer

from assembler import pipeline
from assembler.cli import terminal
from assembler.cli.files import read_upload, require_place, spare_inputs, write_file
from assembler.cli.options import (
    FINDINGS,
    AsJson,
    Attachments,
    EditionAsked,
    NarrativeFile,
    RegionId,
    Sheets,
    Workbook,
    refuse_usage,
    told,
)
from assembler.i18n import translate as _
from assembler.models.vocabulary import Edition
from assembler.regions import DEFAULT_REGION, load_region


def check(
    workbook: Workbook,
    narrative: NarrativeFile = None,
    attach: Attachments = None,
    sheets: Sheets = None,
    annotate: Annotated[
        Path | None, typer.Option("--annotate", help="Où écrire le canevas annoté (.xlsx).", dir_okay=False)
    ] = None,
    annotate_narrative: Annotated[
        Path | None, typer.Option("--annotate-narrative", help="Où écrire le récit annoté (.docx).", dir_okay=False)
    ] = None,
    edition: EditionAsked = Edition.OFFICIAL,
    as_json: AsJson = False,
    region: RegionId = DEFAULT_REGION,
) -> None:
    """Vérifie un canevas et son récit\u00a0: tous les constats à la fois, avec la feuille, la cellule et le remède.

    Exemple\u00a0: dossier check canevas.xlsx --narrative recit.docx --annotate canevas-annoté.xlsx
    """
    if annotate_narrative and narrative is None:
        refuse_usage(_("Il n’y a pas de récit à annoter\u00a0: donnez-le avec --narrative."))
    with told():
        require_place(annotate, annotate_narrative)
        for output in (annotate, annotate_narrative):
            spare_inputs(output, workbook, narrative, *(attach or ()), *(sheets or ()))
        upload = read_upload(workbook, narrative, attach, sheets)
        removed = pipeline.inspect_attachments(upload) if attach else ()  # first: one that cannot join is refused here
        checked = pipeline.check_upload(upload, load_region(region), edition=edition)
        if as_json:
            print(terminal.checked_json(checked))
        else:
            terminal.print_removed(terminal.open_console(), removed)
            terminal.print_checked(terminal.open_console(), checked)
        if annotate:
            write_file(annotate, pipeline.annotate_workbook(upload.workbook, checked.findings), quiet=as_json)
        if annotate_narrative and upload.narrative:
            write_file(
                annotate_narrative, pipeline.annotate_narrative(upload.narrative, checked.findings), quiet=as_json
            )
    raise typer.Exit(FINDINGS if checked.is_blocked else 0)

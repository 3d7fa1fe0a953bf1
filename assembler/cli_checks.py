"""The commands that check what a person filled."""

import typer

from assembler import pipeline, terminal
from assembler.cli_files import read_upload
from assembler.cli_options import FINDINGS, AsJson, Attachments, NarrativeFile, RegionId, Workbook, told
from assembler.regions import DEFAULT_REGION, load_region


def check(
    workbook: Workbook,
    narrative: NarrativeFile = None,
    attach: Attachments = None,
    as_json: AsJson = False,
    region: RegionId = DEFAULT_REGION,
) -> None:
    """Vérifie un canevas et son récit\u00a0: tous les constats à la fois, avec la feuille, la cellule et le remède.

    Exemple\u00a0: dossier check canevas.xlsx --narrative recit.docx
    """
    with told():
        checked = pipeline.check_upload(read_upload(workbook, narrative, attach), load_region(region))
        if as_json:
            print(terminal.checked_json(checked))
        else:
            terminal.print_checked(terminal.open_console(), checked)
    raise typer.Exit(FINDINGS if checked.is_blocked else 0)

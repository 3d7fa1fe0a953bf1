"""The command that gives an action sheet to fill."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from assembler import pipeline
from assembler.cli import terminal
from assembler.cli.files import read_upload, write_new_file
from assembler.cli.options import Existing, RegionId, Sheets, told
from assembler.i18n import language
from assembler.i18n import translate as _
from assembler.regions import DEFAULT_REGION, load_region


def sheet(
    action: Annotated[str, typer.Argument(metavar="ACTION", help="Le numéro de l’action, par exemple CG-A01.")],
    workbook: Annotated[Path, typer.Option("--from", help="Le canevas Excel du territoire.", **Existing)],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Le fichier à écrire.", dir_okay=False)] = None,
    sheets: Sheets = None,
    region: RegionId = DEFAULT_REGION,
) -> None:
    """Écrit la fiche d’action Word à remplir, avec ce que le canevas sait déjà de l’action.

    Exemple\u00a0: dossier sheet CG-A01 --from canevas.xlsx -o fiche_CG-A01.docx
    """
    with told():
        action = action.upper()
        upload = read_upload(workbook, None, None, sheets)
        content, is_known = pipeline.make_sheet(action, upload, load_region(region), lang=language())
        write_new_file(output or Path(f"fiche_{action}.docx"), content)
        if not is_known:
            told_new = _(
                "L’action {action} n’est pas dans ce canevas\u00a0: la fiche est vierge, pour une nouvelle action."
            )
            terminal.open_console(stderr=True).print(Text(told_new.format(action=action), style="yellow"))

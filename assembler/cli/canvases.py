"""The commands that give canvases to fill: the Excel one, the Word narrative."""

from pathlib import Path
from typing import Annotated

import typer

from assembler import pipeline
from assembler.cli import terminal
from assembler.cli.files import read_file, write_new_file
from assembler.cli.options import Existing, RegionId, Sheets, refuse_usage, told
from assembler.i18n import language
from assembler.i18n import translate as _
from assembler.models.checked import Renewed
from assembler.regions import DEFAULT_REGION, load_region


def canvas(
    code: Annotated[str, typer.Argument(help="Le code du territoire\u00a0: AV, BO, RP, CG, HG ou IM.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Le fichier à écrire.", dir_okay=False)] = None,
    previous: Annotated[
        Path | None,
        typer.Option("--from", help="Le canevas de l’an dernier, à reprendre.", **Existing),
    ] = None,
    sheets: Sheets = None,
    region: RegionId = DEFAULT_REGION,
) -> None:
    """Écrit le canevas Excel d’un territoire, vierge ou repris d’une année précédente.

    Exemple\u00a0: dossier canvas CG --from canevas-2025.xlsx -o canevas-2026.xlsx
    """
    if sheets and previous is None:
        refuse_usage(_("Une fiche d’action complète un canevas\u00a0: donnez-le avec --from."))
    with told():
        code, lang = code.upper(), language()
        if previous is None:
            made = Renewed(content=pipeline.make_canvas(code, load_region(region), lang=lang))
        else:
            answers = [read_file(path) for path in sheets or []]
            made = pipeline.renew_canvas(code, load_region(region), read_file(previous), sheets=answers, lang=lang)
        write_new_file(output or Path(f"canevas_{code}.xlsx"), made.content)
        terminal.print_renewed(terminal.open_console(stderr=True), made)


def narrative(
    code: Annotated[str, typer.Argument(help="Le code du territoire\u00a0: AV, BO, RP, CG, HG ou IM.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Le fichier à écrire.", dir_okay=False)] = None,
    region: RegionId = DEFAULT_REGION,
) -> None:
    """Écrit le canevas Word du récit, une consigne par section.

    Exemple\u00a0: dossier narrative CG -o recit.docx
    """
    with told():
        write_new_file(
            output or Path(f"recit_{code.upper()}.docx"), pipeline.make_narrative(code.upper(), load_region(region))
        )

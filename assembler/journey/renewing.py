"""Reads a previous year's canvas and carries what it holds into a new one."""

from collections.abc import Sequence

from assembler.canvas.carry import list_left_behind, move_forward
from assembler.errors import WrongKindError
from assembler.i18n import Lang
from assembler.i18n import translate as _
from assembler.journey.reading import read_upload_sheet
from assembler.models.checked import Renewed
from assembler.models.region import Region, TerritoryProfile
from assembler.models.upload import UploadedFile
from assembler.read.screen import screen_workbook
from assembler.read.workbook import read_workbook
from assembler.validate.sheets import merge_sheets


def carry_canvas(
    previous: UploadedFile,
    region: Region,
    territory: TerritoryProfile,
    *,
    sheets: Sequence[UploadedFile] = (),
    lang: Lang,
) -> Renewed:
    """Gives the new canvas, with the answers of filled action sheets, the places of what it has no room for, and what
    the sheets changed.

    ``WrongKindError`` for another territory's.
    """
    screen_workbook(previous)
    old = read_workbook(previous.content, name=previous.name)
    if old.territory_code not in (None, territory.code):
        why = _("c’est le canevas du territoire {found}, et non de {code}")
        raise WrongKindError(
            previous.name,
            why.format(found=old.territory_code, code=territory.code),
            _("Choisissez l’autre fichier, ou l’autre code."),
        )
    old, told = merge_sheets(old, [read_upload_sheet(file) for file in sheets], region)
    content = move_forward(old, region, territory, lang=lang)
    return Renewed(content=content, left_behind=list_left_behind(old), told=told)

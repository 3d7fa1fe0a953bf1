"""Makes the action sheet that a lead organisation fills, from the workbook that its team holds."""

import re
from dataclasses import dataclass

from assembler.canvas.action_sheet import Filling, build_action_sheet
from assembler.errors import UnknownNameError, WrongKindError
from assembler.i18n import Lang
from assembler.i18n import translate as _
from assembler.journey.reading import read_upload
from assembler.models.action import Action
from assembler.models.action_sheet import sheet_tables
from assembler.models.region import Region
from assembler.models.upload import Upload
from assembler.validate.sheet_values import Reader, known_actions


@dataclass(frozen=True)
class MadeSheet:
    """A sheet to fill, and whether the workbook knew the action."""

    content: bytes
    is_known: bool


def make_sheet(action: str, upload: Upload, region: Region, *, lang: Lang) -> MadeSheet:
    """Gives the sheet of an action, filled with what the workbook and its own sheets hold; blank for a new one.

    ``UnknownNameError`` when the number is not one an action of this territory may have.
    """
    source, _findings = read_upload(upload, region)
    known = known_actions(source)
    territory = source.territory_code
    codes = tuple(one.code for one in region.territories)
    if territory not in codes:
        raise WrongKindError(
            upload.workbook.name,
            _("le canevas ne dit pas de quel territoire il est"),
            _("Reprenez un canevas neuf\u00a0: «\u00a0dossier canvas CODE --from\u00a0» y porte vos données."),
        )
    pattern = Action.specs()["id"].pattern or ""
    if action not in known and not (re.fullmatch(pattern, action) and action.startswith(f"{territory}-")):
        raise UnknownNameError(_("L’action"), action, tuple(known))
    reader = Reader(source, region)
    texts = {table.name: [row.texts for row in reader.rows(table, action)] for table in sheet_tables()}
    filling = Filling(region, region.territory(territory), action, known.get(action, ""), texts, reader.options)
    return MadeSheet(build_action_sheet(filling, lang=lang), action in known)

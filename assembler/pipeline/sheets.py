"""The action sheets that lead organisations fill in Word."""

from assembler.i18n import Lang
from assembler.models.region import Region
from assembler.models.upload import Upload


def make_sheet(action: str, upload: Upload, region: Region, *, lang: Lang = "fr") -> tuple[bytes, bool]:
    """Gives the sheet of an action, filled with what an upload holds of it, and whether the upload knows the action.

    For an action that it does not know, the sheet is blank: a new one. ``UnknownNameError`` for an impossible number.
    """
    from assembler.journey.filling import make_sheet as fill

    made = fill(action, upload, region, lang=lang)
    return made.content, made.is_known

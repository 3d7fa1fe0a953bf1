"""The canvases: blank ones, last year’s carried forward, and their common styles."""

from collections.abc import Sequence
from pathlib import Path

from assembler.errors import UnknownNameError
from assembler.i18n import Lang
from assembler.i18n import translate as _
from assembler.models.checked import Renewed
from assembler.models.region import Region
from assembler.models.upload import UploadedFile


def make_canvas(code: str, region: Region, *, lang: Lang = "fr") -> bytes:
    """Gives the blank Excel canvas of a territory."""
    from assembler.canvas.build import build_canvas

    return build_canvas(region, territory=region.territory(_territory(code, region)), lang=lang)


def renew_canvas(
    code: str, region: Region, previous: UploadedFile, *, sheets: Sequence[UploadedFile] = (), lang: Lang = "fr"
) -> Renewed:
    """Gives a new canvas with a previous one's data, and the places of what it could not carry (``canvas --from``).

    The answers of filled action ``sheets`` are in it, and every change they make is told.
    """
    from assembler.journey.renewing import carry_canvas

    return carry_canvas(previous, region, region.territory(_territory(code, region)), sheets=sheets, lang=lang)


def make_narrative(code: str, region: Region) -> bytes:
    """Gives the blank Word narrative of a territory."""
    from assembler.canvas.narrative import build_narrative

    return build_narrative(region, region.territory(_territory(code, region)))


def _territory(code: str, region: Region) -> str:
    known = tuple(territory.code for territory in region.territories)
    if code not in known:
        raise UnknownNameError(_("Le territoire"), code, known)
    return code


def restyle() -> tuple[Path, ...]:
    """Gives every canvas and template the styles of the base; gives the paths of those that changed."""
    from assembler.word.restyle import restyle_templates

    return restyle_templates()

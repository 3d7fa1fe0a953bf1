"""Makes the boxes of an attachment's page sane; the sheet keeps its size (ISO 32000-1, 14.11.2)."""

from math import isfinite

from pikepdf import Array, Name, Object

LARGEST = 14_400.0  # units, ISO 32000-1, annex C.2
SMALLEST = 3.0
LETTER = (0.0, 0.0, 612.0, 792.0)

Box = tuple[float, float, float, float]


def mend_boxes(page: Object) -> bool:
    """Gives whether a box or the rotation had to be mended. A page without a readable sheet becomes Letter."""
    sheet = _read(page.get("/MediaBox"))
    media = sheet or LETTER
    mended = sheet is None
    page.MediaBox = Array(list(media))
    for key in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        if key not in page:
            continue
        box = _clip(_read(page[key]), media)
        if box is None:
            del page[key]
            mended = True
        else:
            page[key] = Array(list(box))
    return _mend_rotation(page) or mended


def _mend_rotation(page: Object) -> bool:
    """A rotation is a multiple of 90 (table 30); anything else is read as none."""
    rotation = page.get("/Rotate", 0)
    is_sane = isinstance(rotation, int) and rotation % 90 == 0
    page[Name.Rotate] = rotation % 360 if is_sane else 0
    return not is_sane


def _read(box: Object | None) -> Box | None:
    if not isinstance(box, Array) or len(box) != 4:
        return None
    try:
        x0, y0, x1, y1 = (float(value) for value in box)
    except (TypeError, ValueError):
        return None
    left, bottom, right, top = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    sizes = (right - left, top - bottom)
    if not all(isfinite(value) for value in (left, bottom, right, top)):
        return None
    return (left, bottom, right, top) if all(SMALLEST <= size <= LARGEST for size in sizes) else None


def _clip(box: Box | None, media: Box) -> Box | None:
    if box is None:
        return None
    clipped = (max(box[0], media[0]), max(box[1], media[1]), min(box[2], media[2]), min(box[3], media[3]))
    return clipped if clipped[2] - clipped[0] >= SMALLEST and clipped[3] - clipped[1] >= SMALLEST else None

"""Writes « page X de Y du dossier » on every page, as a pagination artifact (ISO 32000-1, 14.8.2.2).

The documents' own footers stand 1.1 cm above the edge; the stamp stands below them, its baseline 0.6 cm above the edge
as the page is seen, in the middle: margins differ from an action sheet to a wide table, and an attachment has its own.
A screen reader skips it: the page label already tells the number.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from assembler.assemble.stamp_font import EmbeddedFont, embed_font

SIZE = 8.0  # points
GREY = (0x52 / 255, 0x60 / 255, 0x6D / 255)  # 52606D, the grey of the footers (look.md)
BASELINE = 17.0  # points above the visible edge: most printers reach it, the footers do not
CLEARANCE = 2.0  # around the text, for the backing
FONT, BACKING = Name("/DossierTimbre"), Name("/DossierFond")


@dataclass(frozen=True)
class Sheet:
    """A page as it is seen: width and height in points, and the matrix from what is seen to user space."""

    width: float
    height: float
    matrix: tuple[float, float, float, float, float, float]


def draw_stamps(whole: Pdf, font_path: Path, *, wording: str, backed_pages: Collection[int]) -> None:
    """Numbers the pages of an open PDF; ``font_path`` is a TrueType file.

    ``wording`` holds ``{page}`` and ``{total}``. ``backed_pages`` (indexes) get a light backing under the stamp. The
    font, the backing and the opening stream are shared by all pages.
    """
    total = len(whole.pages)
    font = embed_font(whole, font_path, wording.format(page="0123456789", total=""))
    backing = whole.make_indirect(Dictionary(Type=Name.ExtGState, ca=0.9))
    opening = whole.make_indirect(Stream(whole, b"q\n"))
    for index, page in enumerate(whole.pages):
        text = wording.format(page=index + 1, total=total)
        is_backed = index in backed_pages
        _add_resource(page, "/Font", FONT, font.resource)
        if is_backed:
            _add_resource(page, "/ExtGState", BACKING, backing)
        closing = whole.make_indirect(Stream(whole, _drawing(_sheet(page), font, text, is_backed=is_backed)))
        page.obj.Contents = Array([opening, *_contents(page), closing])


def _drawing(sheet: Sheet, font: EmbeddedFont, text: str, *, is_backed: bool) -> bytes:
    """Gives the closing content: ends what the page drew, then the artifact."""
    size = min(SIZE, SIZE * (sheet.width - 8) / font.width(text, SIZE))
    width = font.width(text, size)
    x = (sheet.width - width) / 2
    y = min(BASELINE, sheet.height / 4)
    box = (x - CLEARANCE, y - size * 0.25 - CLEARANCE, width + 2 * CLEARANCE, size + 2 * CLEARANCE)
    parts = [b"Q /Artifact <</Type /Pagination /Subtype /Footer>> BDC q", _numbers(sheet.matrix) + b" cm"]
    if is_backed:
        parts.append(b"q %s gs 1 1 1 rg %s re f Q" % (str(BACKING).encode(), _numbers(box)))
    parts.append(b"%s rg BT %s %s Tf" % (_numbers(GREY), str(FONT).encode(), _numbers((size,))))
    parts.append(b"%s Td %s Tj ET Q EMC" % (_numbers((x, y)), font.encode(text)))
    return b"\n".join(parts) + b"\n"


def _sheet(page: Page) -> Sheet:
    """Reads the visible box, the rotation and the unit of a page (ISO 32000-1, 7.7.3.3 and 14.11.2)."""
    left, bottom, right, top = visible_box(page.obj)
    unit = float(page.obj.get("/UserUnit", 1))
    width, height = (right - left) * unit, (top - bottom) * unit
    scale = 1 / unit
    rotation = int(page.obj.get("/Rotate", 0)) % 360
    if rotation == 90:
        return Sheet(height, width, (0, scale, -scale, 0, right, bottom))
    if rotation == 180:
        return Sheet(width, height, (-scale, 0, 0, -scale, right, top))
    if rotation == 270:
        return Sheet(height, width, (0, -scale, scale, 0, left, top))
    return Sheet(width, height, (scale, 0, 0, scale, left, bottom))


def visible_box(page: Object) -> tuple[float, float, float, float]:
    """Gives the crop box clipped to the media box, lower left first."""
    media = _box(page.MediaBox)
    crop = _box(page.get("/CropBox", page.MediaBox))
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if left < right and bottom < top else media


def _box(box: Object) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(value) for value in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _contents(page: Page) -> list[Object]:
    content = page.obj.get("/Contents")
    if content is None:
        return []
    return list(content) if isinstance(content, Array) else [content]


def _add_resource(page: Page, category: str, name: Name, value: Object) -> None:
    """Adds one shared resource; pages that share their resource dictionary get it once."""
    if "/Resources" not in page.obj:
        page.obj.Resources = Dictionary()
    resources = page.obj.Resources
    if category not in resources:
        resources[category] = Dictionary()
    resources[category][name] = value


def _numbers(values: tuple[float, ...]) -> bytes:
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in values).encode()

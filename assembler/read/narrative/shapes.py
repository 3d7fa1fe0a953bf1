"""A picture as the person cropped and turned it: what they cut out, sometimes a face, must not come back."""

import io
import re
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image

from assembler.read.attachment import ReadPicture
from assembler.read.narrative.styles import whole
from assembler.word.ooxml import PIC, WP, A

EMU_PER_MM: Final = 36000
_V: Final = "{urn:schemas-microsoft-com:vml}"
_LENGTH: Final = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]{1,8})(pt|in|mm|cm|px)?")
_MM: Final = {"pt": 25.4 / 72, "in": 25.4, "mm": 1.0, "cm": 10.0, "px": 25.4 / 96, None: 25.4 / 96}
_THOUSANDTHS: Final = 100_000  # a:srcRect counts in thousandths of a percent (20.1.8.55)
_DEGREE: Final = 60_000


@dataclass(frozen=True)
class Shape:
    """How a picture is cut (shares of its sides: left, top, right, bottom), turned (quarter turns) and flipped."""

    cut: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    quarters: int = 0
    leaning: bool = False  # turned by something else than a quarter: shown upright, and told
    flipped: bool = False

    @property
    def is_plain(self) -> bool:
        """True when the picture is shown as it is."""
        return not (any(self.cut) or self.quarters or self.flipped)


def read_shape(drawing: Any) -> Shape:
    """Gives how a picture of a drawing is cut and turned."""
    rectangle = next(drawing.iter(f"{A}srcRect"), None)
    frame = next((p.find(f"{A}xfrm") for p in drawing.iter(f"{PIC}spPr")), None)
    turn = whole(frame.get("rot")) % (360 * _DEGREE) if frame is not None else 0
    quarters = round(turn / (90 * _DEGREE)) % 4
    left, top, right, bottom = (_share(rectangle, side) for side in "ltrb")
    image = next(drawing.iter(f"{_V}imagedata"), None)
    if rectangle is None and image is not None:
        left, top, right, bottom = (
            _vml_share(image.get(f"crop{side}", "")) for side in ("left", "top", "right", "bottom")
        )
    is_sane = left + right < 0.95 and top + bottom < 0.95
    return Shape(
        cut=(left, top, right, bottom) if is_sane else (0.0, 0.0, 0.0, 0.0),
        quarters=quarters,
        leaning=turn % (90 * _DEGREE) != 0,
        flipped=frame is not None and frame.get("flipH") in ("1", "true"),
    )


def shaped(read: ReadPicture, shape: Shape) -> tuple[bytes, float, float]:
    """Gives the bytes of a picture cut, flipped and turned, and its own size in millimetres then."""
    if shape.is_plain:
        return read.content, read.width_mm, read.height_mm
    picture = Image.open(io.BytesIO(read.content))
    left, top, right, bottom = shape.cut
    width, height = picture.size
    box = (round(width * left), round(height * top), round(width * (1 - right)), round(height * (1 - bottom)))
    cut = picture.crop((box[0], box[1], max(box[2], box[0] + 1), max(box[3], box[1] + 1)))
    if shape.flipped:
        cut = cut.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if shape.quarters:
        turns = (Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
        cut = cut.transpose(turns[shape.quarters - 1])
    made = io.BytesIO()
    is_jpeg = read.content_type == "image/jpeg"
    cut.save(made, "JPEG" if is_jpeg else "PNG", **({"quality": 90} if is_jpeg else {}))
    scale = read.width_mm / width
    return made.getvalue(), cut.size[0] * scale, cut.size[1] * scale


def drawn_size(drawing: Any, shape: Shape) -> tuple[float, float] | None:
    """Gives the width and height drawn, in millimetres, turned with the picture; None when the file does not say."""
    extent = next(drawing.iter(f"{WP}extent"), None)
    if extent is not None:
        width, height = (whole(extent.get(side)) / EMU_PER_MM for side in ("cx", "cy"))
    else:
        style = next((s.get("style", "") for s in drawing.iter(f"{_V}shape", f"{_V}rect")), "")
        sides = {
            side: float(number) * _MM[unit or None]
            for side, number, unit in _LENGTH.findall(style)
            if _is_number(number)
        }
        width, height = sides.get("width", 0.0), sides.get("height", 0.0)
    if width <= 1 or height <= 1:
        return None
    return (height, width) if shape.quarters % 2 else (width, height)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _share(rectangle: Any, side: str) -> float:
    """Negative values add a margin: nothing is cut."""
    return max(whole(rectangle.get(side)) / _THOUSANDTHS, 0.0) if rectangle is not None else 0.0


def _vml_share(text: str) -> float:
    """« 6554f » counts in 65536ths; « 0.1 » is a share."""
    if text.endswith("f"):
        return max(whole(text[:-1]) / 65536, 0.0)
    return float(text) if _is_number(text) else 0.0

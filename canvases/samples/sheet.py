"""A sheet to draw on: house colours and faces, drawn twice as large and reduced so that edges are smooth."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

WIDTH = 1600  # pixels of the finished picture
_SCALE = 2
INK, GREY, RULE, TINT, WHITE = "#1F2933", "#52606D", "#CBD2D9", "#F3F5F7", "#FFFFFF"
_FACES = Path("/usr/share/fonts/truetype/crosextra")

Point = tuple[float, float]
Anchor = Literal["lm", "mm", "rm"]


@dataclass
class Sheet:
    """Draws in pixels of the finished picture; colours are ``#RRGGBB``."""

    height: int
    accent: str
    background: str = WHITE
    image: Image.Image = field(init=False)
    pen: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * _SCALE, self.height * _SCALE), self.background)
        self.pen = ImageDraw.Draw(self.image)

    def box(self, at: Sequence[float], fill: str, *, line: str | None = None, radius: float = 0, wide: int = 0) -> None:
        """A rectangle left, top, right, bottom."""
        self.pen.rounded_rectangle(_big(at), radius * _SCALE, fill, line, wide * _SCALE)

    def disc(self, centre: Point, radius: float, fill: str | None, *, line: str | None = None, wide: int = 0) -> None:
        """A disc."""
        x, y = centre
        at = _big((x - radius, y - radius, x + radius, y + radius))
        self.pen.ellipse(at, fill, line, wide * _SCALE)

    def oval(self, at: Sequence[float], fill: str) -> None:
        """An oval in a rectangle."""
        self.pen.ellipse(_big(at), fill)

    def shape(self, points: Sequence[Point], fill: str, *, line: str | None = None, wide: int = 1) -> None:
        """A closed shape."""
        big = [(x * _SCALE, y * _SCALE) for x, y in points]
        self.pen.polygon(big, fill)
        if line:
            self.pen.line([*big, big[0]], line, wide * _SCALE, joint="curve")

    def line(self, points: Sequence[Point], fill: str, wide: float = 3) -> None:
        """A broken line."""
        self.pen.line([(x * _SCALE, y * _SCALE) for x, y in points], fill, round(wide * _SCALE), joint="curve")

    def text(
        self,
        at: Point,
        words: str,
        *,
        size: int = 34,
        bold: bool = False,
        fill: str = INK,
        anchor: Anchor = "mm",
        halo: str | None = None,
    ) -> None:
        """Words on one line or several (``\\n``), centred on the height of ``at``; a halo keeps them off a line."""
        x, y = at
        edge = 6 * _SCALE if halo else 0
        lines = words.replace("\u00a0", " ").split("\n")  # Carlito Bold draws a box for a no-break space
        for number, line in enumerate(lines):
            top = y + (number - (len(lines) - 1) / 2) * size * 1.22
            place, face = (x * _SCALE, top * _SCALE), _face(size, bold)
            self.pen.text(place, line, fill, face, anchor, stroke_width=edge, stroke_fill=halo)
            if halo:
                self.pen.text(place, line, fill, face, anchor)

    def png(self) -> bytes:
        """Gives the finished picture, the same bytes each time."""
        made = self.image.resize((WIDTH, self.height), Image.Resampling.LANCZOS)
        written = io.BytesIO()
        made.save(written, "PNG", optimize=True)
        return written.getvalue()


def width_of(words: str, size: int, *, bold: bool = False) -> float:
    """Gives the width of words on one line, in pixels of the finished picture."""
    return _face(size, bold).getlength(words.replace("\u00a0", " ")) / _SCALE


def wrapped(words: str, size: int, room: float, *, bold: bool = False) -> str:
    """Gives the words with line breaks so that each line fits in ``room`` pixels."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size, bold=bold) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def mixed(colour: str, other: str, share: float) -> str:
    """Gives ``colour`` with a share (0 to 1) of another colour."""
    pairs = zip(_rgb(colour), _rgb(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02X}" for one, two in pairs)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _big(at: Sequence[float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = at
    return left * _SCALE, top * _SCALE, right * _SCALE, bottom * _SCALE


@cache
def _face(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    face = _FACES / f"Carlito-{'Bold' if bold else 'Regular'}.ttf"
    # Pillow's other engine needs a library that some machines lack: words would be drawn otherwise there.
    return ImageFont.truetype(face, size * _SCALE, layout_engine=ImageFont.Layout.BASIC)

"""Draws the logo of each local process: a mark in the territory's colour, and its short name beside it."""

import math
from collections.abc import Callable, Mapping

from canvases.samples.content import Row
from canvases.samples.sheet import GREY, INK, WHITE, Point, Sheet, mixed

_HEIGHT = 480  # pixels: ten wide for three high, the room that covers give
_CENTRE, _RADIUS = (240.0, 240.0), 226.0
_NAME_LEFT = 516.0


def logo(row: Row, accent: str) -> bytes:
    """Gives a logo as a PNG 1600 pixels wide, by its ``mark``, its ``name`` and what stands ``under`` it."""
    sheet = Sheet(_HEIGHT, accent)
    sheet.disc(_CENTRE, _RADIUS, accent)
    _MARKS[row["mark"]](sheet)
    _frame(sheet)
    sheet.text((_NAME_LEFT, 190), row["name"], size=102, bold=True, fill=INK, anchor="lm")
    sheet.text((_NAME_LEFT, 306), row["under"], size=66, fill=GREY, anchor="lm")
    return sheet.png()


def _frame(sheet: Sheet) -> None:
    """A white ring hides what a mark draws beyond its disc."""
    far = 345.0
    sheet.disc(_CENTRE, far, None, line=WHITE, wide=round(far - _RADIUS))


def _wave(sheet: Sheet, level: float, colour: str, *, swell: float = 22, shift: float = 0) -> None:
    """Water from this level down, its surface a wave."""
    points = [(float(x), level + swell * math.sin((x + shift) / 480 * 4 * math.pi)) for x in range(0, 481, 6)]
    sheet.shape([*points, (480, 480), (0, 480)], colour)


def _waters(sheet: Sheet, *levels: float) -> None:
    """Waves one in front of the other, the nearest the lightest."""
    for rank, level in enumerate(levels, 1):
        share = 0.25 + 0.62 * rank / len(levels)
        _wave(sheet, level, mixed(sheet.accent, WHITE, share), shift=rank * 60)


def _lighthouse(sheet: Sheet) -> None:
    for side in (-1, 1):
        beam = [(240.0, 118.0), (240.0 + side * 260, 56.0), (240.0 + side * 260, 170.0)]
        sheet.shape(beam, mixed(sheet.accent, WHITE, 0.3))
    sheet.shape([(206, 150), (274, 150), (292, 360), (188, 360)], WHITE)
    sheet.shape([(202, 208), (278, 208), (283, 262), (197, 262)], sheet.accent)
    sheet.box((198, 138, 282, 154), WHITE)
    sheet.box((214, 92, 266, 138), WHITE)
    sheet.shape([(206, 94), (274, 94), (240, 56)], WHITE)
    _waters(sheet, 312, 356, 400)


def _hills(sheet: Sheet) -> None:
    for centre, high, wide, share in ((120, 150, 190, 0.35), (372, 178, 180, 0.55), (246, 214, 200, 0.9)):
        sheet.shape(_hump(centre, high, wide, 330), mixed(sheet.accent, WHITE, share))
    sheet.box((0, 330, 480, 480), sheet.accent)
    sheet.line([(70, 362), (410, 362)], WHITE, 12)
    sheet.line([(128, 398), (352, 398)], mixed(sheet.accent, WHITE, 0.55), 10)


def _hump(centre: float, high: float, wide: float, foot: float) -> list[Point]:
    """A rounded hill, from left to right."""
    steps = [step / 40 for step in range(-40, 41)]
    return [(centre + wide * step, foot - (330 - high) * math.cos(step * math.pi / 2) ** 1.4) for step in steps]


def _voices(sheet: Sheet) -> None:
    pale = mixed(sheet.accent, WHITE, 0.55)
    sheet.shape([(292, 230), (356, 230), (372, 308)], pale)
    sheet.box((216, 116, 404, 254), pale, radius=56)
    sheet.shape([(112, 236), (176, 236), (104, 308)], WHITE)
    sheet.box((72, 96, 270, 252), WHITE, radius=62)
    for x in (124, 171, 218):
        sheet.disc((x, 174), 13, sheet.accent)
    sheet.shape(_hump(240, 306, 250, 352), mixed(sheet.accent, WHITE, 0.8))  # the bar of a barachois
    _waters(sheet, 356, 398)


def _spruce(sheet: Sheet) -> None:
    hub = (318.0, 158.0)
    sheet.shape([(310, 158), (326, 158), (332, 350), (304, 350)], mixed(sheet.accent, WHITE, 0.6))
    for turn in (-90, 30, 150):
        sheet.shape(_blade(hub, math.radians(turn + 12), 118), mixed(sheet.accent, WHITE, 0.6))
    sheet.disc(hub, 14, WHITE)
    for top, wide in ((84, 62), (146, 84), (214, 104)):
        sheet.shape([(180, top), (180 + wide, top + 108), (180 - wide, top + 108)], WHITE)
    sheet.box((168, 320, 192, 360), WHITE)
    _waters(sheet, 346, 394)


def _blade(hub: Point, angle: float, reach: float) -> list[Point]:
    along, across = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
    outline = ((0, -6), (0.28, -17), (1, 0), (0.28, 8), (0, 6))
    return [
        (hub[0] + reach * far * along[0] + side * across[0], hub[1] + reach * far * along[1] + side * across[1])
        for far, side in outline
    ]


def _boat(sheet: Sheet) -> None:
    pale = mixed(sheet.accent, WHITE, 0.55)
    # The oars are the outline of the hills.
    sheet.shape([(0, 370), (0, 330), (72, 232), (150, 158), (238, 330), (238, 370)], pale)
    sheet.shape([(242, 370), (242, 330), (330, 158), (408, 232), (480, 330), (480, 370)], pale)
    for side in (-1, 1):
        sheet.line([(240 + side * 36, 282), (240 + side * 92, 152), (240 + side * 236, 340)], WHITE, 13)
    hull = [(240 + 104 * math.cos(turn), 268 + 118 * math.sin(turn)) for turn in _half_turn()]
    sheet.shape(hull, WHITE)
    sheet.line([(240, 268), (240, 380)], sheet.accent, 9)
    sheet.box((126, 256, 354, 278), WHITE, radius=10)
    _waters(sheet, 352, 396)


def _half_turn() -> list[float]:
    return [math.pi * step / 40 for step in range(41)]


def _arch(sheet: Sheet) -> None:
    sheet.disc((344, 132), 44, mixed(sheet.accent, WHITE, 0.45))
    rock = [(76, 360), (92, 196), (132, 158), (210, 168), (300, 182), (366, 216), (392, 262), (404, 360)]
    sheet.shape([(float(x), float(y)) for x, y in rock], WHITE)
    arch = [(302 + 34 * math.cos(turn), 290 - 42 * math.sin(turn)) for turn in _half_turn()]
    sheet.shape([*arch, (268, 370), (336, 370)], sheet.accent)
    _waters(sheet, 334, 380)


_MARKS: Mapping[str, Callable[[Sheet], None]] = {
    "phare": _lighthouse,
    "collines": _hills,
    "voix": _voices,
    "epinette": _spruce,
    "barque": _boat,
    "rocher": _arch,
}

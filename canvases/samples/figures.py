"""The things that scenes are made of: houses, trees, people, a minibus, shelves."""

from collections.abc import Sequence

from canvases.samples.sheet import WHITE, Point, Sheet, mixed

_SKIN = ("#E8BE9A", "#C98F66", "#F0CDAE", "#9B6A4A")
_SPINES = ("#B5533C", "#E0A93B", "#4F7F6B", "#6C5A8C", "#46566A", "#D9C4A3")


def person(sheet: Sheet, foot: Point, tall: float, coat: str, hair: str) -> None:
    """Somebody standing, seen from afar: no face."""
    x, y = foot
    head = tall * 0.12
    skin = _SKIN[int(x) // 10 % len(_SKIN)]
    for side in (-1, 1):
        sheet.line([(x + side * tall * 0.07, y - tall * 0.4), (x + side * tall * 0.08, y)], "#39434E", tall * 0.1)
        hand = (x + side * tall * 0.19, y - tall * 0.4)
        sheet.line([(x + side * tall * 0.12, y - tall * 0.7), hand], mixed(coat, "#000000", 0.12), tall * 0.085)
        sheet.disc(hand, tall * 0.045, skin)
    left, right = x - tall * 0.15, x + tall * 0.15
    sheet.box((left, y - tall * 0.76, right, y - tall * 0.36), coat, radius=tall * 0.09)
    sheet.box((x - tall * 0.04, y - tall * 0.8, x + tall * 0.04, y - tall * 0.72), skin)
    sheet.disc((x, y - tall * 0.89), head * 1.02, hair)
    sheet.oval((x - head * 0.78, y - tall * 0.955, x + head * 0.78, y - tall * 0.785), skin)


def house(sheet: Sheet, foot: Point, wide: float, wall: str, roof: str, *, lit: bool = False) -> None:
    """A house seen from the front, its door at ``foot``."""
    x, y = foot
    half, tall = wide / 2, wide * 0.52
    sheet.box((x - half, y - tall, x + half, y), wall)
    edge = half * 1.16
    sheet.shape([(x - edge, y - tall), (x, y - tall - wide * 0.42), (x + edge, y - tall)], roof)
    sheet.box(
        (x + half * 0.45, y - tall - wide * 0.4, x + half * 0.65, y - tall - wide * 0.1), mixed(roof, "#46566A", 0.4)
    )
    glass = "#FFD98A" if lit else "#A9CBDC"
    for side in (-0.62, 0.62):
        at = (x + half * side - wide * 0.08, y - tall * 0.72, x + half * side + wide * 0.08, y - tall * 0.34)
        sheet.box(at, glass, line=WHITE, wide=4)
    door = "#FFE8B5" if lit else mixed(roof, "#46566A", 0.3)
    sheet.box((x - wide * 0.07, y - tall * 0.6, x + wide * 0.07, y), door)


def pine(sheet: Sheet, foot: Point, tall: float, colour: str) -> None:
    """A fir tree."""
    x, y = foot
    sheet.box((x - tall * 0.04, y - tall * 0.18, x + tall * 0.04, y), "#5B4636")
    for step in range(3):
        base, half = y - tall * (0.14 + 0.24 * step), tall * (0.3 - 0.065 * step)
        sheet.shape([(x - half, base), (x, base - tall * 0.4), (x + half, base)], mixed(colour, WHITE, 0.08 * step))


def minibus(sheet: Sheet, foot: Point, colour: str) -> None:
    """A minibus going right; ``foot`` is under its middle."""
    x, y = foot
    sheet.box((x - 250, y - 210, x + 230, y - 34), colour, radius=34)
    sheet.shape([(x + 200, y - 150), (x + 262, y - 96), (x + 262, y - 34), (x + 180, y - 34)], colour)
    for place in range(4):
        left = x - 222 + place * 98
        sheet.box((left, y - 182, left + 80, y - 112), "#CFE4EE", radius=10)
    sheet.shape([(x + 172, y - 182), (x + 200, y - 182), (x + 246, y - 112), (x + 172, y - 112)], "#CFE4EE")
    sheet.box((x - 250, y - 92, x + 262, y - 78), WHITE)
    sheet.disc((x + 248, y - 58), 11, "#FFE8B5")
    for wheel in (-150, 150):
        sheet.disc((x + wheel, y - 34), 44, "#2B333B")
        sheet.disc((x + wheel, y - 34), 20, "#B8C0C8")


def window(sheet: Sheet, at: Sequence[float]) -> None:
    """A window over the sea."""
    left, top, right, bottom = at
    sea = top + (bottom - top) * 0.58
    sheet.box((left - 14, top - 14, right + 14, bottom + 14), WHITE, radius=6)
    sheet.box(at, "#CFE4EE")
    sheet.box((left, sea, right, bottom), "#7FAFC6")
    middle = (left + right) / 2
    sheet.shape([(left, sea), (left + (right - left) * 0.3, sea - 46), (middle + 30, sea)], "#9DB4B0")
    sheet.line([(middle, top), (middle, bottom)], WHITE, 10)
    sheet.line([(left, (top + bottom) / 2), (right, (top + bottom) / 2)], WHITE, 10)


def crates(sheet: Sheet, foot: Point) -> None:
    """A crate of vegetables."""
    x, y = foot
    for place, colour in enumerate(("#D9822B", "#6C9A55", "#C9553D", "#E0C15A", "#6C9A55")):
        sheet.disc((x + 26 + place * 40, y - 88), 28, colour)
    sheet.box((x, y - 84, x + 212, y), "#A97447", radius=4)
    for slat in (-62, -34):
        sheet.line([(x, y + slat), (x + 212, y + slat)], "#8A5C37", 5)


def pot(sheet: Sheet, foot: Point) -> None:
    """A pot with its lid and a little steam."""
    x, y = foot
    sheet.box((x - 84, y - 116, x + 84, y), "#8E99A3", radius=12)
    sheet.box((x - 96, y - 130, x + 96, y - 108), "#6B7680", radius=8)
    sheet.box((x - 16, y - 150, x + 16, y - 130), "#46566A", radius=6)
    for side in (-104, 84):
        sheet.box((x + side, y - 84, x + side + 20, y - 66), "#6B7680", radius=6)
    for side in (-36, 0, 36):
        points = [(x + side + (10 if step % 2 else -6), y - 166 - step * 22) for step in range(4)]
        sheet.line(points, "#E3E7EA", 6)


def table(sheet: Sheet, at: Sequence[float]) -> None:
    """A table seen from the front."""
    left, top, right, bottom = at
    sheet.box((left, top, right, top + 34), "#B07D51", radius=8)
    for x in (left + 40, right - 70):
        sheet.box((x, top + 34, x + 30, bottom), "#96683F")


def books(sheet: Sheet, foot: Point, wide: float, turn: int) -> None:
    """A row of books on a shelf."""
    x, y = foot
    place = 0
    while x < foot[0] + wide - 40:
        thick, tall = 20 + (place * 7 + turn * 5) % 18, 62 + (place * 13 + turn * 9) % 34
        sheet.box((x, y - tall, x + thick, y), _SPINES[(place + turn * 2) % len(_SPINES)], radius=3)
        x += thick + (30 if place % 7 == 6 else 4)
        place += 1

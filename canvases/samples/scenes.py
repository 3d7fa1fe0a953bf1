"""Draws photo-like scenes in flat colours: a place of each action, under the sky of the coast."""

import math
from collections.abc import Callable, Mapping

from canvases.samples.figures import books, crates, house, minibus, person, pine, pot, table, window
from canvases.samples.sheet import WHITE, WIDTH, Sheet, mixed

_HEIGHT = 900
_DAY = ("#BFDDEB", "#F6EBDD")
_DUSK = ("#27415F", "#C98F7E")


def scene(name: str, accent: str) -> bytes:
    """Gives a scene by its name; ``KeyError`` when there is none."""
    draw = _SCENES[name]
    sheet = Sheet(_HEIGHT, accent)
    draw(sheet)
    return sheet.png()


def _food_counter(sheet: Sheet) -> None:
    _room(sheet, "#F3E9DA")
    window(sheet, (150, 130, 470, 400))
    for row in range(2):
        y = 250 + row * 150
        sheet.box((590, y, 1480, y + 16), "#9C6B45", radius=4)
        for place in range(11):
            colour = ("#C9553D", "#E0A93B", "#6C9A55", sheet.accent)[(place + row) % 4]
            x, tall = 620 + place * 78, (74, 58, 88)[(place * 2 + row) % 3]
            sheet.box((x, y - tall, x + 50, y), colour, radius=8)
            sheet.box((x + 6, y - tall + 22, x + 44, y - tall + 44), mixed(colour, WHITE, 0.7), radius=4)
    person(sheet, (420, 812), 400, "#7A4B6A", "#3B2A20")
    person(sheet, (1240, 812), 410, sheet.accent, "#8C8C8C")
    sheet.box((90, 640, 1510, 672), "#B07D51", radius=6)
    sheet.box((120, 672, 1480, 860), "#C8965F")
    crates(sheet, (560, 640))
    crates(sheet, (830, 640))


def _shuttle(sheet: Sheet) -> None:
    _coast(sheet)
    sheet.shape([(0, 690), (WIDTH, 640), (WIDTH, 900), (0, 900)], "#8FA874")
    sheet.shape([(0, 740), (WIDTH, 700), (WIDTH, 830), (0, 870)], "#5B6570")
    for x in range(40, WIDTH, 190):
        y = 805 - x * 0.025
        sheet.line([(x, y), (x + 90, y - 3)], "#F1E7B8", 7)
    house(sheet, (1180, 682), 190, "#F4EFE6", "#A23B32")
    house(sheet, (1400, 676), 150, "#E8C36A", "#46566A")
    minibus(sheet, (330, 790), sheet.accent)
    sheet.line([(1060, 560), (1060, 730)], "#46566A", 10)
    sheet.box((1010, 500, 1110, 575), sheet.accent, radius=10)
    sheet.text((1060, 536), "Arrêt", size=34, bold=True, fill=WHITE)
    person(sheet, (985, 750), 190, "#B5533C", "#3B2A20")


def _garden(sheet: Sheet) -> None:
    _coast(sheet)
    sheet.shape([(0, 610), (WIDTH, 570), (WIDTH, 900), (0, 900)], "#93B06F")
    house(sheet, (250, 650), 250, WHITE, "#B5533C")
    for row in range(4):
        y = 650 + row * 66
        left, right = 560 - row * 70, 1500 + row * 30
        sheet.shape([(left, y), (right, y - 12), (right + 30, y + 30), (left - 20, y + 44)], "#7A5236")
        for place in range(12):
            x = left + 40 + place * (right - left - 60) / 12
            _sprout(sheet, x, y + 6, 16 + row * 4, ("#3F7D3A", "#5B9A46", "#2F6B4F")[row % 3])
            if row == 2:
                sheet.disc((x + 8, y + 2), 10, "#D9822B")
    person(sheet, (1290, 720), 290, sheet.accent, "#3B2A20")
    person(sheet, (1420, 700), 190, "#E0A93B", "#6B4A2E")


def _wharf(sheet: Sheet) -> None:
    _coast(sheet)
    sheet.shape([(0, 700), (940, 640), (940, 700), (0, 780)], "#8A6444")
    for x in range(60, 940, 140):
        sheet.box((x, 720 - x * 0.05, x + 26, 900), "#6B4A32")
    for place, (x, y, colour) in enumerate(((1060, 700, "#C9553D"), (1330, 760, sheet.accent))):
        size = 170 + place * 40
        sheet.shape(
            [(x - size, y), (x + size, y), (x + size * 0.75, y + size * 0.42), (x - size * 0.7, y + size * 0.42)],
            colour,
        )
        sheet.box((x - size * 0.2, y - size * 0.5, x + size * 0.3, y), WHITE, radius=6)
        sheet.box((x - size * 0.12, y - size * 0.4, x + size * 0.2, y - size * 0.18), "#9CC3D8", radius=4)
        sheet.line([(x - size * 0.5, y), (x - size * 0.5, y - size * 1.1), (x + size * 0.2, y - 20)], "#46566A", 5)
    person(sheet, (380, 745), 230, "#46566A", "#3B2A20")
    person(sheet, (520, 735), 220, "#E0A93B", "#8C8C8C")


def _kitchen(sheet: Sheet) -> None:
    _room(sheet, "#F2EDE3")
    window(sheet, (620, 110, 1000, 360))
    for x, colour in ((200, "#B5533C"), (340, "#8C6A4A"), (1160, sheet.accent), (1300, "#6C9A55")):
        sheet.line([(x, 120), (x, 190)], "#6B7680", 6)
        sheet.oval((x - 46, 180, x + 46, 290), colour)
    sheet.line([(130, 120), (1430, 120)], "#6B7680", 10)
    person(sheet, (430, 812), 430, "#B5533C", "#3B2A20")
    person(sheet, (830, 812), 400, WHITE, "#B8B2A8")
    person(sheet, (1200, 812), 430, sheet.accent, "#5A3B28")
    sheet.box((60, 640, 1540, 676), "#D9C4A3", radius=6)
    sheet.box((90, 676, 1510, 870), "#EFE3CC")
    for x in (300, 640, 1010):
        pot(sheet, (x, 640))
    for x in (1330, 1390, 1445):
        sheet.disc((x, 616), 26, ("#C9553D", "#E0A93B", "#6C9A55")[x % 3])


def _winter(sheet: Sheet) -> None:
    _sky(sheet, _DUSK)
    sheet.disc((1310, 170), 62, "#F3E8CF")
    sheet.shape([(0, 520), (300, 380), (620, 500), (980, 350), (1600, 520), (1600, 700), (0, 700)], "#6E84A0")
    sheet.shape([(0, 600), (500, 540), (1100, 610), (1600, 560), (1600, 900), (0, 900)], "#EAF0F5")
    for x, size in ((120, 230), (260, 170), (1440, 240), (1550, 180)):
        pine(sheet, (x, 690), size, "#2F4F4A")
    house(sheet, (800, 720), 430, mixed(sheet.accent, "#27415F", 0.35), "#F4F7FA", lit=True)
    sheet.shape([(740, 720), (860, 720), (1010, 900), (560, 900)], "#F7E3B4")
    person(sheet, (620, 800), 190, "#B5533C", "#3B2A20")
    for flake in range(120):
        x, y = flake * 761 % WIDTH, flake * 433 % 820
        sheet.disc((x, y), 3 + flake % 3, "#F7FAFC")


def _reading(sheet: Sheet) -> None:
    _room(sheet, "#EFE6EE")
    window(sheet, (120, 120, 430, 400))
    for row in range(3):
        y = 220 + row * 125
        sheet.box((900, y, 1490, y + 14), "#9C6B45", radius=4)
        books(sheet, (915, y), 570, row)
    person(sheet, (430, 812), 400, sheet.accent, "#C8C2B8")
    person(sheet, (720, 812), 300, "#E0A93B", "#5A3B28")
    person(sheet, (980, 812), 280, "#B5533C", "#2E2420")
    table(sheet, (280, 670, 1200, 860))
    for x in (440, 690, 930):
        sheet.shape([(x, 640), (x + 70, 622), (x + 70, 664), (x, 676)], WHITE, line="#B9B2A6", wide=3)
        sheet.shape([(x + 70, 622), (x + 140, 640), (x + 140, 676), (x + 70, 664)], WHITE, line="#B9B2A6", wide=3)


def _walk(sheet: Sheet) -> None:
    _coast(sheet)
    sheet.shape([(0, 600), (700, 560), (1600, 640), (1600, 900), (0, 900)], "#8DAA6B")
    sheet.shape(
        [(560, 900), (760, 720), (700, 630), (780, 575), (820, 575), (800, 640), (920, 730), (980, 900)], "#D9C4A3"
    )
    for x, y, size in ((140, 720, 260), (300, 680, 200), (1330, 740, 270), (1490, 700, 210), (1150, 660, 150)):
        pine(sheet, (x, y), size, "#3E6B4A")
    for x, y, tall, colour in (
        (690, 850, 250, sheet.accent),
        (830, 845, 235, "#B5533C"),
        (770, 745, 160, "#E0A93B"),
        (860, 740, 150, "#6C5A8C"),
    ):
        person(sheet, (x, y), tall, colour, "#4A372A")
        sheet.line([(x + tall * 0.2, y - tall * 0.42), (x + tall * 0.27, y)], "#5B4636", 5)


_SCENES: Mapping[str, Callable[[Sheet], None]] = {
    "comptoir": _food_counter,
    "navette": _shuttle,
    "jardin": _garden,
    "quai": _wharf,
    "cuisine": _kitchen,
    "hiver": _winter,
    "lecture": _reading,
    "marche": _walk,
}


def _sky(sheet: Sheet, colours: tuple[str, str]) -> None:
    for y in range(0, _HEIGHT, 6):
        sheet.box((0, y, WIDTH, y + 6), mixed(*colours, min(1, y / 620)))


def _coast(sheet: Sheet) -> None:
    """Sky, sun, two capes and the sea."""
    _sky(sheet, _DAY)
    sheet.disc((1270, 190), 70, "#FBF3DC")
    far = [(x, 400 - 70 * math.sin(x / 250) - 40 * math.sin(x / 97)) for x in range(0, 1001, 20)]
    sheet.shape([(0, 520), *far, (1100, 520)], "#A9BFCB")
    near = [(x, 440 - 60 * math.sin((x - 900) / 190) - 18 * math.sin(x / 41)) for x in range(1000, 1601, 20)]
    sheet.shape([(900, 540), *near, (1600, 540)], "#8AA5A9")
    sheet.box((0, 500, WIDTH, _HEIGHT), mixed("#5F9BB8", sheet.accent, 0.25))
    for wave in range(26):
        x, y = wave * 631 % WIDTH, 525 + wave * 89 % 330
        sheet.line([(x, y), (x + 90, y)], mixed("#5F9BB8", WHITE, 0.35), 4)


def _room(sheet: Sheet, wall: str) -> None:
    sheet.box((0, 0, WIDTH, _HEIGHT), wall)
    sheet.box((0, 760, WIDTH, _HEIGHT), "#B98E66")
    sheet.box((0, 748, WIDTH, 764), mixed(wall, "#6B4A32", 0.45))
    for x in range(-200, WIDTH + 200, 160):
        sheet.line([(x, 764), (x - 70, _HEIGHT)], "#A67D58", 3)


def _sprout(sheet: Sheet, x: float, y: float, size: float, colour: str) -> None:
    sheet.oval((x - size, y - size, x, y + size * 0.2), colour)
    sheet.oval((x, y - size, x + size, y + size * 0.2), colour)
    sheet.oval((x - size * 0.5, y - size * 1.5, x + size * 0.5, y), mixed(colour, WHITE, 0.15))

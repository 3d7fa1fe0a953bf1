"""Draws the diagrams of a narrative: organization chart, cycle, bars, map."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from assembler.typography import format_number
from canvases.samples.content import Row
from canvases.samples.sheet import GREY, INK, RULE, TINT, WHITE, WIDTH, Anchor, Point, Sheet, mixed, width_of, wrapped

_ROLES = {
    "assemblee": "Assemblée",
    "strategique": "Instance stratégique",
    "coordination": "Coordination",
    "autre": "Participation",
    "thematique": "Comité thématique",
}
_GAP, _BETWEEN, _PER_ROW = 70, 26, 6
_DOTS: Mapping[str, tuple[float, int]] = {"ville": (15, 36), "village": (10, 31), "communaute": (12, 33)}
_SIZES = {"ville": "Ville", "village": "Village", "communaute": "Communauté mi’gmaq"}


def organization_chart(bodies: Sequence[Row], accent: str) -> bytes:
    """Gives the chart of the bodies, from the assembly down to committees, with their local names."""
    rows = _chart_rows(bodies)
    tops, bottom = [40.0], 40.0
    for row in rows:
        bottom = tops[-1] + _tallest(row)
        tops.append(bottom + _GAP)
    sheet = Sheet(round(bottom) + 40, accent)
    _links(sheet, rows, tops)
    for row, top in zip(rows, tops, strict=False):
        for centre, body in zip(_centres(row), row, strict=True):
            _chart_box(sheet, body, (centre, top), (_room(row), _tallest(row)))
    return sheet.png()


def cycle(steps: Sequence[str], accent: str) -> bytes:
    """Gives steps around a ring, clockwise from the top."""
    sheet = Sheet(900, accent)
    middle, radius = (WIDTH / 2, 450.0), 300.0
    sheet.disc(middle, radius, WHITE, line=mixed(accent, WHITE, 0.55), wide=10)
    for number, step in enumerate(steps):
        angle = -math.pi / 2 + 2 * math.pi * number / len(steps)
        x, y = middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)
        between = angle + math.pi / len(steps)
        _arrow_head(sheet, middle, radius, between)
        sheet.disc((x, y), 46, accent, line=WHITE, wide=8)
        sheet.text((x, y - 3), str(number + 1), size=44, bold=True, fill=WHITE)
        _step_label(sheet, step, (x, y), angle)
    return sheet.png()


def bars(labels: Sequence[str], values: Sequence[Any], unit: str, accent: str) -> bytes:
    """Gives horizontal bars with their values."""
    sheet = Sheet(60 + 104 * len(labels), accent)
    start = 90 + max(width_of(label, 36) for label in labels)
    room = WIDTH - start - 330
    for number, (label, value) in enumerate(zip(labels, values, strict=True)):
        y = 82 + 104 * number
        shade = mixed(accent, WHITE, 0.45) if number < len(labels) - 1 else accent
        sheet.text((start - 24, y), label, size=36, anchor="rm")
        sheet.box((start, y - 32, start + room * float(value) / float(max(values)), y + 32), shade, radius=4)
        end = start + room * float(value) / float(max(values))
        sheet.text((end + 18, y), f"{format_number(value)}\u00a0{unit}", size=36, bold=True, anchor="lm")
    sheet.line([(start, 26), (start, 34 + 104 * len(labels))], RULE, 3)
    return sheet.png()


def land_map(land: Sequence[Sequence[Point]], places: Sequence[Row], accent: str) -> bytes:
    """Gives a scheme of the territory: land, sea and named places; not to scale."""
    sheet = Sheet(980, accent, background="#DCEAF2")
    for wave in range(9):
        y = 130 + wave * 104
        for x in range(60 + wave % 2 * 130, WIDTH, 260):
            sheet.line([(x, y), (x + 18, y - 8), (x + 36, y), (x + 54, y - 8), (x + 72, y)], "#C4DBE8", 3)
    for outline in land:
        points = _smooth([_on_map(x, y) for x, y in outline])
        sheet.shape(points, "#F4EFE2", line=mixed(accent, WHITE, 0.35), wide=4)
    for place in places:
        _place(sheet, place, places, accent)
    _north(sheet)
    _legend(sheet, places, accent)
    return sheet.png()


def _chart_rows(bodies: Sequence[Row]) -> list[list[Row]]:
    by_role = {role: [body for body in bodies if body["role"] == role] for role in _ROLES}
    middle = by_role["coordination"] + by_role["autre"]
    committees = by_role["thematique"]
    size = math.ceil(len(committees) / (math.ceil(len(committees) / _PER_ROW) or 1)) or 1
    below = [committees[start : start + size] for start in range(0, len(committees), size)]
    return [row for row in (by_role["assemblee"], by_role["strategique"], middle, *below) if row]


def _room(row: Sequence[Row]) -> float:
    return min(640.0, (WIDTH - 60 - _BETWEEN * (len(row) - 1)) / len(row))


def _centres(row: Sequence[Row]) -> list[float]:
    room = _room(row)
    left = (WIDTH - room * len(row) - _BETWEEN * (len(row) - 1)) / 2
    return [left + room / 2 + place * (room + _BETWEEN) for place in range(len(row))]


def _tallest(row: Sequence[Row]) -> float:
    return 76 + max(_name(body, _room(row))[0].count("\n") + 1 for body in row) * 44


def _name(body: Row, room: float) -> tuple[str, int]:
    size = 36 if room > 420 else 31
    return wrapped(body["name"], size, room - 30, bold=True), size


def _links(sheet: Sheet, rows: Sequence[Sequence[Row]], tops: Sequence[float]) -> None:
    """A trunk from the first row down, behind the boxes, and a branch to every box."""
    colour, last = mixed(sheet.accent, WHITE, 0.35), len(rows) - 1
    trunk = tops[last] - (_GAP / 2 if last else 0)
    sheet.line([(WIDTH / 2, tops[0]), (WIDTH / 2, trunk)], colour, 4)
    for row, top in zip(rows[1:], tops[1:], strict=False):
        centres = _centres(row)
        sheet.line([(centres[0], top - _GAP / 2), (centres[-1], top - _GAP / 2)], colour, 4)
        for x in centres:
            sheet.line([(x, top - _GAP / 2), (x, top)], colour, 4)


def _chart_box(sheet: Sheet, body: Row, at: Point, size: tuple[float, float]) -> None:
    x, top = at
    wide, tall = size
    is_head = body["role"] in {"assemblee", "strategique"}
    sheet.box((x - wide / 2, top, x + wide / 2, top + tall), sheet.accent if is_head else TINT, radius=10)
    if not is_head:
        sheet.box((x - wide / 2, top, x + wide / 2, top + 8), sheet.accent, radius=4)
    name, letters = _name(body, wide)
    sheet.text((x, top + 36), _ROLES[body["role"]], size=25, fill=WHITE if is_head else GREY)
    sheet.text((x, top + (52 + tall) / 2), name, size=letters, bold=True, fill=WHITE if is_head else INK)


def _arrow_head(sheet: Sheet, middle: Point, radius: float, angle: float) -> None:
    x, y = middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)
    turn = angle + math.pi / 2
    points = [(x + 24 * math.cos(turn + far), y + 24 * math.sin(turn + far)) for far in (0, 2.4, -2.4)]
    sheet.shape(points, mixed(sheet.accent, WHITE, 0.25))


def _step_label(sheet: Sheet, step: str, at: Point, angle: float) -> None:
    x, y = at
    side = math.cos(angle)
    if abs(side) < 0.25:  # above or below the ring: beside the number, where there is room
        sheet.text((x + 66, y - 12 if y < 450 else y + 14), step, size=38, bold=True, anchor="lm")
    else:
        anchor: Anchor = "lm" if side > 0 else "rm"
        words = wrapped(step, 38, 360, bold=True)
        sheet.text((x + (66 if side > 0 else -66), y), words, size=38, bold=True, anchor=anchor)


def _on_map(x: float, y: float) -> Point:
    return float(x) / 100 * WIDTH, 30 + float(y) / 100 * (980 - 60)


def _smooth(points: Sequence[Point]) -> list[Point]:
    """Cuts corners twice (Chaikin), so that a coast looks drawn by hand."""
    made = list(points)
    for _ in range(2):
        pairs = zip(made, made[1:] + made[:1], strict=True)
        made = [(a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part) for a, b in pairs for part in (0.22, 0.78)]
    return made


def _place(sheet: Sheet, place: Row, places: Sequence[Row], accent: str) -> None:
    size = place.get("size", "village")
    radius, letters = _DOTS[size]
    x, y = _on_map(place["x"], place["y"])
    _dot(sheet, (x, y), size, accent)
    bold = size == "ville"
    wide = width_of(place["name"], letters, bold=bold)
    others = [_on_map(other["x"], other["y"]) for other in places if other is not place]
    sides: tuple[tuple[Point, Anchor, float], ...] = (
        ((x + radius + 12, y), "lm", x + radius + 12),
        ((x - radius - 12, y), "rm", x - radius - 12 - wide),
        ((x, y - radius - 24), "mm", x - wide / 2),
        ((x, y + radius + 24), "mm", x - wide / 2),
    )
    at, anchor, _left = min(sides, key=lambda side: _hidden(side[0][1], side[2], wide, others))
    sheet.text(at, place["name"], size=letters, bold=bold, anchor=anchor, halo="#FBF9F3")


def _hidden(y: float, left: float, wide: float, others: Sequence[Point]) -> int:
    """How many dots a name would run into; one that leaves the picture is worse."""
    leaves = left < 16 or left + wide > WIDTH - 16
    return 100 * leaves + sum(left - 24 < ox < left + wide + 24 and abs(oy - y) < 30 for ox, oy in others)


def _dot(sheet: Sheet, at: Point, size: str, accent: str) -> None:
    radius = _DOTS[size][0]
    if size == "communaute":
        x, y = at
        sheet.shape([(x, y - radius - 3), (x + radius + 3, y), (x, y + radius + 3), (x - radius - 3, y)], "#A4451C")
    else:
        sheet.disc(at, radius, accent, line=WHITE, wide=3)


def _north(sheet: Sheet) -> None:
    sheet.shape([(1530, 30), (1550, 82), (1530, 70), (1510, 82)], INK)
    sheet.text((1530, 104), "N", size=30, bold=True)


def _legend(sheet: Sheet, places: Sequence[Row], accent: str) -> None:
    shown = [size for size in _SIZES if any(place.get("size", "village") == size for place in places)]
    room = 84 + 46 * len(shown)
    left, top = _free_corner(places, room)
    sheet.box((left, top, left + 376, top + room), WHITE, line=RULE, radius=8, wide=2)
    for number, size in enumerate(shown):
        y = top + 42 + 46 * number
        _dot(sheet, (left + 36, y), size, accent)
        sheet.text((left + 66, y), _SIZES[size], size=29, anchor="lm")
    sheet.text((left + 20, top + 48 + 46 * len(shown)), "Schéma sans échelle", size=27, fill=GREY, anchor="lm")


def _free_corner(places: Sequence[Row], room: float) -> Point:
    """The corner of the map whose box hides the fewest names; the north arrow keeps the top right."""
    corners = [(24.0, 964 - room), (1200.0, 964 - room), (24.0, 24.0)]
    points = [_on_map(place["x"], place["y"]) for place in places]

    def hidden(corner: Point) -> int:
        x, y = corner
        return sum(x - 330 < px < x + 400 and y - 60 < py < y + room + 60 for px, py in points)

    return min(corners, key=hidden)

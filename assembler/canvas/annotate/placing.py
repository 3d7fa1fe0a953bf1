"""Where a note's box stands: right of its cell, told by the columns and rows that its edges fall in.

Sizes are in points of the screen (pixels at 96 dpi), from the widths and heights that the sheet states; a height that
programs work out themselves counts as the usual one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from assembler.canvas.annotate.outline import Element, read_outline

_ROW = re.compile(rb"<(?:\w+:)?row\s([^<>]*)>", re.ASCII)
_NUMBER, _HEIGHT = (re.compile(rb"(?:^|\s)%s\s*=\s*[\"'](\d+(?:\.\d+)?)[\"']" % name) for name in (b"r", b"ht"))
_COLUMN_WIDTH, _ROW_HEIGHT = 64, 20  # what programs show when nothing is said
_LETTER, _MARGIN = 7, 5  # a letter of the usual face, and what a column adds around
_MOST_COLUMNS = 400  # a box never crosses more, whatever their widths say
_GAP, _LIFT = 12, 6


@dataclass(frozen=True)
class Grid:
    """The widths and heights of a sheet that differ from the usual ones; columns and rows are counted from zero."""

    columns: Mapping[int, int] = field(default_factory=dict)
    rows: Mapping[int, int] = field(default_factory=dict)

    def anchor(self, row: int, column: int, *, width: int, height: int) -> str:
        """Gives the eight numbers of an anchor: column and row of each corner, each with what is left over."""
        left, top = column + 1, max(0, row - 1)
        right, over = _reached(self.columns, left, _GAP + width, _COLUMN_WIDTH)
        bottom, under = _reached(self.rows, top, _LIFT + height, _ROW_HEIGHT)
        return f"{left}, {_GAP}, {top}, {_LIFT}, {right}, {over}, {bottom}, {under}"


def read_grid(sheet: bytes) -> Grid:
    """Gives the sizes that a sheet states."""
    root = read_outline(sheet, opaque="sheetData")
    columns: dict[int, int] = {}
    for one in root.under("col"):
        first, last = (int(one.attribute(key) or 0) for key in ("min", "max"))
        for number in range(first, min(last, first + _MOST_COLUMNS) + 1):
            columns[number - 1] = _width(one)
    return Grid(columns, dict(_heights(sheet)))


def _width(column: Element) -> int:
    if column.attribute("hidden") in ("1", "true"):
        return 0
    stated = column.attribute("width")
    return round(float(stated) * _LETTER) + _MARGIN if stated else _COLUMN_WIDTH


def _heights(sheet: bytes) -> list[tuple[int, int]]:
    found = []
    for row in _ROW.finditer(sheet):
        number, height = _NUMBER.search(row[1]), _HEIGHT.search(row[1])
        if number and height:
            found.append((int(number[1]) - 1, round(float(height[1]) * 4 / 3)))
    return found


def _reached(sizes: Mapping[int, int], start: int, length: int, usual: int) -> tuple[int, int]:
    """Gives the column or row that a length ends in, and how far into it."""
    at = start
    while length > (size := sizes.get(at, usual)) and at < start + _MOST_COLUMNS:
        length -= size
        at += 1
    return at, min(length, sizes.get(at, usual))

"""Fonts, fills, rules, widths and number formats of the canvas (look.md, typography E2)."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.colors import Color

from assembler.models.field import NUMERIC, FieldSpec, Kind, Need

INK, GREY, RULE, TINT, WHITE = "1F2933", "52606D", "CBD2D9", "F3F5F7", "FFFFFF"
FACE = "Calibri"
PAGE_WIDTH = 135  # characters of 11-point text across a landscape Letter page at the scale we still read easily
FIRST_KNOWN_YEAR = 1990  # declarations bound calendar years by it; a year takes no thousands separator

MONEY = '[$-C0C]#,##0.00\\ "$"'  # prints Québec separators whatever the machine's locale
WHOLE = "[$-C0C]#,##0"

_FORMATS = {
    Kind.INTEGER: WHOLE,
    Kind.NUMBER: "General",
    Kind.MONEY: MONEY,
    Kind.PERCENT: '0.0##\\ "%"',  # the number is 85 for 85 %: the sign is only shown
    Kind.DATE: "yyyy-mm-dd",
}
_WIDTHS = {
    Kind.TEXT: 26,
    Kind.LONG_TEXT: 52,
    Kind.LINES: 44,
    Kind.INTEGER: 13,
    Kind.NUMBER: 13,
    Kind.MONEY: 16,
    Kind.PERCENT: 13,
    Kind.DATE: 13,
    Kind.FISCAL_YEAR: 13,
    Kind.CHOICE: 26,
    Kind.CHOICES: 34,
    Kind.REF: 22,
    Kind.REFS: 26,
    Kind.YES_NO: 13,
}


def number_format(spec: FieldSpec) -> str:
    """Gives the format of a column; text for all that is not a number or a date, so that « =1 » and « -2 » stay."""
    if spec.kind is Kind.INTEGER and spec.minimum == FIRST_KNOWN_YEAR:
        return "0"
    return _FORMATS.get(spec.kind, "@")


def column_width(spec: FieldSpec, header: str) -> float:
    """Gives a width in characters that fits the content, and the header's longest word with its filter button."""
    longest = max(len(word) for word in header.split())
    return max(_WIDTHS[spec.kind], longest * 1.15 + 4)


def pages_wide(widths: Iterable[float]) -> int:
    """Gives over how many pages, side by side, columns of these widths are printed."""
    return max(1, round(sum(widths) / PAGE_WIDTH))


@cache
def fill(colour: str) -> PatternFill:
    """Gives a plain fill."""
    return PatternFill("solid", fgColor=colour)


@cache
def font(size: float = 11, *, bold: bool = False, italic: bool = False, colour: str = INK) -> Font:
    """Gives the house face."""
    return Font(name=FACE, size=size, bold=bold, italic=italic, color=colour)


@cache
def inline(colour: str, *, bold: bool = False, italic: bool = False) -> InlineFont:
    """Gives the house face of a part of a cell's text."""
    return InlineFont(rFont=FACE, sz=9, b=bold or None, i=italic or None, color=Color(colour))


def lightened(colour: str, share: float) -> str:
    """Gives a colour mixed with white; ``share`` is what remains of the colour, from 0 to 1."""
    parts = [int(colour[i : i + 2], 16) for i in (0, 2, 4)]
    return "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


_HAIR = Side(style="thin", color=RULE)
CELL_RULES = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
ROW_RULE = Border(bottom=_HAIR)
TEXT_CELL = Alignment(vertical="top", horizontal="left", wrap_text=True, indent=1)
FORM_CELL = Alignment(vertical="center", horizontal="left", wrap_text=True, indent=1)
FIGURE_CELL = Alignment(vertical="top", horizontal="right", indent=1)
DATE_CELL = Alignment(vertical="top", horizontal="center")
HEADER_CELL = Alignment(vertical="center", horizontal="left", wrap_text=True, indent=1)
TITLE_CELL = Alignment(vertical="center")
HELP_CELL = Alignment(vertical="bottom", horizontal="left", wrap_text=True, indent=1)


def alignment(kind: Kind) -> Alignment:
    """Gives the alignment of a value: numbers right, dates centred, words left and wrapped."""
    if kind in NUMERIC:
        return FIGURE_CELL
    return DATE_CELL if kind in (Kind.DATE, Kind.FISCAL_YEAR, Kind.YES_NO) else TEXT_CELL


_DRESSED: WeakKeyDictionary[Workbook, dict[tuple[object, ...], tuple[StyleArray, object]]] = WeakKeyDictionary()


def dress(
    cell: Any,
    *,
    font: Font | None = None,
    fill: PatternFill | None = None,
    alignment: Alignment | None = None,
    border: Border | None = None,
    number_format: str | None = None,
) -> None:
    """Gives a cell these parts of a look, and leaves it the others it has.

    openpyxl compares a face or a rule with those of the book field by field, at every cell: what a book's cells came to
    look like is kept for the next that asks for the same objects.
    """
    parts = {"font": font, "fill": fill, "alignment": alignment, "border": border, "number_format": number_format}
    kept = _DRESSED.setdefault(cell.parent.parent, {})
    key = (bytes(cell._style or b""), *map(id, parts.values()))
    if key not in kept:
        for name, part in parts.items():
            if part is not None:
                setattr(cell, name, part)
        kept[key] = (copy(cell._style), parts)  # the parts too: what is alive shares its identity with nothing
    cell._style = copy(kept[key][0])


@dataclass(frozen=True)
class Look:
    """The styles that depend on the accent colour of a territory."""

    accent: str
    title: Font = field(init=False)
    link: Font = field(init=False)
    rule: Border = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", font(16, bold=True, colour=self.accent))
        object.__setattr__(self, "link", font(10, colour=self.accent))
        object.__setattr__(self, "rule", Border(top=Side(style="medium", color=self.accent)))

    def header_fill(self, need: Need) -> PatternFill:
        """Gives the fill that tells a required column from the others."""
        if need is Need.SAVE:
            return fill(self.accent)
        return fill(lightened(self.accent, 0.22)) if need is Need.ADOPTED else fill(TINT)

    def header_font(self, need: Need) -> Font:
        """Gives a font that reads on ``header_fill``."""
        return font(11, bold=True, colour=WHITE if need is Need.SAVE else INK)

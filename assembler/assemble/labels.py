"""Page labels: what a viewer shows instead of the bare page number (ISO 32000-1, 12.4.2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, String

from assembler.assemble.part import LabelStyle, PlacedPart

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
ROMAN_UNITS = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True)
class LabelRange:
    """The labels of one part: from which page, which style and prefix, and the first number."""

    first_page: int
    pages: int
    style: LabelStyle
    prefix: str
    start: int


def label_ranges(parts: Sequence[PlacedPart]) -> tuple[LabelRange, ...]:
    """Gives one range per part; a part goes on counting after one of the same prefix and style."""
    next_number: dict[tuple[str, str], int] = {}
    ranges = []
    for placed in parts:
        key = (placed.part.label_prefix, placed.part.label_style)
        start = next_number.get(key, 1)
        next_number[key] = start + placed.pages
        ranges.append(LabelRange(placed.first_page, placed.pages, placed.part.label_style, key[0], start))
    return tuple(ranges)


def page_labels(parts: Sequence[PlacedPart]) -> tuple[str, ...]:
    """Gives the label of every page of the whole, in order."""
    return tuple(
        span.prefix + _number(number, span.style)
        for span in label_ranges(parts)
        for number in range(span.start, span.start + span.pages)
    )


def label_tree(parts: Sequence[PlacedPart]) -> Dictionary:
    """Gives the catalog's /PageLabels number tree."""
    entries = Array()
    for span in label_ranges(parts):
        entry = Dictionary(S=Name("/" + span.style), St=span.start)
        if span.prefix:
            entry.P = String(span.prefix)
        entries.append(span.first_page)
        entries.append(entry)
    return Dictionary(Nums=entries)


def _number(number: int, style: LabelStyle) -> str:
    if style is LabelStyle.DECIMAL:
        return str(number)
    text = ""
    for value, letters in ROMAN + ROMAN_UNITS:
        text += letters * (number // value)
        number %= value
    return text

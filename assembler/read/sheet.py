"""Reads the cells of one worksheet part: every value that is there, by row and column (ECMA-376 §18.3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from assembler.models.source import Raw

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how a cell spells what XML cannot (§22.4.2.4)
_NO_CHARACTERS = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}  # XML has not these two either
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PERCENT_FORMATS = frozenset({9, 10})
LAST_COLUMN = 16_384  # XFD
_SIGNIFICANT = ".15g"  # Excel shows 15 digits; the file may hold 17


class Found(NamedTuple):
    """One cell as found: where, what, whether it is a formula whose result was never stored, or shows a percentage."""

    row: int
    column: int
    value: Raw
    is_stale_formula: bool = False
    is_percent: bool = False

    @property
    def address(self) -> str:
        """Gives the A1 address."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True)
class Ink:
    """What a workbook shares between sheets: texts, and which styles show dates or percentages."""

    texts: tuple[str, ...]
    dates: frozenset[int]
    percents: frozenset[int]
    is_1904: bool


def read_cells(sheet: etree._Element, ink: Ink) -> Iterator[Found]:
    """Gives every cell that holds something, in reading order; places left out of the XML are counted."""
    space = _namespace(sheet)
    row_number = 0
    for row in sheet.iter(f"{space}row"):
        row_number = int(row.get("r") or row_number + 1)
        column = 0
        for cell in row:
            if cell.tag != f"{space}c":
                _check_extension(cell)
                continue
            address = cell.get("r")
            column = _column_in_row(address, row_number) if address else column + 1
            value, is_stale = _read_value(cell, space, ink)
            if value is not None or is_stale:
                is_percent = isinstance(value, Decimal) and int(cell.get("s", 0)) in ink.percents
                yield Found(row_number, column, value, is_stale, is_percent)


def column_number(address: str) -> int:
    """Gives 28 for ``AB7``; 0 when the address is not one."""
    found = _ADDRESS.match(address)
    return _number_of(found[1]) if found else 0


@lru_cache(maxsize=1024)  # a sheet has few columns and many cells
def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _check_extension(node: etree._Element) -> None:
    """Programs may extend a row; a cell that is wrapped in something is read by some of them only."""
    if etree.QName(node).localname != "extLst":
        raise ValueError(f"{node.tag} among the cells of a row")


def _column_in_row(address: str, row_number: int) -> int:
    """Gives the column of a cell; ``ValueError`` when it says it is in another row: programs disagree on which is."""
    found = _ADDRESS.fullmatch(address)
    if found is None or int(found[2]) != row_number:
        raise ValueError(f"{address} in row {row_number}")
    return _number_of(found[1])


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """Gives ``AB`` for 28."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_texts(shared: etree._Element) -> tuple[str, ...]:
    """Gives the shared texts of a workbook, without phonetic guides."""
    space = _namespace(shared)
    return tuple(_plain_text(item, space) for item in shared.iter(f"{space}si"))


def read_formats(styles: etree._Element) -> tuple[frozenset[int], frozenset[int]]:
    """Gives the cell styles that show a number as a date, and those that show it times a hundred."""
    space = _namespace(styles)
    codes = {int(n.get("numFmtId", 0)): n.get("formatCode", "") for n in styles.iter(f"{space}numFmt")}
    formats = styles.find(f"{space}cellXfs")
    used = [int(xf.get("numFmtId", 0)) for xf in formats] if formats is not None else []
    own = {number: _QUOTED.sub("", code).lower() for number, code in codes.items()}
    dates = _DATE_FORMATS | {n for n, code in own.items() if re.search(r"[dy]|m.*m|h|s", code.split(";")[0])}
    percents = _PERCENT_FORMATS | {n for n, code in own.items() if "%" in code}
    return _styles_in(used, dates), _styles_in(used, percents)


def _styles_in(used: list[int], wanted: frozenset[int]) -> frozenset[int]:
    return frozenset(style for style, number in enumerate(used) if number in wanted)


def _read_value(cell: etree._Element, space: str, ink: Ink) -> tuple[Raw, bool]:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = _child(cell, f"{space}is")
        if inline is not None:
            return _plain_text(inline, space) or None, False
    held = _child(cell, f"{space}v")
    if held is not None and len(held):
        raise ValueError("a value in pieces")
    text = held.text if held is not None else None
    if not text:
        # A formula that gave an empty text has type « str »; any other without a value was never calculated.
        return None, kind != "str" and _child(cell, f"{space}f") is not None
    return _typed(kind, text, int(cell.get("s", 0)), ink), False


def _child(cell: etree._Element, tag: str) -> etree._Element | None:
    """Gives the first child of a name. Cells have one child or two: ``find`` would take five times longer."""
    for child in cell:
        if child.tag == tag:
            return child
    return None


def _typed(kind: str, text: str, style: int, ink: Ink) -> Raw:
    if kind == "s":
        return _shared_text(int(text), ink)
    if kind in ("str", "e", "inlineStr"):
        return _unescaped(text)
    if kind == "b":
        return text in ("1", "true")
    if kind == "d":
        return datetime.fromisoformat(text.removesuffix("Z"))
    return _number(text, style, ink)


def _shared_text(index: int, ink: Ink) -> str | None:
    if index < 0:  # Python would count from the end
        raise IndexError(index)
    return ink.texts[index] or None


def _number(text: str, style: int, ink: Ink) -> Raw:
    try:
        number = Decimal(format(float(text), _SIGNIFICANT))
    except (ValueError, InvalidOperation):
        return text
    if not number.is_finite():  # « NaN », or figures that no program can hold
        return text
    if style in ink.dates:
        return _moment(float(number), ink.is_1904)
    # What the person sees: « 85 % » is 85, without the zeros that a product adds.
    return Decimal(f"{number.scaleb(2):f}") if style in ink.percents else number


def _moment(serial: float, is_1904: bool) -> Raw:
    # Day 60 of the 1900 calendar never was (a leap year that Excel believes in): before it, dates shift by one.
    first = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30 if serial >= 60 else 31)
    try:
        return first + timedelta(seconds=round(serial * 86_400))
    except OverflowError:
        return Decimal(format(serial, _SIGNIFICANT))


def _plain_text(item: etree._Element, space: str) -> str:
    if len(item) == 1 and item[0].tag == f"{space}t":  # nearly always: one text, no runs
        return _unescaped(item[0].text or "")
    runs = (t.text or "" for t in item.iter(f"{space}t") if etree.QName(t.getparent()).localname != "rPh")
    return _unescaped("".join(runs))


def _unescaped(text: str) -> str:
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        # Two escapes may be the halves of one character; half of one is none, and no file could hold it.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").translate(_NO_CHARACTERS)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _namespace(node: etree._Element) -> str:
    name = etree.QName(node).namespace
    return f"{{{name}}}" if name else ""

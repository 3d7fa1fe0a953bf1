"""Notices what is hidden, filtered or merged in the tables of a sheet: it is read all the same, and told."""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from lxml import etree

from assembler.models.source import Oddity, OddKind, SourceTable
from assembler.read.sheet import column_letters, column_number

_TRUE = ("1", "true")


def list_oddities(
    root: etree._Element, tables: Collection[SourceTable], *, is_hidden: bool, filtered: Collection[str]
) -> Iterator[Oddity]:
    """Gives what is odd about the tables of one worksheet; ``filtered`` names those whose own filter is on."""
    is_filtered = root.find("{*}autoFilter/{*}filterColumn") is not None
    rows, columns = _hidden_rows(root), _hidden_columns(root)
    merged = [node.get("ref", "") for node in root.iterfind("{*}mergeCells/{*}mergeCell")]
    for table in tables:
        if not table.rows:
            continue
        if is_hidden:
            yield Oddity(kind=OddKind.HIDDEN_SHEET, sheet=table.sheet)
        if found := [row.number for row in table.rows if row.number in rows]:
            kind = OddKind.FILTERED if is_filtered or table.name in filtered else OddKind.HIDDEN_ROWS
            yield Oddity(kind=kind, sheet=table.sheet, places=tuple(_runs(found)))
        if letters := [column_letters(column) for column in _columns(table) if column in columns]:
            yield Oddity(kind=OddKind.HIDDEN_COLUMNS, sheet=table.sheet, places=tuple(letters))
        if areas := [ref for ref in merged if _is_inside(ref, table)]:
            first = areas[0].partition(":")[0]
            yield Oddity(kind=OddKind.MERGED, sheet=table.sheet, cell=first, places=tuple(areas))


def is_filter_on(table: etree._Element) -> bool:
    """True when a table's own filter leaves rows out."""
    return table.find("{*}autoFilter/{*}filterColumn") is not None


def _hidden_rows(root: etree._Element) -> set[int]:
    return {int(row.get("r", 0)) for row in root.iterfind("{*}sheetData/{*}row") if row.get("hidden") in _TRUE}


def _hidden_columns(root: etree._Element) -> set[int]:
    shown = (col for col in root.iterfind("{*}cols/{*}col") if col.get("hidden") in _TRUE)
    # Columns hidden « to the end » go to 16,384; ours never do.
    return {n for col in shown for n in range(max(int(col.get("min", 0)), 0), min(int(col.get("max", 0)), 1000) + 1)}


def _columns(table: SourceTable) -> Iterator[int]:
    """Gives the columns of a table that hold something under their heading."""
    for header, address in table.headers.items():
        if any(header in row.cells for row in table.rows):
            yield column_number(address)


def _is_inside(ref: str, table: SourceTable) -> bool:
    first, _colon, last = ref.partition(":")
    left, right = column_number(first), column_number(last or first)
    top, bottom = _row_number(first), _row_number(last or first)
    columns = [column_number(address) for address in table.headers.values()]
    heading = _row_number(next(iter(table.headers.values()), "A1"))
    is_beside = not columns or right < min(columns) or left > max(columns)
    return not is_beside and bottom >= heading and top <= table.rows[-1].number


def _row_number(address: str) -> int:
    return int(re.sub(r"\D", "", address) or 0)


def _runs(numbers: list[int]) -> Iterator[str]:
    """Gives « 7 », « 9–12 »: rows one under the other are told together."""
    breaks = [i + 1 for i, (one, other) in enumerate(pairwise(numbers)) if other != one + 1]
    for start, end in pairwise([0, *breaks, len(numbers)]):
        run = numbers[start:end]
        yield str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}"

"""Finds a table whose name was lost: by the title of its sheet and the row that holds its headings.

Google Sheets drops named tables, and « Convertir en plage » in Excel does too; the data is still there.
"""

import re
from collections.abc import Iterable, Mapping, Set
from math import ceil

from assembler.models.plan import record_types
from assembler.models.record import Layout, Record, TableSpec
from assembler.read.sheet import Found
from assembler.tables import FIELD_HEADERS, VALUE_HEADERS, fields_by_header, folded

_COPY = re.compile(r"(?:copie de |copy of )?(?P<title>.*?)[ _]?(?:\(?\d+\)?)?", re.IGNORECASE)


def lost_tables(found: Iterable[str]) -> dict[str, type[Record]]:
    """Gives the record types whose table was not found, by each title their sheet may have, folded."""
    known = {name.lower() for name in found}
    lost = [t for t in record_types().values() if t.table and t.table.name.lower() not in known]
    return {folded(title): t for t in lost for title in _titles(t.table)}


def copied_table(title: str) -> type[Record] | None:
    """Gives the record type of a sheet whose title says it is a copy: « Besoins (2) », « Copie de Besoins »."""
    by_title = {folded(name): t for t in record_types().values() for name in _titles(t.table)}
    found = _COPY.fullmatch(title.strip())
    return None if found is None or folded(title) in by_title else by_title.get(folded(found["title"]))


def heading_row(rows: Mapping[int, Mapping[int, Found]], record_type: type[Record]) -> tuple[int, int, int] | None:
    """Gives the row of a sheet that holds a table's headings, its first and last columns; None when none holds enough.

    Headings that touch those of the table are its own too: one of them may have been renamed.
    """
    wanted = _headings(record_type)
    for number in sorted(rows):
        filled = {column for column, cell in rows[number].items() if cell.value is not None}
        columns = [column for column in filled if folded(str(rows[number][column].value)) in wanted]
        if len(columns) >= _enough(record_type):
            return number, _end(min(columns), filled, -1), _end(max(columns), filled, 1)
    return None


def _end(column: int, filled: Set[int], step: int) -> int:
    while column + step in filled:
        column += step
    return column


def _titles(table: TableSpec | None) -> tuple[str, ...]:
    return (table.fr, table.en) if table else ()


def _headings(record_type: type[Record]) -> frozenset[str]:
    if _is_form(record_type):
        return frozenset(folded(text) for text in FIELD_HEADERS + VALUE_HEADERS)
    return frozenset(fields_by_header(record_type))


def _enough(record_type: type[Record]) -> int:
    """A form is known by its two headings; a grid by half of them, so that a few may have been renamed."""
    return 2 if _is_form(record_type) else ceil(len(record_type.specs()) / 2)


def _is_form(record_type: type[Record]) -> bool:
    return record_type.table is not None and record_type.table.layout is Layout.FORM

"""Brings a workbook of an older canvas forward: its tables, headings and labels take today's names.

What was renamed is kept with its address, so that the person is told; values are never changed.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from assembler.models.releases import RELEASES, Release, Renamed, order_of
from assembler.models.source import Cell, Oddity, OddKind, Row, SourceTable, WorkbookSource
from assembler.tables import FIELD_HEADERS, folded


def bring_forward(source: WorkbookSource, *, releases: Sequence[Release] = RELEASES) -> WorkbookSource:
    """Gives the source under the names of the last release; as it is when it says no version, or today's."""
    version = order_of(source.canvas_version or "")
    if version is None:
        return source
    later = (release.renamed for release in releases if (order_of(release.version) or ()) > version)
    for renamed in chain.from_iterable(later):
        source = _renamed_table(source, renamed) if not renamed.table else _renamed_words(source, renamed)
    return source


def _renamed_table(source: WorkbookSource, renamed: Renamed) -> WorkbookSource:
    old = next((name for name in source.tables if name.lower() == renamed.old.lower()), None)
    if old is None or renamed.new in source.tables:
        return source
    table = source.tables[old].model_copy(update={"name": renamed.new})
    others = {name: kept for name, kept in source.tables.items() if name != old}
    return source.model_copy(update={"tables": others | {renamed.new: table}})


def _renamed_words(source: WorkbookSource, renamed: Renamed) -> WorkbookSource:
    table = source.tables.get(renamed.table)
    if table is None:
        return source
    moved, places = _with_heading(table, renamed)
    if not places:
        moved, places = _with_label(table, renamed)
    told = (
        Oddity(kind=OddKind.MOVED, sheet=table.sheet, cell=cell, places=(renamed.old, renamed.new)) for cell in places
    )
    return source.model_copy(
        update={"tables": source.tables | {table.name: moved}, "oddities": (*source.oddities, *told)}
    )


def _with_heading(table: SourceTable, renamed: Renamed) -> tuple[SourceTable, tuple[str, ...]]:
    old = next((header for header in table.headers if folded(header) == folded(renamed.old)), None)
    if old is None or renamed.new in table.headers:
        return table, ()
    headers = {renamed.new if header == old else header: cell for header, cell in table.headers.items()}
    rows = tuple(
        row.model_copy(update={"cells": {renamed.new if h == old else h: cell for h, cell in row.cells.items()}})
        for row in table.rows
    )
    return table.model_copy(update={"headers": headers, "rows": rows}), (table.headers[old],)


def _with_label(table: SourceTable, renamed: Renamed) -> tuple[SourceTable, tuple[str, ...]]:
    """A form's labels are the first cells of its rows."""
    pairs = [(row, _relabelled(row, renamed)) for row in table.rows]
    places = tuple(_first_address(new) for row, new in pairs if new is not row)
    return table.model_copy(update={"rows": tuple(new for _row, new in pairs)}), places


def _relabelled(row: Row, renamed: Renamed) -> Row:
    for header, cell in _labels(row):
        if folded(str(cell.value)) == folded(renamed.old):
            return row.model_copy(
                update={"cells": row.cells | {header: cell.model_copy(update={"value": renamed.new})}}
            )
    return row


def _labels(row: Row) -> Iterator[tuple[str, Cell]]:
    wanted = {folded(name) for name in FIELD_HEADERS}
    return ((header, cell) for header, cell in row.cells.items() if folded(header) in wanted)


def _first_address(row: Row) -> str:
    return next((cell.address for _header, cell in _labels(row)), "")

"""Carries last year's workbook into a new canvas: everything as typed, wherever the field still exists."""

from typing import Any

from assembler.canvas.build import write_canvas
from assembler.canvas.content import Rows
from assembler.i18n import Lang
from assembler.models.plan import record_types
from assembler.models.record import Layout, Record
from assembler.models.region import Region, TerritoryProfile
from assembler.models.source import Cell, Raw, SourceTable, WorkbookSource
from assembler.tables import FIELD_HEADERS, VALUE_HEADERS, fields_by_header, folded

# The sheets that programs of ours make, in both languages: the welcome, the lists and what was to be corrected.
_MADE = ("lisez-moi", "read me", "listes", "lists", "corrections")


def move_forward(old: WorkbookSource, region: Region, territory: TerritoryProfile, *, lang: Lang = "fr") -> bytes:
    """Gives a new canvas with all that an old workbook holds; nothing is changed, the fiscal year least of all.

    ``list_left_behind`` says what has no place in the new canvas.
    """
    return write_canvas(carried_rows(old), region, territory, lang=lang)


def carried_rows(old: WorkbookSource) -> Rows:
    """Gives the raw values of the old workbook by table and field of today."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, record_type in record_types().items():
        table = _table(old, record_type)
        if table is not None:
            found[name] = _rows(table, record_type)
    if old.canvas_version and found.get("revisions"):
        found["revisions"][-1].setdefault("canvas_version", old.canvas_version)  # what R-108 compares, told by us alone
    return found


def list_left_behind(old: WorkbookSource) -> tuple[str, ...]:
    """Gives what cannot be carried: unknown columns that hold something and uncalculated formulas, as « sheet!cell »,
    then the tables and the sheets that are the person's own.
    """
    places: list[str] = []
    for record_type in record_types().values():
        table = _table(old, record_type)
        for cells in _records(table, record_type) if table else ():
            known = fields_by_header(record_type)
            lost = [cell for label, cell in cells if folded(label) not in known or cell.is_stale_formula]
            places += [f"{table.sheet}!{cell.address}" for cell in lost] if table else []
    ours = {record_type.table.name.lower() for record_type in record_types().values() if record_type.table}
    places += [table.sheet for name, table in old.tables.items() if name.lower() not in ours and table.rows]
    read = {table.sheet for table in old.tables.values()}
    places += [sheet for sheet in old.sheets if sheet not in read and not folded(sheet).startswith(_MADE)]
    return tuple(dict.fromkeys(places))


def _table(old: WorkbookSource, record_type: type[Record]) -> SourceTable | None:
    assert record_type.table is not None
    wanted = record_type.table.name.lower()
    return next((table for name, table in old.tables.items() if name.lower() == wanted), None)


def _rows(table: SourceTable, record_type: type[Record]) -> list[dict[str, Raw]]:
    known = fields_by_header(record_type)
    rows = (
        {known[folded(label)]: cell.value for label, cell in cells if folded(label) in known}
        for cells in _records(table, record_type)
    )
    return [row for row in rows if row]


def _records(table: SourceTable, record_type: type[Record]) -> list[list[tuple[str, Cell]]]:
    """The labelled cells of each record: a row of a grid, or the lines of a form."""
    assert record_type.table is not None
    if record_type.table.layout is Layout.GRID:
        return [list(row.cells.items()) for row in table.rows]
    field, value = _header(table, FIELD_HEADERS), _header(table, VALUE_HEADERS)
    return [[(str(r.cells[field].value), r.cells[value]) for r in table.rows if field in r.cells and value in r.cells]]


def _header(table: SourceTable, names: tuple[str, ...]) -> str:
    wanted = {folded(name) for name in names}
    return next((header for header in table.headers if folded(header) in wanted), names[0])

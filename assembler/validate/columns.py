"""Which column, or which line of a form, holds which field; what is unknown or missing among them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.field import Need
from assembler.models.finding import Finding, Severity
from assembler.models.record import Layout, Record
from assembler.models.source import Cell, Row, SourceTable, WorkbookSource
from assembler.tables import FIELD_HEADERS, VALUE_HEADERS, fields_by_header, folded
from assembler.validate.findings import finding_by_code

_SEVERITY = {Need.SAVE: Severity.BLOCKING, Need.ADOPTED: Severity.WARNING, Need.OPTIONAL: Severity.NOTICE}


@dataclass(frozen=True)
class Line:
    """The cells of one record, by field, and the address of each of its fields, filled or not."""

    cells: Mapping[str, Cell]
    addresses: Mapping[str, str]


def table_of(source: WorkbookSource, record_type: type[Record]) -> SourceTable | None:
    """Gives the table of a record type, whatever the case of its name, or None."""
    assert record_type.table is not None
    wanted = record_type.table.name
    found = source.tables.get(wanted)
    return found or next((table for name, table in source.tables.items() if name.lower() == wanted.lower()), None)


def lines_of(table: SourceTable, record_type: type[Record]) -> Iterator[Line]:
    """Gives each record's cells: a row of a grid, or the whole of a form."""
    assert record_type.table is not None
    if record_type.table.layout is Layout.FORM:
        yield _form_line(table, record_type)
        return
    known = fields_by_header(record_type)
    fields = {header: known[folded(header)] for header in table.headers if folded(header) in known}
    letters = {field: re.sub(r"\d", "", table.headers[header]) for header, field in fields.items()}
    for row in table.rows:
        cells = {fields[header]: cell for header, cell in row.cells.items() if header in fields}
        if cells:
            yield Line(cells, {field: f"{column}{row.number}" for field, column in letters.items()})


def check_columns(source: WorkbookSource, record_type: type[Record]) -> Iterator[Finding]:
    """Gives a finding for each field without a column (T-041) and each filled column without a field (T-040)."""
    table = table_of(source, record_type)
    if table is None:
        return
    known = fields_by_header(record_type)
    written = dict(_labels(table, record_type))
    present = {known[folded(label)] for label in written if folded(label) in known}
    for name, spec in record_type.specs().items():
        if name not in present:
            label = either(spec.fr, spec.en)
            message = _("La colonne ou le champ «\u00a0{label}\u00a0» manque.").format(label=label)
            yield finding_by_code(
                table.sheet, "", code="T-041", severity=_SEVERITY[spec.need], message=message, expected=label
            )
    for label, address in written.items():
        if folded(label) not in known and _is_filled(table, record_type, label):
            message = _("«\u00a0{label}\u00a0» n’est pas une colonne du canevas\u00a0: son contenu n’est pas lu.")
            yield finding_by_code(table.sheet, address, code="T-040", message=message.format(label=label), found=label)


def _form_line(table: SourceTable, record_type: type[Record]) -> Line:
    known = fields_by_header(record_type)
    value_header = _header(table, VALUE_HEADERS)
    column = re.sub(r"\d", "", table.headers.get(value_header, ""))
    cells: dict[str, Cell] = {}
    addresses: dict[str, str] = {}
    for label, row in _form_rows(table):
        field = known.get(folded(label))
        if field is not None and field not in addresses:
            addresses[field] = f"{column}{row.number}" if column else ""
            cell = row.cells.get(value_header)
            if cell is not None:
                cells[field] = cell
    return Line(cells, addresses)


def _form_rows(table: SourceTable) -> Iterator[tuple[str, Row]]:
    header = _header(table, FIELD_HEADERS)
    for row in table.rows:
        label = row.cells.get(header)
        if label is not None:
            yield str(label.value), row


def _header(table: SourceTable, names: tuple[str, ...]) -> str:
    wanted = {folded(name) for name in names}
    return next((header for header in table.headers if folded(header) in wanted), names[0])


def _labels(table: SourceTable, record_type: type[Record]) -> Iterator[tuple[str, str]]:
    assert record_type.table is not None
    if record_type.table.layout is Layout.GRID:
        yield from table.headers.items()
        return
    column = re.sub(r"\d", "", table.headers.get(_header(table, FIELD_HEADERS), ""))
    yield from ((label, f"{column}{row.number}") for label, row in _form_rows(table))


def _is_filled(table: SourceTable, record_type: type[Record], label: str) -> bool:
    assert record_type.table is not None
    if record_type.table.layout is Layout.GRID:
        return any(label in row.cells for row in table.rows)
    value = _header(table, VALUE_HEADERS)
    rows = dict(_form_rows(table))
    return value in rows[label].cells

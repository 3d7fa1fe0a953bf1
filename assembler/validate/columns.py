"""Which column, or which line of a form, holds which field; what is unknown or missing among them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.field import FieldSpec, Need
from assembler.models.finding import Finding, Severity
from assembler.models.record import Layout, Record
from assembler.models.source import Cell, Row, SourceTable, WorkbookSource
from assembler.tables import FIELD_HEADERS, VALUE_HEADERS, fields_by_header, folded
from assembler.validate.findings import finding_by_code

_SEVERITY = {Need.SAVE: Severity.BLOCKING, Need.ADOPTED: Severity.WARNING, Need.OPTIONAL: Severity.NOTICE}
_ALIKE = 0.75  # of a column's name, for « vouliez-vous dire »


@dataclass(frozen=True)
class Line:
    """The cells of one record, by field, and the address of each of its fields, filled or not."""

    cells: Mapping[str, Cell]
    addresses: Mapping[str, str]


@dataclass(frozen=True)
class Label:
    """A heading of a grid, or the label of a line of a form: its text, its address, whether a value goes with it."""

    text: str
    address: str
    is_filled: bool


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
    named = {known[folded(header)]: header for header in reversed(table.headers) if folded(header) in known}
    fields = {header: field for field, header in named.items()}  # of two columns of one field, the first
    letters = {field: re.sub(r"\d", "", table.headers[header]) for header, field in fields.items()}
    for row in table.rows:
        cells = {fields[header]: cell for header, cell in row.cells.items() if header in fields}
        if cells:
            placed = {fields[header]: place for header, place in row.placed.items() if header in fields}
            yield Line(cells, {field: f"{column}{row.number}" for field, column in letters.items()} | placed)


def check_columns(source: WorkbookSource, record_type: type[Record]) -> Iterator[Finding]:
    """Gives a finding for each field without a column (T-041), each filled column without a field (T-040), or whose
    field another column holds already (T-044).
    """
    table = table_of(source, record_type)
    if table is None:
        return
    lost = tuple(_lost_headings(table, record_type))
    if lost:
        yield from (_missing_heading(table, names) for names in lost)
        return
    known = fields_by_header(record_type)
    labels = list(_labels(table, record_type))
    present = {known[folded(label.text)] for label in labels if folded(label.text) in known}
    missing = {name: spec for name, spec in record_type.specs().items() if name not in present}
    strangers = [label for label in labels if folded(label.text) not in known]
    guesses = _guesses(strangers, missing)
    for name, spec in missing.items():
        if name not in guesses.values():
            yield _missing_field(table, spec)
    for label in strangers:
        if label.text in guesses:
            yield _renamed(table, label, missing[guesses[label.text]])
        elif label.is_filled:
            yield _stranger(table, label)
    yield from _doubled(table, labels, record_type)


def _missing_field(table: SourceTable, spec: FieldSpec) -> Finding:
    label = either(spec.fr, spec.en)
    message = _("La colonne ou le champ «\u00a0{label}\u00a0» manque.").format(label=label)
    return finding_by_code(
        table.sheet, "", code="T-041", severity=_SEVERITY[spec.need], message=message, expected=label
    )


def _stranger(table: SourceTable, label: Label) -> Finding:
    message = _("«\u00a0{label}\u00a0» n’est pas une colonne du canevas\u00a0: son contenu n’est pas lu.")
    text = label.text.strip()
    return finding_by_code(table.sheet, label.address, code="T-040", message=message.format(label=text), found=text)


def _renamed(table: SourceTable, label: Label, spec: FieldSpec) -> Finding:
    """What a renamed column holds would be lost without a word on the amounts: nothing is made before it is mended."""
    guess = either(spec.fr, spec.en)
    message = _("«\u00a0{label}\u00a0» n’est pas une colonne du canevas. Vouliez-vous dire «\u00a0{guess}\u00a0»?")
    remedy = _("Nommez-la «\u00a0{guess}\u00a0»\u00a0: son contenu sera lu.")
    text = label.text.strip()
    return finding_by_code(
        table.sheet, label.address, code="T-040",
        severity=Severity.BLOCKING if label.is_filled else _SEVERITY[spec.need],
        message=message.format(label=text, guess=guess), found=text, expected=guess, remedy=remedy.format(guess=guess),
    )  # fmt: skip


def _doubled(table: SourceTable, labels: Iterable[Label], record_type: type[Record]) -> Iterator[Finding]:
    known = fields_by_header(record_type)
    first: dict[str, Label] = {}
    for label in labels:
        field = known.get(folded(label.text))
        before = first.setdefault(field, label) if field else label
        if before is not label and label.is_filled:
            spec = record_type.specs()[known[folded(label.text)]]
            message = _("«\u00a0{label}\u00a0» est là deux fois ({first} et {second})\u00a0: seul {first} est lu.")
            words = message.format(label=either(spec.fr, spec.en), first=before.address, second=label.address)
            yield finding_by_code(table.sheet, label.address, code="T-044", message=words, found=label.text.strip())


def _guesses(strangers: Iterable[Label], missing: Mapping[str, FieldSpec]) -> dict[str, str]:
    """Gives the field that each unknown label most likely names: a missing one, in either language."""
    free = {folded(text): name for name, spec in missing.items() for text in (spec.tag, spec.en, spec.fr)}
    found: dict[str, str] = {}
    for label in strangers:
        close = get_close_matches(folded(label.text), list(free), n=1, cutoff=_ALIKE)
        if close:
            found[label.text] = free[close[0]]
            free = {text: name for text, name in free.items() if name != found[label.text]}
    return found


def _lost_headings(table: SourceTable, record_type: type[Record]) -> Iterator[tuple[str, str]]:
    """Gives the two headings of a form that are not there; a grid is known by its own."""
    assert record_type.table is not None
    if record_type.table.layout is Layout.FORM:
        here = {folded(header) for header in table.headers}
        yield from (names for names in (FIELD_HEADERS, VALUE_HEADERS) if not here & {folded(n) for n in names})


def _missing_heading(table: SourceTable, names: tuple[str, str]) -> Finding:
    label = either(*names)
    message = _("La colonne ou le champ «\u00a0{label}\u00a0» manque.").format(label=label)
    return finding_by_code(
        table.sheet, "", code="T-041", message=message, found="; ".join(table.headers), expected=label
    )


def _form_line(table: SourceTable, record_type: type[Record]) -> Line:
    known = fields_by_header(record_type)
    value_header = _header(table, VALUE_HEADERS)
    if value_header not in table.headers:  # told once, for the heading
        return Line({}, {})
    column = re.sub(r"\d", "", table.headers[value_header])
    cells: dict[str, Cell] = {}
    addresses: dict[str, str] = {}
    for label, row in _form_rows(table):
        field = known.get(folded(label))
        if field is not None and field not in addresses:
            addresses[field] = f"{column}{row.number}"
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


def _labels(table: SourceTable, record_type: type[Record]) -> Iterator[Label]:
    assert record_type.table is not None
    if record_type.table.layout is Layout.GRID:
        for header, address in table.headers.items():
            yield Label(header, address, any(header in row.cells for row in table.rows))
        return
    column = re.sub(r"\d", "", table.headers.get(_header(table, FIELD_HEADERS), ""))
    value = _header(table, VALUE_HEADERS)
    for label, row in _form_rows(table):
        yield Label(label, f"{column}{row.number}", value in row.cells)

"""What was read becomes records, every cell judged, all findings at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from assembler.compute.changes.matching import about
from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.field import FieldSpec, Need
from assembler.models.finding import Finding, Severity
from assembler.models.plan import record_types
from assembler.models.record import Place, Record
from assembler.models.region import Code, Region
from assembler.models.source import Cell, WorkbookSource
from assembler.models.territory import CustomDimension
from assembler.models.unread_row import UnreadRow
from assembler.tables import options_of
from assembler.validate.columns import Line, check_columns, lines_of, table_of
from assembler.validate.completeness import check_tables
from assembler.validate.findings import finding_by_code
from assembler.validate.oddities import check_oddities
from assembler.validate.reading import Choices, Reading, shown
from assembler.validate.stamps import check_stamps, is_foreign
from assembler.validate.values import read_cell


class ParsedRecords(BaseModel):
    """The records of a workbook by field of ``Plan``, and the ids of the rows that could not become records."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    records: dict[str, tuple[Record, ...]]
    left_out: frozenset[tuple[str, str]] = frozenset()  # (type of record, id): references to them are not dangling
    unread: dict[str, int] = {}  # sheet -> how many of its rows could not become records
    unread_rows: tuple[UnreadRow, ...] = ()  # the same rows, and those of the tables that are not there


@dataclass(frozen=True)
class _Outcome:
    record: Record | None
    findings: tuple[Finding, ...]
    sheet: str
    id: str | None = None
    about: tuple[tuple[str, Any], ...] = ()


def parse_source(source: WorkbookSource, region: Region) -> tuple[ParsedRecords, tuple[Finding, ...]]:
    """Gives the records of a workbook and every finding about its cells, columns, tables and stamps."""
    findings = list(check_stamps(source, region))
    if is_foreign(source, region):
        return ParsedRecords(records={}), tuple(findings)
    findings += [*check_tables(source), *check_oddities(source)]
    custom = _custom_dimensions(source, region)
    records: dict[str, tuple[Record, ...]] = {}
    left_out: set[tuple[str, str]] = set()
    unread: dict[str, int] = {}
    unread_rows: list[UnreadRow] = []
    for name, record_type in record_types().items():
        outcomes = list(_parse_table(source, record_type, region, custom))
        records[name] = tuple(o.record for o in outcomes if o.record is not None)
        left_out |= {(record_type.__name__, o.id) for o in outcomes if o.record is None and o.id}
        unread_rows += _unread_rows(source, name, record_type, outcomes)
        if missing := sum(o.record is None for o in outcomes):
            unread[outcomes[0].sheet] = missing
        findings += check_columns(source, record_type)
        findings += [finding for outcome in outcomes for finding in outcome.findings]
    parsed = ParsedRecords(records=records, left_out=frozenset(left_out), unread=unread, unread_rows=tuple(unread_rows))
    return parsed, tuple(findings)


def _unread_rows(
    source: WorkbookSource, name: str, record_type: type[Record], outcomes: Sequence[_Outcome]
) -> list[UnreadRow]:
    assert record_type.table is not None
    if table_of(source, record_type) is None and not record_type.table.may_be_absent:
        return [UnreadRow(name, about(record_type, {}))]
    return [UnreadRow(name, outcome.about) for outcome in outcomes if outcome.record is None]


def _custom_dimensions(source: WorkbookSource, region: Region) -> tuple[Code, ...]:
    """The dimensions the workbook itself declares: other sheets use them, so they are read first."""
    read = (outcome.record for outcome in _parse_table(source, CustomDimension, region, ()))
    return tuple(
        Code(code=record.id, fr=record.label, en=record.label_en or record.label)
        for record in read
        if isinstance(record, CustomDimension)
    )


def _parse_table(
    source: WorkbookSource, record_type: type[Record], region: Region, custom: tuple[Code, ...]
) -> Iterator[_Outcome]:
    table = table_of(source, record_type)
    if table is None:
        return
    specs = record_type.specs()
    choices = {name: Choices.of(options_of(record_type, name, region, custom)) for name in specs}
    for line in lines_of(table, record_type):
        yield _parse_line(record_type, table.sheet, line, choices)


def _parse_line(record_type: type[Record], sheet: str, line: Line, choices: Mapping[str, Choices]) -> _Outcome:
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    is_whole = True
    for name, spec in record_type.specs().items():
        cell = line.cells.get(name)
        reading = read_cell(cell, spec, choices[name])
        values[name] = reading.value
        address = line.addresses.get(name, "")
        if reading.problems:
            findings += _cell_findings(sheet, address, cell, reading)
        if _is_missing(reading):
            is_whole = is_whole and spec.need is not Need.SAVE
            is_excused = bool(spec.excused_by and line.cells.get(spec.excused_by))
            # an absent column is told once, for the column
            if not reading.problems and not is_excused and name in line.addresses:
                findings += _missing(sheet, address, spec)
    key = values.get("id")
    if not is_whole:
        return _Outcome(None, tuple(findings), sheet, key, about(record_type, values))
    place = Place(sheet=sheet, cells=dict(line.addresses))
    return _Outcome(record_type(place=place, **values), tuple(findings), sheet, key)


def _is_missing(reading: Reading) -> bool:
    return reading.value is None or reading.value == ()


def _cell_findings(sheet: str, address: str, cell: Cell | None, reading: Reading) -> Iterator[Finding]:
    for problem in reading.problems:
        yield finding_by_code(
            sheet,
            address,
            code=problem.code,
            message=problem.message,
            found=shown(cell.value) if cell else "",
            expected=problem.expected,
            remedy=problem.remedy,
        )


def _missing(sheet: str, address: str, spec: FieldSpec) -> Iterator[Finding]:
    told = {Need.SAVE: ("T-010", None), Need.ADOPTED: ("T-011", Severity.WARNING)}.get(spec.need)
    if told:
        code, severity = told
        words = _missing_words(spec)
        yield finding_by_code(
            sheet, address, code=code, severity=severity, message=words, expected=_example_words(spec)
        )


def _example_words(spec: FieldSpec) -> str:
    return _("par exemple {example}").format(example=spec.example) if spec.example else ""


def _missing_words(spec: FieldSpec) -> str:
    words = {
        Need.SAVE: _("«\u00a0{label}\u00a0» est requis."),
        Need.ADOPTED: _("«\u00a0{label}\u00a0» est requis pour l’édition adoptée."),
    }
    return words[spec.need].format(label=either(spec.fr, spec.en))

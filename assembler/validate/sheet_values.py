"""What a cell says in the one form that the workbook and the action sheet share, to tell whether they differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from assembler.models.action_sheet import SheetTable, digest_of, sheet_tables
from assembler.models.field import FieldSpec, Kind
from assembler.models.period import fiscal_years_between
from assembler.models.plan import record_types
from assembler.models.plan_record import PlanRecord
from assembler.models.record import Record
from assembler.models.region import Code, Region
from assembler.models.source import Cell, Raw, Row, SourceTable, WorkbookSource
from assembler.models.territory import CustomDimension
from assembler.tables import fields_by_header, folded, item_words, options_of
from assembler.validate.columns import lines_of, table_of
from assembler.validate.reading import Choices, Reading, plain
from assembler.validate.values import read_cell

_LONGEST_NAME = 70  # characters of a record's name beside its id
_ONLY_TEXT = "T-004"  # a number or a date written as text: in Word, everything is


@dataclass(frozen=True)
class HeldRow:
    """A row of the workbook that belongs to an action: its place among the rows, its texts by field."""

    row: Row
    texts: Mapping[str, str]

    @property
    def marks(self) -> dict[str, str]:
        """Gives the marks it would have, were it given out so."""
        return {field: digest_of(text) for field, text in self.texts.items() if text}


class Reader:
    """Reads the cells of one workbook and of the sheets that go with it: codes and custom dimensions looked up once."""

    def __init__(self, source: WorkbookSource, region: Region) -> None:
        self.source, self.region = source, region
        self._custom = tuple(_custom_dimensions(source))
        self._options: dict[tuple[type[Record], str], tuple[Code, ...]] = {}
        self._ids: dict[tuple[type[Record], str], dict[str, str]] = {}
        self._choices: dict[tuple[type[Record], str], Choices] = {}

    def read(self, table: SheetTable, field: str, raw: Raw) -> Reading:
        """Gives the value of a cell, and what is wrong with it."""
        spec = table.fields[field]
        key = (table.record_type, field)
        if key not in self._choices:
            self._choices[key] = Choices.of(options_of(table.record_type, field, self.region, self._custom))
        return read_cell(Cell(address="", value=raw), spec, self._choices[key])

    def text(self, table: SheetTable, field: str, raw: Raw) -> str:
        """Gives what a cell says, in the one form: codes, ids, ISO dates, plain numbers; as typed if unreadable."""
        reading = self.read(table, field, raw)
        if reading.value in (None, ()) or any(p.code == "T-030" for p in reading.problems):
            return _spaced("" if raw is None else plain(raw))
        return _spaced(_written(table.fields[field], reading.value))

    def raw(self, table: SheetTable, field: str, text: str) -> Raw:
        """Gives the value that a cell of the workbook would hold for what a sheet says."""
        value = self.read(table, field, text)
        is_plain = all(problem.code == _ONLY_TEXT for problem in value.problems)
        return value.value if is_plain and isinstance(value.value, Decimal | int | date) else text

    def resolved(self, table: SheetTable, field: str, text: str) -> str:
        """Gives a text with the ids of the records that it names: a row added by hand has no list to choose from."""
        if not table.fields[field].targets:
            return text
        names = self._names(table, field)
        return "\n".join(names.get(folded(line), line) for line in text.split("\n"))

    def words(self, table: SheetTable, field: str, text: str) -> str:
        """Gives a text in the one form as a person reads it."""
        options = self.options(table, field)
        return "; ".join(item_words(table.fields[field], options, item) for item in text.split("\n"))

    def _names(self, table: SheetTable, field: str) -> dict[str, str]:
        key = (table.record_type, field)
        if key not in self._ids:
            ways = (
                (option.fr.removeprefix(f"{option.code} – "), option.fr, option.code)
                for option in self.options(table, field)
            )
            self._ids[key] = {folded(words): code for *names, code in ways for words in (*names, code) if words}
        return self._ids[key]

    def rows(self, table: SheetTable, action: str) -> list[HeldRow]:
        """Gives the rows of an action in one table of the workbook."""
        held = table_of(self.source, table.record_type)
        return [_held(self, table, row) for row in rows_of(held, table, action)] if held else []

    def options(self, table: SheetTable, field: str) -> tuple[Code, ...]:
        """Gives what a field may be chosen from: a vocabulary, fiscal years, or records of the workbook."""
        key = (table.record_type, field)
        if key not in self._options:
            self._options[key] = self._choosable(table, field)
        return self._options[key]

    def _choosable(self, table: SheetTable, field: str) -> tuple[Code, ...]:
        spec = table.fields[field]
        if spec.kind is Kind.FISCAL_YEAR:
            return tuple(Code(code=year, fr=year, en=year) for year in _years(self.source))
        if spec.targets:
            return tuple(code for target in spec.targets for code in _named(self.source, target))
        return options_of(table.record_type, field, self.region, self._custom)


def rows_of(held: SourceTable, table: SheetTable, action: str) -> Iterator[Row]:
    """Gives the rows of a workbook's table that belong to an action."""
    known = fields_by_header(table.record_type)
    header = next((header for header in held.headers if known.get(folded(header)) == table.link), None)
    for row in held.rows:
        cell = row.cells.get(header or "")
        if cell is not None and str(cell.value).strip() == action:
            yield row


def _held(reader: Reader, table: SheetTable, row: Row) -> HeldRow:
    known = fields_by_header(table.record_type)
    texts = {}
    for header, cell in row.cells.items():
        field = known.get(folded(header))
        if field is not None and field in table.fields:
            texts[field] = reader.text(table, field, cell.value)
    return HeldRow(row, texts)


def _written(spec: FieldSpec, value: Any) -> str:
    if isinstance(value, tuple):
        return "\n".join(str(item) for item in value)
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Decimal):
        return f"{value:.2f}" if spec.kind is Kind.MONEY else _shortest(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _shortest(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _spaced(text: str) -> str:
    """Spaces and blank lines are not a change: programs add and drop them."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _custom_dimensions(source: WorkbookSource) -> Iterator[Code]:
    for cells in _texts(source, CustomDimension):
        if cells.get("id") and cells.get("label"):
            yield Code(code=cells["id"], fr=cells["label"], en=cells.get("label_en") or cells["label"])


def naming_field(record_type: type[Record]) -> str:
    """Gives the field whose text names a record, beside its id; empty when it has none."""
    return next((f for f, s in record_type.specs().items() if f != "id" and s.kind in (Kind.TEXT, Kind.LONG_TEXT)), "")


def _named(source: WorkbookSource, target: str) -> Iterator[Code]:
    record_type = next(found for found in record_types().values() if found.__name__ == target)
    name = naming_field(record_type)
    seen: set[str] = set()
    for cells in _texts(source, record_type):
        key, words = cells.get("id", ""), " ".join(cells.get(name, "").split())
        if key and key not in seen:
            seen.add(key)
            shown = choice_words(key, words)
            yield Code(code=key, fr=shown, en=shown)


def choice_words(key: str, words: str) -> str:
    """Gives how the lists of a sheet offer a record of this id and name."""
    label = words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1].rstrip() + "…"
    if key.islower() and label:
        return label  # a slug says nothing more
    return f"{key} – {label}" if label else key


def _years(source: WorkbookSource) -> tuple[str, ...]:
    cells = next(_texts(source, PlanRecord), {})
    try:
        return fiscal_years_between(date.fromisoformat(cells["start"][:10]), date.fromisoformat(cells["end"][:10]))
    except (KeyError, ValueError):
        return ()


def _texts(source: WorkbookSource, record_type: type[Record]) -> Iterator[dict[str, str]]:
    """The cells of each record of a table, as typed: names and ids need no judging to be offered."""
    table = table_of(source, record_type)
    for line in lines_of(table, record_type) if table else ():
        yield {
            field: str(cell.value).strip()
            for field, cell in line.cells.items()
            if cell.value is not None and not cell.is_stale_formula
        }


def known_actions(source: WorkbookSource) -> dict[str, str]:
    """Gives the title of each action of a workbook, by its id."""
    action = sheet_tables()[0]
    found = (cells for cells in _texts(source, action.record_type) if cells.get("id"))
    return {cells["id"]: cells.get("title", "") for cells in found}

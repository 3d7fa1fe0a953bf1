"""Tables are read by name, wherever they are, with every address and nothing lost."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from assembler.errors import DamagedUploadError
from assembler.models.source import SourceTable
from assembler.read.workbook import read_workbook
from tests.read.uploads import package, zipped

Value = str | int | float | bool | datetime | None


def read(draw: Callable[[Worksheet], None], ref: str, totals: int = 0) -> SourceTable:
    """Gives the table « t » of a workbook drawn by the test."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Leviers"
    draw(sheet)
    table = Table(displayName="t", ref=ref, totalsRowCount=totals or None)
    if totals:
        table._initialise_columns()  # type: ignore[attr-defined]  # as openpyxl does when writing
        table.tableColumns[0].totalsRowLabel = "Total"
    sheet.add_table(table)
    return read_workbook(saved(book)).tables["t"]


def saved(book: Workbook) -> bytes:
    """Gives the workbook's bytes."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def values(table: SourceTable) -> list[dict[str, object]]:
    """Gives the table as plain values."""
    return [{header: cell.value for header, cell in row.cells.items()} for row in table.rows]


def at(row: int, column: int, rows: list[list[Value]]) -> Callable[[Worksheet], None]:
    """Draws rows of values from a corner."""

    def draw(sheet: Worksheet) -> None:
        for r, line in enumerate(rows):
            for c, value in enumerate(line):
                sheet.cell(row + r, column + c, value)

    return draw


LINES: list[list[Value]] = [["Id", "Montant"], ["A", 1], ["B", 2]]


def test_a_table_moved_anywhere_reads_the_same_with_its_new_addresses() -> None:
    """Rows and columns inserted before it change nothing but the addresses."""
    home, moved = read(at(1, 1, LINES), "A1:B3"), read(at(40, 28, LINES), "AB40:AC42")
    assert values(moved) == values(home) == [{"Id": "A", "Montant": Decimal(1)}, {"Id": "B", "Montant": Decimal(2)}]
    assert moved.headers == {"Id": "AB40", "Montant": "AC40"}
    assert (moved.sheet, moved.rows[1].number, moved.rows[1].cells["Montant"].address) == ("Leviers", 42, "AC42")


def test_rows_typed_under_the_table_are_read() -> None:
    """Some programs do not grow tables; a blank line in between loses nothing either."""
    table = read(at(1, 1, [*LINES, ["C", 3], [], ["D", 4]]), "A1:B3")
    assert [row.number for row in table.rows] == [2, 3, 4, 6]


def test_rows_stop_at_the_next_table_below() -> None:
    """Two tables one above the other keep to themselves."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    at(1, 1, LINES)(sheet)
    at(6, 1, [["Autre"], ["Z"]])(sheet)
    sheet.add_table(Table(displayName="haut", ref="A1:B3"))
    sheet.add_table(Table(displayName="bas", ref="A6:A7"))
    tables = read_workbook(saved(book)).tables
    assert [row.number for row in tables["haut"].rows] == [2, 3]
    assert values(tables["bas"]) == [{"Autre": "Z"}]


def test_blank_rows_and_cells_beside_the_table_are_not_read() -> None:
    """Spaces are blank; a note in column C belongs to nobody."""
    table = read(at(1, 1, [["Id", "Montant", "à moi"], ["  ", None, "note"], ["B", 2, "note"]]), "A1:B3")
    assert values(table) == [{"Id": "B", "Montant": Decimal(2)}]


def test_a_totals_row_is_not_a_record() -> None:
    """The table says it has one."""
    table = read(at(1, 1, [*LINES, ["Total", 3]]), "A1:B4", totals=1)
    assert [row.number for row in table.rows][:2] == [2, 3]
    assert len(table.rows) == 2


def test_values_are_what_the_person_sees() -> None:
    """Dates, percentages, truth, line breaks, numbers without the noise of binary fractions."""

    def draw(sheet: Worksheet) -> None:
        at(1, 1, [["a", "b", "c", "d", "e"], [datetime(2026, 4, 1), 0.85, True, "un\ndeux", 0.1 + 0.2]])(sheet)
        sheet["B2"].number_format = "0 %"

    assert values(read(draw, "A1:E2")) == [
        {"a": datetime(2026, 4, 1), "b": Decimal("85"), "c": True, "d": "un\ndeux", "e": Decimal("0.3")}
    ]


def test_a_percent_sign_only_shown_does_not_scale() -> None:
    """Our own columns hold 85 and show « 85 % »."""

    def draw(sheet: Worksheet) -> None:
        at(1, 1, [["a"], [85]])(sheet)
        sheet["A2"].number_format = '0.0##\\ "%"'

    assert values(read(draw, "A1:A2")) == [{"a": Decimal(85)}]


def test_dates_before_march_1900_and_of_the_1904_calendar_are_right() -> None:
    """Excel believes in 29 February 1900; old Macs count from 1904."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    at(1, 1, [["a"], [1], [61]])(sheet)
    sheet["A2"].number_format = sheet["A3"].number_format = "yyyy-mm-dd"
    sheet.add_table(Table(displayName="t", ref="A1:A3"))
    assert values(read_workbook(saved(book)).tables["t"]) == [{"a": datetime(1900, 1, 1)}, {"a": datetime(1900, 3, 1)}]
    book.epoch = CALENDAR_MAC_1904
    assert values(read_workbook(saved(book)).tables["t"])[0] == {"a": datetime(1904, 1, 2)}


def test_a_formula_never_calculated_is_flagged_and_a_stored_result_is_read() -> None:
    """openpyxl stores no result; Excel does."""
    table = read(at(1, 1, [["a", "b"], ["x", "=1+1"]]), "A1:B2")
    assert table.rows[0].cells["b"].is_stale_formula
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    at(1, 1, [["a"], ["=1+1"]])(sheet)
    sheet.add_table(Table(displayName="t", ref="A1:A2"))
    entries = unzipped(saved(book))
    part = "xl/worksheets/sheet1.xml"
    entries[part] = (
        entries[part].replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>")
    )
    cell = read_workbook(zipped(entries)).tables["t"].rows[0].cells["a"]
    assert (cell.value, cell.is_stale_formula) == (Decimal(2), False)


def test_cells_without_addresses_are_counted() -> None:
    """The r attribute is optional (ECMA-376 §18.3.1.4)."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    at(1, 1, LINES)(sheet)
    sheet.add_table(Table(displayName="t", ref="A1:B3"))
    entries = unzipped(saved(book))
    part = "xl/worksheets/sheet1.xml"
    for address in ("A1", "B1", "A2", "B2", "A3", "B3"):
        entries[part] = entries[part].replace(f' r="{address}"'.encode(), b"")
    for row in (1, 2, 3):
        entries[part] = entries[part].replace(f'<row r="{row}"'.encode(), b"<row")
    assert read_workbook(zipped(entries)).tables["t"].rows[1].cells["Montant"].address == "B3"


def test_a_false_dimension_changes_nothing() -> None:
    """openpyxl's fast mode would read one row of three."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    at(1, 1, LINES)(sheet)
    sheet.add_table(Table(displayName="t", ref="A1:B3"))
    entries = unzipped(saved(book))
    part = "xl/worksheets/sheet1.xml"
    entries[part] = entries[part].replace(b'ref="A1:B3"', b'ref="A1:A1"')
    assert len(read_workbook(zipped(entries)).tables["t"].rows) == 2


def test_parts_that_do_not_hold_together_are_damaged() -> None:
    """The screen lets well-formed zips through; the reader says the rest."""
    with pytest.raises(DamagedUploadError, match=r"budget\.xlsx\W+est refusé"):
        read_workbook(zipped(package()), name="budget.xlsx")


def unzipped(content: bytes) -> dict[str, bytes]:
    """Gives the parts of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

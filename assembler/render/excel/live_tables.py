"""Workbooks of named tables whose formulas are live and whose values are stored beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from assembler.render.cached_values import with_cached_values
from assembler.render.excel.page import HEADER_ROW, Titled, start_sheet
from assembler.render.excel.saving import save_workbook
from assembler.render.excel.table import Column, Formula, Value, write_table

_GAP: Final = 3  # rows between two tables of a sheet
_Values = dict[tuple[str, str], Decimal | str]


@dataclass(frozen=True)
class Known:
    """A live formula and the value it gives, which ``compute`` told."""

    formula: str
    value: Decimal | str


@dataclass(frozen=True)
class LiveTable:
    """One table: where it goes, its columns, its rows; one without a sheet of its own follows the table before."""

    sheet: str
    table: str
    note: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value | Known]]


class Signed(Titled, Protocol):
    """What the properties of a workbook say of it."""

    @property
    def organisme(self) -> str: ...


def render_tables(view: Signed, tables: Sequence[LiveTable], *, accent: str, dated: date) -> bytes:
    """Gives the workbook of some tables; ``accent`` is their colour, ``dated`` the date of its properties.

    No program needs to recalculate it: the value of each formula is stored. The same tables give the same bytes.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    values: _Values = {}
    tops: dict[str, int] = {}
    for table in tables:
        _write(book, table, view, accent, tops, values)
    saved = save_workbook(book, title=view.titre, author=view.organisme, dated=dated)
    return with_cached_values(saved, values)


def _write(book: Workbook, table: LiveTable, view: Titled, accent: str, tops: dict[str, int], values: _Values) -> None:
    if table.sheet not in tops:
        start_sheet(book, table.sheet, view, table.note, table.columns)
    top = tops.get(table.sheet, HEADER_ROW)
    rows = [[Formula(cell.formula) if isinstance(cell, Known) else cell for cell in row] for row in table.rows]
    placed = write_table(book[table.sheet], table.table, table.columns, rows, top=top, accent=accent)
    tops[table.sheet] = placed.total + _GAP
    for offset, row in enumerate(table.rows):
        for index, cell in enumerate(row, 1):
            if isinstance(cell, Known):
                values[table.sheet, f"{get_column_letter(index)}{placed.first + offset}"] = cell.value
    for index, column in enumerate(table.columns, 1):
        if column.total:
            values[table.sheet, f"{get_column_letter(index)}{placed.total}"] = _sum(table.rows, index - 1)


def _sum(rows: Sequence[Sequence[Value | Known]], column: int) -> Decimal:
    """What SUBTOTAL gives: texts such as « n. d. » and « < 5 » count for nothing."""
    cells = [row[column] for row in rows]
    told = [cell.value if isinstance(cell, Known) else cell for cell in cells]
    return sum((Decimal(cell) for cell in told if isinstance(cell, Decimal | int)), Decimal(0))

"""Writes one named table: header row, rows, live formulas, totals row; text is only ever text."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import FilterColumn
from openpyxl.worksheet.table import Table, TableFormula, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from assembler.render.excel.heights import height_of
from assembler.render.excel.look import DATE, HEAD_FILL, NUMBER, TEXT, WHOLE, aligned, face, rule

_ARROW = 2.5  # characters that the filter's arrow takes from a header
_THIS_ROW = "[#This Row]"  # a formula that says it is the same on every row, and on those a person adds
_UNLISTED = "Cette valeur n’est pas dans la liste\u00a0: des totaux ne la compteraient pas. La garder?"
_TEXT_INDENT, _AFTER_NUMBER = 1, 2


@dataclass(frozen=True)
class Formula:
    """A live formula, written in English with the sign « = »; ``{row}`` stands for its own row."""

    text: str


Value = str | int | Decimal | date | Formula | None


@dataclass(frozen=True)
class Column:
    """One column: header, width in characters, number format; ``total`` adds it up, ``listed`` names its choices.

    ``total_rate`` names two columns of the table: the total then shows the first one's total over the second one's.
    """

    header: str
    width: float
    number_format: str = TEXT
    total: bool = False
    listed: str | None = None
    total_rate: tuple[str, str] | None = None

    @property
    def is_number(self) -> bool:
        """True for amounts and counts: they are aligned to the right."""
        return self.number_format not in (TEXT, DATE)

    def format_of(self, value: object) -> str:
        """Gives the format of one value: a number of any kind shows decimals only where it has some."""
        is_whole = self.number_format == NUMBER and isinstance(value, int | Decimal) and value == int(value)
        return WHOLE if is_whole else self.number_format

    def alignment(self, indent: int, *, wrap: bool = True) -> Alignment:
        """Gives the alignment of the column's cells."""
        return aligned("right" if self.is_number else "left", wrap=wrap, indent=indent)


@dataclass(frozen=True)
class Placed:
    """Where a table stands: its name, first data row, last data row, and the row of its totals."""

    name: str
    first: int
    last: int

    @property
    def total(self) -> int:
        """The row of the totals."""
        return self.last + 1


def write_table(
    sheet: Worksheet,
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    *,
    top: int,
    accent: str,
    filtered: bool = True,
) -> Placed:
    """Writes a table at the left of the sheet, its header on row ``top``, and gives where it stands.

    A table without rows keeps one line that says « s. o. », so that its formulas add up to nothing and no cell is bare.
    ``filtered`` puts a filter's arrow on the headers of words, not of numbers, whose end it would cover; nor on a
    protected sheet, where it would not open.
    """
    placed = Placed(name, top + 1, top + max(len(rows), 1))
    indents = _indents(columns)
    for index, column in enumerate(columns, 1):
        _write_header(sheet.cell(top, index), column, accent, indents[index - 1])
    heads = [(c.header, c.width - (_ARROW if filtered and not c.is_number else 0)) for c in columns]
    sheet.row_dimensions[top].height = height_of(heads)
    dressed: dict[tuple[int, str], StyleArray] = {}
    for offset, row in enumerate(rows or [_nothing(columns)]):
        for index, (column, value) in enumerate(zip(columns, row, strict=True), 1):
            cell = sheet.cell(placed.first + offset, index)
            _write_value(cell, value)
            _dress(cell, column, (index, indents[index - 1]), dressed)
        sheet.row_dimensions[placed.first + offset].height = height_of(_words(columns, row))
    _write_totals(sheet, placed, columns, indents)
    _add_table(sheet, placed, columns, top, rows, filtered=filtered)
    _add_lists(sheet, placed, columns)
    return placed


def write_text(cell: Cell | MergedCell, text: str) -> None:
    """Writes a text that stays a text, whatever it begins with."""
    cell.value = text
    cell.data_type = "s"


def _words(columns: Sequence[Column], row: Sequence[Value]) -> list[tuple[str, float]]:
    pairs = zip(columns, row, strict=True)
    return [(value if isinstance(value, str) else "", column.width) for column, value in pairs]


def _nothing(columns: Sequence[Column]) -> list[Value]:
    return [Decimal(0) if column.is_number else "s.\u00a0o." for column in columns]


def _indents(columns: Sequence[Column]) -> list[int]:
    """Parts a text from what stands before it. Numbers have none: LibreOffice forgets it on some rows."""
    before = (None, *columns[:-1])
    return [
        0 if left is None or column.is_number else _AFTER_NUMBER if left.is_number else _TEXT_INDENT
        for left, column in zip(before, columns, strict=True)
    ]


def _write_header(cell: Cell | MergedCell, column: Column, accent: str, indent: int) -> None:
    write_text(cell, column.header)
    cell.font = face(bold=True)
    cell.fill = HEAD_FILL
    cell.border = rule(accent)
    cell.alignment = column.alignment(indent)


def _write_value(cell: Cell | MergedCell, value: Value) -> None:
    if isinstance(value, Formula):
        cell.value = value.text.format(row=cell.row)
    elif isinstance(value, str):
        write_text(cell, value)
    else:
        cell.value = value


def _dress(
    cell: Cell | MergedCell, column: Column, place: tuple[int, int], dressed: dict[tuple[int, str], StyleArray]
) -> None:
    """Dresses the first cell of each kind in a column; the others take its style whole: ten times faster."""
    index, indent = place
    shown = TEXT if cell.data_type == "s" else column.format_of(cell.value)
    if (index, shown) in dressed:
        cell._style = copy(dressed[index, shown])  # type: ignore[union-attr]
        return
    cell.number_format = shown
    cell.font = face(bold=index == 1)
    cell.border = rule()
    cell.alignment = column.alignment(indent, wrap=not column.is_number)
    dressed[index, shown] = copy(cell._style)  # type: ignore[union-attr]


def _write_totals(sheet: Worksheet, placed: Placed, columns: Sequence[Column], indents: Sequence[int]) -> None:
    if not any(column.total for column in columns):
        return
    sheet.row_dimensions[placed.total].height = height_of([("Total", columns[0].width)])
    for index, column in enumerate(columns, 1):
        cell = sheet.cell(placed.total, index)
        if column.total:
            cell.value = f"=SUBTOTAL(109,{placed.name}[{column.header}])"  # follows the rows that a person adds
            cell.number_format = column.number_format
        elif column.total_rate:
            cell.value = f"={_rate_of_totals(placed, columns, column.total_rate)}"
            cell.number_format = column.number_format
        else:
            write_text(cell, "Total" if index == 1 else "–")
        cell.font, cell.fill, cell.border = face(bold=True), HEAD_FILL, rule()
        cell.alignment = column.alignment(indents[index - 1])


def _rate_of_totals(placed: Placed, columns: Sequence[Column], rate: tuple[str, str]) -> str:
    headers = [column.header for column in columns]
    part, whole = (f"{get_column_letter(headers.index(header) + 1)}{placed.total}" for header in rate)
    return f'IF({whole}=0,"n. d.",{part}/{whole})'


def _add_table(
    sheet: Worksheet,
    placed: Placed,
    columns: Sequence[Column],
    top: int,
    rows: Sequence[Sequence[Value]],
    *,
    filtered: bool,
) -> None:
    last = get_column_letter(len(columns))
    has_totals = any(column.total for column in columns)
    table = Table(displayName=placed.name, ref=f"A{top}:{last}{placed.total if has_totals else placed.last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    table._initialise_columns()  # type: ignore[attr-defined]  # absent from the stubs
    for index, (table_column, column) in enumerate(zip(table.tableColumns, columns, strict=True)):
        table_column.name = column.header
        value = rows[0][index] if rows else None
        if isinstance(value, Formula) and _THIS_ROW in value.text:
            table_column.calculatedColumnFormula = TableFormula(attr_text=value.text.removeprefix("="))
        if has_totals and column.total:
            table_column.totalsRowFunction = "sum"
        if column.total_rate:
            table_column.totalsRowFunction = "custom"
            table_column.totalsRowFormula = TableFormula(attr_text=_rate_of_totals(placed, columns, column.total_rate))
    if has_totals:
        table.totalsRowCount = 1
        table.tableColumns[0].totalsRowLabel = "Total"
        if table.autoFilter is not None:
            table.autoFilter.ref = f"A{top}:{last}{placed.last}"
    if filtered and table.autoFilter is not None:
        hidden = [FilterColumn(colId=i, hiddenButton=True) for i, column in enumerate(columns) if column.is_number]
        table.autoFilter.filterColumn = hidden
    else:
        table.autoFilter = None
    sheet.add_table(table)


def _add_lists(sheet: Worksheet, placed: Placed, columns: Sequence[Column]) -> None:
    for index, column in enumerate(columns, 1):
        if column.listed:
            letter = get_column_letter(index)
            choices = DataValidation("list", formula1=column.listed, allow_blank=True, errorStyle="warning")
            choices.showErrorMessage, choices.errorTitle, choices.error = True, "À vérifier", _UNLISTED
            choices.add(f"{letter}{placed.first}:{letter}{placed.last}")
            sheet.add_data_validation(choices)

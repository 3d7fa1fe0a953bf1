"""One sheet per table: a form (a row per field) or a grid (a row per record), inside a named Excel table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from assembler.canvas.content import cell_value, link_to, write_value
from assembler.canvas.look import (
    CELL_RULES,
    FORM_CELL,
    GREY,
    HEADER_CELL,
    HELP_CELL,
    TITLE_CELL,
    Look,
    alignment,
    column_width,
    dress,
    font,
    inline,
    number_format,
    pages_wide,
)
from assembler.canvas.prompts import add_entry_rule, example_words, help_words, need_words, written
from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.field import FieldSpec, Kind, Need
from assembler.models.record import Record, TableSpec
from assembler.models.region import Code, Region
from assembler.tables import FIELD_HEADERS, VALUE_HEADERS, options_of

Row = Mapping[str, Any]

TITLE_ROW, HELP_ROW, GUIDE_ROW, HEADER_ROW = 2, 3, 4, 5
FORM_HEADER_ROW = 5
BLANK_ROWS = 12  # in an empty table
SPARE_ROWS = 4  # after records
GUARDED_ROWS = 1000  # drop-downs reach below the table, where programs that do not grow tables let people type
LINE_HEIGHT = 13.5  # points, for 9-point text
GUIDE_LINES, GUIDE_WIDTH = 4, 26  # a help of more lines widens its column, up to that many characters
CHOICE_WIDTH = 42
ARROW, BOLD = 1, 1.05  # of a header: characters under the filter's arrow, and how much wider its bold face is
TITLE_SHARE = 1.6  # units of width of a letter of the title


@dataclass(frozen=True)
class Page:
    """What a sheet is drawn from."""

    sheet: Worksheet
    table: TableSpec
    record_type: type[Record]
    region: Region
    custom: tuple[Code, ...]
    look: Look

    def options(self, name: str) -> tuple[Code, ...]:
        """Gives the codes of a field."""
        return options_of(self.record_type, name, self.region, self.custom)


def write_form(page: Page, record: Row) -> None:
    """Writes the sheet of the one record of a table: field, value, need, help, example."""
    headers = (either(*FIELD_HEADERS), either(*VALUE_HEADERS), _("Quand"), _("Aide"), _("Exemple"))
    _write_title(page, _form_widths())
    for column, header in enumerate(headers, start=1):
        _write_header(page, page.sheet.cell(FORM_HEADER_ROW, column), header, Need.OPTIONAL)
    row = FORM_HEADER_ROW
    for name in page.record_type.specs():
        row += 1
        _write_form_row(page, row, name, record.get(name))
    _add_table(page, f"A{FORM_HEADER_ROW}:E{row}", headers)
    page.sheet.freeze_panes = f"B{FORM_HEADER_ROW + 1}"


def write_grid(page: Page, records: Sequence[Row]) -> None:
    """Writes the sheet of a table that holds many records."""
    specs = page.record_type.specs()
    headers = tuple(either(spec.fr, spec.en) for spec in specs.values())
    widths = [_grid_width(page, name, header) for name, header in zip(specs, headers, strict=True)]
    _write_title(page, widths)
    _write_guides(page, widths)
    count = len(records) + SPARE_ROWS if records else BLANK_ROWS
    for column, (name, spec) in enumerate(specs.items(), start=1):
        _write_header(page, page.sheet.cell(HEADER_ROW, column), headers[column - 1], spec.need)
        _write_column(page, column, name, [record.get(name) for record in records], count)
    _add_table(page, f"A{HEADER_ROW}:{get_column_letter(len(specs))}{HEADER_ROW + count}", headers)
    lines = max(_lines(header, (width - ARROW) / BOLD) for header, width in zip(headers, widths, strict=True))
    page.sheet.row_dimensions[HEADER_ROW].height = 32 if lines < 2 else 15 * lines + 6
    page.sheet.freeze_panes = f"{'B' if 'id' in specs else 'A'}{HEADER_ROW + 1}"


def _grid_width(page: Page, name: str, header: str) -> float:
    """Gives a width that also keeps a help to four lines and a choice to two."""
    spec = page.record_type.specs()[name]
    choices = page.options(name) if spec.kind is Kind.CHOICE else ()
    longest = max((len(either(option.fr, option.en)) for option in choices), default=0)
    return max(
        column_width(spec, header),
        min(len(help_words(spec)) / GUIDE_LINES, GUIDE_WIDTH),
        min(longest / 2 + 3, CHOICE_WIDTH),
    )


def _write_title(page: Page, widths: Sequence[float]) -> None:
    """The first column is repeated on every page of a wide sheet: what overflows from it would be cut there."""
    sheet, name = page.sheet, either(page.table.fr, page.table.en)
    is_wide = pages_wide(widths) > 1
    if is_wide:
        widths = (max(widths[0], len(name) * TITLE_SHARE), *widths[1:])
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        dress(sheet.cell(1, column), border=page.look.rule)
    sheet["A1"] = f"← {_('Lisez-moi')}"
    link_to(sheet["A1"], _("Lisez-moi"))
    dress(sheet["A1"], font=page.look.link)
    title = sheet.cell(TITLE_ROW, 1, name)
    dress(title, font=page.look.title, alignment=TITLE_CELL)
    purpose = sheet.cell(TITLE_ROW, 2) if is_wide else sheet.cell(HELP_ROW, 1)
    purpose.value = written(page.table.help)
    dress(purpose, font=font(11, colour=GREY), alignment=TITLE_CELL)
    sheet.row_dimensions[TITLE_ROW].height = 28
    sheet.row_dimensions[HELP_ROW].height = 6 if is_wide else 18


def _form_widths() -> tuple[float, ...]:
    return (34, 58, 16, 48, 40)


def _write_header(page: Page, cell: Any, header: str, need: Need) -> None:
    cell.value, cell.data_type = header, "s"
    face, ground = page.look.header_font(need), page.look.header_fill(need)
    dress(cell, font=face, fill=ground, alignment=HEADER_CELL, border=CELL_RULES)


def _write_form_row(page: Page, row: int, name: str, value: Any) -> None:
    spec, options = page.record_type.specs()[name], page.options(name)
    label = page.sheet.cell(row, 1)
    _write_header(page, label, either(spec.fr, spec.en), spec.need)
    held = page.sheet.cell(row, 2)
    _write_cell(held, spec, options, value)
    dress(held, alignment=FORM_CELL)  # one column of words and figures reads better on one edge
    mark = "* " if spec.need is Need.SAVE else ""
    notes = (mark + need_words(spec.need), help_words(spec), example_words(spec, options))
    for column, note in enumerate(notes, start=3):
        cell = page.sheet.cell(row, column)
        write_value(cell, note or None)
        face = font(10, colour=GREY, bold=column == 3 and spec.need is Need.SAVE, italic=column == 5)
        dress(cell, font=face, alignment=FORM_CELL, border=CELL_RULES)
    height = _form_height(spec, notes, is_empty=not value)
    if height:
        page.sheet.row_dimensions[row].height = height
    add_entry_rule(page.sheet, f"B{row}", record_type=page.record_type, name=name, options=options)


def _form_height(spec: FieldSpec, notes: Sequence[str], *, is_empty: bool) -> float | None:
    """Gives the height of a row of a form; None where a written text must be free to grow."""
    if spec.kind in (Kind.LONG_TEXT, Kind.LINES):
        return 48 if is_empty else None
    lines = max(_lines(note or "", width + 2) for note, width in zip(notes, _form_widths()[2:], strict=True))
    return lines * LINE_HEIGHT + 9


def _write_guides(page: Page, widths: Sequence[float]) -> None:
    lines = 1
    for column, (name, spec) in enumerate(page.record_type.specs().items(), start=1):
        cell = page.sheet.cell(GUIDE_ROW, column)
        note = _guide(page, name, spec)
        if note:
            cell.value = note
            lines = max(lines, _lines(str(note), widths[column - 1]))
        dress(cell, alignment=HELP_CELL)
    page.sheet.row_dimensions[GUIDE_ROW].height = lines * LINE_HEIGHT + 8


def _guide(page: Page, name: str, spec: FieldSpec) -> CellRichText | None:
    strong, plain, slanted = inline(page.look.accent, bold=True), inline(GREY), inline(GREY, italic=True)
    example = example_words(spec, page.options(name))
    parts = [
        (strong, f"* {need_words(spec.need)}" if spec.need is Need.SAVE else ""),
        (plain, need_words(spec.need) if spec.need is Need.ADOPTED else ""),
        (plain, help_words(spec)),
        (slanted, _("Ex.\u00a0:") + f" {example}" if example else ""),
    ]
    shown = [(face, text) for face, text in parts if text]
    last = len(shown) - 1
    blocks = [TextBlock(face, text + ("\n" if i < last else "")) for i, (face, text) in enumerate(shown)]
    return CellRichText(*blocks) if blocks else None


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(len(line) / (width - 2))) for line in text.split("\n"))


def _write_column(page: Page, column: int, name: str, values: Sequence[Any], count: int) -> None:
    spec, options = page.record_type.specs()[name], page.options(name)
    letter = get_column_letter(column)
    page.sheet.column_dimensions[letter].number_format = number_format(spec)
    for offset in range(count):
        value = values[offset] if offset < len(values) else None
        _write_cell(page.sheet.cell(HEADER_ROW + 1 + offset, column), spec, options, value)
    cells = f"{letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + max(GUARDED_ROWS, 2 * count)}"
    add_entry_rule(page.sheet, cells, record_type=page.record_type, name=name, options=options)


def _write_cell(cell: Any, spec: FieldSpec, options: tuple[Code, ...], value: Any) -> None:
    shown = number_format(spec)  # before the value: openpyxl gives a date a format of its own when it has none
    dress(cell, font=font(), alignment=alignment(spec.kind), border=CELL_RULES, number_format=shown)
    write_value(cell, cell_value(spec, options, value))


def _add_table(page: Page, cells: str, headers: Sequence[str]) -> None:
    table = Table(displayName=page.table.name, ref=cells)
    page.sheet.add_table(table)
    assert len(set(headers)) == len(headers), page.table.name

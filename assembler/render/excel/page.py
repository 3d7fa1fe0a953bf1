"""Starts a sheet: title, note, widths, frozen header, print set-up; Letter, one page wide."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assembler.render.excel.look import face, grey
from assembler.render.excel.table import Column, write_text

LETTER = 1
TITLE_ROW, NOTE_ROW, TOTAL_ROW, HEADER_ROW = 1, 2, 3, 4


class Titled(Protocol):
    """What the foot of every page says of the document."""

    @property
    def titre(self) -> str: ...
    @property
    def territoire(self) -> str: ...
    @property
    def exercice(self) -> str: ...
    @property
    def ebauche(self) -> bool: ...


@dataclass(frozen=True)
class Start:
    """A sheet ready for its first table, whose header goes on row ``top``."""

    sheet: Worksheet
    top: int


def start_sheet(
    book: Workbook,
    name: str,
    view: Titled,
    note: str,
    columns: Sequence[Column],
    *,
    title: str = "",
    frozen: bool = True,
) -> Start:
    """Adds a sheet with its title and note, ready for a table at row ``HEADER_ROW``.

    ``frozen`` keeps the header row and the first column in sight, and repeats the header on every printed page.
    """
    sheet = book.create_sheet(name)
    heading, line = sheet.cell(TITLE_ROW, 1), sheet.cell(NOTE_ROW, 1)
    write_text(heading, title or name)
    heading.font = face(16, bold=True)
    write_text(line, " · ".join(part for part in (view.territoire, f"exercice {view.exercice}", note) if part))
    line.font = grey()
    for index, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    if frozen:
        sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 2)
        sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    set_up_page(sheet, view)
    return Start(sheet, HEADER_ROW)


def set_up_page(sheet: Worksheet, view: Titled, *, portrait: bool = False) -> None:
    """Sets a sheet to print on Letter, one page wide, with its name and page at the foot."""
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = "portrait" if portrait else "landscape"
    sheet.page_setup.paperSize = LETTER
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(left=0.6, right=0.6, top=0.7, bottom=0.8, header=0.3, footer=0.35)
    footer = sheet.oddFooter
    assert footer is not None
    footer.left.text = f"{view.titre.replace('&', '&&')} – {view.territoire}"
    footer.right.text = "&A – page &P de &N"
    sheet.HeaderFooter.scaleWithDoc = False  # the foot stays legible where the sheet is made smaller
    header = sheet.oddHeader
    assert header is not None
    if view.ebauche:
        header.right.text = "ÉBAUCHE"
    for part in (footer.left, footer.right, header.right):
        part.size = 8
        part.color = "52606D"

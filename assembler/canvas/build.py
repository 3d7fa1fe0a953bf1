"""Builds the Excel canvas of a region or a territory, always the same bytes for the same content."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from html import unescape
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assembler.canvas.content import Rows, rows_of_plan, starting_rows
from assembler.canvas.look import Look, pages_wide
from assembler.canvas.sheets import Page, write_form, write_grid
from assembler.canvas.vocabularies import define_ids, define_stamp, vocabularies, write_vocabularies
from assembler.canvas.welcome import count_formula, write_welcome
from assembler.i18n import Lang, either, speaking
from assembler.i18n import translate as _
from assembler.models.plan import Plan, record_types
from assembler.models.record import Family, Layout, TableSpec
from assembler.models.region import Code, Region, TerritoryProfile
from assembler.tables import CANVAS_VERSION, STAMP_REGION, STAMP_TERRITORY, STAMP_VERSION
from assembler.zipping import canonical_zip

BORN = datetime(2024, 4, 1)  # docProps dates: fixed, so that nothing depends on the clock
LETTER = 1
_TABS = dict(zip(Family, ("1F2933", "334E68", "0B6E6E", "1B5E91", "2E6B34", "A4451C", "7A5A00", "6B3A7D"), strict=True))


def build_canvas(
    region: Region,
    *,
    territory: TerritoryProfile | None = None,
    plan: Plan | None = None,
    lang: Lang = "fr",
) -> bytes:
    """Gives the canvas as xlsx: blank, with what the region knows of ``territory``, or with every record of ``plan``.

    ``CanvasError`` when a text of the plan is longer than an Excel cell can hold.
    """
    rows = rows_of_plan(plan) if plan else starting_rows(region, territory)
    return write_canvas(rows, region, territory, lang=lang)


def write_canvas(rows: Rows, region: Region, territory: TerritoryProfile | None, *, lang: str = "fr") -> bytes:
    """Gives the canvas filled with rows of values by field."""
    with speaking(lang):
        book = Workbook()
        look = Look(territory.accent if territory else region.accent)
        custom = _custom_dimensions(rows)
        welcome = book.active
        assert isinstance(welcome, Worksheet)
        welcome.title = _("Lisez-moi")
        write_welcome(welcome, look, region, territory)
        for name, record_type in record_types().items():
            assert record_type.table is not None
            sheet = book.create_sheet(either(record_type.table.fr, record_type.table.en))
            page = Page(sheet, record_type.table, record_type, region, custom, look)
            _write_table(page, rows.get(name, ()))
        write_vocabularies(book, look, vocabularies(region, custom))
        define_ids(book)
        _stamp(book, region, territory)
        _set_up_sheets(book, look)
        return _canonical(book, _counts(rows))


def _write_table(page: Page, records: Sequence[Mapping[str, Any]]) -> None:
    if page.table.layout is Layout.FORM:
        write_form(page, records[0] if records else {})
    else:
        write_grid(page, records)
    page.sheet.sheet_properties.tabColor = _TABS[page.table.family]


def _custom_dimensions(rows: Rows) -> tuple[Code, ...]:
    found = [row for row in rows.get("custom_dimensions", ()) if row.get("id") and row.get("label")]
    return tuple(Code(code=row["id"], fr=row["label"], en=row.get("label_en") or row["label"]) for row in found)


def _stamp(book: Workbook, region: Region, territory: TerritoryProfile | None) -> None:
    define_stamp(book, STAMP_VERSION, CANVAS_VERSION)
    define_stamp(book, STAMP_REGION, region.id)
    if territory:
        define_stamp(book, STAMP_TERRITORY, territory.code)
    properties = book.properties
    properties.title = f"{_('Canevas du plan de communauté')} – {territory.name if territory else region.name}"
    properties.creator, properties.language = "Dossier", "fr-CA"
    properties.created = BORN


def _set_up_sheets(book: Workbook, look: Look) -> None:
    for sheet in book.worksheets:
        _set_up_view(sheet)
        _set_up_print(sheet)
    welcome = book.worksheets[0]
    welcome.sheet_properties.tabColor = look.accent
    welcome.sheet_view.tabSelected = True
    welcome.page_setup.orientation = "portrait"


def _set_up_view(sheet: Worksheet) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
    sheet.sheet_view.tabSelected = False


def _set_up_print(sheet: Worksheet) -> None:
    setup = sheet.page_setup
    setup.paperSize, setup.orientation = LETTER, "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup.fitToWidth = pages_wide(dimension.width for dimension in sheet.column_dimensions.values())
    setup.fitToHeight = 0
    sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    footer = sheet.oddFooter
    assert footer is not None
    left, right = footer.left, footer.right
    assert left is not None
    assert right is not None
    left.text, right.text = "&A", "&P / &N"
    if sheet.freeze_panes:
        heading = int("".join(c for c in sheet.freeze_panes if c.isdigit())) - 1
        sheet.print_title_rows = f"{heading}:{heading}"
        sheet.print_title_cols = "A:A" if setup.fitToWidth > 1 else None


def _counts(rows: Rows) -> dict[str, int]:
    found = {}
    for name, record_type in record_types().items():
        table: TableSpec | None = record_type.table
        if table and table.layout is Layout.GRID:
            found[count_formula(record_type, table)] = len(rows.get(name, ()))
    return found


def _canonical(book: Workbook, counts: dict[str, int]) -> bytes:
    drawn = io.BytesIO()
    book.save(drawn)
    with zipfile.ZipFile(drawn) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    born = BORN.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    core = parts["docProps/core.xml"]
    parts["docProps/core.xml"] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + born, core)
    first = "xl/worksheets/sheet1.xml"
    parts[first] = _with_cached_counts(parts[first], counts)
    return canonical_zip(parts)


def _with_cached_counts(sheet: bytes, counts: dict[str, int]) -> bytes:
    """Stores each count beside its formula: openpyxl writes none, and previews would show nothing."""

    def stored(found: re.Match[bytes]) -> bytes:
        return b"<f>" + found[1] + b"</f><v>" + str(counts[unescape(found[1].decode())]).encode() + b"</v>"

    return re.sub(rb"<f>(COUNTA\([^<]*\))</f><v ?(?:/>|></v>)", stored, sheet)

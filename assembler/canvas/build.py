"""Builds the Excel canvas of a region or a territory, always the same bytes for the same content."""

import io
import re
import zipfile
from datetime import datetime
from html import unescape
from typing import Literal

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assembler.canvas.content import Rows, rows_of_plan, starting_rows
from assembler.canvas.look import Look
from assembler.canvas.sheets import HEADER_ROW, Page, write_form, write_grid
from assembler.canvas.vocabularies import define_ids, define_stamp, vocabularies, write_vocabularies
from assembler.canvas.welcome import count_formula, write_welcome
from assembler.i18n import either, speaking
from assembler.i18n import translate as _
from assembler.models.plan import Plan, record_types
from assembler.models.record import Family, Layout, TableSpec
from assembler.models.region import Code, Region, TerritoryProfile
from assembler.tables import CANVAS_VERSION, STAMP_REGION, STAMP_TERRITORY, STAMP_VERSION
from assembler.zipping import canonical_zip

BORN = datetime(2024, 4, 1)  # docProps dates: fixed, so that nothing depends on the clock
PAGE_WIDTH = 175  # characters of 11-point text across a landscape Letter page at the scale we still read easily
LETTER = 1
_TABS = dict(zip(Family, ("1F2933", "334E68", "0B6E6E", "1B5E91", "2E6B34", "A4451C", "6B3A7D"), strict=True))


def build_canvas(
    region: Region,
    *,
    territory: TerritoryProfile | None = None,
    plan: Plan | None = None,
    lang: Literal["fr", "en"] = "fr",
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


def _write_table(page: Page, records: "Rows | object") -> None:
    rows = list(records)  # type: ignore[call-overload]
    if page.table.layout is Layout.FORM:
        write_form(page, rows[0] if rows else {})
    else:
        write_grid(page, rows)
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
    for position, sheet in enumerate(book.worksheets):
        sheet.sheet_view.showGridLines = False
        sheet.sheet_view.zoomScale = 100
        sheet.sheet_view.tabSelected = position == 0
        setup = sheet.page_setup
        setup.paperSize, setup.orientation = LETTER, "landscape" if position else "portrait"
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        widths = sum(dimension.width for dimension in sheet.column_dimensions.values())
        setup.fitToWidth, setup.fitToHeight = max(1, round(widths / PAGE_WIDTH)), 0
        margins = sheet.page_margins
        margins.left = margins.right = 0.5
        margins.top = margins.bottom = 0.6
        sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P / &N"
        sheet.oddFooter.left.size = sheet.oddFooter.right.size = 9
        if position and sheet.freeze_panes:
            sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
            sheet.print_title_cols = "A:A" if setup.fitToWidth > 1 else None
    book.worksheets[0].sheet_properties.tabColor = look.accent


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
    parts["docProps/core.xml"] = re.sub(
        rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + BORN.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), parts["docProps/core.xml"]
    )
    first = "xl/worksheets/sheet1.xml"
    parts[first] = _with_cached_counts(parts[first], counts)
    return canonical_zip(parts)


def _with_cached_counts(sheet: bytes, counts: dict[str, int]) -> bytes:
    """Stores each count beside its formula: openpyxl writes none, and previews would show nothing."""

    def stored(found: re.Match[bytes]) -> bytes:
        return b"<f>" + found[1] + b"</f><v>" + str(counts[unescape(found[1].decode())]).encode() + b"</v>"

    return re.sub(rb"<f>(COUNTA\([^<]*\))</f><v ?(?:/>|></v>)", stored, sheet)

"""Reads a canvas: its named tables wherever they are, every cell with its address, nothing judged.

Tables are found by name, so that moved tables and inserted rows or columns do not matter; a table that lost its name is
found by its sheet and headings. Values are what the person
sees: stored results of formulas, dates as dates, « 85 % » as 85.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zipfile import BadZipFile

from lxml import etree

from assembler.errors import DamagedUploadError
from assembler.i18n import translate as _
from assembler.models.record import Record
from assembler.models.source import Cell, Row, SourceTable, WorkbookSource
from assembler.read.headings import heading_row, lost_tables
from assembler.read.package import Package, relation_id
from assembler.read.sheet import Found, Ink, column_letters, column_number, read_cells, read_formats, read_texts
from assembler.tables import STAMP_REGION, STAMP_TERRITORY, STAMP_VERSION, folded

Grid = Mapping[int, Mapping[int, Found]]  # cells by row, then by column


@dataclass(frozen=True)
class Area:
    """A named table: its name, its header row and last row, its columns, how many rows of totals close it."""

    name: str
    top: int
    bottom: int
    left: int
    right: int
    totals: int


def read_workbook(content: bytes, *, name: str = "canevas.xlsx") -> WorkbookSource:
    """Gives every named table of a screened xlsx file; ``DamagedUploadError`` when its parts do not hold together.

    ``name`` is what the person calls the file.
    """
    try:
        return _read_book(Package.open(content))
    except (etree.XMLSyntaxError, BadZipFile, LookupError, ValueError, StopIteration) as error:
        remedy = _("Ouvrez-le dans Excel, enregistrez-le et renvoyez-le.")
        raise DamagedUploadError(name, _("son contenu est endommagé"), remedy) from error


def _read_book(package: Package) -> WorkbookSource:
    book_part = next(r.target for r in package.relations("").values() if r.kind == "officeDocument")
    book = package.xml(book_part)
    links = package.relations(book_part)
    ink = _read_ink(package, book, {link.kind: link.target for link in links.values()})
    tables: dict[str, SourceTable] = {}
    sheets = [(node.get("name", ""), links[relation_id(node)].target) for node in book.iter("{*}sheet")]
    if len({part for _sheet, part in sheets}) != len(sheets):
        raise ValueError("two sheets are one and the same part")  # read again for each, a large one takes hours
    for sheet, part in sheets:
        for table in _read_sheet(package, sheet, part, ink):
            tables[table.name] = table
    lost = lost_tables(tables)
    for sheet, part in sheets if lost else ():
        record_type = lost.get(folded(sheet))
        if record_type is not None:
            tables |= _read_lost_table(package, sheet, part, ink, record_type)
    stamps = {n.get("name", ""): (n.text or "").strip('"') for n in book.iter("{*}definedName")}
    return WorkbookSource(
        canvas_version=stamps.get(STAMP_VERSION),
        region_id=stamps.get(STAMP_REGION),
        territory_code=stamps.get(STAMP_TERRITORY),
        tables=tables,
        sheets=tuple(sheet for sheet, _part in sheets),
    )


def _read_ink(package: Package, book: etree._Element, parts: Mapping[str, str]) -> Ink:
    properties = book.find("{*}workbookPr")
    texts = read_texts(package.xml(parts["sharedStrings"])) if "sharedStrings" in parts else ()
    dates, percents = read_formats(package.xml(parts["styles"])) if "styles" in parts else (frozenset(), frozenset())
    is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    return Ink(texts, dates, percents, is_1904)


def _read_sheet(package: Package, sheet: str, part: str, ink: Ink) -> Iterable[SourceTable]:
    named = dict.fromkeys(r.target for r in package.relations(part).values() if r.kind == "table")
    areas = [_read_area(package.xml(target)) for target in named]
    if not areas:
        return
    rows = _read_rows(package, part, ink)
    for area in areas:
        yield _read_table(sheet, area, rows, _last_row(area, areas, rows))


def _read_lost_table(
    package: Package, sheet: str, part: str, ink: Ink, record_type: type[Record]
) -> dict[str, SourceTable]:
    rows = _read_rows(package, part, ink)
    found = heading_row(rows, record_type)
    if found is None or record_type.table is None:
        return {}
    top, columns = found
    area = Area(record_type.table.name, top, top, columns[0], columns[-1], totals=0)
    return {area.name: _read_table(sheet, area, rows, max(rows))}


def _read_rows(package: Package, part: str, ink: Ink) -> Grid:
    rows: dict[int, dict[int, Found]] = defaultdict(dict)
    for found in read_cells(package.xml(part), ink):
        rows[found.row][found.column] = found
    return rows


def _read_area(table: etree._Element) -> Area:
    first, _colon, last = table.get("ref", "A1").partition(":")
    return Area(
        name=table.get("displayName") or table.get("name") or "",
        top=_row_number(first),
        bottom=_row_number(last or first),
        left=column_number(first),
        right=column_number(last or first),
        totals=int(table.get("totalsRowCount", 0)),
    )


def _last_row(area: Area, areas: Iterable[Area], rows: Grid) -> int:
    """Rows typed under a table belong to it, up to the next table: some programs do not grow tables."""
    below = [other.top for other in areas if other.top > area.bottom and _overlaps(area, other)]
    end = min(below, default=max(rows, default=0) + 1)
    return max(area.bottom, end - 1)


def _overlaps(one: Area, other: Area) -> bool:
    return one.left <= other.right and other.left <= one.right


def _read_table(sheet: str, area: Area, rows: Grid, last: int) -> SourceTable:
    columns = range(area.left, area.right + 1)
    titles = {column: rows.get(area.top, {}).get(column) for column in columns}
    headers = {
        column: str(found.value).strip() for column, found in titles.items() if found and found.value is not None
    }
    totals = range(area.bottom - area.totals + 1, area.bottom + 1)
    numbers = (number for number in sorted(rows) if area.top < number <= last and number not in totals)
    read = (_read_row(number, rows[number], headers) for number in numbers)
    return SourceTable(
        name=area.name,
        sheet=sheet,
        headers={header: f"{column_letters(column)}{area.top}" for column, header in headers.items()},
        rows=tuple(row for row in read if row is not None),
    )


def _read_row(number: int, cells: Mapping[int, Found], headers: Mapping[int, str]) -> Row | None:
    """Gives a row of a table, or None when it holds nothing."""
    held = {headers[column]: found for column, found in cells.items() if column in headers and _holds(found)}
    if not held:
        return None
    return Row(
        number=number,
        cells={
            header: Cell(address=found.address, value=found.value, is_stale_formula=found.is_stale_formula)
            for header, found in held.items()
        },
    )


def _holds(found: Found) -> bool:
    return found.is_stale_formula or not (isinstance(found.value, str) and not found.value.strip())


def _row_number(address: str) -> int:
    return int(re.sub(r"\D", "", address))

"""Reads a canvas: its named tables wherever they are, every cell with its address, nothing judged.

Tables are found by name, so that moved tables and inserted rows or columns do not matter; a table that lost its name is
found by its sheet and headings. Values are what the person
sees: stored results of formulas, dates as dates, « 85 % » as 85.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from zipfile import BadZipFile

from lxml import etree

from assembler.errors import DamagedUploadError, LargeUploadError
from assembler.i18n import translate as _
from assembler.models.record import Record
from assembler.models.releases import RELEASES, Release
from assembler.models.source import Cell, Oddity, OddKind, Row, SourceTable, WorkbookSource
from assembler.read.forward import bring_forward
from assembler.read.ghosts import SMALL, drop_ghosts
from assembler.read.headings import copied_table, heading_row, lost_tables
from assembler.read.oddities import is_filter_on, list_oddities
from assembler.read.package import Package, Relation, parse_xml, relation_id
from assembler.read.screen import CLEAR_ROWS, MAX_PART
from assembler.read.sheet import (
    LAST_COLUMN,
    Found,
    Ink,
    column_letters,
    column_number,
    read_cells,
    read_formats,
    read_texts,
)
from assembler.tables import STAMP_REGION, STAMP_TERRITORY, STAMP_VERSION, folded

Grid = Mapping[int, Mapping[int, Found]]  # cells by row, then by column
_CHUNK = 1 << 20  # bytes read at once of a large sheet


@dataclass(frozen=True)
class Sheet:
    """A worksheet: its title, its part, and whether people see it."""

    name: str
    part: str
    is_hidden: bool


class _TooLargeError(Exception):
    """A worksheet holds more than is ever read; the argument is its part."""


@dataclass(frozen=True)
class Area:
    """A named table: its name, its header row and last row, its columns, how many rows of totals close it."""

    name: str
    top: int
    bottom: int
    left: int
    right: int
    totals: int


def read_workbook(
    content: bytes, *, name: str = "canevas.xlsx", releases: Sequence[Release] = RELEASES
) -> WorkbookSource:
    """Gives every table of a screened xlsx file, brought forward to today's names.

    ``DamagedUploadError`` when its parts do not hold together, ``LargeUploadError`` when a sheet is out of proportion.

    ``name`` is what the person calls the file; ``releases`` is the past of the canvas.
    """
    try:
        return bring_forward(_read_book(Package.open(content)), releases=releases)
    except _TooLargeError as error:
        raise LargeUploadError(
            name, _("une de ses parties est démesurée ({name})").format(name=error), _(CLEAR_ROWS)
        ) from error
    except (etree.XMLSyntaxError, BadZipFile, LookupError, ValueError, StopIteration) as error:
        remedy = _("Ouvrez-le dans Excel, enregistrez-le et renvoyez-le.")
        raise DamagedUploadError(name, _("son contenu est endommagé"), remedy) from error


def _read_book(package: Package) -> WorkbookSource:
    book_part = next(r.target for r in package.relations("").values() if r.kind == "officeDocument")
    book = package.xml(book_part)
    links = package.relations(book_part)
    ink = _read_ink(package, book, {link.kind: link.target for link in links.values()})
    sheets = [_sheet_of(node, links) for node in book.iter("{*}sheet")]
    if not sheets:
        raise ValueError("a workbook has a sheet at least")
    if len({sheet.part for sheet in sheets}) != len(sheets):
        raise ValueError("two sheets are one and the same part")  # read again for each, a large one takes hours
    read = list(chain.from_iterable(_read_sheet(package, sheet, ink) for sheet in sheets))
    lost = lost_tables(item.name for item in read if isinstance(item, SourceTable))
    for sheet in sheets if lost else ():
        record_type = lost.get(folded(sheet.name))
        if record_type is not None:
            read += _read_lost_table(package, sheet, ink, record_type)
    read += _read_copies(package, sheets, read, ink)
    stamps = {n.get("name", ""): (n.text or "").strip('"') for n in book.iter("{*}definedName")}
    return WorkbookSource(
        canvas_version=stamps.get(STAMP_VERSION),
        region_id=stamps.get(STAMP_REGION),
        territory_code=stamps.get(STAMP_TERRITORY),
        tables=_by_name(item for item in read if isinstance(item, SourceTable)),
        sheets=tuple(sheet.name for sheet in sheets),
        oddities=tuple(item for item in read if isinstance(item, Oddity)),
    )


def _sheet_of(node: etree._Element, links: Mapping[str, Relation]) -> Sheet:
    is_hidden = node.get("state", "visible") != "visible"
    return Sheet(node.get("name", ""), links[relation_id(node)].target, is_hidden)


def _by_name(tables: Iterable[SourceTable]) -> dict[str, SourceTable]:
    """Two tables of one name are both kept, the second as a copy: neither hides the other."""
    found: dict[str, SourceTable] = {}
    taken: set[str] = set()
    for table in tables:
        names = chain((table.name,), (f"{table.name}_{number}" for number in count(2)))
        name = next(name for name in names if name.lower() not in taken)
        taken.add(name.lower())
        found[name] = table.model_copy(update={"name": name})
    return found


def _read_ink(package: Package, book: etree._Element, parts: Mapping[str, str]) -> Ink:
    properties = book.find("{*}workbookPr")
    texts = read_texts(package.xml(parts["sharedStrings"])) if "sharedStrings" in parts else ()
    dates, percents = read_formats(package.xml(parts["styles"])) if "styles" in parts else (frozenset(), frozenset())
    is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    return Ink(texts, dates, percents, is_1904)


def _read_sheet(package: Package, sheet: Sheet, ink: Ink) -> list[SourceTable | Oddity]:
    named = dict.fromkeys(r.target for r in package.relations(sheet.part).values() if r.kind == "table")
    nodes = [package.xml(target) for target in named]
    # Google Sheets makes tables without headings of its coloured bands.
    areas = [_read_area(node) for node in nodes if node.get("headerRowCount", "1") != "0"]
    if not areas:
        return []
    root = _parsed_sheet(package, sheet.part)
    rows = _read_rows(root, ink)
    tables = [_read_table(sheet.name, area, rows, _last_row(area, areas, rows)) for area in areas]
    filtered = {_read_area(node).name for node in nodes if is_filter_on(node)}
    return [*tables, *list_oddities(root, tables, is_hidden=sheet.is_hidden, filtered=filtered)]


def _read_copies(
    package: Package, sheets: Sequence[Sheet], read: Sequence[SourceTable | Oddity], ink: Ink
) -> list[SourceTable]:
    """The tables of sheets copied without their named table: they are told as copies, so nothing is lost unseen."""
    seen = {item.sheet for item in read if isinstance(item, SourceTable)}
    copies = [(sheet, copied_table(sheet.name)) for sheet in sheets if sheet.name not in seen]
    lost = [(s, _read_lost_table(package, s, ink, record_type)) for s, record_type in copies if record_type]
    return [
        item.model_copy(update={"name": sheet.name})
        for sheet, items in lost
        for item in items
        if isinstance(item, SourceTable)
    ]


def _read_lost_table(package: Package, sheet: Sheet, ink: Ink, record_type: type[Record]) -> list[SourceTable | Oddity]:
    root = _parsed_sheet(package, sheet.part)
    rows = _read_rows(root, ink)
    found = heading_row(rows, record_type)
    if found is None or record_type.table is None:
        return []
    top, left, right = found
    table = _read_table(sheet.name, Area(record_type.table.name, top, top, left, right, totals=0), rows, max(rows))
    odd = Oddity(kind=OddKind.RANGE, sheet=sheet.name)
    return [table, odd, *list_oddities(root, [table], is_hidden=sheet.is_hidden, filtered=())]


def _parsed_sheet(package: Package, part: str) -> etree._Element:
    if package.archive.getinfo(part).file_size < SMALL:
        return package.xml(part)
    with package.archive.open(part) as opened:
        content = drop_ghosts(iter(lambda: opened.read(_CHUNK), b""))
    if len(content) > MAX_PART:
        raise _TooLargeError(part)
    return parse_xml(content)


def _read_rows(root: etree._Element, ink: Ink) -> Grid:
    rows: dict[int, dict[int, Found]] = defaultdict(dict)
    for found in read_cells(root, ink):
        if found.column in rows[found.row]:
            raise ValueError("two values in one cell")  # programs disagree on which is the good one
        rows[found.row][found.column] = found
    return rows


def _read_area(table: etree._Element) -> Area:
    first, _colon, last = table.get("ref", "A1").partition(":")
    area = Area(
        name=table.get("displayName") or table.get("name") or "",
        top=_row_number(first),
        bottom=_row_number(last or first),
        left=column_number(first),
        right=column_number(last or first),
        totals=int(table.get("totalsRowCount", 0)) if _says_totals(table) else 0,
    )
    if area.right > LAST_COLUMN or area.totals not in (0, 1):
        raise ValueError("a table that no program could make")
    return area


def _says_totals(table: etree._Element) -> bool:
    """A row of totals has a word or a sum in one of its columns at least: without, it could be a record's."""
    names = ("totalsRowLabel", "totalsRowFunction")
    return any(column.get(name) for column in table.iter("{*}tableColumn") for name in names)


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
    headers = _distinct({c: str(found.value).strip() for c, found in titles.items() if found and found.value})
    totals = range(area.bottom - area.totals + 1, area.bottom + 1)
    numbers = (number for number in sorted(rows) if area.top < number <= last and number not in totals)
    read = (_read_row(number, rows[number], headers) for number in numbers)
    return SourceTable(
        name=area.name,
        sheet=sheet,
        headers={header: f"{column_letters(column)}{area.top}" for column, header in headers.items()},
        rows=tuple(row for row in read if row is not None),
    )


def _distinct(headers: Mapping[int, str]) -> dict[int, str]:
    """A heading written twice keeps both its columns: the second ends with spaces, which nothing else looks at."""
    found: dict[int, str] = {}
    for column, header in headers.items():
        names = (header + " " * number for number in count())
        found[column] = next(name for name in names if name not in found.values())
    return found


def _read_row(number: int, cells: Mapping[int, Found], headers: Mapping[int, str]) -> Row | None:
    """Gives a row of a table, or None when it holds nothing."""
    held = {headers[column]: found for column, found in cells.items() if column in headers and _holds(found)}
    if not held:
        return None
    return Row(
        number=number,
        cells={
            header: Cell(
                address=found.address,
                value=found.value,
                is_stale_formula=found.is_stale_formula,
                is_percent=found.is_percent,
            )
            for header, found in held.items()
        },
    )


def _holds(found: Found) -> bool:
    return found.is_stale_formula or not (isinstance(found.value, str) and not found.value.strip())


def _row_number(address: str) -> int:
    return int(re.sub(r"\D", "", address))

"""What was read from a workbook, with addresses and without judgement."""

from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, SkipValidation

Raw = str | int | float | bool | Decimal | datetime | date | time | None


class Cell(BaseModel):
    """One cell: its A1 address, its value, whether it is a formula without a stored result, or shows a percentage."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    address: str
    value: SkipValidation[Raw]  # as it was read: trying nine types for each of a thousand amounts takes its time
    is_stale_formula: bool = False
    is_percent: bool = False


class Row(BaseModel):
    """One row of a table: cells by column header as written.

    ``placed`` are the columns read elsewhere than on the table's sheet: a filled action sheet, told in words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    cells: dict[str, Cell]
    placed: dict[str, str] = {}


class SourceTable(BaseModel):
    """One named table: the sheet it is on, its headers with their cells, its rows that hold anything."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    sheet: str
    headers: dict[str, str]  # header text -> address
    rows: tuple[Row, ...]


class OddKind(StrEnum):
    """What people and programs do to a canvas that changes nothing of what is read, or hardly."""

    HIDDEN_SHEET = "feuille masquée"
    HIDDEN_ROWS = "lignes masquées"
    FILTERED = "filtre"
    HIDDEN_COLUMNS = "colonnes masquées"
    MERGED = "cellules fusionnées"
    RANGE = "plage"  # a table that lost its name
    MOVED = "nom ancien"  # a name of an older canvas, read as today's


class Oddity(BaseModel):
    """Something odd about a sheet: where, and which rows, columns, cells or name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: OddKind
    sheet: str
    cell: str = ""
    places: tuple[str, ...] = ()


class WorkbookSource(BaseModel):
    """A whole canvas as read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    canvas_version: str | None
    region_id: str | None
    territory_code: str | None
    tables: dict[str, SourceTable]
    sheets: tuple[str, ...]
    oddities: tuple[Oddity, ...] = ()

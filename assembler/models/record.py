"""The base of every record: one row of one named table, with the place it was read from."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from assembler.models.field import FieldSpec, spec_of


class Family(StrEnum):
    """Groups of sheets in the canvas, in order."""

    PLAN = "Le plan"
    PARTNERS = "Gouvernance et partenaires"
    STRATEGY = "Planification"
    ACTIONS = "Actions"
    FUNDING = "Montage financier"
    RESULTS = "Résultats et reddition"
    EXCHANGE = "Journée d’échange et synthèse"
    REFERENCE = "Preuves et références"


class Layout(StrEnum):
    """A form has one row per field and holds one record; a grid has one row per record."""

    FORM = "fiche"
    GRID = "tableau"


class Wanted(StrEnum):
    """When a sheet has to hold something, as the index of the canvas says it."""

    DRAFT = "Dès l’ébauche"
    ADOPTED = "Pour l’adoption"
    REPORTED = "Pour rendre compte"
    IF_ANY = "Au besoin"


@dataclass(frozen=True)
class TableSpec:
    """The sheet and the named table that hold one type of record."""

    name: str  # Excel table name, e.g. tblActions
    fr: str  # sheet title, at most 31 characters
    en: str
    help: str
    family: Family
    layout: Layout = Layout.GRID
    wanted: Wanted = Wanted.IF_ANY
    may_be_absent: bool = False  # a canvas given before the table existed is still whole


class Place(BaseModel):
    """Where a record was read: a sheet, and the cell of each of its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sheet: str
    cells: dict[str, str]

    def cell(self, field: str) -> str:
        """Gives the A1 address of a field; the record's first cell when the column was absent."""
        return self.cells.get(field) or next(iter(self.cells.values()), "")


class Record(BaseModel):
    """One row of a named table. Fields are declared with ``assembler.models.field``."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)
    table: ClassVar[TableSpec | None] = None

    place: Place | None = Field(default=None, exclude=True, repr=False)

    @classmethod
    def specs(cls) -> dict[str, FieldSpec]:
        """Gives every declared field of the record, in order."""
        return _specs(cls)


@cache
def _specs(record_type: type[Record]) -> dict[str, FieldSpec]:
    return {name: spec_of(info) for name, info in record_type.model_fields.items() if name != "place"}

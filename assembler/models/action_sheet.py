"""The action sheet that a lead organisation fills in Word: which tables and fields it holds, and what was read of one.

Everything is read off the declarations: a field added to a record is on the sheet the same day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from pydantic import BaseModel, ConfigDict

from assembler.models.action import Action
from assembler.models.field import FieldSpec, Kind, Need, Privacy
from assembler.models.funding import Contribution, LeverLine, NeedLine
from assembler.models.plan import record_types
from assembler.models.record import Family, Layout, Record, TableSpec
from assembler.models.results import Indicator

SHEET_VERSION = "1.0"
STAMP = "DOSSIER_FICHE"  # document variables: the stamp, then what each table held when the sheet was given
ID_LABEL = "No"  # above the ids of rows: short, and numbered for whoever leaves it blank
BETWEEN = " › "  # parts a place told in words: « Fiche CG-A01 › Besoins, ligne 2 › Montant »

# Tables of other families that a lead organisation knows best. The family « Actions » is on the sheet as a whole.
_ALSO: tuple[type[Record], ...] = (NeedLine, LeverLine, Contribution, Indicator)
_KEPT_BY_THE_TEAM = frozenset({"previous_status", "updated_on"})  # filled as versions pass, never by an organisation


@dataclass(frozen=True)
class SheetTable:
    """One table of the sheet: ``link`` is the field that names the action, and so is not asked for."""

    name: str  # the field of ``Plan``
    record_type: type[Record]
    link: str
    fields: Mapping[str, FieldSpec]

    @property
    def table(self) -> TableSpec:
        """Gives the declaration of the table."""
        assert self.record_type.table is not None
        return self.record_type.table

    @property
    def has_ids(self) -> bool:
        """True when its rows have an id of their own."""
        return "id" in self.fields

    @property
    def is_the_action(self) -> bool:
        """True for the one record that is the action itself."""
        return self.record_type is Action

    def tag(self, field: str) -> str:
        """Gives the tag of a field's content controls: the table's name and the template tag."""
        return f"{self.table.name}.{self.fields[field].tag}"


@cache
def sheet_tables() -> tuple[SheetTable, ...]:
    """Gives the tables of the sheet, in canvas order, the action itself first."""
    found = []
    for name, record_type in record_types().items():
        link = "id" if record_type is Action else _link(record_type)
        if link and record_type.table is not None and record_type.table.layout is Layout.GRID:
            fields = {
                field: spec for field, spec in record_type.specs().items() if _is_asked(field, spec) and field != link
            }
            found.append(SheetTable(name, record_type, link, fields))
    return tuple(sorted(found, key=lambda table: not table.is_the_action))


def _link(record_type: type[Record]) -> str:
    table = record_type.table
    if table is None or not (table.family is Family.ACTIONS or record_type in _ALSO):
        return ""
    return next((field for field, spec in record_type.specs().items() if "Action" in spec.targets), "")


def _is_asked(field: str, spec: FieldSpec) -> bool:
    """No confidential field leaves the team; an internal one only where the plan cannot be adopted without it."""
    is_public = spec.privacy is Privacy.PUBLIC or (spec.privacy is Privacy.INTERNAL and spec.need is not Need.OPTIONAL)
    return is_public and field not in _KEPT_BY_THE_TEAM


def digest_of(text: str) -> str:
    """Gives the mark of a value as it was given out; nothing for no value."""
    return sha256(text.encode()).hexdigest()[:8] if text else ""


def is_many(spec: FieldSpec) -> bool:
    """True when a field holds several codes or ids, one per line of its cell."""
    return spec.kind in (Kind.CHOICES, Kind.REFS)


class SheetRow(BaseModel):
    """One row as read: texts by field, and its rank in its table of the sheet."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    texts: dict[str, str]


class SheetSource(BaseModel):
    """A filled sheet as read, nothing judged.

    ``given`` marks what it held when it was given out, None when that is lost.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    sha256: str
    action: str
    territory: str | None
    region: str | None
    version: str | None
    tables: dict[str, tuple[SheetRow, ...]]
    given: dict[str, tuple[dict[str, str], ...]] | None
    unknown: tuple[str, ...] = ()  # what stood where no field is
    changes: int = 0  # tracked changes that were accepted

"""What a consolidated report is asked with, and what it gives (C5): several plans, one convention."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from assembler.models.accounts_vocabulary import ReportKind
from assembler.models.edition_scope import is_marked_draft
from assembler.models.piece import Request
from assembler.models.region import Convention, Region
from assembler.models.vocabulary import Edition, Terms


class Absence(Terms):
    """Why a territory is missing, as the report prints it: nothing of its findings is told to others."""

    NOT_HANDED_IN = "non_remis", "Canevas non remis", "Workbook not handed in"
    UNREADABLE = "illisible", "Canevas illisible", "Unreadable workbook"
    BLOCKED = "bloque", "Canevas à corriger", "Workbook to be corrected"


class MissingTerritory(BaseModel):
    """A territory of the convention that the report does not count (R-107).

    ``detail`` says what to mend, to those who handed the files in; no document prints it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    name: str
    reason: Absence
    detail: str = ""


@dataclass(frozen=True)
class RegionalRequest:
    """All that a consolidated report may depend on; ``requests`` are those of the territories that are counted.

    ``without`` are territories that were read and have no agreement of the convention in the year: nothing of theirs
    is left out.
    """

    convention: Convention
    region: Region
    requests: tuple[Request, ...]
    missing: tuple[MissingTerritory, ...]
    without: tuple[str, ...]
    edition: Edition
    fy: str
    dated: date
    kind: ReportKind

    @property
    def is_partial(self) -> bool:
        """True when a territory is missing (R-107)."""
        return bool(self.missing)

    @property
    def is_draft(self) -> bool:
        """True when a plan that is counted is not adopted, or the edition is the team's own."""
        return any(is_marked_draft(request.plan.record.status, self.edition) for request in self.requests)

    @property
    def author(self) -> str:
        """The organisation that answers for the report."""
        return self.convention.mandatary

    @property
    def accent(self) -> str:
        """The region's colour."""
        return self.region.accent


class Consolidated(BaseModel):
    """A consolidated report: its files by name, and which territories it counts or misses."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    agreement: str  # the id of the convention
    title: str
    fy: str
    kind: ReportKind
    files: Mapping[str, bytes] = Field(repr=False)
    territories: tuple[str, ...]  # codes of those that are counted
    missing: tuple[MissingTerritory, ...] = ()
    without: tuple[str, ...] = ()  # codes of those that have no agreement of the convention in the year
    refused: Mapping[str, str] = {}  # why a file could not be read, by territory code or by file name
    unused: tuple[str, ...] = ()  # codes of workbooks handed in that the convention does not cover

    @property
    def is_partial(self) -> bool:
        """True when a territory is missing (R-107)."""
        return bool(self.missing)

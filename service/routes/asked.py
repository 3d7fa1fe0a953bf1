"""What requests may carry: bodies, and the parameters that lists share."""

from typing import Annotated, Literal

from fastapi import Header, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from assembler.models.accounts_vocabulary import ReportKind
from assembler.models.vocabulary import Edition
from service.db.tables import DossierKind

FiscalYear = Annotated[str, Field(pattern=r"^\d{4}-\d{4}$", description="From April to March.", examples=["2026-2027"])]
TerritoryCode = Annotated[
    str, Path(min_length=1, max_length=12, description="The code of a territory.", examples=["CG"])
]
ActionNumber = Annotated[
    str, Path(pattern=r"^[A-Z]{2}-A[0-9]{2,3}$", description="The number of an action.", examples=["CG-A01"])
]
PLAIN = r"^[^\x00-\x1f\x7f]*$"  # no database is asked for what it cannot keep
ThingId = Annotated[
    str, Path(min_length=1, max_length=64, pattern=PLAIN, examples=["3f0c2b9d6e7a4c1f8b5d2e9a0c7f4b16"])
]
TemplateId = Annotated[
    str, Path(min_length=1, max_length=40, pattern=PLAIN, description="The id of a template.", examples=["plan"])
]
Before = Annotated[
    str | None, Query(max_length=64, pattern=PLAIN, description="The id of the last item of the previous page.")
]
Limit = Annotated[int, Query(ge=1, le=200, description="At most this many items.")]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="The same key with the same request gives the same answer, and starts nothing twice.",
    ),
]

Prefer = Annotated[
    str | None,
    Header(max_length=200, description="`wait=…`: at most this many seconds (RFC 7240).", examples=["wait=5"]),
]


class Asked(BaseModel):
    """Base of every body: frozen and closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DossiersWanted(Asked):
    """Which of the things that were made."""

    kind: DossierKind | None = Field(None, description="Only these.")
    territory: str | None = Field(None, max_length=12, pattern=PLAIN, description="Only this territory's.")
    agreement: str | None = Field(None, max_length=64, pattern=PLAIN, description="Only this agreement's.")
    before: str | None = Field(
        None, max_length=64, pattern=PLAIN, description="The id of the last item of the previous page."
    )
    limit: int = Field(50, ge=1, le=200, description="At most this many items.")


class DossierAsked(Asked):
    """A territory's dossier, from its newest submission that fits, or from the one named."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"fy": "2026-2027", "edition": "officielle"}, {"edition": "travail"}]}
    )

    submission: str | None = Field(
        None, max_length=64, pattern=PLAIN, description="By default, the newest checked one that fits."
    )
    fy: FiscalYear | None = Field(None, description="By default, the plan's current one.")
    edition: Edition = Edition.OFFICIAL


class ReportAsked(Asked):
    """The accountability report of an agreement: a territory's, or a convention's over all it covers."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"fy": "2025-2026", "kind": "annuel", "scope": "territory"}]}
    )

    fy: FiscalYear | None = Field(None, description="By default, the year before the plan's current one.")
    kind: ReportKind | None = Field(None, description="By default, the kind that is due.")
    scope: Literal["territory", "consolidated"] = "territory"


class BatchAsked(Asked):
    """The dossiers of several territories, all of them by default."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"edition": "officielle"}, {"territories": ["CG", "RP"]}]}
    )

    territories: tuple[str, ...] | None = Field(None, min_length=1, max_length=50)
    fy: FiscalYear | None = None
    edition: Edition = Edition.OFFICIAL

"""The manifest: what a dossier was made from, what it holds, and how to prove both offline (design §7)."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assembler.models.finding import Severity

SCHEMA_VERSION: Literal[1] = 1

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


def _two_decimals(amount: Decimal) -> Decimal:
    if amount != amount.quantize(Decimal("0.01")):
        raise ValueError(f"{amount} has more than two decimals")
    return amount.quantize(Decimal("0.01"))


# Written as a string with two decimals in JSON (design §7).
Amount = Annotated[Decimal, AfterValidator(_two_decimals)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class InputRole(StrEnum):
    """What an uploaded file is for. Published values, never renamed."""

    WORKBOOK = "canevas"
    NARRATIVE = "recit"
    SHEET = "fiche"
    ATTACHMENT = "piece-jointe"
    LOGO = "logo"


class InputFile(_Frozen):
    """One file a person sent, by its role, the name we gave it and its hash."""

    role: InputRole
    name: str
    sha256: Sha256


class DossierPart(_Frozen):
    """One file of the dossier's folder, in reading order; ``pages`` is absent for what has none."""

    order: int = Field(ge=1)
    path: str
    kind: str
    title: str
    pages: int | None = Field(default=None, ge=1)
    sha256: Sha256


class NamedHash(_Frozen):
    """A canvas, a template or a font file, and its hash."""

    name: str
    sha256: Sha256


class Engine(_Frozen):
    """What laid the pages out; another version may break lines elsewhere."""

    converter: str
    fonts: tuple[NamedHash, ...] = ()


class DossierTotals(_Frozen):
    """The plan's sums in dollars; ``coverage_pct`` is a percentage, absent when nothing is needed."""

    need: Amount
    confirmed: Amount
    requested: Amount
    gap: Amount
    in_kind: Amount
    coverage_pct: Amount | None = None


class FindingCount(_Frozen):
    """How many times one rule spoke."""

    code: str
    severity: Severity
    count: int = Field(ge=1)


class Waiver(_Frozen):
    """A finding someone accepted, and why; the public edition keeps why and who for those who may know."""

    code: str
    place: str = ""
    reason: str
    accepted_by: str = ""


class Manifest(_Frozen):
    """The dossier's receipt. ``dossier verify`` recomputes all of it without a network."""

    product: str
    schema_version: Literal[1] = SCHEMA_VERSION
    territory: str
    fy: str
    edition: str
    version: int = Field(ge=1)
    date: date
    inputs: tuple[InputFile, ...]
    parts: tuple[DossierPart, ...]
    templates: tuple[NamedHash, ...] = ()
    canvases: tuple[NamedHash, ...] = ()
    engine: Engine
    totals: DossierTotals
    data_sha256: Sha256 | None = None  # of the plan's data: with the canvases', it settles the content (R-109)
    findings: tuple[FindingCount, ...] = ()
    waivers: tuple[Waiver, ...] = ()

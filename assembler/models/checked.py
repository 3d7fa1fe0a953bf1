"""What checking an upload gives: the plan when there is one, and every finding; what renewing a canvas gives."""

from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from assembler.models.finding import Finding
from assembler.models.plan import Plan


class Totals(BaseModel):
    """The sums of a fiscal year in CAD; ``coverage_pct`` is None when nothing is needed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    need: Decimal
    confirmed: Decimal
    requested: Decimal
    gap: Decimal
    in_kind: Decimal
    coverage_pct: Decimal | None


class Checked(BaseModel):
    """An upload read and checked. ``plan`` is None when the workbook could not become one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    territory: str | None
    fy: str | None
    findings: tuple[Finding, ...]
    plan: Plan | None = None
    totals: Totals | None = None

    @property
    def is_blocked(self) -> bool:
        """True when a finding forbids an official edition."""
        return self.plan is None or any(finding.is_blocking for finding in self.findings)


class Renewed(BaseModel):
    """A canvas filled again: the places of what it could not carry, and what filled action sheets changed in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    content: bytes
    left_behind: tuple[str, ...] = ()
    told: tuple[Finding, ...] = ()

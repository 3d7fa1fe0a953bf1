"""The summary of a plan: what side-by-side pages, lists of agreements and « what changed » read without opening it.

Frozen and JSON: amounts are strings with two decimals, in CAD. It holds no field of class I or C, so it may be kept and
shown wherever its plan may be named.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assembler.models.accounts_vocabulary import ReportKind, ReportStatus
from assembler.models.vocabulary import ActionStatus

Column = Literal["need", "confirmed", "requested", "gap", "in_kind"]
COLUMNS: tuple[Column, ...] = ("need", "confirmed", "requested", "gap", "in_kind")


class Summarised(BaseModel):
    """Base of every part of a summary: frozen and closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Amounts(Summarised):
    """The funding of one thing in a fiscal year; ``gap`` = need - confirmed - requested, negative when over-funded."""

    need: Decimal
    confirmed: Decimal
    requested: Decimal
    gap: Decimal
    in_kind: Decimal
    coverage_pct: Decimal | None  # confirmed / need; None when nothing is needed


class YearTotals(Amounts):
    """The totals of the whole plan for a fiscal year."""

    fy: str


class ActionSummary(Amounts):
    """An action, its place in the plan, its funding in the current fiscal year."""

    id: str
    title: str
    issue: str
    issue_title: str
    lead: str
    owner: str  # the name of the organisation
    status: ActionStatus


class FunderShare(Summarised):
    """What a funder brings in the current fiscal year, its programs together."""

    code: str
    fr: str
    en: str
    confirmed: Decimal
    requested: Decimal


class DimensionShare(Amounts):
    """What the actions of a main dimension need and have in the current fiscal year."""

    code: str
    fr: str
    en: str
    actions: tuple[str, ...]  # as their main dimension


class Granted(Summarised):
    """What an agreement grants for a fiscal year."""

    fy: str
    amount: Decimal


class ReportDueSummary(Summarised):
    """A report that an agreement owes."""

    kind: ReportKind
    fy: str
    due_date: date
    sent_on: date | None
    status: ReportStatus


class AgreementSummary(Summarised):
    """An agreement: who grants, where, when, how much, and which reports it owes."""

    id: str
    title: str  # the program's name when the agreement has no title
    program: str
    program_fr: str
    program_en: str
    funder: str
    funder_fr: str
    funder_en: str
    reference: str | None
    covered_territories: tuple[str, ...]
    start: date
    end: date
    granted: tuple[Granted, ...]
    reports_due: tuple[ReportDueSummary, ...]


class BilanCounts(Summarised):
    """The plan in numbers: what was mobilised, what is planned."""

    meetings: int
    attendances: int
    bodies: int
    partners: int
    good_moves: int
    previous_actions: int
    issues: int
    leads: int
    actions: int
    indicators: int


class PlanSummary(Summarised):
    """One version of a territory's plan, summed up."""

    territory: str
    territory_name: str
    title: str
    current_fy: str
    fiscal_years: tuple[str, ...]
    version: int
    version_date: date
    totals: tuple[YearTotals, ...]  # one per fiscal year that has amounts or belongs to the period
    actions: tuple[ActionSummary, ...]
    funders: tuple[FunderShare, ...]
    dimensions: tuple[DimensionShare, ...]
    agreements: tuple[AgreementSummary, ...]
    counts: BilanCounts

    def totals_of(self, fy: str) -> YearTotals | None:
        """Gives the totals of a fiscal year, or None when the plan does not know it."""
        return next((year for year in self.totals if year.fy == fy), None)


class ActionNamed(Summarised):
    """An action that came or went."""

    id: str
    title: str


class ActionRenamed(Summarised):
    """An action whose title changed."""

    id: str
    before: str
    after: str


class AmountChanged(Summarised):
    """An amount that changed. ``key`` is an action, a fiscal year or a funder's code; labels suit either language."""

    key: str
    fr: str
    en: str
    column: Column
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """What was added, negative when it was taken away."""
        return self.after - self.before


class SummaryChanges(Summarised):
    """What changed from one version of a plan to another.

    Amounts per action and per funder are those of the current fiscal year: when the two versions do not have the same,
    nothing is compared but the totals of each year both know.
    """

    version_before: int
    version_after: int
    fy_before: str
    fy_after: str
    added: tuple[ActionNamed, ...]
    removed: tuple[ActionNamed, ...]
    renamed: tuple[ActionRenamed, ...]
    actions: tuple[AmountChanged, ...]
    totals: tuple[AmountChanged, ...]
    funders: tuple[AmountChanged, ...]

    @property
    def is_empty(self) -> bool:
        """True when nothing that this compares has changed."""
        return not (self.added or self.removed or self.renamed or self.actions or self.totals or self.funders)

"""Computed figures: funding plan, reconciliation of agreements, indicators, coverage, persons reached.

Nobody types these; ``assembler.compute`` makes them, everything else reads them. Amounts are ``Decimal`` to the cent,
rates are percentages of one decimal rounded half up, or None when they cannot be told (« n. d. »).
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property

from pydantic import BaseModel, ConfigDict

from assembler.models.money import ZERO
from assembler.models.vocabulary import Category, LeverStatus


class Figures(BaseModel):
    """Base of every computed result: frozen and closed."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


class FundingLine(Figures):
    """The funding of one thing (action, line of action, issue, whole plan) for one fiscal year or all of them.

    ``confirmed`` counts confirmed and received levers. ``gap`` = need - confirmed - requested; a negative gap is
    an over-funding (« surfinancement ») and is shown as such. ``in_kind`` never counts toward coverage (R-024).
    """

    need: Decimal = ZERO
    confirmed: Decimal = ZERO
    requested: Decimal = ZERO
    potential: Decimal = ZERO
    in_kind: Decimal = ZERO
    gap: Decimal = ZERO
    total_cost: Decimal = ZERO  # need + in_kind
    coverage_pct: Decimal | None = None  # confirmed / need

    @property
    def surplus(self) -> Decimal:
        """The confirmed amount above the need (R-022), zero when there is none."""
        return max(self.confirmed - self.need, ZERO)


class ProgramLine(Figures):
    """What one program (or all programs of a funder) brings; ``share_pct`` is its share of the confirmed total."""

    program: str
    funder: str
    confirmed: Decimal
    requested: Decimal
    potential: Decimal
    share_pct: Decimal | None


class CategoryLine(Figures):
    """The need of one expense category."""

    category: Category
    need: Decimal


class FundingPlan(Figures):
    """Every funding line of a plan, added up once along every axis. ``fy=None`` asks for all years together.

    An id without amounts gives a line of zeros: an action without lever is « non financée », not an error.
    """

    years: tuple[str, ...]
    # (axis, id, fiscal year or "" for all); the action "" is what the plan as a whole is given, that no action holds
    lines: Mapping[tuple[str, str, str], FundingLine]
    programs: Mapping[tuple[str, str], tuple[ProgramLine, ...]]  # (action or "", fiscal year or "")
    funders: Mapping[str, tuple[ProgramLine, ...]]  # fiscal year or ""
    categories: Mapping[tuple[str, str], tuple[CategoryLine, ...]]  # (action or "", fiscal year or "")

    def of_action(self, action: str, fy: str | None = None) -> FundingLine:
        """Gives the funding of an action."""
        return self._line("action", action, fy)

    def of_lead(self, lead: str, fy: str | None = None) -> FundingLine:
        """Gives the funding of a line of action (A2-04)."""
        return self._line("lead", lead, fy)

    def of_issue(self, issue: str, fy: str | None = None) -> FundingLine:
        """Gives the funding of an issue."""
        return self._line("issue", issue, fy)

    def total(self, fy: str | None = None) -> FundingLine:
        """Gives the funding of the whole plan."""
        return self._line("plan", "", fy)

    def by_program(self, fy: str | None = None, *, action: str | None = None) -> tuple[ProgramLine, ...]:
        """Gives one line per program, in the region's order, for the plan or for one action."""
        return self.programs.get((action or "", fy or ""), ())

    def by_funder(self, fy: str | None = None) -> tuple[ProgramLine, ...]:
        """Gives one line per funder, its programs together (``program`` is empty)."""
        return self.funders.get(fy or "", ())

    def by_category(self, action: str | None = None, fy: str | None = None) -> tuple[CategoryLine, ...]:
        """Gives the need by expense category, in the vocabulary's order, for one action or for the plan."""
        return self.categories.get((action or "", fy or ""), ())

    def _line(self, axis: str, key: str, fy: str | None) -> FundingLine:
        return self.lines.get((axis, key, fy or ""), _NOTHING)


_NOTHING = FundingLine()


class BudgetLine(Figures):
    """Planned and actual of an expense category; ``needs_explanation`` follows R-046."""

    category: Category
    planned: Decimal
    actual: Decimal
    variance: Decimal  # actual - planned
    variance_pct: Decimal | None
    needs_explanation: bool


class RevenueLine(Figures):
    """What one source brings to the actions of an agreement."""

    program: str
    funder: str
    status: LeverStatus
    planned: Decimal
    received: Decimal


class InKindLine(Figures):
    """A valued or unvalued contribution to an action of the agreement."""

    action: str
    partner: str
    description: str
    valued_amount: Decimal | None


class ExpenseShare(Figures):
    """The part of an expense that an agreement is asked to pay, to the cent; ``refused`` is the rule against it."""

    expense: str
    action: str
    agreement: str
    fy: str
    dated: date
    category: Category
    amount: Decimal
    refused: str | None = None  # R-041 outside the agreement's dates, R-043 category not eligible


class AgreementAction(Figures):
    """One action under an agreement for a fiscal year."""

    action: str
    granted: Decimal
    committed: Decimal  # confirmed and received levers of the agreement
    received: Decimal
    spent: Decimal
    balance: Decimal  # received - spent
    planned: Decimal  # approved budget
    variance: Decimal  # spent - planned
    variance_pct: Decimal | None
    from_funder: Decimal  # confirmed from this funder, all its programs
    other_sources: Decimal  # confirmed from other funders
    leverage: Decimal | None  # other_sources / from_funder
    in_kind: Decimal
    categories: tuple[BudgetLine, ...]
    revenues: tuple[RevenueLine, ...]


class AgreementReconciliation(Figures):
    """What an agreement granted, paid and saw spent in a fiscal year, for one plan (C4 section 10)."""

    agreement: str
    program: str
    funder: str
    fy: str
    granted: Decimal
    committed: Decimal
    received: Decimal
    spent: Decimal
    balance: Decimal  # received - spent
    to_receive: Decimal  # granted - received
    granted_unassigned: Decimal  # granted to no action in particular
    received_unassigned: Decimal  # payments that name no action
    actions: tuple[AgreementAction, ...]
    categories: tuple[BudgetLine, ...]
    revenues: tuple[RevenueLine, ...]
    in_kind: Decimal
    in_kind_lines: tuple[InKindLine, ...]
    other_sources: Decimal
    leverage: Decimal | None
    shares: tuple[ExpenseShare, ...]  # accepted and refused

    @property
    def refused(self) -> tuple[ExpenseShare, ...]:
        """The shares left out of what is claimed, with the rule that refuses them."""
        return tuple(share for share in self.shares if share.refused)

    def of_action(self, action: str) -> AgreementAction | None:
        """Gives the line of an action, or None when the agreement does not finance it."""
        return next((line for line in self.actions if line.action == action), None)


class IndicatorLine(Figures):
    """An indicator in a fiscal year, with its two rates (B8).

    ``target_rate`` = result / target, never for a decrease; ``progress_rate`` = (result - baseline) /
    (target - baseline), only where a baseline exists.
    """

    indicator: str
    fy: str
    baseline: Decimal | None
    target: Decimal | None
    result: Decimal | None
    target_rate: Decimal | None
    progress_rate: Decimal | None

    @property
    def rate(self) -> Decimal | None:
        """The rate to show by default: of the target, or of progress when a decrease is sought."""
        return self.target_rate if self.target_rate is not None else self.progress_rate


class DimensionLine(Figures):
    """The actions that answer a dimension, as their main or as a secondary one."""

    code: str
    fr: str
    en: str
    is_custom: bool
    main: tuple[str, ...]
    secondary: tuple[str, ...]

    @property
    def is_covered(self) -> bool:
        """False for a « dimension non couverte » (R-006): listed, never an error."""
        return bool(self.main or self.secondary)


class GroupLine(Figures):
    """Persons reached in one group; the flags say which counts a public edition must mask (R-065)."""

    group: str
    unique: int | None
    participations: int | None
    mask_unique: bool
    mask_participations: bool


class PeopleLine(Figures):
    """Persons reached by an action, or by several, in a fiscal year.

    Added over actions, ``unique`` may count a person twice: ``may_repeat`` asks for the note that says so.
    """

    actions: tuple[str, ...]
    unique: int | None
    participations: int | None
    households: int | None
    may_repeat: bool
    groups: tuple[GroupLine, ...]

"""What the rules look at, sorted once, and the words they share to make findings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Required, TypedDict, Unpack

from assembler.compute.accountability import compute_agreements
from assembler.compute.books import Line, Year, group_by
from assembler.models.action import Action
from assembler.models.figures import AgreementReconciliation, FundingPlan
from assembler.models.finding import Finding, Severity
from assembler.models.funding import ApprovedBudget, LeverLine, NeedLine
from assembler.models.period import fiscal_year_end
from assembler.models.plan import Plan
from assembler.models.record import Record
from assembler.models.region import Program, Region
from assembler.models.spending import BudgetVariance, Expense
from assembler.models.vocabulary import LeverStatus
from assembler.typography import typographic
from assembler.validate.findings import finding_at, finding_in, shortened
from assembler.validate.rules.written import Written, written_in

DEAD = frozenset({LeverStatus.REFUSED, LeverStatus.WITHDRAWN})

Undrawn = Callable[[frozenset[str]], frozenset[str]]  # of some characters, those that no font of the machine has


def all_drawn(_characters: frozenset[str]) -> frozenset[str]:
    """Where nothing is laid out, every character passes."""
    return frozenset()


@dataclass(frozen=True)
class RuleSubject:
    """A plan under check, its region and its computed funding; every index is made once, on first use."""

    plan: Plan
    region: Region
    funding: FundingPlan
    undrawn: Undrawn = all_drawn

    @cached_property
    def programs(self) -> Mapping[str, Program]:
        """The region's programs by code."""
        return {program.code: program for program in self.region.programs}

    @cached_property
    def actions(self) -> Mapping[str, Action]:
        """The plan's actions by id."""
        return {action.id: action for action in self.plan.actions}

    @cached_property
    def levers(self) -> Mapping[Year, list[LeverLine]]:
        """The levers of each action and fiscal year, refused and withdrawn ones left out."""
        live = (lever for lever in self.plan.lever_lines if lever.status not in DEAD)
        return group_by(live, lambda lever: (lever.action, lever.fy))

    @cached_property
    def needs(self) -> Mapping[Year, list[NeedLine]]:
        """The need lines of each action and fiscal year."""
        return group_by(self.plan.need_lines, lambda line: (line.action, line.fy))

    @cached_property
    def agreements(self) -> Mapping[Year, AgreementReconciliation]:
        """The reconciliation of each agreement and fiscal year."""
        return compute_agreements(self.plan, self.region)

    @cached_property
    def budgets(self) -> Mapping[Line, list[ApprovedBudget]]:
        """The approved budget of each agreement, fiscal year and action."""
        return group_by(self.plan.approved_budgets, lambda row: (row.agreement, row.fy, row.action))

    @cached_property
    def explanations(self) -> Mapping[Line, list[BudgetVariance]]:
        """The budget variances explained for each agreement, fiscal year and action."""
        return group_by(self.plan.budget_variances, lambda row: (row.agreement, row.fy, row.action))

    @cached_property
    def expenses(self) -> Mapping[str, Expense]:
        """The expenses by id."""
        return {expense.id: expense for expense in self.plan.expenses}

    @cached_property
    def written(self) -> tuple[Written, ...]:
        """Every text of the plan, with its place."""
        return tuple(written_in(self.plan))

    def is_over(self, fy: str) -> bool:
        """True when the fiscal year had ended on the plan's version date: what was not spent will not be."""
        return fiscal_year_end(fy) < self.plan.record.version_date


class Words(TypedDict, total=False):
    """What a finding says: found and expected values as written, message and remedy in plain French."""

    found: str
    expected: str
    message: Required[str]
    remedy: Required[str]


def blocking(code: str, record: Record, field: str, **words: Unpack[Words]) -> Finding:
    """Gives a finding that stops an official edition, on one cell of a record."""
    return finding_at(record, field, code=code, severity=Severity.BLOCKING, **_typeset(words))


def warning(code: str, record: Record, field: str, **words: Unpack[Words]) -> Finding:
    """Gives a warning on one cell of a record."""
    return finding_at(record, field, code=code, severity=Severity.WARNING, **_typeset(words))


def notice(code: str, record_type: type[Record], **words: Unpack[Words]) -> Finding:
    """Gives a piece of information about a whole sheet."""
    return about_sheet(code, Severity.NOTICE, record_type, **words)


def about_sheet(code: str, severity: Severity, record_type: type[Record], **words: Unpack[Words]) -> Finding:
    """Gives a finding about a whole sheet."""
    assert record_type.table is not None
    return finding_in(record_type.table.fr, "", code=code, severity=severity, **_typeset(words))


def _typeset(words: Words) -> Words:
    # A person may have pasted a page where an id goes.
    message, remedy = shortened(words["message"]), shortened(words["remedy"])
    return {**words, "message": typographic(message), "remedy": typographic(remedy)}

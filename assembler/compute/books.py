"""A plan's money lines, sorted once by agreement, fiscal year and action, so that nothing is searched twice."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from assembler.compute.funding import COMMITTED
from assembler.compute.shares import compute_shares
from assembler.models.figures import ExpenseShare
from assembler.models.funding import ApprovedBudget, Contribution, LeverLine, Payment
from assembler.models.money import ZERO, to_cents
from assembler.models.plan import Plan
from assembler.models.region import Region

Year = tuple[str, str]  # (agreement or action, fiscal year)
Line = tuple[str, str, str]  # (agreement, fiscal year, action or "")
RowT = TypeVar("RowT")
KeyT = TypeVar("KeyT", bound=Hashable)


@dataclass(frozen=True)
class Books:
    """Where each line of money is found at once."""

    plan: Plan
    region: Region
    granted: Mapping[Year, Decimal]
    actions: Mapping[Year, frozenset[str]]  # the actions an agreement finances or pays for in a year
    payments: Mapping[Line, list[Payment]]
    budgets: Mapping[Line, list[ApprovedBudget]]
    shares: Mapping[Line, list[ExpenseShare]]
    levers: Mapping[Year, list[LeverLine]]  # by action
    contributions: Mapping[Year, list[Contribution]]  # by action

    @property
    def agreement_years(self) -> list[Year]:
        """Every agreement and fiscal year that has any line, in order."""
        return sorted({*self.granted, *self.actions})


def open_books(plan: Plan, region: Region) -> Books:
    """Gives the books of a plan; one reading of each line."""
    payments = group_by(plan.payments, lambda row: (row.agreement, row.fy, row.action or ""))
    budgets = group_by(plan.approved_budgets, lambda row: (row.agreement, row.fy, row.action))
    shares = group_by(compute_shares(plan, region), lambda row: (row.agreement, row.fy, row.action))
    committed = ((row.agreement or "", row.fy, row.action) for row in plan.lever_lines if row.status in COMMITTED)
    return Books(
        plan=plan,
        region=region,
        granted=_granted(plan),
        actions=_actions([*payments, *budgets, *shares, *committed]),
        payments=payments,
        budgets=budgets,
        shares=shares,
        levers=group_by(plan.lever_lines, lambda row: (row.action, row.fy)),
        contributions=group_by(plan.contributions, lambda row: (row.action or "", row.fy)),
    )


def group_by(rows: Iterable[RowT], key: Callable[[RowT], KeyT]) -> dict[KeyT, list[RowT]]:
    """Gives the rows of each key, in their order."""
    groups: defaultdict[KeyT, list[RowT]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return dict(groups)


def _granted(plan: Plan) -> dict[Year, Decimal]:
    granted: defaultdict[Year, Decimal] = defaultdict(lambda: ZERO)
    for row in plan.agreement_years:
        granted[row.agreement, row.fy] += to_cents(row.amount)
    return dict(granted)


def _actions(lines: Iterable[Line]) -> dict[Year, frozenset[str]]:
    found: defaultdict[Year, set[str]] = defaultdict(set)
    for agreement, fy, action in lines:
        if agreement:
            found[agreement, fy] |= {action} - {""}
    return {key: frozenset(actions) for key, actions in found.items()}

"""The share of each expense that each agreement is asked to pay, to the cent (R-041 to R-043)."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from assembler.models.figures import ExpenseShare
from assembler.models.funding import Agreement
from assembler.models.money import ZERO, split, to_cents
from assembler.models.plan import Plan
from assembler.models.region import Program, Region
from assembler.models.spending import Allocation, Expense

WHOLE = Decimal(100)


def split_expense(amount: Decimal, allocations: Sequence[Allocation]) -> tuple[Decimal, ...]:
    """Gives the share of each allocation, in order; shares that cover the expense add up to it to the cent.

    An amount counts as written; percentages share the expense by largest remainder. An allocation with neither
    takes nothing (R-042 asks for one). When the shares exceed the expense, each is its own rounding.
    """
    asked = [_asked(amount, allocation) for allocation in allocations]
    left = amount - sum(asked, Decimal(0))
    if amount <= 0 or left < 0:
        return tuple(to_cents(value) for value in asked)
    return split(amount, [*asked, left])[: len(asked)]


def compute_shares(plan: Plan, region: Region) -> tuple[ExpenseShare, ...]:
    """Gives every share of every expense, in the order of expenses; a refused share names its rule.

    Allocations that point to no expense or no agreement are left to R-002.
    """
    programs = {program.code: program for program in region.programs}
    by_expense: defaultdict[str, list[Allocation]] = defaultdict(list)
    for allocation in plan.allocations:
        by_expense[allocation.expense].append(allocation)
    shares: list[ExpenseShare] = []
    for expense in plan.expenses:
        allocations = sorted(by_expense[expense.id], key=_by_agreement)  # a leftover cent ignores the order of rows
        for allocation, amount in zip(allocations, split_expense(expense.amount, allocations), strict=True):
            agreement = plan.find(Agreement, allocation.agreement)
            if agreement is not None:
                shares.append(_share(expense, agreement, programs.get(agreement.program), amount))
    return tuple(shares)


def _by_agreement(allocation: Allocation) -> tuple[str, Decimal, Decimal]:
    return allocation.agreement, allocation.amount or ZERO, allocation.pct or ZERO


def _asked(amount: Decimal, allocation: Allocation) -> Decimal:
    if allocation.amount is not None:
        return allocation.amount
    return amount * (allocation.pct or ZERO) / WHOLE


def _share(expense: Expense, agreement: Agreement, program: Program | None, amount: Decimal) -> ExpenseShare:
    return ExpenseShare(
        expense=expense.id,
        action=expense.action,
        agreement=agreement.id,
        fy=expense.fy,
        dated=expense.dated,
        category=expense.category,
        amount=amount,
        refused=_refusal(expense, agreement, program),
    )


def _refusal(expense: Expense, agreement: Agreement, program: Program | None) -> str | None:
    if not agreement.start <= expense.dated <= agreement.end:
        return "R-041"
    if program is not None and program.eligible_categories and expense.category not in program.eligible_categories:
        return "R-043"
    return None

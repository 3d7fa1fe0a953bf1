"""Reconciliation of agreements: granted, received, spent, balance, per action and per category (C4 section 10)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from assembler.compute.books import Books, Year, open_books
from assembler.compute.funding import COMMITTED
from assembler.compute.rates import compute_pct, compute_ratio
from assembler.models.figures import (
    AgreementAction,
    AgreementReconciliation,
    BudgetLine,
    InKindLine,
    RevenueLine,
)
from assembler.models.funding import Agreement, LeverLine
from assembler.models.money import ZERO, to_cents
from assembler.models.plan import Plan
from assembler.models.region import Region, Thresholds
from assembler.models.vocabulary import Category, LeverStatus

_LISTED = (LeverStatus.RECEIVED, LeverStatus.CONFIRMED, LeverStatus.REQUESTED, LeverStatus.POTENTIAL)


def compute_agreement(plan: Plan, region: Region, agreement_id: str, fy: str) -> AgreementReconciliation:
    """Gives the reconciliation of one agreement and fiscal year; ``KeyError`` when the plan has no such agreement.

    An action's granted amount is its approved budget; without one, its confirmed levers of the agreement. Shares of
    expenses dated outside the agreement (R-041) or of a category not eligible (R-043) are listed but not spent.
    """
    return _reconcile(open_books(plan, region), (agreement_id, fy))


def compute_agreements(plan: Plan, region: Region) -> dict[Year, AgreementReconciliation]:
    """Gives every reconciliation, by agreement and fiscal year; agreements unknown to the plan are left to R-002."""
    books = open_books(plan, region)
    return {key: _reconcile(books, key) for key in books.agreement_years if plan.find(Agreement, key[0])}


def _reconcile(books: Books, key: Year) -> AgreementReconciliation:
    agreement = books.plan.get(Agreement, key[0])
    funder = books.region.program(agreement.program).funder
    own = {program.code for program in books.region.programs if program.funder == funder}
    ids = sorted(books.actions.get(key, ()))
    actions = tuple(_action(books, key, action, own) for action in ids)
    granted = books.granted.get(key, _sum(line.granted for line in actions))
    assigned = _sum(line.received for line in actions)
    received = assigned + _received(books, key, "")
    spent = _sum(line.spent for line in actions)
    others = _sum(line.other_sources for line in actions)
    from_funder = _sum(line.from_funder for line in actions)
    return AgreementReconciliation(
        agreement=key[0],
        program=agreement.program,
        funder=funder,
        fy=key[1],
        granted=granted,
        committed=_sum(line.committed for line in actions),
        received=received,
        spent=spent,
        balance=received - spent,
        to_receive=granted - received,
        granted_unassigned=granted - _sum(line.granted for line in actions),
        received_unassigned=received - assigned,
        actions=actions,
        categories=_added_budgets(actions, books.region.thresholds),
        revenues=_added_revenues(actions),
        in_kind=_sum(line.in_kind for line in actions),
        in_kind_lines=tuple(_in_kind_lines(books, ids, key[1])),
        other_sources=others,
        leverage=compute_ratio(others, from_funder),
        shares=tuple(share for action in ids for share in books.shares.get((*key, action), ())),
    )


def _action(books: Books, key: Year, action: str, own: set[str]) -> AgreementAction:
    agreement, fy = key
    budgets = books.budgets.get((*key, action), [])
    shares = [share for share in books.shares.get((*key, action), ()) if not share.refused]
    levers = books.levers.get((action, fy), [])
    planned, spent = _sum(budget.amount for budget in budgets), _sum(share.amount for share in shares)
    committed = _sum(row.amount for row in levers if row.agreement == agreement and row.status in COMMITTED)
    received = _received(books, key, action)
    from_funder = _committed(books, action, fy, own)
    others = _sum(row.amount for row in levers if row.status in COMMITTED) - from_funder
    return AgreementAction(
        action=action,
        granted=planned if budgets else committed,
        committed=committed,
        received=received,
        spent=spent,
        balance=received - spent,
        planned=planned,
        variance=spent - planned,
        variance_pct=compute_pct(spent - planned, planned),
        from_funder=from_funder,
        other_sources=others,
        leverage=compute_ratio(others, from_funder),
        in_kind=_sum(gift.valued_amount for gift in books.contributions.get((action, fy), ())),
        categories=_budget_lines(
            ((budget.category, budget.amount) for budget in budgets),
            ((share.category, share.amount) for share in shares),
            books.region.thresholds,
        ),
        revenues=tuple(_revenues(books, action, fy)),
    )


def _budget_lines(
    planned: Iterable[tuple[Category, Decimal]], actual: Iterable[tuple[Category, Decimal]], thresholds: Thresholds
) -> tuple[BudgetLine, ...]:
    """One line per category planned or spent, in the vocabulary's order."""
    before, after = _by_category(planned), _by_category(actual)
    return tuple(
        _budget_line(category, before.get(category, ZERO), after.get(category, ZERO), thresholds)
        for category in Category
        if category in before or category in after
    )


def _by_category(entries: Iterable[tuple[Category, Decimal]]) -> dict[Category, Decimal]:
    sums: defaultdict[Category, Decimal] = defaultdict(lambda: ZERO)
    for category, amount in entries:
        sums[category] += to_cents(amount)
    return dict(sums)


def _budget_line(category: Category, planned: Decimal, actual: Decimal, thresholds: Thresholds) -> BudgetLine:
    variance = actual - planned
    # Both limits must be passed; compared without division, so that a planned amount of zero counts.
    beyond_pct = abs(variance) * 100 > thresholds.variance_pct * planned
    return BudgetLine(
        category=category,
        planned=planned,
        actual=actual,
        variance=variance,
        variance_pct=compute_pct(variance, planned),
        needs_explanation=beyond_pct and abs(variance) > thresholds.variance_amount,
    )


def _added_budgets(actions: Iterable[AgreementAction], thresholds: Thresholds) -> tuple[BudgetLine, ...]:
    lines = [line for action in actions for line in action.categories]
    return _budget_lines(
        ((line.category, line.planned) for line in lines), ((line.category, line.actual) for line in lines), thresholds
    )


def _revenues(books: Books, action: str, fy: str) -> Iterator[RevenueLine]:
    """One line per program and status, all sources; what an agreement paid for the action counts once."""
    levers = books.levers.get((action, fy), [])
    paid: set[str] = set()
    sums: defaultdict[tuple[str, LeverStatus], list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
    for status in _LISTED:
        for lever in (row for row in levers if row.status is status):
            line = sums[lever.program, status]
            line[0] += to_cents(lever.amount)
            line[1] += _lever_received(books, lever, paid)
    rank = {program.code: place for place, program in enumerate(books.region.programs)}
    for program, status in sorted(sums, key=lambda key: (rank[key[0]], _LISTED.index(key[1]))):
        yield RevenueLine(
            program=program,
            funder=books.region.program(program).funder,
            status=status,
            planned=sums[program, status][0],
            received=sums[program, status][1],
        )


def _lever_received(books: Books, lever: LeverLine, paid: set[str]) -> Decimal:
    """What came in: the agreement's payments for the action where it lists them, else the amount of a « reçu »."""
    if lever.status not in COMMITTED:
        return ZERO
    if lever.agreement and books.payments.get((lever.agreement, lever.fy, lever.action)):
        if lever.agreement in paid:
            return ZERO
        paid.add(lever.agreement)
        return _received(books, (lever.agreement, lever.fy), lever.action)
    return to_cents(lever.amount) if lever.status is LeverStatus.RECEIVED else ZERO


def _added_revenues(actions: Iterable[AgreementAction]) -> tuple[RevenueLine, ...]:
    added: dict[tuple[str, LeverStatus], RevenueLine] = {}
    for line in (line for action in actions for line in action.revenues):
        known = added.get((line.program, line.status))
        added[line.program, line.status] = line if known is None else _plus(known, line)
    return tuple(added.values())


def _plus(one: RevenueLine, other: RevenueLine) -> RevenueLine:
    return one.model_copy(update={"planned": one.planned + other.planned, "received": one.received + other.received})


def _in_kind_lines(books: Books, actions: Iterable[str], fy: str) -> Iterator[InKindLine]:
    for action in actions:
        for gift in books.contributions.get((action, fy), ()):
            yield InKindLine(
                action=action, partner=gift.partner, description=gift.description, valued_amount=gift.valued_amount
            )


def _received(books: Books, key: Year, action: str) -> Decimal:
    return _sum(payment.received_amount for payment in books.payments.get((*key, action), ()))


def _committed(books: Books, action: str, fy: str, programs: set[str]) -> Decimal:
    rows = books.levers.get((action, fy), ())
    return _sum(row.amount for row in rows if row.status in COMMITTED and row.program in programs)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((to_cents(amount) for amount in amounts if amount is not None), ZERO)

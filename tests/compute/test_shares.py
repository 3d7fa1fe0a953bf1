"""Shares of an expense, to the cent."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from assembler.compute.shares import compute_shares, split_expense
from assembler.models.spending import Allocation
from assembler.models.vocabulary import Category
from assembler.regions import load_region
from tests.validate.plans import FLAC, FQIS, base_plan, changed, region_with


def shares(amount: str, *parts: str) -> tuple[Decimal, ...]:
    allocations = [Allocation(expense="D", agreement=FQIS, pct=Decimal(part)) for part in parts]
    return split_expense(Decimal(amount), allocations)


def test_three_way_split_of_100_dollars_adds_up() -> None:
    third = Decimal(100) / 3
    parts = split_expense(Decimal(100), [Allocation(expense="D", agreement=FQIS, pct=third) for _ in range(3)])
    assert sorted(parts, reverse=True) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]


def test_sixty_forty_of_an_odd_cent_adds_up() -> None:
    assert shares("0.01", "60", "40") == (Decimal("0.01"), Decimal("0.00"))
    assert shares("1234.57", "60", "40") == (Decimal("740.74"), Decimal("493.83"))


def test_what_is_not_allocated_is_not_claimed() -> None:
    assert shares("1000.00", "60") == (Decimal("600.00"),)


def test_an_amount_counts_as_written_beside_a_percentage() -> None:
    allocations = [
        Allocation(expense="D", agreement=FQIS, amount=Decimal("33.33")),
        Allocation(expense="D", agreement=FLAC, pct=Decimal("66.7")),
    ]
    assert split_expense(Decimal("100.00"), allocations)[0] == Decimal("33.33")


@given(st.integers(1, 10_000_000), st.lists(st.integers(1, 1000), min_size=1, max_size=6))
def test_shares_that_cover_an_expense_add_up_to_it(cents: int, weights: list[int]) -> None:
    amount, whole = Decimal(cents) / 100, sum(weights)
    parts = [Decimal(weight * 1000 // whole) / 10 for weight in weights[:-1]]
    parts.append(100 - sum(parts, Decimal(0)))
    allocations = [Allocation(expense="D", agreement=FQIS, pct=part) for part in parts]
    assert sum(split_expense(amount, allocations)) == amount


@given(st.permutations(range(4)))
def test_order_of_allocations_changes_no_share(order: list[int]) -> None:
    plan = base_plan()
    shuffled = plan.model_copy(update={"allocations": tuple(plan.allocations[index] for index in order)})
    assert compute_shares(shuffled, load_region()) == compute_shares(plan, load_region())


def test_expense_dated_outside_the_agreement_is_refused() -> None:
    plan = changed("expenses", 0, dated=date(2027, 4, 1))(base_plan())
    assert [share.refused for share in compute_shares(plan, load_region())] == ["R-041", "R-041", None, None]


def test_expense_of_a_category_the_program_does_not_pay_is_refused() -> None:
    region = region_with("FQIS-G", eligible_categories=(Category.SALARIES, Category.ADMIN))
    refused = {share.expense: share.refused for share in compute_shares(base_plan(), region)}
    assert refused == {"CG-A01-D01": None, "CG-A01-D02": "R-043", "CG-A01-D03": None}

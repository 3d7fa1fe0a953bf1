"""What territories did under a convention adds up, line after line and column after column."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.compute.accountability import compute_agreement
from assembler.compute.consolidation import (
    Share,
    add_allocations,
    add_leverage,
    allocate,
    compute_consolidation,
    list_initiatives,
)
from assembler.compute.conventions import agreements_under
from assembler.compute.funding import compute_funding
from assembler.compute.regional_results import Reported, cross, sum_indicators, unadded_indicators
from assembler.models.consolidation import Consolidation, InitiativeLine
from assembler.models.figures import AgreementAction, AgreementReconciliation, FundingPlan
from assembler.models.money import ZERO
from assembler.models.plan import Plan
from assembler.models.vocabulary import Aggregation, CountBasis, Unit
from tests.views.sample_region import GASPESIE, REGION, plan_of

FY = "2025-2026"
MONEY = st.decimals(-10_000, 1_000_000, places=2)
CODES = ("AV", "BO", "RP", "CG", "HG", "IM")


def share_of(plan: Plan) -> Share:
    """Gives a territory's part in the convention of the Gaspésie."""
    convention = REGION.conventions[0]
    accounts = [compute_agreement(plan, REGION, held.id, FY) for held in agreements_under(plan, convention, FY)]
    return Share(plan, tuple(accounts), compute_funding(plan, REGION))


@pytest.fixture(scope="module")
def gaspesie() -> Consolidation:
    return compute_consolidation([share_of(plan_of(code)) for code in GASPESIE], REGION, FY)


def books(amounts: Sequence[Decimal], actions: Sequence[AgreementAction] = ()) -> AgreementReconciliation:
    """Gives the accounts of an agreement: granted, committed, received, spent."""
    granted, committed, received, spent = amounts
    return AgreementReconciliation(
        agreement="AG-2024-FQIS-G-01",
        program="FQIS-G",
        funder="MESS",
        fy=FY,
        granted=granted,
        committed=committed,
        received=received,
        spent=spent,
        balance=received - spent,
        to_receive=granted - received,
        granted_unassigned=ZERO,
        received_unassigned=ZERO,
        actions=tuple(actions),
        categories=(),
        revenues=(),
        in_kind=ZERO,
        in_kind_lines=(),
        other_sources=ZERO,
        leverage=None,
        shares=(),
    )


def supported(action: str, granted: str, spent: str) -> AgreementAction:
    """Gives an action of an agreement, with 100 $ of its funder and 250 $ of others."""
    return AgreementAction(
        action=action,
        granted=Decimal(granted),
        committed=Decimal(granted),
        received=Decimal(granted),
        spent=Decimal(spent),
        balance=Decimal(granted) - Decimal(spent),
        planned=ZERO,
        variance=ZERO,
        variance_pct=None,
        from_funder=Decimal(100),
        other_sources=Decimal(250),
        leverage=Decimal("2.50"),
        in_kind=ZERO,
        categories=(),
        revenues=(),
    )


ACCOUNTS = st.lists(st.tuples(MONEY, MONEY, MONEY, MONEY), max_size=3)


@given(st.lists(ACCOUNTS, min_size=1, max_size=6))
def test_allocations_agree_along_both_axes(territories: list[list[tuple[Decimal, ...]]]) -> None:
    lines = [allocate(CODES[rank], map(books, held)) for rank, held in enumerate(territories)]
    total = add_allocations(lines)
    for rank, name in enumerate(("envelope", "committed", "received", "spent")):
        typed = [amounts[rank] for held in territories for amounts in held]
        assert getattr(total, name) == sum(typed, ZERO) == sum((getattr(line, name) for line in lines), ZERO)
    for line in (*lines, total):
        assert line.balance == line.received - line.spent
    assert all(amount == amount.quantize(Decimal("0.01")) for amount in (total.envelope, total.balance))


POSITIVE = st.decimals(0, 100_000, places=2)
Row = tuple[str, Decimal, Decimal, Decimal, Decimal]
INITIATIVES = st.lists(st.tuples(st.sampled_from(CODES), POSITIVE, POSITIVE, POSITIVE, POSITIVE), max_size=20)


@given(INITIATIVES)
def test_leverage_adds_up_and_ratios_are_never_added(
    rows: list[tuple[str, Decimal, Decimal, Decimal, Decimal]],
) -> None:
    lines = [
        InitiativeLine(
            territory=code,
            action=f"{code}-A{rank:02}",
            granted=granted,
            spent=granted,
            total_cost=cost,
            other_sources=others,
            from_funder=own,
            leverage=None,
        )
        for rank, (code, granted, cost, others, own) in enumerate(rows)
    ]
    by_territory = [add_leverage((line for line in lines if line.territory == code), code) for code in CODES]
    total = add_leverage(lines)
    assert total.initiatives == len(rows) == sum(line.initiatives for line in by_territory)
    for name in ("granted", "total_cost", "other_sources", "from_funder"):
        assert getattr(total, name) == sum((getattr(line, name) for line in by_territory), ZERO)
    ratios = [line.leverage for line in by_territory if line.leverage is not None]
    if (
        ratios
        and total.leverage is not None
        and all(line.from_funder or not line.other_sources for line in by_territory)
    ):
        assert min(ratios) <= total.leverage <= max(ratios)


@given(st.dictionaries(st.sampled_from(CODES), st.one_of(st.none(), st.integers(0, 10_000))))
def test_a_count_by_territory_adds_what_is_told(cells: dict[str, int | None]) -> None:
    line = cross(cells.items())
    told = [count for count in cells.values() if count is not None]
    assert line.total == (sum(told) if told else None)
    assert set(line.by_territory) == set(cells)


def test_two_agreements_of_one_action_count_its_other_sources_once() -> None:
    share = Share(
        plan_of("CG"),
        (
            books((ZERO,) * 4, [supported("CG-A01", "60", "50"), supported("CG-A03", "10", "10")]),
            books((ZERO,) * 4, [supported("CG-A01", "40", "45")]),
        ),
        FundingPlan(years=(), lines={}, programs={}, funders={}, categories={}),
    )
    first, second = list_initiatives(share, FY)
    assert (first.granted, first.spent, first.other_sources) == (Decimal(100), Decimal(95), Decimal(250))
    assert (second.granted, second.from_funder) == (Decimal(10), Decimal(100))
    assert add_leverage((first, second)).leverage == Decimal("2.50")


def test_the_sample_territories_add_up_to_the_cent(gaspesie: Consolidation) -> None:
    total = gaspesie.allocated
    assert (total.envelope, total.received, total.spent, total.balance) == (
        Decimal("753520.00"),
        Decimal("748320.00"),
        Decimal("744700.00"),
        Decimal("3620.00"),
    )
    cote = next(line for line in gaspesie.allocations if line.territory == "CG")
    assert (cote.envelope, cote.received, cote.spent, cote.balance) == tuple(
        map(Decimal, (239000, 233800, 234170, -370))
    )
    assert (gaspesie.leverage.other_sources, gaspesie.leverage.leverage) == (Decimal("1105320.00"), Decimal("1.47"))


def test_what_initiatives_received_and_spent_is_what_agreements_did(gaspesie: Consolidation) -> None:
    assert sum(line.granted for line in gaspesie.initiatives) == gaspesie.allocated.envelope
    assert sum(line.spent for line in gaspesie.initiatives) == gaspesie.allocated.spent
    assert sum(line.granted for line in gaspesie.categories) == gaspesie.allocated.envelope


def test_each_initiative_is_in_one_dimension_and_one_category(gaspesie: Consolidation) -> None:
    for code in GASPESIE:
        held = [line for line in gaspesie.initiatives if line.territory == code]
        assert sum(line.by_territory[code] or 0 for line in gaspesie.dimensions) == len(held)
    assert sum(line.total or 0 for line in gaspesie.dimensions) == len(gaspesie.initiatives) == 27
    assert sum(line.initiatives for line in gaspesie.categories) == 27


def test_persons_are_added_and_may_repeat(gaspesie: Consolidation) -> None:
    assert gaspesie.people.total == sum(count or 0 for count in gaspesie.people.by_territory.values()) == 5778
    assert gaspesie.people.total == sum(line.people or 0 for line in gaspesie.categories)
    persons = next(line for line in gaspesie.indicators if line.code == "FQIS-PERS")
    assert persons.total == 1128
    assert persons.may_repeat
    households = next(line for line in gaspesie.indicators if line.code == "FQIS-MEN")
    assert (households.by_territory["BO"], households.by_territory["CG"]) == (None, Decimal(364))
    assert households.total == 1064


@pytest.mark.parametrize(
    ("change", "added"),
    [
        ({}, True),
        ({"aggregation": Aggregation.WEIGHTED}, False),
        ({"aggregation": Aggregation.MAX}, False),
        ({"unit": Unit.PERCENT}, False),
        ({"unit": Unit.SCALE}, False),
        ({"unit": Unit.MONEY}, True),
    ],
)
def test_only_sums_are_added_and_percentages_never(change: dict[str, object], added: bool) -> None:
    """R-062: declared as a sum, a percentage still is not added."""
    plan = plan_of("CG")
    asked = next(row for row in plan.indicators if row.common_code == "FQIS-MEN")
    indicators = tuple(row.model_copy(update=change) if row is asked else row for row in plan.indicators)
    one = Reported(Plan.model_validate({**dict(plan), "indicators": indicators}), ("CG-A01",))
    assert ("FQIS-MEN" in [line.code for line in sum_indicators([one], FY)]) is added
    assert ("FQIS-MEN" in [line.code for line in unadded_indicators([one], FY)]) is not added


def test_one_count_of_persons_does_not_repeat_anyone() -> None:
    plan = plan_of("RP")
    (line,) = sum_indicators([Reported(plan, ("RP-A01",))], FY)
    assert line.total == 136
    assert not line.may_repeat
    assert next(row for row in plan.indicators if row.common_code).count_basis is CountBasis.UNIQUE_PERSONS


def test_an_indicator_of_an_action_that_is_not_supported_is_left_out(gaspesie: Consolidation) -> None:
    """CG-A06 carries a common indicator, and the convention does not finance it."""
    assert "CG-A06" not in [line.action for line in gaspesie.initiatives]
    persons = next(line for line in gaspesie.indicators if line.code == "FQIS-PERS")
    assert persons.by_territory["CG"] == 61 + 163


def test_meetings_are_those_of_the_year(gaspesie: Consolidation) -> None:
    assert gaspesie.met.meetings == sum(line.meetings for line in gaspesie.meetings) == 27
    assert gaspesie.met.attendance == 746

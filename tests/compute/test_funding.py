"""The funding plan: sample tables reproduced, and sums that agree along every axis."""

import gc
import random
from collections.abc import Iterable
from decimal import Decimal
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.compute.funding import compute_funding
from assembler.models import vocabulary as v
from assembler.models.figures import FundingLine
from assembler.models.funding import Contribution, LeverLine, NeedLine
from assembler.models.money import ZERO
from assembler.models.plan import Plan
from assembler.regions import load_region
from tests.compute.samples import sample_plan
from tests.validate.plans import NOW, base_plan, changed

THE_PLAN_ITSELF = ""  # what no action holds

REGION = load_region()
COLUMNS = ("need", "confirmed", "requested", "potential", "in_kind", "gap", "total_cost")
YEARS = ("2024-2025", "2025-2026", NOW)
AMOUNTS = st.integers(0, 10_000_000).map(lambda cents: Decimal(cents) / 100)


def test_sample_territory_gives_the_control_totals() -> None:
    total = compute_funding(sample_plan(), REGION).total(NOW)
    assert total == FundingLine(
        need=Decimal("1112000.00"),
        confirmed=Decimal("1000000.00"),
        requested=Decimal("22000.00"),
        in_kind=Decimal("82100.00"),
        gap=Decimal("90000.00"),
        total_cost=Decimal("1194100.00"),
        coverage_pct=Decimal("89.9"),
    )


def test_sample_food_counter_has_a_gap_of_24_000() -> None:
    line = compute_funding(sample_plan(), REGION).of_action("CG-A01", NOW)
    assert (line.confirmed, line.gap, line.coverage_pct) == (Decimal(262000), Decimal(24000), Decimal("91.6"))


def test_sample_programs_come_in_the_region_order_with_their_share() -> None:
    lines = compute_funding(sample_plan(), REGION).by_program(NOW)
    assert [(line.program, line.confirmed, line.requested) for line in lines] == [
        ("FQIS-G", Decimal(256000), Decimal(10000)),
        ("FLAC", Decimal(170000), ZERO),
        ("FAM", Decimal(98000), ZERO),
        ("COMP", Decimal(52000), ZERO),
        ("FRR", Decimal(114000), Decimal(12000)),
        ("MRC", Decimal(168000), ZERO),
        ("RDS", Decimal(6000), ZERO),
        ("MSP", Decimal(30000), ZERO),
        ("MIL", Decimal(106000), ZERO),
    ]
    assert lines[0].share_pct == Decimal("25.6")
    assert lines[0].funder == "MESS"


def test_over_funded_action_keeps_its_sign() -> None:
    plan = changed("need_lines", 3, amount=Decimal("29000.00"))(base_plan())
    line = compute_funding(plan, REGION).of_action("CG-A02", NOW)
    assert line.gap == Decimal("-1000.00")
    assert line.surplus == Decimal("1000.00")
    assert line.coverage_pct == Decimal("103.4")


def test_action_without_amounts_has_zeros_and_no_coverage() -> None:
    line = compute_funding(base_plan(), REGION).of_action("CG-A99")
    assert line == FundingLine()
    assert line.coverage_pct is None


def test_refused_and_withdrawn_levers_count_nowhere() -> None:
    plan = changed("lever_lines", 2, status=v.LeverStatus.REFUSED)(base_plan())
    plan = changed("lever_lines", 3, status=v.LeverStatus.WITHDRAWN)(plan)
    funding = compute_funding(plan, REGION)
    assert funding.of_action("CG-A01", NOW).gap == Decimal("65000.00")
    assert funding.by_program(NOW, action="CG-A01") == ()


def test_contribution_to_the_whole_plan_is_in_the_total_only() -> None:
    funding = compute_funding(changed("contributions", 0, action=None)(base_plan()), REGION)
    assert funding.of_action("CG-A01", NOW).in_kind == ZERO
    assert funding.of_action(THE_PLAN_ITSELF, NOW).in_kind == funding.total(NOW).in_kind == Decimal("1000.00")


def test_programs_of_one_funder_are_added_together() -> None:
    plan = changed("lever_lines", 3, program="FQIS-I")(base_plan())
    line = compute_funding(plan, REGION).by_funder(NOW)[0]
    assert (line.funder, line.confirmed) == ("MESS", Decimal("65000.00"))


def test_coverage_rounds_half_up() -> None:
    plan = base_plan()
    plan = plan.model_copy(update={"need_lines": plan.need_lines[:1], "lever_lines": plan.lever_lines[:1]})
    plan = changed("need_lines", 0, amount=Decimal(2000))(plan)
    plan = changed("lever_lines", 0, amount=Decimal(1001))(plan)
    assert compute_funding(plan, REGION).total().coverage_pct == Decimal("50.1")


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of random money lines on the base plan's actions."""
    base = base_plan()
    action, fy = st.sampled_from([a.id for a in base.actions]), st.sampled_from(YEARS)
    program = st.sampled_from([p.code for p in REGION.programs])
    needs = st.builds(
        NeedLine, id=st.just("N"), action=action, fy=fy, category=st.sampled_from(v.Category), amount=AMOUNTS
    )
    levers = st.builds(
        LeverLine,
        id=st.just("L"),
        action=action,
        fy=fy,
        program=program,
        status=st.sampled_from(v.LeverStatus),
        amount=AMOUNTS,
    )
    gifts = st.builds(
        Contribution,
        id=st.just("C"),
        partner=st.just("mrc"),
        action=st.none() | action,
        fy=fy,
        kind=st.just(v.ContributionKind.GOODS),
        description=st.just("Denrées"),
        valued_amount=st.none() | AMOUNTS,
        status=st.just(v.ContributionStatus.DONE),
    )
    return base.model_copy(
        update={
            "need_lines": tuple(draw(st.lists(needs, max_size=12))),
            "lever_lines": tuple(draw(st.lists(levers, max_size=12))),
            "contributions": tuple(draw(st.lists(gifts, max_size=6))),
        }
    )


def added_up(lines: Iterable[FundingLine]) -> tuple[Decimal, ...]:
    rows = list(lines)
    return tuple(sum((getattr(row, column) for row in rows), ZERO) for column in COLUMNS)


@settings(max_examples=60, deadline=None)
@given(plans())
def test_sums_agree_along_every_axis(plan: Plan) -> None:
    funding = compute_funding(plan, REGION)
    shared = funding.of_action(THE_PLAN_ITSELF)
    total = added_up([funding.total()])
    assert added_up(funding.total(fy) for fy in funding.years) == total
    assert added_up([shared, *(funding.of_action(action.id) for action in plan.actions)]) == total
    assert added_up([shared, *(funding.of_lead(lead.id) for lead in plan.leads)]) == total
    assert added_up([shared, *(funding.of_issue(issue.id) for issue in plan.issues)]) == total
    for fy in (*funding.years, None):
        line, programs, funders = funding.total(fy), funding.by_program(fy), funding.by_funder(fy)
        for column in ("confirmed", "requested", "potential"):
            assert sum((getattr(row, column) for row in programs), ZERO) == getattr(line, column)
            assert sum((getattr(row, column) for row in funders), ZERO) == getattr(line, column)
        assert sum((row.need for row in funding.by_category(fy=fy)), ZERO) == line.need


@settings(max_examples=40, deadline=None)
@given(plans(), st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(plan: Plan, shuffler: random.Random) -> None:
    shuffled = {}
    for name in ("need_lines", "lever_lines", "contributions"):
        rows = list(getattr(plan, name))
        shuffler.shuffle(rows)
        shuffled[name] = tuple(rows)
    assert compute_funding(plan.model_copy(update=shuffled), REGION) == compute_funding(plan, REGION)


@settings(max_examples=40, deadline=None)
@given(plans())
def test_no_amount_is_a_negative_zero(plan: Plan) -> None:
    for line in compute_funding(plan, REGION).lines.values():
        for column in COLUMNS:
            amount = getattr(line, column)
            assert amount or not amount.is_signed()


def grown_plan(actions: int) -> Plan:
    """The sample plan with many actions, five needs and five levers each."""
    base = base_plan()
    ids = [f"CG-A{number:04}" for number in range(actions)]
    return base.model_copy(
        update={
            "actions": tuple(base.actions[0].model_copy(update={"id": key}) for key in ids),
            "need_lines": tuple(
                base.need_lines[0].model_copy(update={"action": key, "fy": fy}) for key in ids for fy in YEARS
            ),
            "lever_lines": tuple(
                base.lever_lines[index].model_copy(update={"action": key}) for key in ids for index in range(4)
            ),
        }
    )


def test_time_grows_with_the_number_of_actions() -> None:
    def seconds(plan: Plan) -> float:
        gc.disable()  # a full collection falls in some runs only, and measures the test session's heap
        start = process_time()
        compute_funding(plan, REGION)
        gc.enable()
        return process_time() - start

    small, large = grown_plan(250), grown_plan(1000)
    ratio = min(seconds(large) for _ in range(7)) / min(seconds(small) for _ in range(7))
    gc.collect()
    assert ratio < 8  # 4 when linear, 16 when quadratic

"""Each sample territory has its synthesis and its exchange day of the year, in order and with right sums."""

import pytest

from assembler.compute.funding import compute_funding
from assembler.compute.potentials import compute_synthesis
from assembler.models.exchange import ExchangeDay
from assembler.models.plan import Plan
from assembler.models.synthesis import Synthesis
from assembler.regions import load_region
from canvases.samples.plans import make_plan

REGION = load_region()
CODES = [territory.code for territory in REGION.territories]
FY = "2026-2027"


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    return {code: make_plan(code, REGION) for code in CODES}


def _of(plan: Plan) -> tuple[Synthesis, ExchangeDay]:
    (synthesis,), (day,) = plan.syntheses, plan.exchange_days
    return synthesis, day


@pytest.mark.parametrize("code", CODES)
def test_the_steps_of_the_year_follow_one_another(code: str, plans: dict[str, Plan]) -> None:
    synthesis, day = _of(plans[code])
    steps = [
        plans[code].record.deposit_date,
        synthesis.evaluation_date,
        synthesis.sent_on,
        day.montage_filed_on,
        day.dated,
    ]
    assert None not in steps
    assert steps == sorted(step for step in steps if step)
    assert (synthesis.fy, day.fy) == (FY, FY)


@pytest.mark.parametrize("code", CODES)
def test_the_synthesis_answers_every_need_and_its_typed_totals_are_right(code: str, plans: dict[str, Plan]) -> None:
    plan = plans[code]
    synthesis, _ = _of(plan)
    total = compute_synthesis(plan, synthesis.id).total
    assert (synthesis.total_min, synthesis.total_likely, synthesis.total_max) == (
        total.minimum,
        total.likely,
        total.maximum,
    )
    needs = sum(row.need_submitted for row in plan.synthesis_issues)
    assert needs == compute_funding(plan, REGION).total(FY).need
    assert {row.issue for row in plan.synthesis_issues} == {issue.id for issue in plan.issues}


@pytest.mark.parametrize("code", CODES)
def test_the_day_reviews_every_action_and_discusses_the_figures_of_the_plan(code: str, plans: dict[str, Plan]) -> None:
    plan = plans[code]
    funding = compute_funding(plan, REGION)
    assert sorted(row.action for row in plan.day_reviews) == sorted(action.id for action in plan.actions)
    for row in plan.day_proposals:
        line = funding.of_action(row.action, FY)
        assert (row.need, row.gap) == (line.need, line.gap)


def test_three_days_were_held_and_three_are_prepared(plans: dict[str, Plan]) -> None:
    """What was held has its minutes; what is to come leaves its decisions to be taken."""
    held = {code for code, plan in plans.items() if plan.exchange_days[0].minutes_approved_on}
    assert held == {"CG", "HG", "IM"}
    for code, plan in plans.items():
        decided = {row.decision is not None for row in plan.day_proposals}
        assert decided == {code in held}
        assert bool(plan.attendees) is bool(plan.commitments) is (code in held)

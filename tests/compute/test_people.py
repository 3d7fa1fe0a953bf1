"""Persons reached, and the small counts."""

import pytest

from assembler.compute.people import compute_people, compute_people_by_action, is_small_count
from assembler.models.figures import PeopleLine
from assembler.regions import load_region
from tests.validate.plans import BEFORE, NOW, added, base_plan

REGION = load_region()


@pytest.mark.parametrize(("count", "masked"), [(None, False), (0, False), (1, True), (4, True), (5, False)])
def test_counts_of_one_to_four_are_small(count: int | None, masked: bool) -> None:
    assert is_small_count(count, REGION.thresholds.mask_under) is masked


def test_groups_carry_their_mask() -> None:
    people = compute_people(base_plan(), REGION, BEFORE)
    assert [(line.group, line.unique, line.mask_unique) for line in people.groups] == [
        ("pauvrete", 90, False),
        ("seules", 3, True),
    ]
    assert (people.unique, people.participations, people.households) == (120, 400, None)
    assert not people.may_repeat


def test_persons_of_two_actions_may_repeat() -> None:
    base = base_plan()
    plan = added("results", base.results[0].model_copy(update={"action": "CG-A02"}))(base)
    people = compute_people(plan, REGION, BEFORE)
    assert (people.unique, people.may_repeat) == (240, True)
    assert compute_people(plan, REGION, BEFORE, actions=("CG-A02",)).unique == 120


def test_by_action_agrees_with_each_action() -> None:
    by_action = compute_people_by_action(base_plan(), REGION, BEFORE)
    assert by_action["CG-A01"] == compute_people(base_plan(), REGION, BEFORE, actions=("CG-A01",))
    assert by_action["CG-A03"].unique is None


def test_year_without_results_has_no_figure() -> None:
    assert compute_people(base_plan(), REGION, NOW) == PeopleLine(
        actions=(), unique=None, participations=None, households=None, may_repeat=False, groups=()
    )

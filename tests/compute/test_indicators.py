"""The two rates of an indicator, on the sample's own figures."""

from decimal import Decimal

import pytest

from assembler.compute.indicators import compute_indicator, compute_indicators
from assembler.models.figures import IndicatorLine
from assembler.models.results import Measure
from assembler.models.vocabulary import Direction
from tests.validate.plans import BEFORE, base_plan


def rates(
    baseline: int | None, target: int | None, result: int | None, direction: Direction = Direction.UP
) -> IndicatorLine:
    def number(value: int | None) -> Decimal | None:
        return None if value is None else Decimal(value)

    indicator = base_plan().indicators[0].model_copy(update={"baseline": number(baseline), "direction": direction})
    return compute_indicator(
        indicator, Measure(indicator=indicator.id, fy=BEFORE, target=number(target), result=number(result))
    )


def test_households_served_reach_the_target_and_the_progress() -> None:
    line = rates(312, 380, 364)
    assert (line.target_rate, line.progress_rate, line.rate) == (Decimal("95.8"), Decimal("76.5"), Decimal("95.8"))


def test_delay_that_must_fall_has_progress_only() -> None:
    line = rates(9, 4, 5, Direction.DOWN)
    assert (line.target_rate, line.progress_rate, line.rate) == (None, Decimal("80.0"), Decimal("80.0"))


@pytest.mark.parametrize(
    ("baseline", "target", "result", "expected"),
    [(0, 150, 163, "108.7"), (0, 700, 812, "116.0"), (None, 180000, 203400, "113.0")],
)
def test_targets_passed(baseline: int | None, target: int, result: int, expected: str) -> None:
    assert rates(baseline, target, result).rate == Decimal(expected)


def test_no_baseline_gives_no_progress() -> None:
    assert rates(None, 180000, 203400).progress_rate is None


@pytest.mark.parametrize(("baseline", "target", "result"), [(1, 0, 5), (1, None, 5), (1, 5, None)])
def test_rate_that_cannot_be_told_is_none(baseline: int, target: int | None, result: int | None) -> None:
    assert rates(baseline, target, result).target_rate is None


def test_target_equal_to_the_baseline_gives_no_progress() -> None:
    assert rates(5, 5, 6).progress_rate is None


def test_only_the_asked_year_is_given() -> None:
    assert {line.fy for line in compute_indicators(base_plan(), BEFORE)} == {BEFORE}
    assert len(compute_indicators(base_plan())) == 3

"""The two rates of an indicator: of its target, and of progress from its starting value (B8)."""

from decimal import Decimal

from assembler.compute.rates import compute_pct
from assembler.models.figures import IndicatorLine
from assembler.models.plan import Plan
from assembler.models.results import Indicator, Measure
from assembler.models.vocabulary import Direction


def compute_indicators(plan: Plan, fy: str | None = None) -> tuple[IndicatorLine, ...]:
    """Gives a line per measure of a fiscal year (all of them when ``fy`` is None), in the plan's order."""
    indicators = {indicator.id: indicator for indicator in plan.indicators}
    return tuple(
        compute_indicator(indicators[measure.indicator], measure)
        for measure in plan.measures
        if measure.indicator in indicators and fy in (None, measure.fy)
    )


def compute_indicator(indicator: Indicator, measure: Measure) -> IndicatorLine:
    """Gives the rates of one measure; None where they cannot be told (no target, target zero, target = baseline)."""
    return IndicatorLine(
        indicator=indicator.id,
        fy=measure.fy,
        baseline=indicator.baseline,
        target=measure.target,
        result=measure.result,
        target_rate=_target_rate(indicator.direction, measure.target, measure.result),
        progress_rate=_progress_rate(indicator.baseline, measure.target, measure.result),
    )


def _target_rate(direction: Direction, target: Decimal | None, result: Decimal | None) -> Decimal | None:
    # Less is better for a decrease: result / target would praise a failure.
    if direction is Direction.DOWN or target is None or result is None:
        return None
    return compute_pct(result, target)


def _progress_rate(baseline: Decimal | None, target: Decimal | None, result: Decimal | None) -> Decimal | None:
    if baseline is None or target is None or result is None:
        return None
    return compute_pct(result - baseline, target - baseline)

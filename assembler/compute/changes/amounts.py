"""The amounts of two plans side by side, by issue, by funder and in total: the differences add up."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from assembler.compute.funding import compute_funding
from assembler.models.changes import AmountChange, LineChange, YearChange
from assembler.models.figures import FundingLine, FundingPlan, ProgramLine
from assembler.models.money import ZERO
from assembler.models.plan import Plan
from assembler.models.region import Region

_COLUMNS = ("need", "confirmed", "requested", "gap", "in_kind")
WHOLE_PLAN = ("Ensemble du plan", "Whole plan")
NO_ISSUE = ("Hors enjeu", "Under no issue")


def compare_amounts(old: Plan, new: Plan, region: Region) -> tuple[YearChange, ...]:
    """Gives each fiscal year where an amount differs, in order, and the current one of the newer plan."""
    before, after = compute_funding(old, region), compute_funding(new, region)
    titles = {issue.id: (issue.order, issue.title) for plan in (old, new) for issue in plan.issues}
    order = sorted(titles, key=lambda key: (titles[key][0], key))
    labels = {key: f"{titles[key][0]}. {titles[key][1]}" for key in order}
    found = []
    for fy in sorted({*before.years, *after.years}):
        year = _year(fy, before, after, labels, region)
        if year.is_changed or fy == new.record.current_fy:
            found.append(year)
    return tuple(found)


def _year(fy: str, before: FundingPlan, after: FundingPlan, labels: dict[str, str], region: Region) -> YearChange:
    issues = [(key, before.of_issue(key, fy), after.of_issue(key, fy)) for key in labels]
    lines = [_line(key, (labels[key], labels[key]), was, now) for key, was, now in issues]
    total = _line("", WHOLE_PLAN, before.total(fy), after.total(fy))
    rest = _rest(before.total(fy), [was for _, was, _ in issues]), _rest(after.total(fy), [now for _, _, now in issues])
    outside = _line("", NO_ISSUE, *rest)
    has_outside = any(amount.before or amount.after for amount in outside.amounts)
    return YearChange(
        fy=fy,
        total=total,
        issues=(*lines, outside) if has_outside else tuple(lines),
        funders=tuple(_funders(before.by_funder(fy), after.by_funder(fy), region)),
    )


def _rest(total: FundingLine, parts: Iterable[FundingLine]) -> FundingLine:
    """What the total holds that no issue does."""
    held = list(parts)
    return FundingLine(
        **{name: getattr(total, name) - sum((getattr(part, name) for part in held), ZERO) for name in _COLUMNS}
    )


def _line(key: str, label: tuple[str, str], was: FundingLine, now: FundingLine) -> LineChange:
    amounts = {name: _change(getattr(was, name), getattr(now, name)) for name in _COLUMNS}
    return LineChange(key=key, fr=label[0], en=label[1], **amounts)


def _funders(old: Iterable[ProgramLine], new: Iterable[ProgramLine], region: Region) -> Iterator[LineChange]:
    before, after = ({line.funder: line for line in lines} for lines in (old, new))
    for funder in (one for one in region.funders if one.code in before or one.code in after):
        was, now = before.get(funder.code), after.get(funder.code)
        yield LineChange(
            key=funder.code,
            fr=funder.name,
            en=funder.english_name,
            confirmed=_change(was.confirmed if was else ZERO, now.confirmed if now else ZERO),
            requested=_change(was.requested if was else ZERO, now.requested if now else ZERO),
        )


def _change(before: Decimal, after: Decimal) -> AmountChange:
    return AmountChange(before=before, after=after, difference=after - before)

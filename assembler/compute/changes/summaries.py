"""Compares two summaries of a territory: actions that came, went or were renamed, amounts that changed."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assembler.models.money import ZERO
from assembler.models.summary import (
    COLUMNS,
    ActionNamed,
    ActionRenamed,
    AmountChanged,
    Amounts,
    Column,
    FunderShare,
    PlanSummary,
    SummaryChanges,
)


def compare_summaries(old: PlanSummary, new: PlanSummary) -> SummaryChanges:
    """Gives what changed from ``old`` to ``new``, in the order of the new plan, what went last."""
    before = {action.id: action for action in old.actions}
    after = {action.id: action for action in new.actions}
    same_year = old.current_fy == new.current_fy
    return SummaryChanges(
        version_before=old.version,
        version_after=new.version,
        fy_before=old.current_fy,
        fy_after=new.current_fy,
        added=tuple(ActionNamed(id=key, title=action.title) for key, action in after.items() if key not in before),
        removed=tuple(ActionNamed(id=key, title=action.title) for key, action in before.items() if key not in after),
        renamed=tuple(
            ActionRenamed(id=key, before=before[key].title, after=action.title)
            for key, action in after.items()
            if key in before and before[key].title != action.title
        ),
        actions=tuple(_actions_changed(old, new)) if same_year else (),
        totals=tuple(_totals_changed(old, new)),
        funders=tuple(_funders_changed(old.funders, new.funders)) if same_year else (),
    )


def _actions_changed(old: PlanSummary, new: PlanSummary) -> Iterator[AmountChanged]:
    """Actions that both versions have: one that came or went is told once, with the actions."""
    before = {action.id: action for action in old.actions}
    for action in new.actions:
        if action.id in before:
            yield from _changed(action.id, (action.title, action.title), before[action.id], action)


def _totals_changed(old: PlanSummary, new: PlanSummary) -> Iterator[AmountChanged]:
    for year in new.totals:
        before = old.totals_of(year.fy)
        if before is not None:
            yield from _changed(year.fy, (year.fy, year.fy), before, year)


def _changed(key: str, label: tuple[str, str], before: Amounts, after: Amounts) -> Iterator[AmountChanged]:
    for column in COLUMNS:
        yield from _amount(key, label, column, getattr(before, column), getattr(after, column))


def _funders_changed(old: Sequence[FunderShare], new: Sequence[FunderShare]) -> Iterator[AmountChanged]:
    """A funder that came had nothing before; one that went has nothing now."""
    before, after = ({share.code: share for share in shares} for shares in (old, new))
    for code, share in (after | {code: share for code, share in before.items() if code not in after}).items():
        was, now = before.get(code), after.get(code)
        label = (share.fr, share.en)
        yield from _amount(code, label, "confirmed", was.confirmed if was else ZERO, now.confirmed if now else ZERO)
        yield from _amount(code, label, "requested", was.requested if was else ZERO, now.requested if now else ZERO)


def _amount(
    key: str, label: tuple[str, str], column: Column, before: Decimal, after: Decimal
) -> Iterator[AmountChanged]:
    if before != after:
        yield AmountChanged(key=key, fr=label[0], en=label[1], column=column, before=before, after=after)

"""What changed from one version of a plan to another, as a person tells it."""

from dataclasses import dataclass
from decimal import Decimal

from assembler.compute.changes.summaries import compare_summaries
from assembler.models.changes import PlanChanges
from assembler.models.summary import ActionNamed, ActionRenamed, AmountChanged, Column, PlanSummary, SummaryChanges


@dataclass(frozen=True)
class ChangedColumn:
    """One amount that changed."""

    column: Column
    before: Decimal
    after: Decimal
    difference: Decimal


@dataclass(frozen=True)
class ChangedThing:
    """What has amounts that changed: an action, a fiscal year or a funder."""

    key: str
    fr: str
    en: str
    columns: tuple[ChangedColumn, ...]


@dataclass(frozen=True)
class ShownChanges:
    """What changed between two versions; ``with_cents`` when one amount needs them, and then all show them."""

    fy_before: str
    fy_after: str
    added: tuple[ActionNamed, ...]
    removed: tuple[ActionNamed, ...]
    renamed: tuple[ActionRenamed, ...]
    totals: tuple[ChangedThing, ...]
    actions: tuple[ChangedThing, ...]
    funders: tuple[ChangedThing, ...]
    is_empty: bool
    with_cents: bool


def view_changes(old: PlanSummary | None, new: PlanSummary | None) -> ShownChanges | None:
    """Gives what changed; None when one of the two has no plan to compare."""
    if old is None or new is None:
        return None
    changes = compare_summaries(old, new)
    return ShownChanges(
        fy_before=changes.fy_before,
        fy_after=changes.fy_after,
        added=changes.added,
        removed=changes.removed,
        renamed=changes.renamed,
        totals=_things(changes.totals),
        actions=_things(changes.actions),
        funders=_things(changes.funders),
        is_empty=changes.is_empty,
        with_cents=_needs_cents(changes),
    )


def is_with_cents(changes: PlanChanges) -> bool:
    """True when one amount of a whole comparison needs its cents, and then all show them."""
    lines = (line for year in changes.years for line in (year.total, *year.issues, *year.funders))
    amounts = (amount for line in lines for amount in line.amounts if amount.difference)
    return any(value != value.to_integral_value() for one in amounts for value in (one.before, one.after))


def _things(changed: tuple[AmountChanged, ...]) -> tuple[ChangedThing, ...]:
    first = {one.key: one for one in reversed(changed)}
    return tuple(
        ChangedThing(
            key=key,
            fr=first[key].fr,
            en=first[key].en,
            columns=tuple(
                ChangedColumn(one.column, one.before, one.after, one.difference) for one in changed if one.key == key
            ),
        )
        for key in dict.fromkeys(one.key for one in changed)
    )


def _needs_cents(changes: SummaryChanges) -> bool:
    amounts = (*changes.totals, *changes.actions, *changes.funders)
    return any(amount != amount.to_integral_value() for one in amounts for amount in (one.before, one.after))

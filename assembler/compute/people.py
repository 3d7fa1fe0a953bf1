"""Persons reached, by action and by group, with the counts that a public edition masks (R-065)."""

from collections.abc import Iterable, Sequence

from assembler.compute.books import group_by
from assembler.models.figures import GroupLine, PeopleLine
from assembler.models.plan import Plan
from assembler.models.region import Region
from assembler.models.results import GroupCount, ResultEntry


def is_small_count(count: int | None, mask_under: int) -> bool:
    """True for a count so small that it could name someone: 1 to ``mask_under`` - 1. Zero names nobody."""
    return count is not None and 0 < count < mask_under


def compute_people(plan: Plan, region: Region, fy: str, *, actions: Sequence[str] | None = None) -> PeopleLine:
    """Gives the persons reached in a fiscal year by some actions, or by all of them, groups in the region's order.

    A figure is None when no entry gives it. Unique persons are added over actions, hence ``may_repeat``.
    """
    chosen = None if actions is None else frozenset(actions)
    entries = [row for row in plan.results if row.fy == fy and (chosen is None or row.action in chosen)]
    counts = [row for row in plan.group_counts if row.fy == fy and (chosen is None or row.action in chosen)]
    return _people(entries, counts, region)


def compute_people_by_action(plan: Plan, region: Region, fy: str) -> dict[str, PeopleLine]:
    """Gives the persons reached by each action of the plan in a fiscal year; one reading of each line."""
    entries = group_by((row for row in plan.results if row.fy == fy), lambda row: row.action)
    counts = group_by((row for row in plan.group_counts if row.fy == fy), lambda row: row.action)
    return {a.id: _people(entries.get(a.id, []), counts.get(a.id, []), region) for a in plan.actions}


def _people(entries: Sequence[ResultEntry], counts: Sequence[GroupCount], region: Region) -> PeopleLine:
    return PeopleLine(
        actions=tuple(dict.fromkeys(entry.action for entry in entries)),
        unique=_sum(entry.people_unique for entry in entries),
        participations=_sum(entry.people_participations for entry in entries),
        households=_sum(entry.people_households for entry in entries),
        may_repeat=_may_repeat(entries),
        groups=_groups(counts, region),
    )


def _may_repeat(entries: Iterable[ResultEntry]) -> bool:
    counted = [entry for entry in entries if entry.people_unique]
    return len({entry.action for entry in counted}) > 1


def _groups(counts: Iterable[GroupCount], region: Region) -> tuple[GroupLine, ...]:
    by_group = group_by(counts, lambda count: count.group)
    return tuple(
        _group(code.code, by_group[code.code], region.thresholds.mask_under)
        for code in region.groups
        if code.code in by_group
    )


def _group(code: str, counts: Sequence[GroupCount], mask_under: int) -> GroupLine:
    unique = _sum(count.unique for count in counts)
    participations = _sum(count.participations for count in counts)
    return GroupLine(
        group=code,
        unique=unique,
        participations=participations,
        mask_unique=is_small_count(unique, mask_under),
        mask_participations=is_small_count(participations, mask_under),
    )


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None

"""What the public documents of a plan hide of the persons it reached, decided once for all of them (R-065).

An action counts in each agreement that finances it, a group in each of its actions: what one report hides, another must
not tell. Counts are therefore masked over the whole plan, year by year, with every sum that some document prints.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assembler.compute.protection import Mask, protect
from assembler.models.figures import AgreementReconciliation
from assembler.models.plan import Plan

TOTAL = ""  # in place of an action or of a group

Counted = tuple[str, str, str, str, str]  # (agreement or "", action or TOTAL, group or TOTAL, fiscal year, measure)
Reports = Mapping[str, frozenset[str]]  # agreement to its actions, in one fiscal year
_Cells = dict[tuple[str, str], int | None]  # (action, group) to count

_OF_ACTIONS = {"unique": "people_unique", "participations": "people_participations", "households": "people_households"}
_OF_GROUPS = ("unique", "participations")


@dataclass(frozen=True)
class Masks:
    """What is hidden: the counts of each action, of each group of an action, and the sums of each report."""

    hidden: Mapping[Counted, Mask] = field(default_factory=dict)
    withheld: Mapping[tuple[str, str], frozenset[int]] = field(default_factory=dict)  # (action, fy) to its numbers

    def of(self, measure: str, fy: str, *, agreement: str = "", action: str = TOTAL, group: str = TOTAL) -> Mask | None:
        """Gives how a count is hidden: of an action, of a group of it, or of a whole report; None when it prints."""
        return self.hidden.get((agreement, action, group, fy, measure))


def compute_masks(plan: Plan, accounts: Iterable[AgreementReconciliation], *, mask_under: int) -> Masks:
    """Gives what the public documents of a plan hide; ``accounts`` tell the actions of each agreement and year."""
    reports: defaultdict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for books in accounts:
        reports[books.fy][books.agreement] = frozenset(line.action for line in books.actions)
    hidden: dict[Counted, Mask] = {}
    withheld: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for fy in sorted({*(row.fy for row in plan.results), *(row.fy for row in plan.group_counts)}):
        for measure, column in _OF_ACTIONS.items():
            counts = _added(((row.action, ""), getattr(row, column)) for row in plan.results if row.fy == fy)
            hidden |= _of_actions(counts, reports[fy], fy, measure, mask_under)
            for action, _ in counts:
                count = counts[action, ""]
                if count is not None and hidden.get(("", action, TOTAL, fy, measure)) is Mask.WITHHELD:
                    withheld[action, fy].add(count)
            if measure in _OF_GROUPS:
                cells = _added(((r.action, r.group), getattr(r, measure)) for r in plan.group_counts if r.fy == fy)
                hidden |= _of_groups(cells, counts, reports[fy], fy, measure, mask_under)
    return Masks(hidden, {key: frozenset(counts) for key, counts in withheld.items()})


def _added(rows: Iterable[tuple[tuple[str, str], int | None]]) -> _Cells:
    found: _Cells = {}
    for key, count in rows:
        found[key] = (found.get(key) or 0) + count if count is not None else found.get(key)
    return found


def _of_actions(counts: _Cells, reports: Reports, fy: str, measure: str, mask_under: int) -> dict[Counted, Mask]:
    """Hides counts of actions; a report prints their sum."""
    sums = {name: frozenset(key for key in counts if key[0] in actions) for name, actions in reports.items()}
    made = protect(counts, (counts.keys(), *sums.values()), mask_under=mask_under)
    hidden: dict[Counted, Mask] = {("", action, TOTAL, fy, measure): mask for (action, _), mask in made.masks.items()}
    for name, keys in sums.items():
        mask = made.mask_of_sum(keys)
        if mask:
            hidden[name, TOTAL, TOTAL, fy, measure] = mask
    return hidden


def _of_groups(
    cells: _Cells, counts: _Cells, reports: Reports, fy: str, measure: str, mask_under: int
) -> dict[Counted, Mask]:
    """Hides counts of the groups of each action, then of the groups of each report."""
    rows = [frozenset(key for key in cells if key[0] == action) for action in {action for action, _ in cells}]
    told = [row for row in rows if _sum(cells, row) == counts.get((next(iter(row))[0], ""))]
    columns = {
        (name, group): frozenset(key for key in cells if key[0] in actions and key[1] == group)
        for name, actions in reports.items()
        for group in {group for _, group in cells}
    }
    made = protect(cells, (*told, *columns.values()), mask_under=mask_under)
    hidden: dict[Counted, Mask] = {("", *key, fy, measure): mask for key, mask in made.masks.items()}
    for name, actions in reports.items():
        groups = {group: _sum(cells, keys) for (held, group), keys in columns.items() if held == name and keys}
        whole = _sum(counts, [key for key in counts if key[0] in actions])
        is_whole = whole is not None and sum(count or 0 for count in groups.values()) == whole
        of_report = protect(groups, [groups.keys()] if is_whole else [], mask_under=mask_under).masks
        for group in groups:
            mask = of_report.get(group) or made.mask_of_sum(columns[name, group])
            if mask:
                hidden[name, TOTAL, group, fy, measure] = mask
    return hidden


def _sum(counts: _Cells, keys: Iterable[tuple[str, str]]) -> int | None:
    known = [count for key in keys if (count := counts[key]) is not None]
    return sum(known) if known else None

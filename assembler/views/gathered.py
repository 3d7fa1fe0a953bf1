"""A plan's rows, sorted once by what they hang from, with its computed figures: views look up, they do not search."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from assembler.compute.accountability import compute_agreements
from assembler.compute.books import Year, group_by
from assembler.compute.coverage import compute_coverage
from assembler.compute.funding import compute_funding
from assembler.compute.indicators import compute_indicators
from assembler.compute.masks import Masks, compute_masks
from assembler.models.figures import AgreementReconciliation, DimensionLine, FundingPlan, IndicatorLine
from assembler.models.piece import Request
from assembler.models.plan import Plan
from assembler.models.record import Record
from assembler.models.region import Region

RecordT = TypeVar("RecordT", bound=Record)

# Field of Plan -> the field of its rows that names what they hang from.
_PARENTS = {
    "activities": "action",
    "target_groups": "action",
    "action_partners": "action",
    "milestones": "parent",
    "human_resources": "action",
    "risks": "action",
    "links": "action",
    "alignments": "action",
    "need_lines": "action",
    "lever_lines": "action",
    "contributions": "action",
    "indicators": "parent",
    "objectives": "issue",
    "leads": "issue",
    "evidence": "need",
    "needs": "issue",
    "members": "body",
    "actions": "issue",
    "attachments": "action",
}


@dataclass(frozen=True)
class Gathered:
    """What every view of one plan needs."""

    rows: Mapping[type[Record], Mapping[str, list[Record]]]
    funding: FundingPlan
    coverage: tuple[DimensionLine, ...]
    measures: Mapping[tuple[str, str], IndicatorLine]  # (indicator, fiscal year)
    accounts: Mapping[Year, AgreementReconciliation]  # (agreement, fiscal year)
    masks: Masks  # of the public edition

    def under(self, parent: str, record_type: type[RecordT]) -> list[RecordT]:
        """Gives the rows of one type that hang from a record, in the plan's order."""
        return [row for row in self.rows[record_type].get(parent, ()) if isinstance(row, record_type)]


def gather(request: Request) -> Gathered:
    """Gives the plan's rows and figures. The last plans' are kept: a dossier asks for each of its sheets in turn.

    Threads may ask for different plans at once: each reads the entry it found, never one put there meanwhile.
    """
    plan, region = request.plan, request.region
    for kept_plan, kept_region, found in tuple(_kept):
        if kept_plan is plan and kept_region is region:
            return found
    gathered = _gathered(plan, region)
    _kept[:] = [(plan, region, gathered), *_kept[: _PLANS_KEPT - 1]]
    return gathered


_PLANS_KEPT = 4  # a batch works on a few territories at once
_kept: list[tuple[Plan, Region, Gathered]] = []


def _gathered(plan: Plan, region: Region) -> Gathered:
    rows: dict[type[Record], Mapping[str, list[Record]]] = {}
    for name, parent in _PARENTS.items():
        found: tuple[Record, ...] = getattr(plan, name)
        for record_type in {type(row) for row in found}:
            rows[record_type] = group_by(found, partial(_parent_of, parent))
    accounts = compute_agreements(plan, region)
    return Gathered(
        rows=_Rows(rows),
        funding=compute_funding(plan, region),
        coverage=compute_coverage(plan, region),
        measures={(line.indicator, line.fy): line for line in compute_indicators(plan)},
        accounts=accounts,
        masks=compute_masks(plan, accounts.values(), mask_under=region.thresholds.mask_under),
    )


def _parent_of(field: str, row: Record) -> str:
    return getattr(row, field) or ""


class _Rows(dict[type[Record], Mapping[str, list[Record]]]):
    """A type without any row hangs from nothing."""

    def __missing__(self, key: type[Record]) -> Mapping[str, list[Record]]:
        return {}

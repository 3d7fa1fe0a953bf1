"""The steps of an action: its activities and milestones in one list, by date (C2, section 6)."""

from datetime import date

from assembler.models.action import Action, Activity, Milestone
from assembler.models.period import fiscal_year_start
from assembler.models.piece import Request
from assembler.models.view import View
from assembler.models.vocabulary import MilestoneStatus
from assembler.typography import NBSP, format_date_iso
from assembler.views.gathered import Gathered
from assembler.views.schedule import milestone_dates, state_by_dates
from assembler.views.sheet_rows import partner_short
from assembler.views.shown import NOT_APPLICABLE, NOT_AVAILABLE, Text, or_missing

_CLOSED = frozenset({MilestoneStatus.DONE, MilestoneStatus.ABANDONED})


class StepRow(View):
    """An activity or a milestone; ``etat`` of an activity is told by its dates, of a milestone by its record."""

    libelle: str
    debut: Text
    fin: Text
    responsable: Text
    etat: Text


_Dated = tuple[date | None, Activity | Milestone, StepRow]


class Steps(View):
    """The steps a sheet tells, and how many it leaves out because they ended before the fiscal year."""

    rows: tuple[StepRow, ...]
    past: int


def steps_of(action: Action, request: Request, gathered: Gathered) -> Steps:
    """Gives the steps of the fiscal year and after, by date; those without a date come last.

    A step of the years before is counted as past; a milestone of those years that is not closed is still told.
    """
    activities: list[_Dated] = [
        (row.start, row, _activity(row, request)) for row in gathered.under(action.id, Activity)
    ]
    milestones: list[_Dated] = [
        (row.start or row.end, row, _milestone(row)) for row in gathered.under(action.id, Milestone)
    ]
    ordered = sorted([*activities, *milestones], key=lambda step: step[0] or date.max)
    kept = tuple(row for _, step, row in ordered if not _is_past(step, action, request.fy))
    return Steps(rows=kept, past=len(ordered) - len(kept))


def _is_past(step: Activity | Milestone, action: Action, fy: str) -> bool:
    if isinstance(step, Activity):
        return step.end is not None and step.end < fiscal_year_start(fy)
    span = milestone_dates(step, action.start)
    return step.status in _CLOSED and span is not None and span[1] < fiscal_year_start(fy)


def milestone_span(row: Milestone) -> tuple[str, str]:
    """Gives the two ends of a milestone: dates, a season, or months counted from the action's start (B14)."""
    if row.season:
        return row.season, row.season
    if row.month_from:
        return f"mois{NBSP}{row.month_from}", f"mois{NBSP}{row.month_to or row.month_from}"
    first, last = row.start or row.end, row.end or row.start
    return _iso(first), _iso(last)


def _activity(row: Activity, request: Request) -> StepRow:
    return StepRow(
        libelle=row.label,
        debut=_iso(row.start),
        fin=_iso(row.end),
        responsable=partner_short(row.lead_org, request),
        etat=state_by_dates(row.start, row.end, request.dated),
    )


def _milestone(row: Milestone) -> StepRow:
    first, last = milestone_span(row)
    return StepRow(
        libelle=f"Jalon{NBSP}: {row.label}",
        debut=first,
        fin=last,
        responsable=or_missing(row.responsible, NOT_APPLICABLE),
        etat=row.status.fr if row.status else NOT_AVAILABLE,
    )


def _iso(day: date | None) -> str:
    return format_date_iso(day) if day else NOT_AVAILABLE

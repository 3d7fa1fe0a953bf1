"""The schedule of a fiscal year: a mark per month, and the same period in words for who cannot see marks (C12)."""

from datetime import date

from assembler.models.action import Action, Activity, Milestone
from assembler.models.period import fiscal_year_end, fiscal_year_start
from assembler.models.piece import Request
from assembler.models.view import View
from assembler.typography import NBSP
from assembler.views.gathered import Gathered
from assembler.views.sheet_rows import partner_short
from assembler.views.shown import NOT_APPLICABLE, NOT_AVAILABLE, Text, or_missing

MARK, NO_MARK = "■", "·"
MONTHS = ("avril", "mai", "juin", "juillet", "août", "sept.", "oct.", "nov.", "déc.", "janv.", "févr.", "mars")
_SEASONS = {"printemps": (4, 6), "été": (7, 9), "automne": (10, 12), "hiver": (1, 3)}  # first and last month

Span = tuple[date, date]


class ScheduleRow(View):
    """A task of an action: twelve marks from April to March, and the period in words."""

    tache: str
    action: str
    responsable: Text
    marques: tuple[str, ...]
    periode: str
    etat: Text


def schedule_rows(actions: list[Action], request: Request, gathered: Gathered) -> tuple[ScheduleRow, ...]:
    """Gives the activities and milestones that touch the fiscal year, by action, then by date."""
    rows: list[ScheduleRow] = []
    for action in actions:
        dated = [*_activities(action, request, gathered), *_milestones(action, gathered)]
        for span, row in sorted(dated, key=lambda item: item[0]):
            months = months_touched(span, request.fy)
            if months:
                rows.append(row.model_copy(update={"marques": _marks(months), "periode": _in_words(months)}))
    return tuple(rows)


def months_touched(span: Span, fy: str) -> tuple[int, ...]:
    """Gives the months of the fiscal year that a span touches, 0 for April to 11 for March."""
    first, last = max(span[0], fiscal_year_start(fy)), min(span[1], fiscal_year_end(fy))
    if first > last:
        return ()
    return tuple(range(_rank(first), _rank(last) + 1))


def milestone_dates(row: Milestone, action_start: date) -> Span | None:
    """Gives a milestone's span in dates, whatever way it is told; None when it has no time."""
    if row.season:
        name, year = row.season.rsplit(" ", 1)
        first, last = _SEASONS[name]
        return date(int(year), first, 1), _month_end(int(year), last)
    if row.month_from:
        return _month(action_start, row.month_from)[0], _month(action_start, row.month_to or row.month_from)[1]
    first_day, last_day = row.start or row.end, row.end or row.start
    return (first_day, last_day) if first_day and last_day else None


def state_by_dates(start: date | None, end: date | None, today: date) -> str:
    """Tells the state of an activity by its dates: coming, under way, or past."""
    if start is None or end is None:
        return NOT_AVAILABLE
    if today < start:
        return "À venir"
    return "En cours" if today <= end else "Échue"


def _activities(action: Action, request: Request, gathered: Gathered) -> list[tuple[Span, ScheduleRow]]:
    return [
        ((row.start, row.end), _activity(row, action, request))
        for row in gathered.under(action.id, Activity)
        if row.start and row.end
    ]


def _activity(row: Activity, action: Action, request: Request) -> ScheduleRow:
    state = state_by_dates(row.start, row.end, request.dated)
    return _row(row.label, action, partner_short(row.lead_org, request), state)


def _milestones(action: Action, gathered: Gathered) -> list[tuple[Span, ScheduleRow]]:
    found = []
    for row in gathered.under(action.id, Milestone):
        span = milestone_dates(row, action.start)
        if span:
            label = f"Jalon{NBSP}: {row.label}"
            state = row.status.fr if row.status else NOT_AVAILABLE
            found.append((span, _row(label, action, or_missing(row.responsible, NOT_APPLICABLE), state)))
    return found


def _row(task: str, action: Action, responsible: str, state: str) -> ScheduleRow:
    return ScheduleRow(tache=task, action=action.id, responsable=responsible, marques=(), periode="", etat=state)


def _marks(months: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(MARK if month in months else NO_MARK for month in range(12))


def _in_words(months: tuple[int, ...]) -> str:
    first, last = MONTHS[months[0]], MONTHS[months[-1]]
    if len(months) == 12:
        return "Toute l’année"
    return first.capitalize() if first == last else f"{first.capitalize()} à {last}"


def _rank(day: date) -> int:
    return (day.month - 4) % 12


def _month(start: date, number: int) -> Span:
    year, month = divmod(start.year * 12 + start.month - 1 + number - 1, 12)
    return date(year, month + 1, 1), _month_end(year, month + 1)


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)

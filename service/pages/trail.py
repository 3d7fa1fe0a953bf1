"""/journal: who did what, when, and how it ended; only for admins."""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Annotated
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from service.db.accounts import list_accounts
from service.db.trail import Wanted, actions_seen, look_through
from service.desk import Desk, desk_of
from service.pages.browsers import Admin
from service.pages.formats import REGION_ZONE
from service.pages.frame import render_page
from service.pages.trail_words import outcomes, view_action, view_subject

LINES = 50
Here = Annotated[Desk, Depends(desk_of)]

router = APIRouter()


def read_filter(qui: str = "", action: str = "", issue: str = "", du: str = "", au: str = "") -> dict[str, str]:
    """Gives what is asked of the trail (a FastAPI dependency); a date that is none asks nothing."""
    plain = {"qui": qui.strip(), "action": action, "issue": issue}
    return {name: value.replace("\x00", "") for name, value in plain.items()} | {"du": _day(du), "au": _day(au)}


@router.get("/journal")
def show_trail(
    request: Request,
    desk: Here,
    _admin: Admin,
    asked: Annotated[dict[str, str], Depends(read_filter)],
    avant: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
) -> Response:
    """Shows the audit trail, newest first, narrowed by what is asked."""
    with desk.database.reading() as session:
        lines = look_through(session, _wanted(asked), before=avant, limit=LINES + 1)
        emails = {account.id: account.email for account in list_accounts(session)}
        actions = sorted(((code, view_action(code)) for code in actions_seen(session)), key=lambda pair: pair[1])
    older = {**asked, "avant": str(lines[LINES - 1].id)} if len(lines) > LINES else None
    return render_page(
        request,
        "accounts/trail.html",
        lines=lines[:LINES],
        view_action=view_action,
        view_subject=partial(view_subject, emails=emails),
        outcomes=outcomes(),
        actions=actions,
        asked=asked,
        is_narrowed=any(asked.values()),
        newest=f"/journal?{_query(asked)}" if avant is not None else None,
        older=f"/journal?{_query(older)}" if older else None,
    )


def _query(asked: dict[str, str]) -> str:
    return urlencode({name: value for name, value in asked.items() if value})


def _day(typed: str) -> str:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return ""
    return day.isoformat() if 1900 < day.year < 9999 else ""  # the calendar's own ends have no day beside them


def _wanted(asked: dict[str, str]) -> Wanted:
    return Wanted(
        who=asked["qui"],
        action=asked["action"],
        outcome=asked["issue"],
        since=_start_of(asked["du"], days=0),
        until=_start_of(asked["au"], days=1),  # the last day is in
    )


def _start_of(day: str, *, days: int) -> datetime | None:
    if not day:
        return None
    return datetime.combine(date.fromisoformat(day) + timedelta(days=days), time(), ZoneInfo(REGION_ZONE))

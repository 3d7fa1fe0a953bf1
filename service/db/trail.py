"""Looking through the audit trail: who, what, how it ended, between two instants."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from service.db.tables import AuditEntry


@dataclass(frozen=True)
class Wanted:
    """What is looked for; empty words and None ask nothing. ``since`` is included, ``until`` is not."""

    who: str = ""  # a part of an e-mail
    action: str = ""
    outcome: str = ""
    since: datetime | None = None
    until: datetime | None = None


def look_through(session: Session, wanted: Wanted, *, before: int | None, limit: int) -> list[AuditEntry]:
    """Gives the newest lines that fit; ``before`` is the id of the last line seen."""
    query = _narrowed(select(AuditEntry), wanted)
    if before is not None:
        query = query.where(AuditEntry.id < before)
    return list(session.scalars(query.order_by(AuditEntry.id.desc()).limit(limit)))


def actions_seen(session: Session) -> list[str]:
    """Gives every action that left a line."""
    return list(session.scalars(select(AuditEntry.action).distinct().order_by(AuditEntry.action)))


def _narrowed(query: Select[tuple[AuditEntry]], wanted: Wanted) -> Select[tuple[AuditEntry]]:
    if wanted.who:
        query = query.where(AuditEntry.who.icontains(wanted.who, autoescape=True))
    if wanted.action:
        query = query.where(AuditEntry.action == wanted.action)
    if wanted.outcome:
        query = query.where(AuditEntry.outcome == wanted.outcome)
    if wanted.since is not None:
        query = query.where(AuditEntry.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(AuditEntry.at < wanted.until)
    return query

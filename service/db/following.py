"""The jobs that a person may follow: ``doors.may_see_job`` as the database asks it."""

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from service.db.paging import newest_first
from service.db.tables import Job, JobKind, JobState, Role
from service.doors import Person


def list_followable(
    session: Session,
    person: Person,
    *,
    kind: JobKind | None = None,
    state: JobState | None = None,
    before: str | None = None,
    limit: int = 50,
) -> list[Job]:
    """Gives the jobs a person may follow, newest first; ``before`` is the id of the last one seen.

    The parts of a batch are given to coordination only: the regional officer sees them under their batch.
    """
    wanted = select(Job).where(followable_by(person))
    if person.is_regional:
        wanted = wanted.where(Job.parent_id.is_(None))
    if kind is not None:
        wanted = wanted.where(Job.kind == kind)
    if state is not None:
        wanted = wanted.where(Job.state == state)
    return newest_first(session, wanted, at=Job.created_at, key=Job.id, before=before, limit=limit)


def followable_by(person: Person) -> ColumnElement[bool]:
    """Gives the condition; a test holds it and the door together."""
    if person.is_regional:
        return true()
    if person.role is Role.FUNDER:
        granted = or_(Job.agreement.in_(person.agreements), Job.order["funder"].as_string().in_(person.funders))
        return and_(Job.requested_by == person.id, granted)
    return Job.territory.in_(person.territories)

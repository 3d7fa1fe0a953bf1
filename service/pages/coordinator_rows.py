"""What the coordinator's pages ask of the database, each in one reading."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.dossiers import newest_dossier
from service.db.submissions import check_job_of, list_submissions
from service.db.tables import Account, Job, JobKind, JobState, Submission
from service.pages.shown_territory import TerritoryRows


def territory_rows(session: Session, code: str) -> TerritoryRows:
    """Gives what a territory's glance needs."""
    newest = next(iter(list_submissions(session, code, limit=1)), None)
    dossier = newest_dossier(session, code)
    people = [newest.deposited_by] if newest else []
    return TerritoryRows(
        submission=newest,
        check=check_job_of(session, newest.id) if newest else None,
        making=making_job(session, code),
        dossier=dossier,
        names=names_of(session, [*people, *([dossier.made_for] if dossier else [])]),
    )


def making_job(session: Session, code: str) -> Job | None:
    """Gives the job that assembles a dossier of a territory now, if any; one of a batch counts."""
    wanted = select(Job).where(
        Job.kind == JobKind.ASSEMBLE,
        Job.territory == code,
        Job.state.in_((JobState.QUEUED, JobState.RUNNING)),
    )
    return session.scalar(wanted.order_by(Job.created_at.desc()).limit(1))


def names_of(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """Gives the name of each account."""
    wanted = select(Account.id, Account.name).where(Account.id.in_(set(ids)))
    return {row.id: row.name for row in session.execute(wanted)}


def submission_before(session: Session, submission: Submission) -> Submission | None:
    """Gives the last checked submission of the same territory before this one."""
    wanted = (
        select(Submission)
        .join(Submission.version)
        .where(Submission.territory == submission.territory, Submission.number < submission.number)
    )
    return session.scalar(wanted.order_by(Submission.number.desc()).limit(1))

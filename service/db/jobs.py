"""The rows of jobs: what people see of durable workflows, and what decides whether one still has work to do."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.db.paging import newest_first
from service.db.tables import ENDED, Job, JobKind, JobState


def find_job(session: Session, job_id: str) -> Job | None:
    """Gives a job, or None."""
    return session.get(Job, job_id) if job_id.isprintable() else None


def lock_job(session: Session, job_id: str) -> Job | None:
    """Gives a job as it is now, kept from every other transaction until this one ends (SQLite locks whole)."""
    return session.scalar(
        select(Job).where(Job.id == job_id).with_for_update().execution_options(populate_existing=True)
    )


def children_of(session: Session, job_id: str, *, lock: bool = False) -> list[Job]:
    """Gives the jobs under a job, by territory; ``lock`` keeps them from other transactions until this one ends."""
    wanted = select(Job).where(Job.parent_id == job_id).order_by(Job.territory, Job.id)
    if lock:
        wanted = wanted.with_for_update()
    return list(session.scalars(wanted.execution_options(populate_existing=True)))


def list_jobs(
    session: Session,
    *,
    kinds: Iterable[JobKind] = (),
    states: Iterable[JobState] = (),
    territories: Iterable[str] | None = None,
    requested_by: str | None = None,
    before: str | None = None,
    limit: int = 50,
) -> list[Job]:
    """Gives jobs, newest first, without those under a batch; ``before`` is the id of the last one seen.

    ``territories`` and ``requested_by`` None mean all.
    """
    wanted = select(Job).where(Job.parent_id.is_(None))
    if kinds := tuple(kinds):
        wanted = wanted.where(Job.kind.in_(kinds))
    if states := tuple(states):
        wanted = wanted.where(Job.state.in_(states))
    if territories is not None:
        wanted = wanted.where(Job.territory.in_(tuple(territories)))
    if requested_by is not None:
        wanted = wanted.where(Job.requested_by == requested_by)
    return newest_first(session, wanted, at=Job.created_at, key=Job.id, before=before, limit=limit)


def unended_jobs(session: Session) -> list[Job]:
    """Gives every job that has not ended, oldest first."""
    return list(session.scalars(select(Job).where(Job.state.not_in(ENDED)).order_by(Job.created_at)))


def take_job(session: Session, job_id: str, *, attempt: int, worker: str, now: datetime) -> Job | None:
    """Gives the job to a run, or None when this attempt has nothing left to do. A run that had it before must stop."""
    job = lock_job(session, job_id)
    if job is None or job.attempt != attempt or job.state in ENDED:
        return None
    job.state, job.worker = JobState.RUNNING, worker
    job.started_at = job.started_at or now
    return job


def give_back_job(session: Session, job_id: str, *, worker: str) -> None:
    """Puts a job that its run must leave among those that wait."""
    held = (Job.id == job_id, Job.worker == worker, Job.state == JobState.RUNNING)
    session.execute(update(Job).where(*held).values(state=JobState.QUEUED, step="", worker=None))


def tell_progress(session: Session, job_id: str, *, worker: str, step: str, done: int, total: int) -> None:
    """Writes how far a run is; nothing when it no longer has the job."""
    held = (Job.id == job_id, Job.worker == worker, Job.state == JobState.RUNNING)
    session.execute(update(Job).where(*held).values(step=step, done=done, total=total))


def is_wanted(session: Session, job_id: str, *, worker: str) -> bool:
    """True while this run has the job and nobody asked to stop it."""
    wanted = select(Job.id).where(
        Job.id == job_id, Job.worker == worker, Job.state == JobState.RUNNING, Job.is_cancel_asked.is_(False)
    )
    return session.scalar(wanted) is not None


def end_job(
    job: Job, state: JobState, *, now: datetime, problem: dict[str, Any] | None = None, dossier_id: str | None = None
) -> None:
    """Ends a job that its transaction has locked."""
    job.state, job.problem, job.dossier_id, job.finished_at = state, problem, dossier_id, now
    if state is JobState.DONE:
        job.done = job.total = max(job.total, 1)


def ask_cancel(jobs: Sequence[Job], *, now: datetime) -> None:
    """Ends those that wait and asks those that run to stop."""
    for job in jobs:
        if job.state in ENDED:
            continue
        job.is_cancel_asked = True
        if job.state == JobState.QUEUED:
            end_job(job, JobState.CANCELLED, now=now)


def renew_job(job: Job) -> None:
    """Makes a job wait again under its next attempt, as if nothing of the last one had been."""
    job.state, job.attempt = JobState.QUEUED, job.attempt + 1
    job.step, job.done, job.total = "", 0, 0
    job.problem = job.worker = job.started_at = job.finished_at = None
    job.is_cancel_asked = False

"""A job as people follow it: where it is, how much is left, what went wrong."""

from dataclasses import dataclass
from datetime import datetime

from service.db.tables import ENDED, Job, JobKind, JobState


@dataclass(frozen=True)
class ShownJob:
    """A job's progress. ``href`` is where its result is, once it ended well."""

    id: str
    kind: JobKind
    state: JobState
    territory: str | None
    step: str
    done: int
    total: int
    has_ended: bool
    is_stopping: bool  # a person asked to stop it, and it has not stopped yet
    problem: str
    attempt: int
    href: str | None
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def percent(self) -> int:
        """How much is done, from 0 to 100."""
        return round(100 * self.done / self.total) if self.total else 0


def view_job(job: Job) -> ShownJob:
    """Gives a job's progress."""
    state = JobState(job.state)
    return ShownJob(
        id=job.id,
        kind=JobKind(job.kind),
        state=state,
        territory=job.territory,
        step=job.step,
        done=min(job.done, job.total),
        total=job.total,
        has_ended=state in ENDED,
        is_stopping=job.is_cancel_asked and state not in ENDED,
        problem=str((job.problem or {}).get("message", "")),
        attempt=job.attempt,
        href=_result(job) if state is JobState.DONE else None,
        started_at=job.started_at,
        finished_at=job.finished_at,
    )


def _result(job: Job) -> str | None:
    if job.kind == JobKind.CHECK:
        return f"/depots/{job.submission_id}"
    return f"/dossiers/{job.dossier_id}" if job.dossier_id else None

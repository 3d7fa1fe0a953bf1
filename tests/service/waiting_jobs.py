"""Jobs that are accepted and wait for ever: what a route asked for is then in the database, and nothing ran."""

from collections.abc import Callable
from datetime import datetime

from service.db.engine import Database
from service.db.tables import ENDED, Job, JobState
from service.errors import ConflictError, MissingError
from service.orders import Order


class WaitingJobs:
    """A ``service.desk.Jobs`` that writes the rows and runs nothing."""

    def __init__(self, database: Database, *, now: Callable[[], datetime]) -> None:
        self._database, self._now = database, now

    def start(
        self, order: Order, *, requested_by: str, lang: str, request_id: str = "", parent: str | None = None
    ) -> Job:
        """Accepts an order."""
        asked = order.model_dump(mode="json")
        with self._database.writing() as session:
            job = Job(
                kind=order.kind,
                parent_id=parent,
                territory=self._territory(asked),
                agreement=asked.get("agreement"),
                submission_id=asked.get("submission_id"),
                order=asked,
                lang=lang,
                requested_by=requested_by,
                request_id=request_id,
                created_at=self._now(),
            )
            session.add(job)
            session.flush()
            return job

    def cancel(self, job_id: str) -> None:
        """Ends a job that waits."""
        with self._database.writing() as session:
            job = session.get(Job, job_id)
            if job is None:
                raise MissingError("Ce travail n’existe pas.")
            if job.state in ENDED:
                raise ConflictError("Ce travail est déjà terminé.")
            job.state, job.finished_at = JobState.CANCELLED, self._now()

    def retry(self, job_id: str) -> Job:
        """Lets an ended job wait again."""
        with self._database.writing() as session:
            job = session.get(Job, job_id)
            if job is None or job.state not in (JobState.FAILED, JobState.CANCELLED):
                raise ConflictError("Ce travail n’a pas échoué.")
            job.state, job.attempt = JobState.QUEUED, job.attempt + 1
            return job

    def _territory(self, asked: dict[str, object]) -> str | None:
        from service.db.tables import Submission

        with self._database.reading() as session:
            submission = session.get(Submission, asked.get("submission_id") or "")
            return submission.territory if submission else None

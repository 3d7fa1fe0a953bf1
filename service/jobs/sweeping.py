"""What keeps rows and workflows together whatever crashed, and takes the jobs of dead workers over."""

import logging
from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from assembler.i18n import speaking
from service.db.jobs import end_job, lock_job, renew_job, unended_jobs
from service.db.submissions import forgotten_submissions
from service.db.tables import ENDED, Account, Job, JobState, Worker
from service.db.workers import database_now, forget_workers, list_workers
from service.jobs.accepting import rows_for
from service.jobs.bench import Bench
from service.jobs.durable import queue_again, running_elsewhere, states_of
from service.jobs.identity import Identity, is_gone
from service.jobs.making import tell_end
from service.jobs.outcomes import unforeseen
from service.jobs.tally import Event, tell
from service.jobs.workflows import queue_job, workflow_id
from service.orders import CheckOrder

MOST_ATTEMPTS = 5  # of a job whose workflow ends without it, by a fault of the machinery
_LOCK = 7_201_912  # PostgreSQL's advisory lock: one survivor takes over at a time
_BEING_ACCEPTED = timedelta(seconds=2)  # a row whose workflow its own acceptance is about to queue
_BEING_DEPOSITED = timedelta(minutes=2)  # a deposit whose check its own request is about to accept
_LIVE = frozenset({"PENDING", "ENQUEUED", "DELAYED"})
log = logging.getLogger(__name__)


def sweep(bench: Bench) -> None:
    """Queues the jobs that have no workflow, and those whose workflow ended without their row knowing.

    A deposit that was kept and whose check was never accepted gets its check.
    """
    _check_forgotten(bench)
    with bench.database.reading() as session:
        jobs = unended_jobs(session)
    states = states_of([workflow_id(job) for job in jobs])
    for job in jobs:
        state = states.get(workflow_id(job))
        if state in _LIVE or (state is None and bench.now() - job.created_at < _BEING_ACCEPTED):
            continue
        if state is None:
            queue_job(job)
        elif not _renewed(bench, job):
            continue
        log.warning("job %s queued again: its workflow was %s", job.id, state or "missing")
        tell(Event.QUEUED_AGAIN, kind=job.kind)


def _check_forgotten(bench: Bench) -> None:
    before = bench.now() - _BEING_DEPOSITED
    with bench.database.reading() as session:
        if not forgotten_submissions(session, before):
            return
    with bench.database.writing() as session:
        if not _is_alone(session, bench):
            return
        jobs = [
            _check(session, bench, found.id, found.deposited_by) for found in forgotten_submissions(session, before)
        ]
    for job in jobs:
        queue_job(job)
        log.warning("job %s accepted: the deposit %s had no check", job.id, job.submission_id)


def _check(session: Session, bench: Bench, submission_id: str, by: str) -> Job:
    order, lang = CheckOrder(submission_id=submission_id), session.get_one(Account, by).language
    return rows_for(session, order, requested_by=by, lang=lang, request_id="", parent=None, now=bench.now())[0]


def _renewed(bench: Bench, seen: Job) -> bool:
    with bench.database.writing() as session:
        job = lock_job(session, seen.id)
        # A workflow ends after its row does: what was read before may have ended since.
        if job is None or job.attempt != seen.attempt or job.state in ENDED:
            return False
        if job.is_cancel_asked:
            end_job(job, JobState.CANCELLED, now=bench.now())
        elif job.attempt >= MOST_ATTEMPTS:
            with speaking(job.lang):
                end_job(job, JobState.FAILED, now=bench.now(), problem=unforeseen(job.request_id or job.id))
        else:
            renew_job(job)
    if job.state in ENDED:
        tell_end(job)
        return False
    queue_job(job)
    return True


def take_over(bench: Bench, here: Identity, *, seconds: float) -> int:
    """Queues again the jobs of the workers that are gone, or not heard for so long; gives how many."""
    with bench.database.reading() as session:
        workers = list_workers(session)
        dead = _dead(session, bench, here, workers, seconds)
    if not dead and not running_elsewhere(_names(workers)):
        return 0
    with bench.database.writing() as session:
        if not _is_alone(session, bench):
            return 0
        workers = list_workers(session)
        dead = _dead(session, bench, here, workers, seconds)
        orphans = running_elsewhere(_names(workers) - set(dead))
        for workflow, queue in orphans:
            queue_again(workflow, queue)
        forget_workers(session, dead)
    log.warning("workers gone: %s; jobs queued again: %d", ", ".join(dead) or "none", len(orphans))
    tell(Event.TAKEN_OVER, len(orphans))
    return len(orphans)


def _names(workers: list[Worker]) -> set[str]:
    return {worker.executor_id for worker in workers}


def _dead(session: Session, bench: Bench, here: Identity, workers: list[Worker], seconds: float) -> list[str]:
    silent = database_now(session, bench.now()) - timedelta(seconds=seconds)
    others = (worker for worker in workers if worker.executor_id != here.executor_id)
    return [worker.executor_id for worker in others if is_gone(worker, here) or worker.beat_at < silent]


def _is_alone(session: Session, bench: Bench) -> bool:
    """SQLite's writing transaction already is the only one."""
    if not bench.database.is_postgresql:
        return True
    return bool(session.scalar(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": _LOCK}))

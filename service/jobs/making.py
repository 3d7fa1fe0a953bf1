"""The steps of a job that makes one thing: make it apart, then keep it. Each may be run again and leaves the same."""

from typing import Any

from pydantic import TypeAdapter

from assembler.i18n import speaking
from service.db.jobs import end_job, lock_job, take_job
from service.db.making import keep_dossier, keep_version
from service.db.tables import ENDED, Job, JobKind, JobState
from service.jobs.asking import task_for
from service.jobs.bench import Bench, Hold, timed
from service.jobs.outcomes import CANCELLED, MOOT, Outcome, failed
from service.jobs.publishing import settle
from service.jobs.shelving import shelve
from service.jobs.tally import Event, tell
from service.orders import Order

ORDERS: TypeAdapter[Order] = TypeAdapter(Order)


def make(bench: Bench, job_id: str, attempt: int) -> dict[str, Any]:
    """Runs the pipeline's journey of a job and puts what it made in the store; gives an ``Outcome``."""
    run = bench.new_run()
    job = take(bench, job_id, attempt, run)
    if job is None:
        return MOOT.model_dump(mode="json")
    if job.is_cancel_asked:
        return CANCELLED.model_dump(mode="json")
    with timed(job.kind, "make"), speaking(job.lang):
        return _made(bench, job, Hold(bench, job_id, run)).model_dump(mode="json")


def take(bench: Bench, job_id: str, attempt: int, run: str) -> Job | None:
    """Gives the job to this run, or None when it needs nothing any more."""
    now = bench.now()
    with bench.database.writing() as session:
        job = take_job(session, job_id, attempt=attempt, worker=run, now=now)
    if job is not None and job.started_at == now:  # for the first time
        tell(Event.STARTED, max((now - job.created_at).total_seconds(), 0.0), kind=job.kind)
    return job


def _made(bench: Bench, job: Job, hold: Hold) -> Outcome:
    try:
        order = ORDERS.validate_python(job.order)
        with bench.database.reading() as session:
            task = task_for(session, order, job)
        result = bench.run(task, watch=hold.watch, is_cancelled=hold.is_stopped)
        with bench.database.reading() as session:
            return shelve(session, order, result, bench.store, bench.region)
    except Exception as error:
        hold.leave_if_stopping()
        return failed(error, job_id=job.id, request_id=job.request_id)


def keep(bench: Bench, job_id: str, attempt: int, outcome: dict[str, Any]) -> None:
    """Writes what was made and the job's end, in one transaction; nothing when the job has ended already."""
    made = Outcome.model_validate(outcome)
    with bench.database.writing() as session:
        job = lock_job(session, job_id)
        if job is None or job.attempt != attempt or job.state in ENDED or made.end == "moot":
            return
        now = bench.now()
        if job.kind == JobKind.PUBLISH:
            made = settle(session, job, made, now=now)
        if job.is_cancel_asked or made.end == "cancelled":
            end_job(job, JobState.CANCELLED, now=now)
        elif made.end == "failed":
            end_job(job, JobState.FAILED, now=now, problem=made.problem)
        else:
            if made.version is not None:
                keep_version(session, made.version, now=now)
            dossier = keep_dossier(session, job, made.dossier, now=now) if made.dossier is not None else None
            end_job(job, JobState.DONE, now=now, dossier_id=dossier.id if dossier is not None else None)
    tell_end(job)


def tell_end(job: Job) -> None:
    """Tells the tally that a job ended."""
    lasted = (job.finished_at - job.started_at).total_seconds() if job.finished_at and job.started_at else 0.0
    code = (job.problem or {}).get("code", "")
    tell(Event.ENDED, max(lasted, 0.0), kind=job.kind, state=job.state, code=code)

"""The durable workflows, one for each kind of job: DBOS remembers which of their steps ended, and runs the others.

They are registered once for the process, as DBOS wants; the bench they work with is that of the opening now in force.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from dbos import DBOS

from service.db.tables import Job, JobKind
from service.jobs.batching import gather, wait_for_children
from service.jobs.bench import Bench, LeftError
from service.jobs.durable import CHECKS, CONDUCTING, MAKING, enqueue
from service.jobs.making import keep, make
from service.journal import marked

Workflow = Callable[[str, int], None]
_benches: list[Bench] = []


@contextmanager
def working_at(bench: Bench) -> Iterator[None]:
    """Lets the workflows of this process work at a bench; ``RuntimeError`` when they already have one."""
    if _benches:
        raise RuntimeError("DBOS is one for a process: close the jobs that are open first")
    _benches.append(bench)
    try:
        yield
    finally:
        _benches.clear()


def _bench() -> Bench:
    if not _benches:
        raise LeftError
    return _benches[0]


def _make_and_keep(job_id: str, attempt: int) -> None:
    bench = _bench()
    with bench.busy(), marked(job=job_id):
        outcome = DBOS.run_step({"name": "make"}, make, bench, job_id, attempt)
        DBOS.run_step({"name": "keep"}, keep, bench, job_id, attempt, outcome)


@DBOS.workflow(name="check")
def check(job_id: str, attempt: int) -> None:
    """Checks a submission."""
    _make_and_keep(job_id, attempt)


@DBOS.workflow(name="assemble")
def assemble(job_id: str, attempt: int) -> None:
    """Assembles a dossier."""
    _make_and_keep(job_id, attempt)


@DBOS.workflow(name="report")
def report(job_id: str, attempt: int) -> None:
    """Makes the report of an agreement."""
    _make_and_keep(job_id, attempt)


@DBOS.workflow(name="consolidate")
def consolidate(job_id: str, attempt: int) -> None:
    """Makes the consolidated report of a convention."""
    _make_and_keep(job_id, attempt)


@DBOS.workflow(name="batch")
def batch(job_id: str, attempt: int) -> None:
    """Waits for the dossiers of several territories, each a job of its own, and gathers them."""
    bench = _bench()
    with bench.busy(), marked(job=job_id):
        DBOS.run_step({"name": "wait"}, wait_for_children, bench, job_id, attempt)
        outcome = DBOS.run_step({"name": "gather"}, gather, bench, job_id, attempt)
        DBOS.run_step({"name": "keep"}, keep, bench, job_id, attempt, outcome)


@DBOS.workflow(name="publish")
def publish(job_id: str, attempt: int) -> None:
    """Tries a version of a template on every plan, and publishes it when all pass."""
    _make_and_keep(job_id, attempt)


# A batch waits in a queue of its own: it must never take the place of a dossier it waits for.
WORKFLOWS: dict[JobKind, tuple[str, Workflow]] = {
    JobKind.CHECK: (CHECKS, check),
    JobKind.ASSEMBLE: (MAKING, assemble),
    JobKind.REPORT: (MAKING, report),
    JobKind.CONSOLIDATE: (MAKING, consolidate),
    JobKind.BATCH: (CONDUCTING, batch),
    JobKind.PUBLISH: (MAKING, publish),
}


def workflow_id(job: Job) -> str:
    """Gives the workflow of a job's present attempt: the job's own id, then one for each new attempt."""
    return job.id if job.attempt == 1 else f"{job.id}.{job.attempt}"


def queue_job(job: Job) -> None:
    """Queues the workflow of a job whose row is written; a second time changes nothing."""
    queue, workflow = WORKFLOWS[JobKind(job.kind)]
    enqueue(queue, workflow, workflow_id=workflow_id(job), job_id=job.id, attempt=job.attempt)


def queue_jobs(jobs: Sequence[Job]) -> None:
    """Queues the workflows of several jobs, in order."""
    for job in jobs:
        queue_job(job)

"""The jobs: accepted as rows, run as durable workflows. The row decides; the workflow is what survives a crash.

A row is committed before its workflow is queued, and ends before its workflow does: the sweeper mends what a crash
left between the two. Nothing is cancelled in DBOS itself: a run asks its row whether it is still wanted, and ends it.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from assembler.models.region import Region
from assembler.store import Store
from service.db.engine import Database
from service.db.jobs import ask_cancel, children_of, lock_job, renew_job
from service.db.tables import ENDED, Job, JobState
from service.errors import ConflictError, MissingError
from service.jobs.accepting import rows_for
from service.jobs.beating import Heart
from service.jobs.bench import Bench, Runner
from service.jobs.durable import aside, bound_pauses, launch, leave_behind, open_ledger, shut
from service.jobs.identity import Identity, own_identity
from service.jobs.making import tell_end
from service.jobs.workflows import queue_jobs, working_at
from service.orders import Order
from service.settings import MIB, ServiceSettings
from service.words import translate as _

if TYPE_CHECKING:
    from service.desk import Jobs

LEAVING_SECONDS = 15.0  # how long a stop waits for runs to notice; their children are dead long before
log = logging.getLogger(__name__)


@contextmanager
def open_jobs(
    settings: ServiceSettings,
    *,
    database: Database,
    store: Store,
    region: Region,
    now: Callable[[], datetime],
    takes_work: bool = True,
    run: Runner | None = None,
) -> Iterator["Jobs"]:
    """Gives the jobs for as long as the block lasts; one opening at a time in a process.

    ``takes_work`` False only accepts: workers elsewhere run them (PostgreSQL). ``run`` is the chamber unless a test
    gives another. Raises ``SharedFileError`` when the database is an SQLite file that another machine uses.
    """
    here = own_identity()
    bench = Bench(
        settings=settings,
        database=database,
        store=store,
        region=region,
        now=now,
        run=run or _chamber(settings),
        executor_id=here.executor_id,
    )
    bound_pauses(database.engine)
    with working_at(bench):
        heart = Heart(bench, here, seconds=settings.takeover_seconds)
        heart.begin()
        ledger = open_ledger(settings)
        try:
            aside(partial(launch, settings, ledger, executor_id=here.executor_id, takes_work=takes_work))
            aside(heart.start)
            yield DurableJobs(bench)
        finally:
            _close(bench, heart, ledger, here)


def _chamber(settings: ServiceSettings) -> Runner:
    from service.chamber.limits import Limits
    from service.chamber.parent import run_task

    limits = Limits(
        address_space=settings.memory_limit_mb * MIB,
        cpu_seconds=settings.job_deadline_seconds,
        wall_seconds=float(settings.job_deadline_seconds),
    )
    return partial(run_task, settings=settings.library, limits=limits, region=settings.region)


def _close(bench: Bench, heart: Heart, ledger: Engine, here: Identity) -> None:
    """Stops gently: runs end their children and leave their jobs, which are queued at once for any other worker."""
    bench.stopping.set()
    heart.stop()
    deadline = time.monotonic() + LEAVING_SECONDS
    while not bench.is_idle and time.monotonic() < deadline:
        time.sleep(0.02)
    aside(shut)
    try:
        aside(partial(leave_behind, ledger, here.executor_id))
        heart.leave()
    except Exception:  # a database that went away: the others will find this worker dead
        log.exception("the jobs in hand could not be given back; they will be taken over")
    ledger.dispose()


class DurableJobs:
    """What the routes may ask of the jobs (``service.desk.Jobs``)."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def start(
        self, order: Order, *, requested_by: str, lang: str, request_id: str = "", parent: str | None = None
    ) -> Job:
        """Accepts an order: once its row is written it will be run, whatever happens. Gives the row.

        Raises ``MissingError`` when the order names a submission that does not exist.
        """
        with self._bench.database.writing() as session:
            rows = rows_for(
                session,
                order,
                requested_by=requested_by,
                lang=lang,
                request_id=request_id,
                parent=parent,
                now=self._bench.now(),
            )
        self._queue(rows)
        return rows[0]

    def cancel(self, job_id: str) -> None:
        """Asks a job, and the jobs under it, to stop; ``ConflictError`` when it has ended."""
        with self._bench.database.writing() as session:
            job = _found(session, job_id)
            if job.state in ENDED:
                raise ConflictError(_("Ce travail est déjà terminé\u00a0: il ne peut plus être annulé."))
            family = [job, *children_of(session, job_id, lock=True)]
            waiting = [one for one in family if one.state == JobState.QUEUED]
            ask_cancel(family, now=self._bench.now())
        for one in waiting:
            tell_end(one)

    def retry(self, job_id: str) -> Job:
        """Queues an ended job that did not succeed again, with those under it; ``ConflictError`` for any other."""
        with self._bench.database.writing() as session:
            job = _found(session, job_id)
            if job.state not in (JobState.FAILED, JobState.CANCELLED):
                raise ConflictError(
                    _("Seul un travail échoué ou annulé peut être repris. Lancez-en un nouveau, ou attendez la fin.")
                )
            family = [job, *children_of(session, job_id, lock=True)]
            renewed = [one for one in family if one.state in (JobState.FAILED, JobState.CANCELLED)]
            for one in renewed:
                renew_job(one)
        self._queue(renewed)
        return job

    def _queue(self, rows: list[Job]) -> None:
        try:
            aside(partial(queue_jobs, rows))
        except Exception:  # accepted all the same: the sweeper queues what has no workflow
            log.exception("job %s could not be queued; it will be at the next beat", rows[0].id)


def _found(session: Session, job_id: str) -> Job:
    job = lock_job(session, job_id)
    if job is None:
        raise MissingError(_("Ce travail n’existe pas. Revenez à la liste des travaux."))
    return job

"""What a job works with, and how it knows that it must stop."""

import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sqlalchemy.exc import DBAPIError

from assembler.models.region import Region
from assembler.pipeline import Step, Watch
from assembler.store import Store
from service.chamber.tasks import Result, Task
from service.db.engine import Database
from service.db.jobs import give_back_job, is_wanted, tell_progress
from service.jobs.tally import Event, tell
from service.settings import ServiceSettings

BREATH_SECONDS = 0.25  # between two looks at the row, or two writings of it
log = logging.getLogger(__name__)


class Runner(Protocol):
    """Runs a task apart from this process; ``service.chamber`` gives the real one."""

    def __call__(self, task: Task, *, watch: Watch, is_cancelled: Callable[[], bool]) -> Result:
        """Gives the result; any leaf of ``DossierError`` says why there is none."""


class LeftError(BaseException):
    """This run must leave its job to another one.

    Not an ``Exception``: DBOS writes those as the end of the workflow, and this is not one.
    """


@dataclass(frozen=True)
class Bench:
    """What the jobs of this process work with."""

    settings: ServiceSettings
    database: Database
    store: Store
    region: Region
    now: Callable[[], datetime]
    run: Runner
    executor_id: str
    stopping: threading.Event = field(default_factory=threading.Event)
    _busy: set[object] = field(default_factory=set)

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Counts a run for as long as the block lasts; none begins once this process stops."""
        mark = object()
        self._busy.add(mark)
        try:
            if self.stopping.is_set():
                raise LeftError
            yield
        finally:
            self._busy.discard(mark)

    @property
    def is_idle(self) -> bool:
        """True when no run is going on."""
        return not self._busy

    def new_run(self) -> str:
        """Gives the name of a run, that jobs are held by."""
        return f"{self.executor_id}/{secrets.token_hex(4)}"


@contextmanager
def timed(kind: str, step: str) -> Iterator[None]:
    """Tells how long a step took, however it ended."""
    began = time.monotonic()
    try:
        yield
    finally:
        tell(Event.STEP, time.monotonic() - began, kind=kind, step=step)


class Hold:
    """A run's hold on its job: writes how far it is, at most four times a second, and learns when to stop."""

    def __init__(self, bench: Bench, job_id: str, run: str) -> None:
        self._bench, self._job_id, self._run = bench, job_id, run
        self._looked = time.monotonic()
        self._told: Step | None = None
        self._is_wanted = True

    def watch(self, step: Step) -> None:
        """Takes note of a step; it is written with the next look."""
        self._told = step

    def is_stopped(self) -> bool:
        """True when the run must end: its process stops, a person cancelled, or another run has the job."""
        if self._bench.stopping.is_set() or not self._is_wanted:
            return True
        if time.monotonic() - self._looked >= BREATH_SECONDS:
            self._looked = time.monotonic()
            try:
                self._look()
            except DBAPIError:  # the next look will tell; the work itself needs no database
                log.warning("job %s: the database did not answer", self._job_id, exc_info=True)
        return not self._is_wanted

    def leave_if_stopping(self) -> None:
        """Gives the job back and leaves, when this process stops."""
        if self._bench.stopping.is_set():
            with self._bench.database.writing() as session:
                give_back_job(session, self._job_id, worker=self._run)
            raise LeftError

    def _look(self) -> None:
        told, self._told = self._told, None
        if told is not None:
            with self._bench.database.writing() as session:
                tell_progress(
                    session, self._job_id, worker=self._run, step=told.label, done=told.done, total=told.total
                )
        with self._bench.database.reading() as session:
            self._is_wanted = is_wanted(session, self._job_id, worker=self._run)

"""The heartbeat: each worker says that it lives, and looks after the jobs of those that do not."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from service.db.tables import Worker
from service.db.workers import beat, database_now, forget_workers, list_workers
from service.errors import SharedFileError
from service.jobs.bench import Bench
from service.jobs.durable import forget_ended
from service.jobs.identity import Identity, is_elsewhere
from service.jobs.sweeping import sweep, take_over
from service.jobs.tally import Event, tell
from service.words import translate as _

BEATS = 6  # in the time after which a silent worker is held dead
REMEMBERED = timedelta(days=7)  # how long an ended workflow is kept, for whoever looks into one
log = logging.getLogger(__name__)


class Heart:
    """Beats in a thread of its own from ``start`` to ``stop``; ``begin`` beats first, before any job is taken."""

    def __init__(self, bench: Bench, here: Identity, *, seconds: float) -> None:
        self._bench, self._here, self._seconds = bench, here, seconds
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="dossier-heart", daemon=True)
        self._started_at = bench.now()
        self._failing: set[str] = set()  # its whole story is told once, not at every beat

    def begin(self) -> None:
        """Joins the workers; ``SharedFileError`` when an SQLite file is in use on another machine."""
        if not self._bench.database.is_postgresql:
            self._refuse_other_machines()
        self.beat()

    def start(self) -> None:
        """Looks after the jobs once, then at every beat."""
        self._look_after()
        self._thread.start()

    def stop(self) -> None:
        """Beats no more."""
        self._is_over.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def leave(self) -> None:
        """Leaves the workers."""
        with self._bench.database.writing() as session:
            forget_workers(session, [self._here.executor_id])

    def beat(self) -> None:
        """Says that this worker lives."""
        here = self._here
        with self._bench.database.writing() as session:
            worker = Worker(
                executor_id=here.executor_id,
                machine=here.machine,
                pid=here.pid,
                birth=here.birth,
                started_at=self._started_at,
                beat_at=database_now(session, self._bench.now()),
            )
            beat(session, worker)

    def _go_on(self) -> None:
        while not self._is_over.wait(self._seconds / BEATS):
            self._guarded("beat", self.beat)
            self._look_after()

    def _look_after(self) -> None:
        self._guarded("take over", lambda: take_over(self._bench, self._here, seconds=self._seconds))
        self._guarded("sweep", lambda: sweep(self._bench))
        self._guarded("forget", lambda: forget_ended(self._bench.now() - REMEMBERED))

    def _guarded(self, where: str, act: Callable[[], object]) -> None:
        try:
            act()
            self._failing.discard(where)
        except Exception as error:  # the watch over the jobs must outlive whatever it meets
            told = "the watch over the jobs failed (%s: %s); it will be tried again at the next beat"
            log.exception(told, where, type(error).__name__, exc_info=None if where in self._failing else error)
            self._failing.add(where)
            tell(Event.ALARM, where=where)

    def _refuse_other_machines(self) -> None:
        since = self._bench.now() - timedelta(seconds=self._seconds)
        with self._bench.database.reading() as session:
            others = [one for one in list_workers(session) if is_elsewhere(one, self._here) and one.beat_at > since]
        if others:
            raise SharedFileError(
                _(
                    "La base SQLite est déjà utilisée par une autre machine, {machine}\u00a0: une seule peut s’en "
                    "servir. Arrêtez l’autre et attendez {seconds}\u00a0secondes, ou passez à PostgreSQL par "
                    "DOSSIER_DATABASE_URL."
                ).format(machine=others[0].machine.split("/")[0], seconds=round(self._seconds))
            )

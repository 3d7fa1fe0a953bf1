"""Worker processes to kill: forked from one that has imported everything, so that a restart takes no time."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.service.jobs.cheap import work_until_killed
from tests.service.jobs.conftest import Workplace

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.service.jobs.cheap"])


@dataclass
class Workers:
    """Starts workers at a workplace; their dossiers take ``seconds`` and leave a line in the journal."""

    workplace: Workplace
    journal: Path
    seconds: float
    living: list[BaseProcess] = field(default_factory=list)

    def begin(self) -> BaseProcess:
        """Starts a worker."""
        settings = self.workplace.settings
        worker = FORKS.Process(
            target=work_until_killed,
            args=(
                str(settings.home),
                settings.database_url,
                str(self.journal),
                self.seconds,
                settings.takeover_seconds,
            ),
        )
        worker.start()
        self.living.append(worker)
        return worker

    def signal(self, worker: BaseProcess, number: signal.Signals) -> None:
        """Sends a signal to a worker; after a kill it is waited for."""
        assert worker.pid is not None
        os.kill(worker.pid, number)
        if number in (signal.SIGKILL, signal.SIGTERM):
            worker.join(20)
            assert worker.exitcode is not None
            self.living.remove(worker)

    def begun(self) -> list[str]:
        """Gives the territory of each dossier that was begun."""
        return self.journal.read_text().splitlines() if self.journal.exists() else []


@contextmanager
def workers_at(workplace: Workplace, *, seconds: float) -> Iterator[Workers]:
    """Gives a workplace's workers; those that still live are killed with the block."""
    workers = Workers(workplace, workplace.settings.home / "begun", seconds)
    try:
        yield workers
    finally:
        for worker in workers.living:
            worker.kill()
        for worker in workers.living:
            worker.join(20)

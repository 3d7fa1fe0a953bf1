"""A runner that makes small things quickly, and processes that work with it: jobs without the pipeline."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from assembler.models.checked import Totals
from assembler.pipeline import Step, Watch
from assembler.regions import load_region
from assembler.settings import load_settings
from assembler.store import Store
from assembler.zipping import canonical_zip
from service.chamber.tasks import (
    AssembleResult,
    AssembleTask,
    CheckResult,
    CheckTask,
    Result,
    StoredFile,
    Task,
    UploadRef,
)
from service.db.engine import Database
from service.db.schema import upgrade_database
from service.errors import StoppedError, TaskRefusedError
from service.jobs.running import open_jobs
from service.operations.worker import run_worker, until_told
from service.settings import ServiceSettings

FAULTY, BROKEN, FOREIGN = (
    b"faulty",
    b"broken",
    b"foreign",
)  # what a workbook holds to be refused, to break, to be another's
SUMS = Totals(need=1, confirmed=1, requested=0, gap=0, in_kind=0, coverage_pct=None)
CHANGED = ("DOSSIER_HOME", "DOSSIER_DATABASE_URL")


@dataclass
class CheapRunner:
    """Makes a dossier of one small file in ``seconds``, and remembers when it was told to stop."""

    store: Store
    seconds: float = 0.0
    journal: Path | None = None  # one line for each dossier begun
    slow: dict[bytes, float] = field(default_factory=dict)  # other seconds for these workbooks
    stopped: list[float] = field(default_factory=list)

    def __call__(self, task: Task, *, watch: Watch, is_cancelled: Callable[[], bool]) -> Result:
        """Gives the result of a check or of an assembly."""
        assert isinstance(task, CheckTask | AssembleTask)
        content = self.store.get(task.upload.workbook.sha256)
        self._begin(task.upload)
        self._work(self.slow.get(content, self.seconds), watch, is_cancelled)
        if content == FAULTY:
            raise TaskRefusedError(
                code="blocking-findings", error="BlockedUploadError", messages={"fr": "Des erreurs.", "en": "Errors."}
            )
        if content == BROKEN:
            raise ZeroDivisionError("the secret of the machine")
        if isinstance(task, CheckTask):
            return _checked(content)
        return self._assembled(content)

    def _begin(self, upload: UploadRef) -> None:
        if self.journal is not None:
            with self.journal.open("a") as lines:
                lines.write(f"{upload.workbook.name}\n")

    def _work(self, seconds: float, watch: Watch, is_cancelled: Callable[[], bool]) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            watch(Step("Pliage", 1, 3))
            if is_cancelled():
                self.stopped.append(time.monotonic())
                raise StoppedError("Le travail a été annulé.")
            time.sleep(0.05)

    def _assembled(self, content: bytes) -> AssembleResult:
        code = content.decode()
        made = canonical_zip({"dossier.pdf": content * 1000})
        return AssembleResult(
            name=f"dossier_{code}",
            territory=code,
            fy="2026-2027",
            version=1,
            archive=StoredFile(path=f"dossier_{code}.zip", sha256=self.store.put(made), size=len(made)),
            pages=3,
            files=(StoredFile(path="dossier.pdf", sha256=self.store.put(content * 1000), size=len(content) * 1000),),
            removed=(),
            totals=SUMS,
        )


def _checked(content: bytes) -> CheckResult:
    return CheckResult(
        territory="HG" if content == FOREIGN else content.decode(),
        fy="2026-2027",
        totals=SUMS,
        is_blocked=False,
        has_plan=True,
        findings_fr=(),
        findings_en=(),
    )


def work_until_killed(home: str, url: str, journal: str, seconds: float, takeover: float) -> None:
    """Is a worker: a process of its own, that takes jobs until it is killed or told to stop."""
    settings = settings_of_child(home, url, takeover)
    database, store = Database(settings.database), Store(settings.home / "store")
    upgrade_database(database)
    runner = CheapRunner(store, seconds=seconds, journal=Path(journal))
    with (
        until_told() as is_over,
        open_jobs(
            settings, database=database, store=store, region=load_region(), now=lambda: datetime.now(UTC), run=runner
        ),
    ):
        is_over.wait()


def work_for_real(home: str, url: str, takeover: float) -> None:
    """Is ``dossier worker``."""
    run_worker(settings_of_child(home, url, takeover))


def settings_of_child(home: str, url: str, takeover: float) -> ServiceSettings:
    """Gives the settings of a process that was forked from one without any."""
    os.environ.update(dict(zip(CHANGED, (home, url), strict=True)))
    load_settings.cache_clear()
    return ServiceSettings(takeover_seconds=takeover, makers=2)

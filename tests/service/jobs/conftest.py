"""Jobs opened on a real database with a cheap runner, and the deposits they work on."""

import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assembler.regions import load_region
from assembler.settings import load_settings
from assembler.store import Store
from service.db.accounts import add_account
from service.db.engine import Database
from service.db.jobs import children_of, find_job
from service.db.schema import upgrade_database
from service.db.submissions import ReceivedFile, add_submission
from service.db.tables import ENDED, Dossier, Job, Role
from service.jobs.bench import Runner
from service.jobs.durable import launch, open_ledger, shut
from service.jobs.running import DurableJobs, open_jobs
from service.settings import ServiceSettings
from tests.service.jobs.cheap import CheapRunner
from tests.service.postgres import new_postgresql_url, postgresql_server, postgresql_url

__all__ = ["new_postgresql_url", "postgresql_server", "postgresql_url"]  # fixtures


def instant() -> datetime:
    """Gives this instant; heartbeats need a clock that goes."""
    return datetime.now(UTC)


@dataclass
class Workplace:
    """A database, a store and one person, for jobs to be opened on."""

    settings: ServiceSettings
    database: Database
    store: Store
    by: str

    def deposit(self, territory: str = "CG", content: bytes | None = None) -> str:
        """Deposits a workbook that holds this, by default its territory's code; gives the submission's id."""
        return self.deposit_files(territory, {territory: territory.encode() if content is None else content})

    def deposit_files(self, territory: str, files: Mapping[str, bytes]) -> str:
        """Deposits a workbook and then its attachments, by name; gives the submission's id."""
        roles = ("workbook", *("attachment" for _file in files))
        kept = [
            ReceivedFile(role=role, name=name, sha256=self.store.put(content), size=len(content))
            for role, (name, content) in zip(roles, files.items(), strict=False)
        ]
        with self.database.writing() as session:
            return add_submission(session, territory, files=kept, by=self.by, now=instant()).id

    def runner(self, *, seconds: float = 0.0, journal: Path | None = None) -> CheapRunner:
        """Gives a runner whose dossiers take so long."""
        return CheapRunner(self.store, seconds=seconds, journal=journal)

    @contextmanager
    def opened(self, run: Runner | None = None, *, takes_work: bool = True) -> Iterator[DurableJobs]:
        """Opens the jobs; the runner makes things at once unless another is given."""
        with self.opened_for_real(run or self.runner(), takes_work=takes_work) as jobs:
            yield jobs

    @contextmanager
    def opened_for_real(self, run: Runner | None = None, *, takes_work: bool = True) -> Iterator[DurableJobs]:
        """Opens the jobs; the chamber makes things unless a runner is given."""
        with open_jobs(
            self.settings,
            database=self.database,
            store=self.store,
            region=load_region(),
            now=instant,
            takes_work=takes_work,
            run=run,
        ) as jobs:
            assert isinstance(jobs, DurableJobs)
            yield jobs

    def job(self, job_id: str) -> Job:
        """Gives a job as it is now."""
        with self.database.reading() as session:
            job = find_job(session, job_id)
        assert job is not None
        return job

    def children(self, job_id: str) -> dict[str, Job]:
        """Gives the jobs under a job, by territory."""
        with self.database.reading() as session:
            return {job.territory or "": job for job in children_of(session, job_id)}

    def dossier(self, job: Job) -> Dossier:
        """Gives what a job made."""
        with self.database.reading() as session:
            dossier = session.get(Dossier, job.dossier_id)
        assert dossier is not None
        return dossier

    def wait(self, job_id: str, until: Callable[[Job], bool] | None = None, *, seconds: float = 90.0) -> Job:
        """Gives a job once it has ended, or is as asked."""
        give_up = time.monotonic() + seconds
        while time.monotonic() < give_up:
            job = self.job(job_id)
            if until(job) if until is not None else job.state in ENDED:
                return job
            time.sleep(0.02)
        raise AssertionError(f"{job.kind} is still {job.state} ({job.step}) after {seconds} s")


def workplace_at(settings: ServiceSettings, database: Database) -> Workplace:
    """Gives a workplace with one person in it."""
    with database.writing() as session:
        by = add_account(
            session,
            email="quelquun@exemple.quebec",
            name="Quelqu’un",
            role=Role.REGIONAL,
            now=instant(),
            language="fr",
            scopes=[],
        ).id
    return Workplace(settings=settings, database=database, store=Store(settings.home / "store"), by=by)


@pytest.fixture
def database(settings: ServiceSettings, empty_database: Path) -> Iterator[Database]:
    """A database with an engine of its own: jobs that are opened change what it does, and processes are forked."""
    settings.home.mkdir(parents=True, exist_ok=True)
    shutil.copy(empty_database, settings.home / "dossier.sqlite")
    database = Database(settings.database)
    yield database
    database.close()


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An SQLite ledger where the queues are known: DBOS looks for new ones once a second only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOSSIER_HOME", str(tmp_path_factory.mktemp("ledger")))
        load_settings.cache_clear()
        settings = ServiceSettings()
        ledger = open_ledger(settings)
        launch(settings, ledger, executor_id="first", takes_work=False)
        shut()
        ledger.dispose()
        yield settings.home / "dossier-jobs.sqlite"
    load_settings.cache_clear()


@pytest.fixture
def workplace(empty_ledger: Path, settings: ServiceSettings, database: Database) -> Workplace:
    """A workplace on SQLite."""
    shutil.copy(empty_ledger, settings.home)
    return workplace_at(settings.model_copy(update={"takeover_seconds": 3.0, "makers": 2}), database)


@pytest.fixture
def workplace_pg(settings: ServiceSettings, postgresql_url: str) -> Iterator[Workplace]:
    """A workplace on PostgreSQL."""
    changed = {"takeover_seconds": 3.0, "makers": 2, "database_url": postgresql_url}
    settings = settings.model_copy(update=changed)
    database = Database(settings.database)
    upgrade_database(database)
    yield workplace_at(settings, database)
    database.close()


@pytest.fixture
def opened(workplace: Workplace) -> Iterator[DurableJobs]:
    """Jobs opened on SQLite, where things are made at once."""
    with workplace.opened() as jobs:
        yield jobs


Opening = Callable[[], AbstractContextManager[DurableJobs]]

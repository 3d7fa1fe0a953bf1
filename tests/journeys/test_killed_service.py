"""The service killed again and again during a batch of six territories: nothing is lost, and nothing is made twice.

The real program, the real pipeline, real LibreOffice, started and asked through HTTP. The six plans are cut down so
that a territory takes seconds; the full samples go the same way (``Site``'s batch is the same whatever is deposited).
"""

import random
import signal
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest

from bench.served import Files, Key, Running, Site, deposit, new_site, open_accounts, wait_for_job
from service.db.engine import Database
from service.db.tables import ENDED, JobState, Role
from tests.journeys.kept_whole import (
    Made,
    assert_nothing_half_made,
    assert_nothing_lives,
    assert_same,
    batch_of,
    jobs_of,
    living,
    made,
)
from tests.journeys.small_upload import REGION, small_files_of
from tests.service.postgres import postgresql_server, postgresql_url

__all__ = ["postgresql_server", "postgresql_url"]  # fixtures

KILLS = 20
WHOLE_SECONDS = 240.0
Uploads = Mapping[str, Files]


@dataclass
class Batch:
    """A batch that a site was asked for."""

    site: Site
    key: Key
    database: Database
    id: str

    def is_over(self) -> bool:
        """True when nothing is left to do."""
        return batch_of(self.database, self.id)[0].state in ENDED

    def ended(self) -> int:
        """Gives how many territories have ended."""
        return sum(child.state in ENDED for child in batch_of(self.database, self.id)[1])

    def finish(self) -> Made:
        """Waits for the end, and gives what was made: everything, once."""
        with self.key.client(self.site) as client:
            job = wait_for_job(client, self.id, seconds=WHOLE_SECONDS)
        assert job["state"] == "done", job
        parent, children = batch_of(self.database, self.id)
        assert [child.state for child in children] == [JobState.DONE] * 6
        assert len({child.territory for child in children}) == 6
        assert all(job.attempt == 1 for job in (parent, *children))
        assert jobs_of(self.database) == {"check": 6, "batch": 1, "assemble": 6}
        assert_nothing_half_made(self.site, self.database)
        return made(self.database)


@contextmanager
def asked_at(site: Site, uploads: Uploads) -> Iterator[Batch]:
    """Gives a batch of these uploads just accepted by the service of a site."""
    (key,) = open_accounts(site, [("regional", Role.REGIONAL, ())])
    with key.client(site) as client:
        for code, files in uploads.items():
            deposit(client, code, files)
        answer = client.post("/batches", json={})
    assert answer.status_code == 202, answer.text
    database = Database(site.database_url)
    yield Batch(site, key, database, answer.json()["job"]["id"])
    database.close()


@contextmanager
def started(site: Site, command: str = "serve", **settings: str) -> Iterator[Running]:
    """Gives a program that is ready, and ends it gently with the block unless it was killed."""
    running = site.start(command, **settings)
    try:
        if command == "serve":
            running.wait_until_ready()
        yield running
    finally:
        if running.process.poll() is None:
            running.end()


@pytest.fixture(scope="module")
def uploads() -> Uploads:
    """Six small deposits, each with its own figures."""
    return {territory.code: _fields(*small_files_of(territory.code)) for territory in REGION.territories}


def _fields(workbook: bytes, pieces: Mapping[str, bytes]) -> Files:
    return [("workbook", ("canevas.xlsx", workbook)), *(("attachments[]", piece) for piece in pieces.items())]


class Undisturbed:
    """The same batch at a site of its own that nobody kills, made while others are being killed."""

    def __init__(self, site: Site, uploads: Uploads) -> None:
        self._made: Made = {}
        self._thread = Thread(target=self._make, args=(site, uploads))
        self._thread.start()

    def _make(self, site: Site, uploads: Uploads) -> None:
        with started(site), asked_at(site, uploads) as batch:
            self._made = batch.finish()

    def made(self) -> Made:
        """Gives what it made."""
        self._thread.join()
        return self._made


@pytest.fixture(scope="module")
def undisturbed(uploads: Uploads) -> Iterator[Undisturbed]:
    """An undisturbed batch, begun now."""
    with tempfile.TemporaryDirectory(prefix="dossier-site-") as name:
        # Alembic is not for two threads: every site is made in this one.
        begun = Undisturbed(new_site(Path(name) / "home", Path(name) / "tmp"), uploads)
        yield begun
        begun.made()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short name: the offices' sockets are in it."""
    with tempfile.TemporaryDirectory(prefix="dossier-site-") as name:
        yield Path(name)


def survive_kills(site: Site, uploads: Uploads, *, seed: int) -> Made:
    """Kills the service twenty times, from the moment a batch is accepted to its sixth territory; gives what is made.

    Every third kill is of the whole process group, every fifth comes while the service starts.
    """
    chance = random.Random(seed)
    with lives_at(site) as lives, asked_at(site, uploads) as batch:
        for number in range(KILLS):
            if number % 5 != 4:
                _wait_for_moment(lives[-1], batch, ended=number * 5 // (KILLS - 2))
                time.sleep(chance.uniform(0.0, 1.5))
            else:
                time.sleep(chance.uniform(0.3, 2.0))
            assert not batch.is_over(), f"the batch ended before kill {number}"
            lives[-1].end(signal.SIGKILL, with_group=number % 3 == 2)
            assert_nothing_lives(site)
            assert_nothing_half_made(site, batch.database)
            lives.append(site.start())
        lives[-1].wait_until_ready()
        made = batch.finish()
    assert not living(site)
    assert not list(site.temporary.iterdir())
    return made


@contextmanager
def lives_at(site: Site) -> Iterator[list[Running]]:
    """Gives the lives of a service, the first one ready; the last one ends with the block."""
    lives = [site.start()]
    try:
        lives[-1].wait_until_ready()
        yield lives
    finally:
        lives[-1].end()


def _wait_for_moment(running: Running, batch: Batch, *, ended: int) -> None:
    running.wait_until_ready()
    give_up = time.monotonic() + WHOLE_SECONDS
    while batch.ended() < ended:
        assert time.monotonic() < give_up
        time.sleep(0.1)


def test_twenty_kills_of_the_service_change_not_a_byte_of_a_batch(
    folder: Path, uploads: Uploads, undisturbed: Undisturbed
) -> None:
    made = survive_kills(new_site(folder / "home", folder / "tmp"), uploads, seed=20261122)
    assert len(made) == 7
    assert_same(made, undisturbed.made())


def test_a_killed_worker_s_territories_are_taken_over_and_change_not_a_byte(
    folder: Path, uploads: Uploads, undisturbed: Undisturbed, postgresql_url: str
) -> None:
    settings = {
        "DOSSIER_DATABASE_URL": postgresql_url,
        "DOSSIER_TAKES_JOBS": "false",
        "DOSSIER_TAKEOVER_SECONDS": "3",
    }
    site = new_site(folder / "home", folder / "tmp", **settings)
    with started(site), started(site, "worker") as first, started(site, "worker"):
        with asked_at(site, uploads) as batch:
            holder = _freeze_with_a_job(first, batch)
            first.end(signal.SIGKILL)
            finished = batch.finish()
            taken = batch_of(batch.database, holder)[0]
        assert f"-{first.process.pid}-" not in (taken.worker or "")
    assert not living(site)
    assert_same(finished, undisturbed.made())


def _freeze_with_a_job(worker: Running, batch: Batch) -> str:
    """Stops this worker well before the end of a territory's job, once one was made.

    A worker that moves may end its job before the kill; of one that was made but not written down, another only writes
    the end, and the row keeps the name of who made it.
    """
    give_up = time.monotonic() + WHOLE_SECONDS
    while time.monotonic() < give_up:
        if batch.ended() and _held(worker, batch):
            worker.process.send_signal(signal.SIGSTOP)
            time.sleep(0.2)  # what the database was writing for it is written
            if held := _held(worker, batch):
                return held[0]
            worker.process.send_signal(signal.SIGCONT)
        time.sleep(0.1)
    raise AssertionError("the worker took nothing")


def _held(worker: Running, batch: Batch) -> list[str]:
    running = [child for child in batch_of(batch.database, batch.id)[1] if child.state == JobState.RUNNING]
    early = [child for child in running if child.done * 2 < max(child.total, 1)]
    return [child.id for child in early if f"-{worker.process.pid}-" in (child.worker or "")]

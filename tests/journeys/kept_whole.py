"""What a service kept and left: every row's files, nothing twice, no process and no folder behind."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from assembler.store import Store
from bench.served import Site
from service.db.engine import Database
from service.db.jobs import children_of, find_job
from service.db.tables import Dossier, Job, JobKind, Submission

Made = dict[str, dict[str, str]]
GONE_SECONDS = 3.0
_PROC = Path("/proc")


def living(site: Site) -> list[str]:
    """Gives the processes that a site's programs started: their surroundings or their words name its folders."""
    marks = [str(folder).encode() for folder in (site.home, site.temporary)]
    return [f"{pid}: {words}" for pid, words, told in _processes() if any(mark in told for mark in marks)]


def _processes() -> Iterator[tuple[str, str, bytes]]:
    for folder in _PROC.glob("[0-9]*"):
        words = _read(folder / "cmdline")  # a process that has ended and waits to be reaped has none
        if words:
            told = words.replace(b"\0", b" ").decode(errors="replace")[:200]
            yield folder.name, told, words + _read(folder / "environ")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it ended meanwhile, or is not ours to look into
        return b""


def assert_nothing_lives(site: Site) -> None:
    """Fails when something a site started is still there after three seconds."""
    give_up = time.monotonic() + GONE_SECONDS
    while left := living(site):
        assert time.monotonic() < give_up, left
        time.sleep(0.05)


def assert_nothing_half_made(site: Site, database: Database) -> None:
    """Fails when a row names a content that is absent or altered, or when something was made twice."""
    store = Store(site.home / "store")
    with database.reading() as session:
        dossiers = list(session.scalars(select(Dossier)))
        submissions = list(session.scalars(select(Submission)))
    for dossier in dossiers:
        assert len(store.get(dossier.archive_sha256)) == dossier.archive_size  # ``get`` verifies the hash
        for file in dossier.files:
            assert len(store.get(file.sha256)) == file.size, file.path
    for submission in submissions:
        assert all(len(store.get(file.sha256)) == file.size for file in submission.files)
    twice = [name for name, times in Counter((one.kind, one.name) for one in dossiers).items() if times > 1]
    assert not twice


def made(database: Database) -> Made:
    """Gives what was made: the hash of each zip and of each file, by the dossier's name and the file's path."""
    with database.reading() as session:
        rows = list(session.scalars(select(Dossier)))
        return {row.name: {"": row.archive_sha256} | {file.path: file.sha256 for file in row.files} for row in rows}


def assert_same(one: Made, other: Made) -> None:
    """Fails with the paths of what differs."""
    assert sorted(one) == sorted(other)
    assert not [
        f"{name}/{path}"
        for name in one
        for path in sorted({*one[name], *other[name]})
        if one[name].get(path) != other[name].get(path)
    ]


def jobs_of(database: Database) -> Counter[str]:
    """Gives how many jobs there are of each kind."""
    with database.reading() as session:
        return Counter(JobKind(kind).value for kind in session.scalars(select(Job.kind)))


def batch_of(database: Database, job_id: str) -> tuple[Job, list[Job]]:
    """Gives a batch as it is now, and the jobs under it."""
    with database.reading() as session:
        job = find_job(session, job_id)
        assert job is not None
        return job, children_of(session, job_id)

"""Sweeping takes what nothing names and nobody kept for a day; nothing else, ever."""

import contextlib
import os
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest

from assembler.store import Store
from service.db.submissions import ReceivedFile, add_submission
from service.db.tables import Job, JobKind, JobState, Role
from service.desk import Desk
from service.operations.sweeping import AGE, sweep_store
from tests.service.conftest import People

DAYS = timedelta(days=3).total_seconds()


def _path(desk: Desk, key: str) -> Path:
    return desk.settings.home / "store" / "blobs" / key[:2] / key


def _aged(desk: Desk, content: bytes) -> str:
    """Keeps a content and makes it three days old, by the clock of the desk."""
    key = desk.store.put(content)
    old = desk.now().timestamp() - DAYS
    os.utime(_path(desk, key), (old, old))
    return key


def test_an_old_content_that_nothing_names_goes(desk: Desk) -> None:
    key = _aged(desk, b"un orphelin")
    assert sweep_store(desk) == (1, 0)
    assert not desk.store.holds(key)


def test_what_a_row_names_stays(desk: Desk, person: People) -> None:
    key = _aged(desk, b"un classeur")
    with desk.database.writing() as session:
        file = ReceivedFile(role="workbook", name="c.xlsx", sha256=key, size=11)
        add_submission(session, "CG", files=(file,), by=person(Role.REGIONAL).id, now=desk.now())
    assert sweep_store(desk) == (0, 0)
    assert desk.store.get(key) == b"un classeur"


def test_what_a_note_names_stays(desk: Desk) -> None:
    key = _aged(desk, b"une fiche convertie")
    desk.store.remember("cd" * 32, {"pdf_sha256": key, "pages": 2})
    assert sweep_store(desk) == (0, 0)
    assert desk.store.holds(key)


def test_what_is_young_stays(desk: Desk) -> None:
    key = desk.store.put(b"un envoi dont la ligne n'est pas encore faite")
    fresh = desk.now().timestamp() - AGE.total_seconds() / 2
    os.utime(_path(desk, key), (fresh, fresh))
    assert sweep_store(desk) == (0, 0)
    assert desk.store.holds(key)


def test_an_old_content_sent_again_is_young_again(desk: Desk) -> None:
    key = _aged(desk, b"le meme classeur")
    before = desk.now().timestamp() - AGE.total_seconds()
    desk.store.put(b"le meme classeur")
    assert not desk.store.remove_if_old(key, before=before)
    assert desk.store.holds(key)


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING])
def test_nothing_is_swept_while_a_job_has_work_to_do(desk: Desk, person: People, state: JobState) -> None:
    key = _aged(desk, b"ce qu'un travail interrompu a fait")
    with desk.database.writing() as session:
        by = person(Role.REGIONAL).id
        session.add(Job(kind=JobKind.REPORT, state=state, order={}, requested_by=by, created_at=desk.now()))
    assert sweep_store(desk) is None
    assert desk.store.holds(key)


def test_what_a_crash_left_half_written_goes_after_a_day(desk: Desk) -> None:
    folder = _path(desk, desk.store.put(b"x")).parent
    old, new = folder / ".new-vieux", folder / ".new-neuf"
    for path, age in ((old, DAYS), (new, 0.0)):
        path.write_bytes(b"moit")
        at = desk.now().timestamp() - age
        os.utime(path, (at, at))
    assert sweep_store(desk) == (0, 1)
    assert (old.exists(), new.exists()) == (False, True)


def test_a_content_kept_at_the_instant_it_is_swept_is_never_lost(tmp_path: Path) -> None:
    """One keeps the same old content again and again, another removes it as often: after a keep, it is there."""
    store, content = Store(tmp_path), b"un contenu que deux veulent"
    key = store.put(content)
    path, is_over, swept = tmp_path / "blobs" / key[:2] / key, threading.Event(), []

    def sweep_on() -> None:
        while not is_over.is_set():
            swept.append(store.remove_if_old(key, before=1_000_000))

    sweeper = threading.Thread(target=sweep_on)
    sweeper.start()
    try:
        for turn in range(300):
            with contextlib.suppress(FileNotFoundError):  # swept between two turns
                os.utime(path, (1, 1))
            time.sleep(0.001 * (turn % 2))  # every other time, the sweeper comes first
            assert store.put(content) == key
            assert store.get(key) == content
    finally:
        is_over.set()
        sweeper.join()
    assert any(swept), "the sweeper never met it"

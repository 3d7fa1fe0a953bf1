"""Removes what nothing names any more: contents whose row was never written, and files a crash left half made.

Left alone: what a row names, what a note names (the pieces that are not made twice), whatever is younger than a day.
Nothing is swept while a job waits or runs, because a job begun before may name contents that no row names yet.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import NamedTuple

from service.db.jobs import unended_jobs
from service.desk import Desk
from service.operations.references import referenced_keys

AGE = timedelta(days=1)
EVERY = timedelta(days=1)
AGAIN = timedelta(hours=1)  # when jobs were in the way
log = logging.getLogger(__name__)


class Swept(NamedTuple):
    """How many were removed."""

    contents: int
    leavings: int


def sweep_store(desk: Desk) -> Swept | None:
    """Removes what is old and unnamed; None when jobs were in the way and nothing was touched."""
    with desk.database.reading() as session:
        if unended_jobs(session):
            return None
    before = (desk.now() - AGE).timestamp()
    keys = list(desk.store.keys())
    # Read after the list: what came since is in neither, and is young.
    named = referenced_keys(desk.database) | desk.store.noted_keys()
    contents = sum(desk.store.remove_if_old(key, before=before) for key in keys if key not in named)
    return Swept(contents=contents, leavings=desk.store.remove_leavings(before=before))


@contextmanager
def swept_daily(desk: Desk) -> Iterator[None]:
    """Sweeps at once, then every day, beside the block."""
    ended = threading.Event()
    thread = threading.Thread(target=_sweep_until, args=(desk, ended), name="dossier-sweeping", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(timeout=10)


def _sweep_until(desk: Desk, ended: threading.Event) -> None:
    pause = timedelta(0)
    while not ended.wait(pause.total_seconds()):
        pause = EVERY
        try:
            swept = sweep_store(desk)
        except Exception:  # a failing sweep harms nothing, and the next one may succeed
            log.exception("le ménage de l’entrepôt a échoué")
            continue
        if swept is None:
            pause = AGAIN
        elif any(swept):
            log.info("ménage de l’entrepôt", extra={"told": swept._asdict()})

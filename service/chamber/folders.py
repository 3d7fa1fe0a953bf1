"""The private folder of each child, in this machine's temporary folder: removed after it, and swept after a crash."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "dossier-chamber-"
_LOCK = ".lock"
_REMOVE_TRIES = 100
_SETTLED_SECONDS = 60  # a folder younger than this may not be locked yet


@contextmanager
def private_folder() -> Iterator[Path]:
    """Gives a folder that only this user reads, for as long as the block lasts."""
    _sweep(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX)).resolve()
    lock = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder
    finally:
        _remove(folder)
        os.close(lock)


def _sweep(root: Path) -> None:
    """Removes what killed servers left: their locks went with them."""
    for folder in root.glob(f"{_PREFIX}*"):
        try:
            found = folder.stat()
            if found.st_uid == os.getuid() and time.time() - found.st_mtime > _SETTLED_SECONDS and _is_left(folder):
                shutil.rmtree(folder, ignore_errors=True)
        except FileNotFoundError:
            continue  # another process swept it meanwhile


def _is_left(folder: Path) -> bool:
    if not (folder / _LOCK).exists():
        return True
    lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(lock)
    return True


def _remove(folder: Path) -> None:
    for _ in range(_REMOVE_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.02)  # a killed process may still be letting go of its files

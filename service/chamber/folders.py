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
_NEW = ".dossier-chamber-"  # not locked yet
_LOCK = ".lock"
_REMOVE_TRIES = 100
_SETTLED_SECONDS = 60  # how long a folder may stay without its lock, which takes a moment


@contextmanager
def private_folder() -> Iterator[Path]:
    """Gives a folder that only this user reads, for as long as the block lasts."""
    _sweep(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=_NEW)).resolve()
    lock = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = folder.rename(folder.with_name(folder.name[1:]))  # under its own name, it is locked as long as needed
        yield folder
    finally:
        _remove(folder)
        os.close(lock)


def _sweep(root: Path) -> None:
    """Removes what killed servers left: their locks went with them."""
    for prefix, settled in ((_PREFIX, 0.0), (_NEW, _SETTLED_SECONDS)):
        for folder in root.glob(f"{prefix}*"):
            try:
                found = folder.stat()
                is_ours = found.st_uid == os.getuid() and time.time() - found.st_mtime >= settled
                if is_ours and _is_left(folder):
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

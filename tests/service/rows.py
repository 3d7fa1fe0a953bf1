"""One engine for many tests: each finds in its file the rows it starts from, none learns the statements anew."""

import shutil
from pathlib import Path

from service.db.engine import Database


def renew(database: Database, rows: Path) -> None:
    """Makes an SQLite database hold a copy of these rows and nothing else."""
    erase(database)
    path = _path(database)
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(rows, path)


def erase(database: Database) -> None:
    """Gives the connections back and removes the file, with what SQLite keeps beside it."""
    database.close()
    path = _path(database)
    for one in path.parent.glob(f"{path.name}*"):
        one.unlink()


def _path(database: Database) -> Path:
    return Path(database.engine.url.database or "")

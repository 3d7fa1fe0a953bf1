"""Both databases the service may stand on, each with the newest schema."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.db.engine import Database
from service.db.schema import upgrade_database
from tests.service.postgres import new_postgresql_url, postgresql_server, postgresql_url

__all__ = ["new_postgresql_url", "postgresql_server", "postgresql_url"]


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path, empty_database: Path) -> Iterator[Database]:
    """An empty database of each kind in turn."""
    if request.param == "sqlite":
        shutil.copy(empty_database, tmp_path / "dossier.sqlite")
        database = Database(f"sqlite:///{tmp_path / 'dossier.sqlite'}")
    else:
        url: str = request.getfixturevalue("postgresql_url")
        database = Database(url.replace("postgresql://", "postgresql+psycopg://", 1))
        upgrade_database(database)
    yield database
    database.close()

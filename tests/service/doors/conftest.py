"""The world of the doors, written once for a module; each test has a copy of its rows and one visitor."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assembler.settings import load_settings
from service.app import create_app
from service.db.engine import Database
from service.settings import ServiceSettings
from tests.service.doors.world import Visitor, World, build_world, fresh_desk


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[World]:
    """Everything that may be asked for, and everyone who may ask."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOSSIER_HOME", str(tmp_path_factory.mktemp("doors")))
        load_settings.cache_clear()
        yield build_world(ServiceSettings(secret="un secret assez long pour un essai"), empty_database)
    load_settings.cache_clear()


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Where the visitors of a module find the rows of the world, one after the other."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('rows') / 'rows.sqlite'}")
    yield database
    database.close()


@pytest.fixture(scope="module")
def client(world: World, rows: Database) -> Iterator[TestClient]:
    """The service, opened once; whoever asks brings the desk along."""
    desk = fresh_desk(world, rows)
    app = create_app(world.settings, opened=lambda _settings: nullcontext(desk))
    with TestClient(app, follow_redirects=False) as client:
        yield client


Opening = Callable[[], Visitor]


@pytest.fixture
def opened(world: World, client: TestClient, rows: Database) -> Opening:
    """Gives a visitor on the rows of the world as they were; the one before it has none left: ``opened()``."""
    return lambda: Visitor(client, world, fresh_desk(world, rows))


@pytest.fixture
def visitor(opened: Opening) -> Visitor:
    """One visitor."""
    return opened()

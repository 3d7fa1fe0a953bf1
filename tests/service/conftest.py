"""A desk on real files, people with their tokens, and the service they talk to.

``desk`` has a real database and a real store, and jobs that wait: they are written and never run. ``live`` is the whole
service with its real jobs, started once for a module's tests.
"""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assembler.regions import load_region
from assembler.settings import load_settings
from assembler.store import Store
from service.accounts.signing import key_of_file
from service.accounts.tokens import create_token
from service.app import create_app
from service.db.accounts import add_account
from service.db.engine import Database
from service.db.schema import upgrade_database
from service.db.tables import Account, Role, ScopeKind
from service.desk import Desk
from service.doors import ALL_RIGHTS, Person, person_of
from service.settings import ServiceSettings
from tests.service.rows import renew
from tests.service.waiting_jobs import WaitingJobs

MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@dataclass
class Clock:
    """The time of a test: it moves when the test says so."""

    at: datetime = MORNING

    def __call__(self) -> datetime:
        """Gives this instant; each call is a millisecond later, so that rows keep their order."""
        self.at += timedelta(milliseconds=1)
        return self.at

    def advance(self, **by: float) -> None:
        """Lets time pass: ``clock.advance(hours=13)``."""
        self.at += timedelta(**by)


@dataclass
class People:
    """Makes accounts in a desk, and the tokens that speak for them."""

    desk: Desk
    made: int = field(default=0)

    def __call__(
        self,
        role: Role,
        *,
        territories: tuple[str, ...] = (),
        agreements: tuple[str, ...] = (),
        funders: tuple[str, ...] = (),
        language: str = "fr",
    ) -> Person:
        """Gives a new person of this role, who may enter these doors."""
        self.made += 1
        named = {
            ScopeKind.TERRITORY: territories,
            ScopeKind.AGREEMENT: agreements,
            ScopeKind.FUNDER: funders,
        }
        with self.desk.database.writing() as session:
            account = add_account(
                session,
                email=f"{role}{self.made}@exemple.quebec",
                name=f"Personne {self.made}",
                role=role,
                now=self.desk.now(),
                language=language,
                scopes=[(kind, key) for kind, keys in named.items() for key in keys],
            )
            return person_of(account)

    def headers(self, person: Person, *, rights: frozenset[str] = ALL_RIGHTS) -> dict[str, str]:
        """Gives the header of a program that speaks for this person."""
        with self.desk.database.writing() as session:
            account = session.get(Account, person.id)
            assert account is not None
            token = create_token(session, self.desk, account, name="essai", rights=rights, days=30)
        return {"Authorization": f"Bearer {token.secret}"}


@pytest.fixture
def clock() -> Clock:
    """The clock of the desk."""
    return Clock()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of every desk of this process, one after the other; each test finds it empty."""
    return tmp_path_factory.mktemp("desk") / "home"


@pytest.fixture
def settings(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServiceSettings]:
    """Settings whose home is the test's own until it ends."""
    monkeypatch.setenv("DOSSIER_HOME", str(home))
    load_settings.cache_clear()
    yield ServiceSettings(secret="un secret assez long pour un essai")
    load_settings.cache_clear()
    key_of_file.cache_clear()
    shutil.rmtree(home, ignore_errors=True)
    assert not home.exists()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the newest schema: tests copy it rather than run every migration again."""
    path = tmp_path_factory.mktemp("database") / "dossier.sqlite"
    database = Database(f"sqlite:///{path}")
    upgrade_database(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def engine(home: Path) -> Database:
    """The database of every desk of this process: a new engine would learn each statement again."""
    return Database(f"sqlite:///{home / 'dossier.sqlite'}")


@pytest.fixture
def database(settings: ServiceSettings, engine: Database, empty_database: Path) -> Iterator[Database]:
    """An empty database of the test's own."""
    assert str(engine.engine.url) == settings.database
    renew(engine, empty_database)
    yield engine
    engine.close()


@pytest.fixture
def desk(settings: ServiceSettings, database: Database, clock: Clock) -> Desk:
    """A desk on real files, whose jobs wait."""
    return Desk(
        settings=settings,
        database=database,
        store=Store(settings.home / "store"),
        region=load_region(),
        jobs=WaitingJobs(database, now=clock),
        now=clock,
    )


@pytest.fixture
def person(desk: Desk) -> People:
    """Makes people: ``person(Role.COORDINATION, territories=("CG",))``; ``person.headers(someone)`` is their token."""
    return People(desk)


@pytest.fixture(scope="session")
def routed() -> FastAPI:
    """The application of every test of this process: a new one would read each route again."""
    made: FastAPI = create_app(ServiceSettings(), opened=lambda _settings: nullcontext(made.state.desk))
    return made


@pytest.fixture
def app(routed: FastAPI, desk: Desk) -> FastAPI:
    """The service on that desk, with a state of its own."""
    routed.state = create_app(desk.settings).state
    routed.state.desk = desk
    return routed


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A client of the service that follows no redirection."""
    with TestClient(app, follow_redirects=False) as client:
        yield client


Speaking = Callable[..., TestClient]


@pytest.fixture
def client_of(app: FastAPI, client: TestClient, person: People) -> Speaking:
    """Gives a client that speaks for someone: ``client_of(someone)``."""

    def speaking(someone: Person, *, rights: frozenset[str] = ALL_RIGHTS) -> TestClient:
        headers = person.headers(someone, rights=rights)
        return TestClient(app, headers=headers, follow_redirects=False)

    return speaking


@dataclass(frozen=True)
class Live:
    """The whole service, served by uvicorn on a port of this machine."""

    url: str
    desk: Desk
    people: People

    def client(self, someone: Person | None = None, *, rights: frozenset[str] = ALL_RIGHTS) -> httpx.Client:
        """Gives a client that speaks for someone, or for a visitor."""
        headers = self.people.headers(someone, rights=rights) if someone else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=60)


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The whole service with its real jobs, for the tests of a module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOSSIER_HOME", str(tmp_path_factory.mktemp("live")))
        load_settings.cache_clear()
        app = create_app(ServiceSettings(secret="un secret assez long pour un essai"))
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", access_log=False))
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the service did not start"
                time.sleep(0.02)
            port = server.servers[0].sockets[0].getsockname()[1]
            desk: Desk = app.state.desk
            yield Live(f"http://127.0.0.1:{port}", desk, People(desk))
        finally:
            server.should_exit = True
            thread.join()
    load_settings.cache_clear()

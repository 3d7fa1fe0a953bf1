"""The engine: SQLite that survives a power cut, or PostgreSQL by URL; transactions that commit or leave no trace."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

BUSY_MILLISECONDS = 20_000
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
)


def open_engine(url: str) -> Engine:
    """Gives an engine for a URL; the folder of an SQLite file is made when it is missing.

    Its errors, which the journal keeps, tell the statement and never what a person wrote in it.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        told = {"client_encoding": "utf8"}  # a cluster made without a locale answers bytes instead of text
        return create_engine(
            parsed, connect_args=told, pool_pre_ping=True, pool_size=10, max_overflow=20, hide_parameters=True
        )
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        parsed,
        connect_args={"check_same_thread": False, "timeout": BUSY_MILLISECONDS / 1000},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    # The driver's own BEGIN comes late and takes no lock: ours comes first, see _begin.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Any) -> None:
    # A transaction that means to write takes the lock at once: two that read first and write later would refuse
    # each other, and no waiting helps them (SQLite, "BEGIN IMMEDIATE").
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class Database:
    """Sessions to read with, and transactions to write with."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        self._reading = sessionmaker(self.engine, expire_on_commit=False)
        self._writing = sessionmaker(self.engine.execution_options(writes=True), expire_on_commit=False)

    @property
    def is_postgresql(self) -> bool:
        """True when several machines may share it."""
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Gives a session that only reads."""
        with self._reading() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Gives a session whose block is one transaction: all of it, or nothing."""
        with self._writing.begin() as session:
            yield session

    def close(self) -> None:
        """Gives every connection back."""
        self.engine.dispose()

"""Brings a database to the newest schema, and tells whether it is there.

Alembic is asked only for what is missing: a database that has it all is known by one line, and the service starts
sooner.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from service.db.engine import Database

NEWEST = "0001"  # migration; a test holds it against those that are written
_LOCK = 7_201_911  # any number of ours: PostgreSQL's advisory lock while two processes start together
_NOTED = "alembic_version"


def upgrade_database(database: Database) -> None:
    """Runs the migrations that are missing; two processes that start together wait for each other."""
    with database.engine.execution_options(writes=True).begin() as connection:
        if database.is_postgresql:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if not _is_newest(connection):
            _migrate(connection)


def is_up_to_date(database: Database) -> bool:
    """True when the database has the schema that this code expects."""
    with database.engine.connect() as connection:
        return _is_newest(connection)


def _is_newest(connection: Connection) -> bool:
    if not inspect(connection).has_table(_NOTED):
        return False
    return list(connection.scalars(text(f"SELECT version_num FROM {_NOTED}"))) == [NEWEST]


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

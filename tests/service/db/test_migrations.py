"""The migrations make the very tables that the code declares."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from service.db.columns import UtcTime
from service.db.engine import Database
from service.db.schema import is_up_to_date
from service.db.tables import Base


def test_a_new_database_is_up_to_date(either: Database) -> None:
    assert is_up_to_date(either)


def test_an_empty_file_is_not_up_to_date(tmp_path: Path) -> None:
    empty = Database(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    assert not is_up_to_date(empty)
    empty.close()


def test_the_migrations_make_the_tables_that_the_code_declares(either: Database) -> None:
    with either.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": _differs})
        assert compare_metadata(context, Base.metadata) == []


def _differs(_context: object, _inspected: object, column: object, found: object, declared: object) -> bool | None:
    return False if isinstance(declared, UtcTime) else None

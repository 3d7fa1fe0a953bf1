"""What a database may be: also a PostgreSQL one whose cluster was made without a locale."""

from pathlib import Path

from service.db.accounts import add_account, find_account
from service.db.engine import Database
from service.db.schema import upgrade_database
from service.db.tables import Role
from tests.service.conftest import MORNING
from tests.service.postgres import new_database


def test_a_database_without_an_encoding_keeps_accents(postgresql_server: Path) -> None:
    url = new_database(postgresql_server, "ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    database = Database(url.replace("postgresql://", "postgresql+psycopg://", 1))
    upgrade_database(database)
    with database.writing() as session:
        account = add_account(session, email="a@b.c", name="Équipe de Gaspé", role=Role.ADMIN, now=MORNING).id
    with database.reading() as session:
        found = find_account(session, account)
    database.close()
    assert found is not None
    assert found.name == "Équipe de Gaspé"

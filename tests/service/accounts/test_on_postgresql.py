"""On PostgreSQL, where transactions do not wait for each other by themselves: races end the same way."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from service.accounts import keeping
from service.accounts.lockout import AddressLimit
from service.accounts.noting import CONSOLE, Caller
from service.accounts.passwords import hash_password
from service.accounts.signing_in import choose_password, sign_in
from service.db.engine import Database
from service.db.schema import upgrade_database
from service.db.tables import Account, Role
from service.desk import Desk
from service.errors import ForbiddenError, MissingError
from tests.service.conftest import People
from tests.service.postgres import postgresql_server, postgresql_url

__all__ = ["postgresql_server", "postgresql_url"]
AT_ONCE = 6


@pytest.fixture
def shared(desk: Desk, postgresql_url: str) -> Iterator[Desk]:
    database = Database(postgresql_url.replace("postgresql://", "postgresql+psycopg://", 1))
    upgrade_database(database)
    yield replace(desk, database=database)
    database.close()


def test_races_end_the_same_way(shared: Desk) -> None:
    start = Barrier(AT_ONCE)
    someone = People(shared)(Role.REGIONAL)
    secret = keeping.new_link(shared, CONSOLE, someone.id).rpartition("/")[2]

    def use(number: int) -> bool:
        start.wait()
        try:
            choose_password(shared, CONSOLE, secret=secret, password=f"quatre mots sans lien {number}")
        except MissingError:
            return False
        return True

    def guess(_number: int) -> None:
        start.wait()
        with pytest.raises(ForbiddenError):
            sign_in(shared, Caller(), email=someone.email, password="pas le bon secret", limit=AddressLimit())

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert sum(pool.map(use, range(AT_ONCE))) == 1
        list(pool.map(guess, range(AT_ONCE)))
    with shared.database.reading() as session:
        assert session.get_one(Account, someone.id).failures == 5  # the sixth came while the account paused


def test_processes_that_start_together_make_one_admin(shared: Desk) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        links = list(pool.map(lambda _: keeping.ensure_first_admin(shared), range(AT_ONCE)))
    assert len(keeping.list_accounts(shared)) == 1 and any(links)


def test_what_postgresql_cannot_store_is_refused_like_anything_unknown(shared: Desk) -> None:
    with pytest.raises(ForbiddenError):
        sign_in(shared, Caller(), email="a\x00@b.c", password=hash_password("x")[:20], limit=AddressLimit())
    with pytest.raises(MissingError):
        keeping.disable_account(shared, CONSOLE, "\x00")

"""What several do at once, on either database: numbers follow each other, a key is claimed by one only."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from service.db.accounts import add_account
from service.db.audit import write_entry
from service.db.engine import Database
from service.db.idempotency import KEPT_FOR, claim_key, release_key, settle_key
from service.db.submissions import ReceivedFile, add_submission, list_submissions
from service.db.tables import Role
from service.db.trail import Wanted, look_through
from service.errors import ConflictError
from tests.service.conftest import MORNING

FILE = ReceivedFile(role="workbook", name="canevas.xlsx", sha256="0" * 64, size=3)


@pytest.fixture
def someone(either: Database) -> str:
    """The id of an account."""
    with either.writing() as session:
        return add_account(session, email="a@b.c", name="A", role=Role.ADMIN, now=MORNING).id


def _at_once(many: int, act: Callable[[], object]) -> list[object]:
    start = Barrier(many)

    def run(_number: int) -> object:
        start.wait()
        try:
            return act()
        except ConflictError as error:
            return error

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(run, range(many)))


def test_submissions_of_many_at_once_are_numbered_one_after_the_other(either: Database, someone: str) -> None:
    def deposit() -> int:
        with either.writing() as session:
            return add_submission(session, "CG", files=[FILE], by=someone, now=MORNING).number

    assert sorted(map(str, _at_once(8, deposit))) == [str(number) for number in range(1, 9)]
    with either.reading() as session:
        assert len(list_submissions(session, "CG")) == 8


def test_a_key_is_new_to_one_of_many_at_once(either: Database, someone: str) -> None:
    def claim() -> bool:
        with either.writing() as session:
            return claim_key(session, someone, "cle", request_hash="h", mark="m", now=MORNING).is_new

    assert _at_once(6, claim).count(True) == 1


def test_a_key_is_settled_released_and_forgotten(either: Database, someone: str) -> None:
    with either.writing() as session:
        assert claim_key(session, someone, "cle", request_hash="h", mark="m", now=MORNING).is_new
        settle_key(session, someone, "cle", status=202, made="job-1")
    with either.writing() as session:
        assert claim_key(session, someone, "cle", request_hash="h", mark="n", now=MORNING).made == "job-1"
    with either.writing() as session, pytest.raises(ConflictError, match="autre demande"):
        claim_key(session, someone, "cle", request_hash="autre", mark="n", now=MORNING)
    with either.writing() as session:
        release_key(session, someone, "cle")
        assert claim_key(session, someone, "cle", request_hash="autre", mark="n", now=MORNING).is_new
    later = MORNING + KEPT_FOR + timedelta(seconds=1)
    with either.writing() as session:
        assert claim_key(session, someone, "cle", request_hash="h", mark="m", now=later).is_new


def test_the_trail_is_read_newest_first(either: Database) -> None:
    with either.writing() as session:
        for number, outcome in enumerate(("ok", "refused", "ok")):
            write_entry(
                session,
                at=MORNING,
                person=None,
                action="dossier.download",
                subject=f"dossier/{number}",
                outcome=outcome,  # type: ignore[arg-type]  # a text of the three
            )
    with either.reading() as session:
        every = look_through(session, Wanted(), before=None, limit=10)
        assert [line.subject for line in every] == ["dossier/2", "dossier/1", "dossier/0"]
        (refused,) = look_through(session, Wanted(outcome="refused"), before=None, limit=10)
        assert (refused.who, refused.subject) == ("anonyme", "dossier/1")
        older = look_through(session, Wanted(), before=refused.id, limit=10)
        assert [line.subject for line in older] == ["dossier/0"]


def test_an_error_of_the_database_tells_nothing_of_what_a_person_wrote(either: Database) -> None:
    with pytest.raises(DBAPIError) as met, either.writing() as session:
        session.execute(text("SELECT :word FROM no_such_table"), {"word": "un secret de la personne"})
    assert "no_such_table" in str(met.value) and "secret de la personne" not in str(met.value)

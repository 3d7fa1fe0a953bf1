"""The demonstration: six deposits by the same doors as a person's, a link for each role, never mixed with real work."""

import pytest
from sqlalchemy import func, select

from service.accounts.links import account_of_link
from service.db.tables import Account, Job, JobKind, Role, Submission, SubmissionFile
from service.demonstration import PROFILES, check_mode, open_demonstration
from service.desk import Desk
from service.errors import ConflictError
from tests.service.conftest import People


@pytest.fixture
def shown(desk: Desk) -> Desk:
    """A desk in demonstration."""
    return Desk(**{**vars(desk), "settings": desk.settings.model_copy(update={"mode": "demonstration"})})


def test_the_six_territories_are_deposited_and_checked_once(shown: Desk) -> None:
    open_demonstration(shown)
    open_demonstration(shown)
    with shown.database.reading() as session:
        assert sorted(session.scalars(select(Submission.territory))) == ["AV", "BO", "CG", "HG", "IM", "RP"]
        kinds = session.execute(select(Job.kind, func.count()).where(Job.parent_id.is_(None)).group_by(Job.kind)).all()
        assert {row.kind: row[1] for row in kinds} == {JobKind.CHECK: 6, JobKind.BATCH: 1}
        files = list(session.scalars(select(SubmissionFile)))
    assert {file.role for file in files} == {"workbook", "narrative", "attachment"}
    assert all(shown.store.holds(file.sha256) for file in files)


def test_each_start_gives_a_link_for_each_role_and_ends_the_earlier_ones(shown: Desk) -> None:
    first, second = open_demonstration(shown), open_demonstration(shown)
    assert set(second) == {role.value for role in Role}
    with shown.database.reading() as session:
        for role, link in second.items():
            account = account_of_link(session, shown, link.rpartition("/")[2], purpose="demonstration")
            assert account.role == role
        with pytest.raises(Exception, match="ne sert plus"):
            account_of_link(session, shown, first["admin"].rpartition("/")[2], purpose="demonstration")
        assert session.scalar(select(func.count()).select_from(Account)) == len(PROFILES)


def test_it_is_never_loaded_in_production(desk: Desk) -> None:
    with pytest.raises(ConflictError, match="ne se charge pas en production"):
        open_demonstration(desk)
    with desk.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Account)) == 0


def test_a_home_with_real_accounts_refuses_it(shown: Desk, person: People) -> None:
    person(Role.ADMIN)
    with pytest.raises(ConflictError, match="a de vrais comptes"):
        check_mode(shown)


def test_its_home_refuses_production(shown: Desk, desk: Desk) -> None:
    open_demonstration(shown)
    check_mode(shown)
    with pytest.raises(ConflictError, match="celui d’une démonstration"):
        check_mode(desk)

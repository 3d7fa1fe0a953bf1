"""API tokens: shown once, narrowed, expiring, revocable; no way into accounts."""

import pytest

from service.accounts import keeping
from service.accounts.noting import CONSOLE
from service.accounts.tokens import read_token
from service.db.tables import ApiToken, Role
from service.desk import Desk
from service.doors import may_deposit, may_make
from service.errors import ConflictError, MissingError
from tests.service.accounts.conftest import Knowing, Opening, Trail
from tests.service.conftest import Clock, People

NOTHING = frozenset[str]()


def _made(desk: Desk, account_id: str, rights: frozenset[str] = NOTHING, days: int = 30) -> str:
    return keeping.add_token(desk, CONSOLE, account_id, name="essai", rights=rights, days=days).secret


@pytest.mark.parametrize(
    ("rights", "deposits", "makes"),
    [(NOTHING, False, False), ({"deposit"}, True, False), ({"make"}, False, True), ({"deposit", "make"}, True, True)],
)
def test_a_token_narrows_what_its_account_may_do(
    desk: Desk, person: People, rights: frozenset[str], deposits: bool, makes: bool
) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    program = read_token(desk, _made(desk, someone.id, frozenset(rights)))
    assert program is not None and program.id == someone.id and "read" in program.rights
    assert (may_deposit(program, "CG"), may_make(program)) == (deposits, makes)
    assert not may_deposit(program, "IM")


def test_a_token_is_recognisable_and_only_its_hash_is_kept(desk: Desk, person: People) -> None:
    secret = _made(desk, person(Role.REGIONAL).id)
    with desk.database.reading() as session:
        (row,) = session.query(ApiToken)
    assert secret.startswith("dossier_") and len(secret) == 51
    assert secret not in vars(row).values() and len(row.token_hash) == 64


def test_a_token_expires(desk: Desk, person: People, clock: Clock) -> None:
    secret = _made(desk, person(Role.REGIONAL).id, days=1)
    clock.advance(hours=23, minutes=59)
    assert read_token(desk, secret) is not None
    clock.advance(minutes=2)
    assert read_token(desk, secret) is None


@pytest.mark.parametrize("days", [0, -1, 366, 10**9])
def test_a_token_lasts_a_year_at_most(desk: Desk, person: People, days: int) -> None:
    with pytest.raises(ConflictError, match="1 à 365"):
        _made(desk, person(Role.REGIONAL).id, days=days)


def test_an_unknown_right_is_refused(desk: Desk, person: People) -> None:
    with pytest.raises(ConflictError, match="aucun autre"):
        _made(desk, person(Role.ADMIN).id, frozenset({"admin"}))


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x00b"])
def test_a_token_needs_a_readable_name(desk: Desk, person: People, name: str) -> None:
    with pytest.raises(ConflictError, match="Donnez au jeton un nom"):
        keeping.add_token(desk, CONSOLE, person(Role.REGIONAL).id, name=name, rights=NOTHING, days=30)


def test_its_last_use_is_written_once_a_minute(desk: Desk, person: People, clock: Clock) -> None:
    secret = _made(desk, person(Role.REGIONAL).id)

    def used() -> object:
        read_token(desk, secret)
        with desk.database.reading() as session:
            return session.query(ApiToken).one().used_at

    first = used()
    assert first is not None and used() == first
    clock.advance(minutes=1)
    assert used() != first


def test_a_revoked_token_opens_nothing(desk: Desk, person: People, trail: Trail) -> None:
    someone = person(Role.REGIONAL)
    made = keeping.add_token(desk, CONSOLE, someone.id, name="essai", rights=NOTHING, days=30)
    keeping.revoke_token(desk, CONSOLE, made.id, account_id=someone.id)
    assert read_token(desk, made.secret) is None
    assert [action for _who, action, _outcome in trail()] == ["token.add", "token.revoke"]


def test_a_token_is_revoked_under_its_own_account_only(desk: Desk, person: People) -> None:
    owner, other = person(Role.REGIONAL), person(Role.REGIONAL)
    made = keeping.add_token(desk, CONSOLE, owner.id, name="essai", rights=NOTHING, days=30)
    for token_id, account_id in ((made.id, other.id), ("inconnu", owner.id), ("\x00", owner.id)):
        with pytest.raises(MissingError):
            keeping.revoke_token(desk, CONSOLE, token_id, account_id=account_id)
    assert read_token(desk, made.secret) is not None


def test_closing_the_account_kills_its_tokens_for_good(desk: Desk, person: People) -> None:
    someone = person(Role.REGIONAL)
    secret = _made(desk, someone.id)
    keeping.disable_account(desk, CONSOLE, someone.id)
    assert read_token(desk, secret) is None
    keeping.enable_account(desk, CONSOLE, someone.id)
    assert read_token(desk, secret) is None


def test_a_token_of_an_admin_does_not_reach_accounts(desk: Desk, person: People, browser: Opening) -> None:
    admin, program = person(Role.ADMIN), browser()
    program.client.headers["Authorization"] = f"Bearer {_made(desk, admin.id, frozenset({'deposit', 'make'}))}"
    for path in ("/comptes", f"/comptes/{admin.id}", "/journal", "/jetons", "/mon-compte"):
        assert program.see(path).status_code == 403
    assert program.send("/comptes", courriel="x@y.z", nom="X", role="admin").status_code == 403
    assert program.send(f"/comptes/{admin.id}/lien").status_code == 403


def test_a_dead_token_is_not_saved_by_a_living_cookie(person: People, known: Knowing, browser: Opening) -> None:
    one = browser(known(person(Role.REGIONAL)))
    one.client.headers["Authorization"] = "Bearer dossier_" + "A" * 43
    assert one.see("/mon-compte").status_code == 303


def test_ones_own_token_is_made_shown_once_and_revoked_by_the_page(
    desk: Desk, person: People, known: Knowing, browser: Opening
) -> None:
    one = browser(known(person(Role.COORDINATION, territories=("CG",))))
    one.see("/jetons")
    page = one.send("/jetons", nom="Dépôt mensuel", droits=["deposit"], jours="30").text
    secret = page.split("<textarea")[1].split(">")[1].split("<")[0]
    program = read_token(desk, secret)
    assert program is not None and program.rights == {"read", "deposit"}
    after = one.see("/jetons").text
    assert "Dépôt mensuel" in after and secret not in after
    with desk.database.reading() as session:
        token_id = session.query(ApiToken).one().id
    assert one.send(f"/jetons/{token_id}/revoquer").status_code == 303
    assert read_token(desk, secret) is None
    assert "Révoqué" in one.see("/jetons").text


def test_someone_elses_token_is_not_revoked_by_the_page(
    desk: Desk, person: People, known: Knowing, browser: Opening
) -> None:
    owner, one = person(Role.REGIONAL), browser(known(person(Role.COORDINATION, territories=("CG",))))
    made = keeping.add_token(desk, CONSOLE, owner.id, name="essai", rights=NOTHING, days=30)
    assert one.send(f"/jetons/{made.id}/revoquer").status_code == 404
    assert read_token(desk, made.secret) is not None

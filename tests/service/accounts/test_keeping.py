"""Keeping accounts: the first admin, doors that fit the role, an admin always left, each act in the trail."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from service.accounts import keeping
from service.accounts.noting import CONSOLE, Caller, ConsoleFront
from service.accounts.profiles import Profile, check_profile
from service.db.tables import Account, AuditEntry, Role, ScopeKind
from service.desk import Desk
from service.doors import person_of
from service.errors import ConflictError, MissingError
from tests.service.accounts.conftest import Knowing, Opening, Trail
from tests.service.conftest import Clock, People

CG, MESS = (ScopeKind.TERRITORY, "CG"), (ScopeKind.FUNDER, "MESS")


def _profile(role: Role, *scopes: tuple[ScopeKind, str], email: str = "anne@exemple.quebec") -> Profile:
    return Profile(email=email, name="Anne", role=role, scopes=frozenset(scopes))


def test_the_first_start_gives_an_admin_and_a_link(desk: Desk, browser: Opening, trail: Trail) -> None:
    link = keeping.ensure_first_admin(desk)
    assert link is not None
    one, path, new = browser(), "/" + link.split("/", 3)[3], "quatre mots sans lien"
    assert "admin@localhost" in one.see(path).text
    one.send(path, nouveau=new, encore=new)
    assert one.see("/comptes").status_code == 200
    assert keeping.ensure_first_admin(desk) is None
    assert trail()[:2] == [("console", "account.add", "ok"), ("console", "link.password", "ok")]


def test_a_first_link_nobody_used_is_given_again_at_the_next_start(desk: Desk, browser: Opening, clock: Clock) -> None:
    first = keeping.ensure_first_admin(desk)
    clock.advance(days=3)
    again = keeping.ensure_first_admin(desk)
    assert first is not None and again is not None and first != again
    assert browser().see("/" + again.split("/", 3)[3]).status_code == 200
    assert len(keeping.list_accounts(desk)) == 1


def test_two_processes_that_start_together_make_one_admin(desk: Desk) -> None:
    with ThreadPoolExecutor(2) as pool:
        links = list(pool.map(lambda _: keeping.ensure_first_admin(desk), range(2)))
    assert len(keeping.list_accounts(desk)) == 1 and any(links)


def test_with_any_other_account_there_is_no_first_admin(desk: Desk, person: People) -> None:
    person(Role.REGIONAL)
    assert keeping.ensure_first_admin(desk) is None


def test_the_command_line_needs_no_jobs(desk: Desk) -> None:
    front = ConsoleFront(settings=desk.settings, database=desk.database, region=desk.region, now=desk.now)
    made = keeping.open_account(front, CONSOLE, _profile(Role.COORDINATION, CG))
    account = keeping.find_by_email(front, " ANNE@exemple.quebec ")
    assert account.id == made.id and person_of(account).territories == {"CG"}
    with desk.database.reading() as session:
        assert {(line.who, line.address) for line in session.query(AuditEntry)} == {("console", "console")}
    with pytest.raises(MissingError, match="inconnue@exemple"):
        keeping.find_by_email(front, "inconnue@exemple.quebec")


@pytest.mark.parametrize(
    ("profile", "field", "told"),
    [
        (_profile(Role.REGIONAL, email="anne"), "courriel", "n’est pas complète"),
        (_profile(Role.REGIONAL, email="anne@x y"), "courriel", "n’est pas complète"),
        (_profile(Role.REGIONAL, email=f"{'a' * 251}@x.y"), "courriel", "n’est pas complète"),
        (Profile(email="a@b.c", name="  ", role=Role.ADMIN), "nom", "120\u00a0caractères"),
        (Profile(email="a@b.c", name="x" * 121, role=Role.ADMIN), "nom", "120\u00a0caractères"),
        (_profile(Role.COORDINATION), "territoires", "au moins un territoire"),
        (_profile(Role.COORDINATION, MESS), "territoires", "au moins un territoire"),
        (_profile(Role.FUNDER, CG), "bailleurs", "au moins un bailleur"),
        (_profile(Role.COORDINATION, (ScopeKind.TERRITORY, "ZZ")), "", "ne connaît pas\u00a0: ZZ"),
        (_profile(Role.FUNDER, (ScopeKind.FUNDER, "ZZ")), "", "ne connaît pas\u00a0: ZZ"),
    ],
)
def test_a_profile_that_does_not_hold_is_refused(desk: Desk, profile: Profile, field: str, told: str) -> None:
    with pytest.raises(ConflictError, match=told) as refused:
        keeping.open_account(desk, CONSOLE, profile)
    assert refused.value.field == field
    assert keeping.list_accounts(desk) == []


def test_doors_that_a_role_has_no_use_for_are_dropped(desk: Desk) -> None:
    assert check_profile(desk, _profile(Role.REGIONAL, CG, MESS)).scopes == frozenset()
    assert check_profile(desk, _profile(Role.COORDINATION, CG, MESS)).scopes == {CG}


def test_an_address_serves_one_account_only(desk: Desk, person: People) -> None:
    other = person(Role.REGIONAL)
    keeping.open_account(desk, CONSOLE, _profile(Role.REGIONAL))
    with pytest.raises(ConflictError, match="a déjà l’adresse"):
        keeping.open_account(desk, CONSOLE, _profile(Role.ADMIN, email="Anne@Exemple.Quebec"))
    with pytest.raises(ConflictError, match="a déjà l’adresse"):
        keeping.change_account(desk, CONSOLE, other.id, _profile(Role.REGIONAL))


def test_a_changed_role_opens_and_closes_doors_at_once_and_is_audited(
    desk: Desk, person: People, known: Knowing, browser: Opening, trail: Trail
) -> None:
    admin, someone = person(Role.ADMIN), known(person(Role.COORDINATION, territories=("CG", "IM")))
    one, caller = browser(someone), Caller(person=admin, address="192.0.2.7", request_id="r1")
    assert one.see("/comptes").status_code == 404
    keeping.change_account(desk, caller, someone.id, _profile(Role.ADMIN, email=someone.email))
    assert one.see("/comptes").status_code == 200
    keeping.change_account(desk, caller, someone.id, _profile(Role.COORDINATION, CG, email=someone.email))
    assert one.see("/comptes").status_code == 404
    mine = [line for line in trail() if line[0] == admin.email]
    assert [action for _who, action, _outcome in mine] == [
        "account.role",
        "account.doors",
        "account.change",
        "account.role",
        "account.doors",
    ]
    with desk.database.reading() as session:
        line = session.query(AuditEntry).filter_by(action="account.role").first()
        assert line is not None and line.subject == f"account/{someone.id} coordination → admin"
        assert (line.address, line.request_id) == ("192.0.2.7", "r1")
        assert person_of(session.get_one(Account, someone.id)).territories == {"CG"}


def test_a_closed_account_is_out_at_once_and_may_come_back(
    desk: Desk, person: People, known: Knowing, browser: Opening, trail: Trail
) -> None:
    someone = known(person(Role.REGIONAL))
    one = browser(someone)
    keeping.disable_account(desk, CONSOLE, someone.id)
    assert one.see("/mon-compte").status_code == 303
    assert browser().sign_in(someone.email).status_code == 403
    with pytest.raises(ConflictError, match="Rouvrez-le"):
        keeping.new_link(desk, CONSOLE, someone.id)
    keeping.enable_account(desk, CONSOLE, someone.id)
    assert one.see("/mon-compte").status_code == 303
    assert browser().sign_in(someone.email).status_code == 303
    acts = [action for _who, action, _outcome in trail() if action.startswith("account")]
    assert acts == ["account.disable", "account.enable"]


def test_the_last_admin_cannot_be_closed_nor_given_another_role(desk: Desk, person: People) -> None:
    only = person(Role.ADMIN)
    with pytest.raises(ConflictError, match="seul compte d’administration"):
        keeping.disable_account(desk, CONSOLE, only.id)
    with pytest.raises(ConflictError, match="seul compte d’administration"):
        keeping.change_account(desk, CONSOLE, only.id, _profile(Role.REGIONAL))
    second = person(Role.ADMIN)
    keeping.disable_account(desk, CONSOLE, only.id)
    with pytest.raises(ConflictError, match="seul compte d’administration"):
        keeping.disable_account(desk, CONSOLE, second.id)


def test_nobody_closes_their_own_account(desk: Desk, person: People) -> None:
    admin, _other = person(Role.ADMIN), person(Role.ADMIN)
    with pytest.raises(ConflictError, match="votre propre compte"):
        keeping.disable_account(desk, Caller(person=admin), admin.id)


@pytest.mark.parametrize("account_id", ["inconnu", "\x00", ""])
def test_an_unknown_account_is_missing(desk: Desk, account_id: str) -> None:
    with pytest.raises(MissingError, match="n’existe pas"):
        keeping.new_link(desk, CONSOLE, account_id)

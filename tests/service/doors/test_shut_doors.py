"""A door that is shut is shut for every key at once: tokens, sessions, streams, jobs that were asked for before."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest

from service.accounts import keeping
from service.accounts.keeping import change_account, disable_account
from service.accounts.noting import CONSOLE
from service.accounts.profiles import Profile
from service.db.engine import Database
from service.db.schema import upgrade_database
from service.db.tables import Job, JobState, PlanVersion, Role, ScopeKind
from service.db.trail import Wanted, look_through
from service.desk import Desk
from service.errors import ConflictError
from service.orders import ConsolidateOrder
from service.routes import jobs as job_routes
from tests.service.conftest import People
from tests.service.doors.world import AGREEMENT, CONVENTION, FUNDER, OTHER_FUNDER, Visitor, World
from tests.service.postgres import postgresql_server, postgresql_url

__all__ = ["postgresql_server", "postgresql_url"]


def _become(visitor: Visitor, caller: str, role: Role, *scopes: tuple[ScopeKind, str]) -> None:
    person = visitor.world.people[caller]
    profile = Profile(email=person.email, name=person.name, role=role, scopes=frozenset(scopes))
    change_account(visitor.desk, CONSOLE, person.id, profile)


def _statuses(visitor: Visitor, caller: str, *addresses: str, method: str = "GET", **more: Any) -> set[int]:
    """Gives what a person is answered in a browser and as a program."""
    filled = [visitor.world.fill(address) for address in addresses]
    asked = (visitor.ask, visitor.ask_by_token)
    return {ask(caller, method, address, **more).status_code for ask in asked for address in filled}


OF_REPORT = (
    "/api/v1/jobs/{job_id=report}",
    "/api/v1/jobs/{job_id=failed_report}/events",
    "/travaux/{job_id=report}",
    "/api/v1/dossiers/{dossier_id=report}",
    "/api/v1/dossiers/{dossier_id=report}/archive",
    "/dossiers/{dossier_id=report}",
    "/ententes/{agreement_id}",
)
OF_CG = (
    "/api/v1/jobs/{job_id=of_CG}",
    "/api/v1/submissions/{submission_id}/findings",
    "/api/v1/dossiers/{dossier_id}/archive",
    "/territoires/{code}",
    "/depots/{submission_id}",
    "/dossiers/{dossier_id}",
)


def test_a_funder_that_lost_its_agreements_finds_nothing_of_them(visitor: Visitor) -> None:
    assert _statuses(visitor, "funder", *OF_REPORT) == {200}
    _become(visitor, "funder", Role.FUNDER, (ScopeKind.FUNDER, OTHER_FUNDER))
    assert _statuses(visitor, "funder", *OF_REPORT) == {404}
    retry = "/api/v1/jobs/{job_id=failed_report}/retry"
    assert _statuses(visitor, "funder", retry, method="POST") == {404}
    assert _statuses(visitor, "funder", "/api/v1/agreements/{agreement_id}/reports", method="POST", json={}) == {404}
    assert visitor.ask_by_token("funder", "GET", "/api/v1/jobs").json() == []
    _become(visitor, "funder", Role.FUNDER, (ScopeKind.AGREEMENT, AGREEMENT))
    assert _statuses(visitor, "funder", *OF_REPORT) == {200}


def test_a_coordination_that_lost_its_territory_finds_nothing_of_it(visitor: Visitor) -> None:
    assert _statuses(visitor, "CG", *OF_CG) == {200}
    key: dict[str, Any] = {"headers": {"Idempotency-Key": "une-cle"}, "json": {"edition": "travail"}}
    assert visitor.ask("CG", "POST", "/api/v1/territories/CG/dossiers", **key).status_code == 202
    _become(visitor, "CG", Role.COORDINATION, (ScopeKind.TERRITORY, "RP"))
    assert _statuses(visitor, "CG", *OF_CG) == {404}
    assert visitor.ask("CG", "POST", "/api/v1/territories/CG/dossiers", **key).status_code == 404
    assert _statuses(visitor, "CG", "/api/v1/jobs/{job_id=of_CG}", method="DELETE") == {404}


@pytest.mark.parametrize(
    ("role", "scope"),
    [(Role.COORDINATION, (ScopeKind.TERRITORY, "RP")), (Role.FUNDER, (ScopeKind.FUNDER, OTHER_FUNDER))],
)
def test_a_regional_officer_who_is_one_no_more_finds_nothing_of_the_region(
    visitor: Visitor, role: Role, scope: tuple[ScopeKind, str]
) -> None:
    of_region = ("/api/v1/jobs/{job_id=batch}", "/api/v1/dossiers/{dossier_id=batch}", *OF_CG)
    assert _statuses(visitor, "region", *of_region) == {200}
    asked = ConsolidateOrder(agreement=CONVENTION.id, funder=FUNDER, submissions={})
    mine = visitor.desk.jobs.start(asked, requested_by=visitor.world.people["region"].id, lang="fr")
    _become(visitor, "region", role, scope)
    assert _statuses(visitor, "region", *of_region, f"/api/v1/jobs/{mine.id}") == {404}
    assert _statuses(visitor, "region", "/api/v1/jobs/{job_id=batch}", method="DELETE") == {404}


def test_an_account_that_is_closed_opens_nothing_and_keeps_no_key(visitor: Visitor) -> None:
    disable_account(visitor.desk, CONSOLE, visitor.world.people["CG"].id)
    for caller in ("CG", "CG:read"):
        assert visitor.ask(caller, "GET", "/api/v1/me").status_code == 401
    assert visitor.ask_by_token("CG", "GET", "/api/v1/me").status_code == 401
    assert visitor.ask("CG", "GET", "/territoires/CG").headers["location"].startswith("/connexion?suite=")
    assert visitor.ask("nobody", "GET", visitor.world.fill("/mot-de-passe/{jeton}")).status_code == 404
    keeping.enable_account(visitor.desk, CONSOLE, visitor.world.people["CG"].id)
    assert visitor.ask("CG", "GET", "/api/v1/me").status_code == 401
    assert visitor.ask_by_token("CG", "GET", "/api/v1/me").status_code == 401


@pytest.mark.parametrize("shut", ["closed", "moved", "nothing"])
def test_a_stream_ends_when_its_door_is_shut(
    visitor: Visitor, world: World, monkeypatch: pytest.MonkeyPatch, shut: str
) -> None:
    looks = 0
    monkeypatch.setattr(job_routes, "LOOK_SECONDS", 0)
    look_again = job_routes._look_again

    def shutting(request: Any, job_id: str) -> Any:
        nonlocal looks
        looks += 1
        if looks == 2 and shut == "closed":
            disable_account(visitor.desk, CONSOLE, world.people["CG"].id)
        if looks == 2 and shut == "moved":
            _become(visitor, "CG", Role.COORDINATION, (ScopeKind.TERRITORY, "RP"))
        with visitor.desk.database.writing() as session:
            job = session.get_one(Job, world.things["job_id"])
            job.step, job.state = f"étape {looks}", JobState.FAILED if looks == 4 else job.state
        return look_again(request, job_id)

    monkeypatch.setattr(job_routes, "_look_again", shutting)
    told = visitor.ask("CG", "GET", world.fill("/api/v1/jobs/{job_id}/events")).text
    shown = [number for number in range(1, 5) if f"étape {number}" in told]
    assert shown == ([1, 2, 3, 4] if shut == "nothing" else [1])


def test_the_last_admin_cannot_shut_themselves_out(visitor: Visitor) -> None:
    mine = visitor.world.people["admin"]
    form = {"courriel": mine.email, "nom": mine.name, "role": "regional"}
    assert visitor.ask("admin", "POST", f"/comptes/{mine.id}", data=form).status_code == 422
    assert visitor.ask("admin", "POST", f"/comptes/{mine.id}/fermer").status_code == 422
    People(visitor.desk, made=70)(Role.ADMIN)
    assert visitor.ask("admin", "POST", f"/comptes/{mine.id}/fermer").status_code == 422  # never one's own
    assert visitor.ask("admin", "GET", "/comptes").status_code == 200


@pytest.fixture
def shared(visitor: Visitor, postgresql_url: str) -> Iterator[Desk]:
    """A desk on PostgreSQL, empty."""
    database = Database(postgresql_url.replace("postgresql://", "postgresql+psycopg://", 1))
    upgrade_database(database)
    yield replace(visitor.desk, database=database)
    database.close()


def test_two_admins_cannot_close_each_other_at_once(shared: Desk) -> None:
    admins = [People(shared, made=made)(Role.ADMIN).id for made in range(2)]
    start = Barrier(2)

    def close(one: str) -> bool:
        start.wait()
        try:
            disable_account(shared, CONSOLE, one)
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(close, admins)) == [False, True]


ODD = ("%00", "a%00b", "%0d%0a", "%ff", "%ed%a0%80", "\u00e9", "a" * 300)


def test_nothing_odd_in_an_address_is_a_fault_on_postgresql(visitor: Visitor, shared: Desk) -> None:
    officer = People(shared)(Role.REGIONAL)
    headers = People(shared).headers(officer)
    on_postgresql = Visitor(visitor.client, visitor.world, shared)
    roots = ("/api/v1/jobs/", "/api/v1/dossiers/", "/api/v1/submissions/", "/travaux/", "/depots/", "/dossiers/")
    lists = ("/api/v1/jobs?before=", "/api/v1/dossiers?agreement=", "/api/v1/dossiers?territory=")
    for odd in ODD:
        for root in (*roots, "/ententes/", "/territoires/", "/region/lots/"):
            answer = on_postgresql.ask("nobody", "GET", f"{root}{odd}", headers=headers)
            assert answer.status_code in (404, 422), (root, odd)
        for root in (*lists, "/api/v1/canvases/CG.xlsx?from="):
            answer = on_postgresql.ask("nobody", "GET", f"{root}{odd}", headers=headers)
            assert answer.status_code in (200, 404, 422), (root, odd)
    with shared.database.reading() as session:
        refused = look_through(session, Wanted(outcome="refused"), before=None, limit=500)
    assert len(refused) > 40
    assert all(entry.subject.isprintable() for entry in refused)


def test_a_funder_is_told_nothing_of_findings(visitor: Visitor) -> None:
    with visitor.desk.database.writing() as session:
        for version in session.query(PlanVersion):
            version.is_blocked, version.blocking, version.blocking_in = True, 3, {}
    for agreement, scope in (("{agreement_id}", "territory"), ("{agreement_id=convention}", "consolidated")):
        address = visitor.world.fill(f"/api/v1/agreements/{agreement}/reports")
        answer = visitor.ask_by_token("funder", "POST", address, json={"scope": scope})
        assert answer.status_code in (404, 409)
        assert "constat" not in answer.text and "bloqu" not in answer.text

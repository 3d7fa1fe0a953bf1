"""Every address tried as everyone: what is not allowed is refused, tells nothing of what it guards, and is audited."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import func, select
from starlette.routing import BaseRoute

from service.db.tables import Account, ApiToken, AuditEntry, Base, Dossier, IdempotencyKey, Job, Submission
from service.desk import Desk
from tests.service.conftest import People
from tests.service.doors.conftest import Opening
from tests.service.doors.table import CALLERS, LINES, Line
from tests.service.doors.world import HINTS, SAMPLE, Visitor, World

KEPT = (Account, ApiToken, Dossier, IdempotencyKey, Job, Submission)
JSON: dict[str, dict[str, object]] = {
    "/api/v1/territories/{code}/dossiers": {"edition": "travail"},
    "/api/v1/agreements/{agreement_id}/reports": {"fy": "2025-2026"},
    "/api/v1/agreements/{agreement_id=convention}/reports": {"scope": "consolidated"},
    "/api/v1/agreements/{agreement_id=none}/reports": {},
    "/api/v1/batches": {"territories": ["CG"]},
}
LONG = "cinq mots sans aucun lien"
FORMS: dict[str, dict[str, str]] = {
    "/langue": {"langue": "fr"},
    "/connexion": {"courriel": "personne@exemple.ca", "mot_de_passe": "pas celui-là"},
    "/mot-de-passe/{jeton}": {"nouveau": LONG, "encore": LONG},
    "/mot-de-passe/{jeton=none}": {"nouveau": LONG, "encore": LONG},
    "/mon-compte": {"nom": "Anne", "langue": "fr"},
    "/mon-compte/mot-de-passe": {
        "actuel": "x",
        "nouveau": "cinq mots sans aucun lien",
        "encore": "cinq mots sans aucun lien",
    },
    "/jetons": {"nom": "essai", "droits": "deposit", "jours": "30"},
    "/comptes": {"courriel": "a@b.ca", "nom": "Anne", "role": "regional"},
    "/comptes/{account_id}": {"courriel": "a@b.ca", "nom": "Anne", "role": "regional"},
    "/comptes/{account_id}/jetons": {"nom": "essai", "jours": "30"},
    "/depots/{submission_id}/dossier": {"edition": "travail"},
    "/ententes/{agreement_id}/reddition": {"exercice": "2025-2026", "genre": "annuel"},
    "/ententes/{agreement_id=convention}/reddition": {"exercice": "2025-2026", "genre": "annuel"},
    "/region/lots": {"edition": "travail"},
}
TEMPLATES = ("/api/v1/templates/{template_id}/versions", "/gabarits/{template_id}")
OWN_PLAN = SAMPLE.parents[1] / "plan.docx"
DEPOSITS = ("/api/v1/territories/{code}/submissions", "/territoires/{code}/deposer")


def _names(lines: Iterable[Line]) -> list[Any]:
    return [pytest.param(line, id=f"{line.method} {line.address}") for line in lines]


EVERY = _names(LINES)
CHANGES = _names(line for line in LINES if line.changes)
PAGES = tuple(line for line in LINES if not line.address.startswith("/api/"))


def declared(routes: Iterable[BaseRoute]) -> Iterator[tuple[str, str]]:
    """Gives each method and path of an application, those of included routers with their prefix."""
    for route in routes:
        if hasattr(route, "effective_candidates"):
            yield from declared(route.effective_candidates())
        else:
            path = getattr(route, "path_format", "") or route.starlette_route.path_format  # type: ignore[attr-defined]
            yield from ((method, path) for method in route.methods)  # type: ignore[attr-defined]


def test_the_table_holds_every_route_and_no_other(client: TestClient) -> None:
    app = client.app
    assert isinstance(app, FastAPI)
    routes, table = set(declared(app.routes)), {(line.method, line.template) for line in LINES}
    assert len(routes) > 60
    assert (routes - table, table - routes) == (set(), set())


def _ask(visitor: Visitor, line: Line, caller: str, **more: Any) -> Response:
    return visitor.ask(caller, line.method, visitor.world.address(line), **{**_body(line), **more})


def _body(line: Line) -> dict[str, Any]:
    if line.template in DEPOSITS:
        workbook = ("canevas.xlsx", (SAMPLE / "canevas.xlsx").read_bytes())
        return {"files": {"workbook": workbook}, "headers": {"Prefer": "wait=0"}} if line.changes else {}
    if line.template in TEMPLATES:
        return {"files": {"template": ("plan.docx", OWN_PLAN.read_bytes())}} if line.changes else {}
    if line.changes and line.address in JSON:
        return {"json": JSON[line.address]}
    return {"data": FORMS.get(line.address, {})} if line.method == "POST" else {}


def _answer_of(answer: Response) -> str:
    is_door = answer.status_code == 303 and answer.headers["location"].startswith("/connexion")
    return "door" if is_door and "depart=" not in answer.headers["location"] else str(answer.status_code)


_COUNTS = select(*(select(func.count()).select_from(kind).scalar_subquery().label(kind.__name__) for kind in KEPT))


def _counts(desk: Desk) -> dict[str, int]:
    with desk.database.reading() as session:
        return dict(session.execute(_COUNTS).one()._mapping)


def _last_entry(desk: Desk) -> AuditEntry:
    with desk.database.reading() as session:
        return session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()


@pytest.mark.parametrize("line", EVERY)
def test_each_caller_is_answered_as_the_table_says(opened: Opening, line: Line) -> None:
    visitor = opened()
    answered = []
    for caller in CALLERS:
        visitor = opened() if line.changes else visitor
        before = _counts(visitor.desk)
        answer = _ask(visitor, line, caller)
        expected = line.answer_to(caller)
        answered.append(_answer_of(answer) + "f" * expected.endswith("f"))
        if _is_refused(expected):
            _check_refusal(visitor, line, caller, answer)
            assert _counts(visitor.desk) == before
    assert tuple(answered) == line.answers


def _is_refused(expected: str) -> bool:
    return expected == "door" or expected.startswith("4")


def _check_refusal(visitor: Visitor, line: Line, caller: str, answer: Response) -> None:
    own = visitor.world.people[caller.partition(":")[0]].email if caller != "nobody" else ""
    asked = visitor.world.address(line).partition("?")[0]
    told = answer.text.replace(asked, "").replace(own or asked, "")
    assert [hint for hint in HINTS if hint in told] == []
    entry = _last_entry(visitor.desk)
    if line.answer_to(caller).endswith("f"):
        assert (entry.outcome, entry.who) in (("failed", "anonyme"), ("failed", own))
        return
    assert entry.who == (own or "anonyme")
    short = line.template.removeprefix("/api/v1")
    assert (entry.outcome, entry.action.removesuffix(":path}").split(" ")[0]) == ("refused", line.method.lower())
    assert entry.action.partition(" ")[2].replace(":path", "") == short
    assert entry.subject == (line.template if "{jeton}" in line.template else asked)
    assert entry.address == "testclient" and entry.request_id == answer.headers["x-request-id"]
    assert (entry.account_id is None) == (caller == "nobody")


@pytest.mark.parametrize("line", _names(line for line in LINES if line.address.startswith("/api/v1/")))
def test_a_program_is_answered_as_its_person_in_a_browser(opened: Opening, line: Line) -> None:
    visitor = opened()
    for caller in ("CG", "other", "region"):
        visitor = opened() if line.changes else visitor
        answer = visitor.ask_by_token(caller, line.method, visitor.world.address(line), **_body(line))
        assert (caller, str(answer.status_code)) == (caller, line.answer_to(caller))


@pytest.mark.parametrize("line", CHANGES)
def test_nothing_changes_in_a_browser_without_the_token_of_our_page(opened: Opening, line: Line) -> None:
    if line.address == "/langue":  # any site may ask for it, and only the words change
        return
    visitor = opened()
    before = _counts(visitor.desk)
    for caller in ("CG", "funder", "admin"):
        for strange in ({}, {"X-CSRF-Token": "x" * 43}, {"Sec-Fetch-Site": "cross-site"}):
            is_ours = "Sec-Fetch-Site" in strange  # the right token, sent by another site's page
            more = _body(line)
            more["headers"] = {**more.get("headers", {}), **strange}
            answer = visitor.ask(caller, line.method, visitor.world.address(line), is_ours=is_ours, **more)
            assert answer.status_code in (403, 404), (caller, strange)
            assert [hint for hint in HINTS[:4] if hint in answer.text] == []
            entry = _last_entry(visitor.desk)
            assert (entry.who, entry.outcome) == (visitor.world.people[caller].email, "refused")
    assert _counts(visitor.desk) == before


def test_what_is_anothers_and_what_is_not_there_look_alike(visitor: Visitor, world: World) -> None:
    for line in LINES:
        if line.method != "GET" or "=none}" not in line.address or "path=none" in line.address:
            continue
        there = line.address.replace("=none", "")
        for caller in ("RP", "other"):
            told = [visitor.ask(caller, "GET", world.fill(address)) for address in (there, line.address)]
            if line.answer_to(caller) != "404" or told[0].status_code == 200:
                continue
            assert told[0].status_code == told[1].status_code == 404
            assert _plain(told[0], world) == _plain(told[1], world), (line.address, caller)


def _plain(answer: Response, world: World) -> str:
    text = answer.text.replace(answer.headers["x-request-id"], "")
    for thing in sorted(world.things.values(), key=len, reverse=True):
        text = text.replace(f"/{thing}", "/…").replace(f"%2F{thing}", "%2F…")
    return text


@pytest.mark.parametrize("path", ["/territories", "/agreements", "/jobs", "/dossiers"])
def test_lists_hold_nothing_of_others(visitor: Visitor, world: World, path: str) -> None:
    hidden = [thing for name, thing in world.things.items() if name.startswith(("job_id", "dossier_id", "submission"))]
    hidden.remove(world.things["submission_id=of_RP"])
    for caller in ("RP", "other"):
        text = visitor.ask(caller, "GET", f"/api/v1{path}").text
        assert [thing for thing in (*hidden, "temoin-nom", "temoin-probleme") if thing in text] == []
    assert "temoin" not in visitor.ask("funder", "GET", "/api/v1/territories").text
    mine = visitor.ask("funder", "GET", f"/api/v1{path}").text
    for name in ("job_id", "job_id=of_CG", "job_id=batch", "dossier_id", "dossier_id=batch"):
        assert world.things[name] not in mine


TRICKS = (
    "../../../etc/passwd",
    "..%2F..%2F..%2Fetc%2Fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "..%5c..%5cetc%5cpasswd",
    "/etc/passwd",
    "%2Fetc%2Fpasswd",
    "//etc/passwd",
    "temoin-fichier.pdf/",
    "%2e/temoin-fichier.pdf",
    "x/%2e%2e/temoin-fichier.pdf",
    "x%2F..%2Ftemoin-fichier.pdf",
    "temoin-fichier.pdf%00.png",
    "temoin-fichier.pdf%00",
    "TEMOIN-FICHIER.PDF",
    "",
    "%",
    "a" * 3000,
)


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_of_the_path_gives_another_file(visitor: Visitor, world: World, trick: str) -> None:
    for root in ("/api/v1/dossiers/{dossier_id}/files/", "/dossiers/{dossier_id}/fichiers/"):
        answer = visitor.ask("CG", "GET", f"http://testserver{world.fill(root)}{trick}")
        assert answer.status_code == 404
        assert "root:" not in answer.text and "temoin\n" not in answer.text


def test_anothers_idempotency_key_gives_nothing_of_theirs(visitor: Visitor, person_of_cg: str) -> None:
    path, key = "/api/v1/territories/CG/dossiers", {"Idempotency-Key": "la-cle-de-tous"}
    sent: dict[str, Any] = {"json": {"edition": "travail"}, "headers": key}
    first = visitor.ask("CG", "POST", path, **sent)
    again, region = (visitor.ask(caller, "POST", path, **sent) for caller in ("CG", "region"))
    assert [answer.status_code for answer in (first, again, region)] == [202, 202, 202]
    assert first.json()["id"] == again.json()["id"] != region.json()["id"]
    assert visitor.ask("RP", "POST", path, **sent).status_code == 404
    wrong = visitor.ask("CG", "POST", "/api/v1/batches", json={}, headers=key)
    assert wrong.status_code == 403 and first.json()["id"] not in wrong.text


@pytest.fixture
def person_of_cg(visitor: Visitor) -> str:
    """A second person of the same territory."""
    return People(visitor.desk, made=50)(visitor.world.people["CG"].role, territories=("CG",)).id


def test_every_table_that_holds_things_is_counted() -> None:
    names = {mapper.class_.__name__ for mapper in Base.registry.mappers}
    assert {kind.__name__ for kind in KEPT} <= names

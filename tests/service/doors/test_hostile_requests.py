"""Requests made to harm: none makes a fault, leads people elsewhere, fills the disk or passes for someone else's."""

import logging
from contextlib import nullcontext
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from service.accounts.links import create_link
from service.app import create_app
from service.db.tables import AuditEntry
from service.journal import JsonLines
from service.rates import Rates
from service.serving import server_config
from tests.service.doors.table import LINES
from tests.service.doors.world import Visitor, World

MANY_DIGITS = "9" * 5000
READ = tuple(line for line in LINES if line.method == "GET")
NOBODYS = ("/static/", "/healthz", "/readyz", "/metrics", "/api/v1/openapi.json")


@pytest.mark.parametrize("wanted", [f"bytes=0-{MANY_DIGITS}", f"bytes=-{MANY_DIGITS}", f"bytes={MANY_DIGITS}-"])
def test_a_range_with_too_many_digits_is_no_range(visitor: Visitor, world: World, wanted: str) -> None:
    answer = visitor.ask("CG", "GET", world.fill("/dossiers/{dossier_id}/archive"), headers={"Range": wanted})
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")


@pytest.mark.parametrize("origin", ["http://[", "http://]", "\\\\", "http://testserver@ailleurs.exemple", "null", ""])
def test_an_origin_that_is_no_address_is_anothers(visitor: Visitor, origin: str) -> None:
    sent: dict[str, Any] = {"data": {"nom": "Anne"}, "headers": {"Origin": origin}}
    assert visitor.ask("CG", "POST", "/mon-compte", **sent).status_code == 403


@pytest.mark.parametrize(
    "header",
    [
        {"Authorization": b"Bearer \xc3\xa9"},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer " + "a" * 9000},
        {"Authorization": "Basic YTpi"},
        {"Cookie": b"dossier=\xff\xfe.x; langue=\xff"},
        {"Cookie": 'dossier="; visiteur=a.b.c; langue=de'},
        {"Accept-Language": f"en;q={MANY_DIGITS}, fr;q=nan, *;q=-inf"},
        {"X-Request-ID": "a" * 65},
        {"If-None-Match": '"' * 500},
    ],
    ids=lambda header: next(iter(header)),
)
def test_a_header_of_nonsense_is_a_visitors(visitor: Visitor, header: dict[str, Any]) -> None:
    assert visitor.ask("nobody", "GET", "/api/v1/me", headers=header).status_code == 401
    assert visitor.ask("nobody", "GET", "/connexion", headers=header).status_code == 200


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b'{"fy":"\xff"}', b'{"fy":' + b"9" * 5000 + b"}", b'{"fy":NaN}', b"\0"]
)
def test_a_body_of_nonsense_is_refused(visitor: Visitor, body: bytes) -> None:
    sent: dict[str, Any] = {"content": body, "headers": {"Content-Type": "application/json"}}
    assert visitor.ask("CG", "POST", "/api/v1/territories/CG/dossiers", **sent).status_code in (400, 422)


@pytest.mark.parametrize("unit", ["\\ud800", "\\u0000"])
def test_an_id_that_no_database_can_keep_is_refused(visitor: Visitor, unit: str) -> None:
    body = f'{{"submission":"{unit}","edition":"travail"}}'.encode()
    sent: dict[str, Any] = {"content": body, "headers": {"Content-Type": "application/json"}}
    assert visitor.ask("CG", "POST", "/api/v1/territories/CG/dossiers", **sent).status_code == 422


def test_no_answer_repeats_the_host_that_a_request_names(visitor: Visitor, world: World) -> None:
    host = {"Host": "ailleurs.exemple"}
    for line in (line for line in READ if "=" not in line.address):
        for slash in ("", "/"):
            address = world.address(line).partition("?")[0] + slash
            if address.endswith("/events/"):
                continue
            answer = visitor.ask("admin", "GET", address, headers=host)
            told = f"{dict(answer.headers)} {answer.text if 'html' in answer.headers.get('content-type', '') else ''}"
            assert "ailleurs.exemple" not in told, address


@pytest.mark.parametrize("path", ["/connexion", "/langue", "/api/v1/batches", "/depots/x/dossier"])
def test_only_a_deposit_may_be_large(visitor: Visitor, path: str) -> None:
    large: dict[str, Any] = {"files": {"f": ("f.bin", b"x" * 2_000_000)}}
    assert visitor.ask("nobody", "POST", path, **large).status_code == 413
    assert visitor.ask("CG", "POST", "/territoires/CG/deposer", **large).status_code == 400  # read, and lacking


FLOODS = (
    ("GET", "/metrics"),
    ("GET", "/mot-de-passe/x"),
    ("GET", "/demonstration/x"),
    ("POST", "/connexion"),
    ("GET", "/comptes"),
    ("GET", "/api/v1/jobs"),
    ("GET", "/static/0/x.css"),
)


@pytest.mark.parametrize(("method", "path"), FLOODS)
def test_a_visitor_cannot_fill_the_trail(visitor: Visitor, method: str, path: str) -> None:
    state = visitor.client.app.state  # type: ignore[attr-defined]
    state.desk, state.rates = visitor.desk, Rates(requests=5, starts=5)
    visitor.client.cookies.clear()
    statuses = [visitor.client.request(method, path).status_code for _ in range(12)]
    with visitor.desk.database.reading() as session:
        written = session.scalar(select(func.count()).select_from(AuditEntry)) or 0
    with visitor.desk.database.reading() as session:
        before = session.scalar(select(func.count()).select_from(AuditEntry).where(AuditEntry.who != "anonyme")) or 0
    assert written - before <= 5
    assert 429 in statuses or written == before


def _seen_from(visitor: Visitor, world: World, *, server: str, forwarded: str) -> str:
    """Gives where the trail says that a refused request came from; ``server`` is who connected to us."""
    app = create_app(world.settings, opened=lambda _settings: nullcontext(visitor.desk))
    config = server_config(app, world.settings)
    config.load()
    with TestClient(app):  # opens the desk
        client = TestClient(config.loaded_app, client=(server, 50_000))
        client.get("/api/v1/me", headers={"X-Forwarded-For": forwarded})
    with visitor.desk.database.reading() as session:
        return session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first().address  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("server", "forwarded", "seen"),
    [
        ("203.0.113.9", "10.0.0.1", "203.0.113.9"),  # a stranger says anything
        ("127.0.0.1", "203.0.113.7", "203.0.113.7"),  # our proxy says who
        ("127.0.0.1", "10.0.0.1, 203.0.113.7", "203.0.113.7"),  # what the stranger told our proxy is not believed
    ],
)
def test_only_our_proxy_says_where_a_visitor_comes_from(
    visitor: Visitor, world: World, server: str, forwarded: str, seen: str
) -> None:
    assert _seen_from(visitor, world, server=server, forwarded=forwarded) == seen


def test_a_limit_is_not_passed_by_another_forwarded_address(visitor: Visitor) -> None:
    state = visitor.client.app.state  # type: ignore[attr-defined]
    state.desk, state.rates = visitor.desk, Rates(requests=5, starts=5)
    statuses = [
        visitor.client.get(
            "/api/v1/me", headers={"X-Forwarded-For": f"10.0.0.{last}", "X-Real-IP": "10.1.1.1"}
        ).status_code
        for last in range(7)
    ]
    assert statuses == [401] * 5 + [429] * 2


def test_a_one_time_link_is_told_to_nobody_else(
    visitor: Visitor, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with visitor.desk.database.writing() as session:
        link = create_link(session, visitor.desk, world.people["RP"].id)
    secret = link.rpartition("/")[2]
    with caplog.at_level(logging.DEBUG):
        answers = [visitor.ask("nobody", "GET", f"/mot-de-passe/{secret}")]
        answers += [visitor.ask("nobody", "POST", f"/mot-de-passe/{secret}", data={"nouveau": "x"})]
    for answer in answers:
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-store"
    assert caplog.records
    assert not any(secret in JsonLines().format(record) for record in caplog.records if record.name != "httpx")


def test_no_shared_cache_keeps_what_is_someones(visitor: Visitor, world: World) -> None:
    for line in READ:
        if line.address.startswith(NOBODYS) or "=none" in line.address:
            continue
        answer = visitor.ask("admin", "GET", world.address(line))
        kept = answer.headers["cache-control"]
        assert kept in ("no-store", "private, no-cache"), line.address
        if kept != "no-store" and answer.headers["content-type"] == "application/json":
            assert {"Authorization", "Cookie"} <= set(answer.headers["vary"].replace(" ", "").split(",")), line.address


def test_every_cookie_in_https_is_ours_alone(visitor: Visitor, world: World) -> None:
    secure = world.settings.model_copy(update={"public_url": "HTTPS://dossier.exemple.quebec"})
    app = create_app(secure, opened=lambda _settings: nullcontext(visitor.desk))
    object.__setattr__(visitor.desk, "settings", secure)
    with TestClient(app, base_url="https://dossier.exemple.quebec", follow_redirects=False) as client:
        given = [client.get("/connexion"), client.post("/langue", data={"langue": "en"})]
    cookies = [cookie.lower() for answer in given for cookie in answer.headers.get_list("set-cookie")]
    assert len(cookies) == 2
    for cookie in cookies:
        assert "; secure" in cookie and "; httponly" in cookie and "; samesite=lax" in cookie
        assert "domain=" not in cookie

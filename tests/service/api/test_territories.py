"""Territories at a glance, and what a browser's session may do here."""

from fastapi import FastAPI
from fastapi.testclient import TestClient

from service.accounts.sessions import cookie_name, open_session
from service.db.tables import Role
from service.desk import Desk
from tests.service.conftest import People, Speaking
from tests.service.kept import keep_dossier, keep_submission


def test_each_sees_its_territories_with_their_last_deposit_and_dossier(
    desk: Desk, person: People, client_of: Speaking
) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    keep_submission(desk, someone, "CG")
    last = keep_submission(desk, someone, "CG", blocking=3)
    made = keep_dossier(desk, someone)
    (shown,) = client_of(someone).get("/api/v1/territories").json()
    assert (shown["code"], shown["name"]) == ("CG", "La Côte-de-Gaspé")
    assert (shown["last_submission"]["id"], shown["last_submission"]["blocking"]) == (last.id, 3)
    assert shown["last_dossier"] == made.id
    officer = client_of(person(Role.REGIONAL)).get("/api/v1/territories").json()
    assert len(officer) == 6


def test_a_session_changes_nothing_without_the_token_of_its_page(
    app: FastAPI, client: TestClient, desk: Desk, person: People
) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    keep_submission(desk, someone, "CG")
    with desk.database.writing() as session:
        cookie = open_session(session, desk, someone.id)
    client.cookies.set(cookie_name(desk.settings), cookie)
    path = "/api/v1/territories/CG/dossiers"
    assert client.get("/api/v1/me").json()["id"] == someone.id
    assert client.post(path, json={}).status_code == 403
    assert client.post(path, json={}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post(path, json={}, headers={"X-CSRF-Token": _token(desk, cookie)}).status_code == 202


def _token(desk: Desk, cookie: str) -> str:
    from service.accounts.sessions import read_session

    opened = read_session(desk, cookie)
    assert opened is not None
    return opened.csrf

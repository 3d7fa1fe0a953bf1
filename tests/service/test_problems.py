"""Problems: a row for every error, in either language, and nothing of the machine in what is told."""

import logging
import re
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assembler.errors import DossierError, EncryptedUploadError, HostileUploadError
from service import errors
from service.app import create_app
from service.chamber.problem_codes import CODES
from service.db.tables import Role
from service.desk import Desk
from service.errors import TaskRefusedError
from service.problem_table import ROWS, row_of
from tests.service.conftest import People, Speaking


def _tree(kind: type[DossierError]) -> Iterator[type[DossierError]]:
    yield kind
    for child in kind.__subclasses__():
        if child.__module__ in ("assembler.errors", errors.__name__):
            yield from _tree(child)


@pytest.mark.parametrize("kind", tuple(_tree(DossierError)), ids=lambda kind: kind.__name__)
def test_every_error_has_a_row(kind: type[DossierError]) -> None:
    assert kind in ROWS
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", ROWS[kind].code)
    assert 400 <= ROWS[kind].status < 600


def test_a_code_means_one_thing() -> None:
    codes = [row.code for row in ROWS.values()]
    assert len(codes) == len(set(codes))


def test_the_chamber_and_the_api_say_the_same_codes() -> None:
    assert {kind: ROWS[kind].code for kind in CODES} == CODES


def test_what_the_chamber_refused_is_told_as_what_it_met() -> None:
    refused = TaskRefusedError(code=CODES[EncryptedUploadError], error="EncryptedUploadError", messages={"fr": "non"})
    assert row_of(refused) == ROWS[EncryptedUploadError]
    assert row_of(HostileUploadError("a.xlsx", "pourquoi", "remède")).code == "unsafe-file"


def test_a_visitor_is_asked_to_sign_in(client: TestClient) -> None:
    answer = client.get("/api/v1/me")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"].startswith("Bearer")
    told = answer.json()
    assert (told["type"], told["status"]) == ("/api/v1/problems/sign-in-needed", 401)
    assert (told["instance"], told["request_id"]) == ("/api/v1/me", answer.headers["x-request-id"])


@pytest.mark.parametrize(
    ("accepted", "title"),
    [("", "Il faut se connecter"), ("fr-CA, en;q=0.5", "Il faut se connecter"), ("en-CA", "Signing in is needed")],
)
def test_problems_speak_the_language_asked_for(client: TestClient, accepted: str, title: str) -> None:
    assert client.get("/api/v1/me", headers={"Accept-Language": accepted}).json()["title"] == title


def test_every_wrong_field_is_told_at_once_by_its_name(desk: Desk, person: People, client_of: Speaking) -> None:
    client = client_of(person(Role.REGIONAL))
    body = {"fy": "2026", "edition": "brouillon", "surplus": 1}
    told = client.post("/api/v1/territories/CG/dossiers", json=body).json()
    assert told["status"] == 422
    lines = {line["field"]: line["message"] for line in told["errors"]}
    assert lines["surplus"] == "Ce champ n’existe pas ici. Retirez-le."
    assert lines["fy"] == "Ce texte n’a pas la forme attendue."
    assert "officielle" in lines["edition"]
    english = client.post("/api/v1/territories/CG/dossiers", json=body, headers={"Accept-Language": "en"}).json()
    assert {line["field"]: line["message"] for line in english["errors"]}["fy"] == (
        "This text does not have the form expected."
    )


def test_a_body_that_is_not_json_is_told(desk: Desk, person: People, client_of: Speaking) -> None:
    client = client_of(person(Role.REGIONAL))
    headers = {"Content-Type": "application/json"}
    told = client.post("/api/v1/batches", content=b"{", headers=headers).json()
    assert (told["status"], told["errors"][0]["message"]) == (422, "Le corps de la demande n’est pas du JSON valide.")


def test_an_unknown_address_and_a_wrong_method_are_problems(client: TestClient) -> None:
    assert client.get("/api/v1/rien").json()["type"] == "/api/v1/problems/not-found"
    wrong = client.put("/api/v1/batches")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")
    assert wrong.json()["type"] == "/api/v1/problems/method-not-allowed"


def test_what_nobody_foresaw_is_told_without_a_word_of_it(
    desk: Desk, person: People, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(desk.settings, opened=lambda _settings: nullcontext(desk))

    @app.get("/api/v1/accident")
    def accident() -> None:
        raise RuntimeError("un secret de la machine")

    with TestClient(app, headers=person.headers(person(Role.REGIONAL))) as client, caplog.at_level(logging.ERROR):
        answer = client.get("/api/v1/accident")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert "un secret de la machine" in caplog.text


def test_a_callers_own_request_id_is_kept_when_it_is_sane(client: TestClient) -> None:
    kept = client.get("/api/v1/me", headers={"X-Request-ID": "demande-2026-11-22"})
    assert kept.headers["x-request-id"] == "demande-2026-11-22"
    for odd in ("court", "a" * 65, "avec espace 12", "inject\tion00"):
        assert client.get("/api/v1/me", headers={"X-Request-ID": odd}).headers["x-request-id"] != odd


def test_a_page_tells_its_faults_as_a_page(client: TestClient) -> None:
    answer = client.get("/nulle-part", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")


def test_asking_too_often_is_told_with_how_long_to_wait(app: FastAPI, desk: Desk, client: TestClient) -> None:
    statuses = [client.get("/api/v1/me").status_code for _ in range(desk.settings.requests_per_minute)]
    assert set(statuses) == {401}
    answer = client.get("/api/v1/me")
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    assert answer.json()["type"] == "/api/v1/problems/too-many-requests"

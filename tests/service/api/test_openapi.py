"""The OpenAPI document describes every route: its tag, its words, its problems; and every door asks who."""

import re
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from service.db.tables import Role
from service.routes.openapi import TAGS
from tests.service.conftest import People, Speaking

Operation = tuple[str, str, dict[str, Any]]


@pytest.fixture
def document(app: FastAPI) -> dict[str, Any]:
    """The document."""
    return app.openapi()


@pytest.fixture
def operations(document: dict[str, Any]) -> list[Operation]:
    """Each operation: its path, its method, what is said of it."""
    return [(path, method, told) for path, methods in document["paths"].items() for method, told in methods.items()]


def test_the_document_is_served(client: TestClient) -> None:
    assert client.get("/api/v1/openapi.json").json()["info"]["title"] == "Dossier"


def test_every_route_has_its_tag_its_words_and_a_name_of_its_own(operations: list[Operation]) -> None:
    tags = {tag["name"] for tag in TAGS}
    for path, method, told in operations:
        assert set(told["tags"]) <= tags, (path, method)
        assert told["summary"], (path, method)
        assert told["description"], (path, method)
    names = [told["operationId"] for _path, _method, told in operations]
    assert len(names) == len(set(names))


def test_every_route_tells_its_problems(operations: list[Operation]) -> None:
    for path, method, told in operations:
        for status, answer in told["responses"].items():
            if int(status) >= 400 and status != "416":
                assert "application/problem+json" in answer["content"], (path, method, status)
        assert {"401", "404", "422", "429", "500"} <= set(told["responses"]), (path, method)


def test_every_start_takes_an_idempotency_key(operations: list[Operation]) -> None:
    starts = [told for path, method, told in operations if method == "post" and not path.endswith("/retry")]
    assert len(starts) == 5
    for told in starts:
        assert "Idempotency-Key" in {parameter["name"] for parameter in told["parameters"]}


def test_every_reference_of_the_document_leads_somewhere(document: dict[str, Any]) -> None:
    named = set(re.findall(r"'#/components/schemas/(\w+)'", str(document)))
    assert named - set(document["components"]["schemas"]) == set()


def test_every_body_has_an_example(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert all(schemas[name]["examples"] for name in ("DossierAsked", "ReportAsked", "BatchAsked"))


def test_no_route_answers_a_visitor(client: TestClient, operations: list[Operation]) -> None:
    for path, method, _told in operations:
        answer = client.request(method, re.sub(r"\{\w+\}", "CG", path))
        assert answer.status_code == 401, (path, method)


def test_an_address_tells_all_its_methods(client: TestClient) -> None:
    assert client.options("/api/v1/jobs/x").headers["allow"] == "GET, DELETE"
    assert client.put("/api/v1/dossiers/x/archive").headers["allow"] == "GET, HEAD"


def test_fields_are_a_json_schema(person: People, client_of: Speaking) -> None:
    answer = client_of(person(Role.FUNDER)).get("/api/v1/fields")
    assert answer.json()["$schema"].startswith("https://json-schema.org/")
    tag = answer.headers["etag"]
    assert client_of(person(Role.FUNDER)).get("/api/v1/fields", headers={"If-None-Match": tag}).status_code == 304


def test_problems_are_listed_in_the_language_asked_for(person: People, client_of: Speaking) -> None:
    client = client_of(person(Role.FUNDER))
    french = {row["type"]: row["title"] for row in client.get("/api/v1/problems").json()}
    english = client.get("/api/v1/problems", headers={"Accept-Language": "en"}).json()
    assert french["/api/v1/problems/encrypted-file"] == "Un fichier est protégé par un mot de passe"
    assert {row["type"] for row in english} == set(french)
    assert all(row["title"] != french[row["type"]] for row in english)


def test_me_is_who_the_token_speaks_for(person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("RP", "CG"))
    told = client_of(someone, rights=frozenset({"read"})).get("/api/v1/me").json()
    assert (told["role"], told["territories"], told["rights"]) == ("coordination", ["CG", "RP"], ["read"])

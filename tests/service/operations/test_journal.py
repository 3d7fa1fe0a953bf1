"""The journal: one line for each event, who and which request, no e-mail, no secret."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from service.db.tables import Role
from service.desk import Desk
from service.journal import marked, open_journal, without_secrets
from tests.service.conftest import People, Speaking


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """The journal of this test."""
    root, stream = logging.root, io.StringIO()
    handlers, level = list(root.handlers), root.level
    open_journal("INFO", stream)
    yield stream
    logging.captureWarnings(False)
    root.handlers[:] = handlers
    root.setLevel(level)


def _read(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_json_with_its_marks(lines: io.StringIO) -> None:
    with marked(request="r1", person="p1"), marked(job="j1"):
        logging.getLogger("service.x").info("un essai", extra={"told": {"stage": "lecture"}})
    (line,) = _read(lines)
    assert {name: line[name] for name in ("level", "message", "request", "job", "person", "stage")} == {
        "level": "INFO", "message": "un essai", "request": "r1", "job": "j1", "person": "p1", "stage": "lecture",
    }  # fmt: skip


def test_libraries_speak_through_the_same_journal(lines: io.StringIO) -> None:
    for name in ("uvicorn.error", "dbos", "service.accounts"):
        logging.getLogger(name).warning("un mot")
    assert [line["logger"] for line in _read(lines)] == ["uvicorn.error", "dbos", "service.accounts"]


def test_a_fault_is_told_on_one_line_without_what_it_held(lines: io.StringIO) -> None:
    try:
        int("postgresql://dossier:motdepasse@base/x pour marie.roy@exemple.quebec")
    except ValueError:
        logging.getLogger("service.x").exception("raté")
    (line,) = _read(lines)
    assert "ValueError" in str(line["error"])
    assert "motdepasse" not in lines.getvalue()
    assert "marie.roy" not in lines.getvalue()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("GET /mot-de-passe/abcDEF123-_x", "GET /mot-de-passe/…"),
        ("Authorization: Bearer abc.DEF", "Authorization: Bearer …"),
        ("de marie.roy@exemple.quebec", "de …@…"),
    ],
)
def test_secrets_are_taken_out(text: str, kept: str) -> None:
    assert without_secrets(text) == kept


def test_a_terminal_gets_plain_lines() -> None:
    stream, root = Terminal(), logging.root
    handlers, level = list(root.handlers), root.level
    open_journal("INFO", stream)
    with marked(job="j1"):
        logging.getLogger("service.x").info("un essai")
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)
    assert stream.getvalue()[8:] == " INFO    un essai job=j1\n"


def test_a_request_is_told_once_with_its_person_and_no_email(
    lines: io.StringIO, desk: Desk, client_of: Speaking, person: People
) -> None:
    someone = person(Role.REGIONAL)
    answer = client_of(someone).get("/mon-compte", headers={"X-Request-ID": "demande-1234"})
    told = [line for line in _read(lines) if line["logger"] == "service.http"]
    assert [(line["request"], line["person"], line["status"]) for line in told] == [
        ("demande-1234", someone.id, answer.status_code)
    ]
    assert someone.email not in lines.getvalue()


def test_a_watcher_is_not_told(lines: io.StringIO, client: TestClient) -> None:
    client.get("/healthz")
    assert _read(lines) == []

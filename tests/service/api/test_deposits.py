"""Deposits as they arrive: what is refused at once, what is kept, and never twice for one key."""

import io
import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from service.db.tables import AuditEntry, Job, Role, Submission
from service.desk import Desk
from service.uploads import label_of
from tests.service.conftest import People, Speaking
from tests.service.kept import keep_submission

WORKBOOK = ("workbook", ("canevas.xlsx", b"PK\x03\x04 un classeur"))
PDF = b"%PDF-1.7 une lettre"
AT_ONCE = {"Prefer": "wait=0"}
PATH = "/api/v1/territories/CG/submissions"


@pytest.fixture
def coordinator(desk: Desk, person: People, client_of: Speaking) -> TestClient:
    """The coordinator of La Côte-de-Gaspé."""
    return client_of(person(Role.COORDINATION, territories=("CG",)))


def _kept(desk: Desk) -> list[Submission]:
    with desk.database.reading() as session:
        return list(session.scalars(select(Submission).order_by(Submission.number)))


def test_the_bytes_are_kept_as_they_came_and_a_check_waits(desk: Desk, coordinator: TestClient) -> None:
    files = [WORKBOOK, ("narrative", ("recit.docx", b"PK recit")), ("attachments", ("a.pdf", PDF))]
    answer = coordinator.post(PATH, files=[*files, ("attachments[]", ("b.pdf", PDF))], headers=AT_ONCE)
    assert (answer.status_code, answer.json()["state"], answer.json()["number"]) == (201, "checking", 1)
    (kept,) = _kept(desk)
    assert [(file.role, file.name) for file in kept.files] == [
        ("workbook", "canevas.xlsx"),
        ("narrative", "recit.docx"),
        ("attachment", "a.pdf"),
        ("attachment", "b.pdf"),
    ]
    assert desk.store.get(kept.files[0].sha256) == WORKBOOK[1][1]
    with desk.database.reading() as session:
        (job,) = session.scalars(select(Job))
    assert (job.id, job.order) == (answer.json()["job"], {"kind": "check", "submission_id": kept.id})


def test_the_same_bytes_twice_are_two_deposits(desk: Desk, coordinator: TestClient) -> None:
    numbers = [coordinator.post(PATH, files=[WORKBOOK], headers=AT_ONCE).json()["number"] for _ in range(2)]
    assert numbers == [1, 2]
    first, second = _kept(desk)
    assert first.files[0].sha256 == second.files[0].sha256


def test_a_deposit_of_the_very_files_of_another_says_which(coordinator: TestClient) -> None:
    renamed = ("workbook", ("canevas (1).xlsx", WORKBOOK[1][1]))
    letter, same, other = (("attachments", (name, PDF)) for name in ("a.pdf", "a.pdf", "b.pdf"))
    sent = ([WORKBOOK, letter], [WORKBOOK], [renamed, same], [WORKBOOK, other], [WORKBOOK, letter])
    told = [coordinator.post(PATH, files=files, headers=AT_ONCE).json()["same_as"] for files in sent]
    assert told == [None, None, 1, None, 3]  # an attachment is cited by its name, the canvas may have any


def test_the_same_key_gives_the_same_deposit(desk: Desk, coordinator: TestClient) -> None:
    headers = {**AT_ONCE, "Idempotency-Key": "une-fois"}
    first, again = (coordinator.post(PATH, files=[WORKBOOK], headers=headers) for _ in range(2))
    assert (again.status_code, again.headers["location"]) == (201, first.headers["location"])
    assert (again.json()["id"], again.json()["job"]) == (first.json()["id"], first.json()["job"])
    assert len(_kept(desk)) == 1
    other = coordinator.post(PATH, files=[("workbook", ("canevas.xlsx", b"PK autre"))], headers=headers)
    assert (other.status_code, len(_kept(desk))) == (409, 1)


@pytest.mark.parametrize(
    ("files", "status", "code"),
    [
        ([("workbook", ("canevas.xlsx", b""))], 415, "wrong-kind-of-file"),
        ([("workbook", ("canevas.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 chiffre"))], 415, "wrong-kind-of-file"),
        ([("workbook", ("canevas.xlsx", b"<html><script>"))], 415, "wrong-kind-of-file"),
        ([WORKBOOK, ("narrative", ("recit.docx", b"{\\rtf1"))], 415, "wrong-kind-of-file"),
        ([WORKBOOK, ("attachments", ("a.pdf", b"MZ program"))], 415, "wrong-kind-of-file"),
        ([("attachments", ("a.pdf", PDF))], 400, "incomplete-request"),
        ([WORKBOOK, WORKBOOK], 400, "incomplete-request"),
        ([WORKBOOK, *[("attachments", (f"{at}.pdf", PDF)) for at in range(102)]], 400, "incomplete-request"),
    ],
    ids=["empty", "old or locked", "html", "rtf", "program", "no workbook", "two workbooks", "too many"],
)
def test_the_impossible_is_refused_at_once_and_leaves_no_row(
    desk: Desk, coordinator: TestClient, files: list[Any], status: int, code: str
) -> None:
    answer = coordinator.post(PATH, files=files, headers=AT_ONCE)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/api/v1/problems/{code}")
    assert _kept(desk) == []


def test_a_body_that_is_not_a_form_is_told(coordinator: TestClient) -> None:
    assert coordinator.post(PATH, json={"workbook": "x"}).json()["type"] == "/api/v1/problems/incomplete-request"
    broken = {"Content-Type": "multipart/form-data; boundary=x"}
    assert coordinator.post(PATH, content=b"--x\r\nrien", headers=broken).status_code == 400


def test_a_deposit_over_the_limit_is_stopped_by_what_it_states(desk: Desk, coordinator: TestClient) -> None:
    limit = desk.settings.upload_limit_mb * 1024 * 1024
    answer = coordinator.post(
        PATH, content=b"", headers={"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(limit + 1)}
    )
    assert (answer.status_code, answer.json()["type"]) == (413, "/api/v1/problems/file-too-large")


def test_a_body_that_does_not_state_its_size_is_counted(coordinator: TestClient) -> None:
    sent = (b"x" * 65536 for _ in range(20))  # a little over a mebibyte of JSON
    answer = coordinator.post("/api/v1/batches", content=sent, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (413, "/api/v1/problems/file-too-large")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\canevas.xlsx", "canevas.xlsx"),
        ("re\u0301solution.pdf", "résolution.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie: x.pdf"),
        ("fdp\u202e.exe", "fdp .exe"),
        ("...", "piece-jointe.pdf"),
        ("", "piece-jointe.pdf"),
        ("n" * 300 + ".pdf", "n" * 110 + ".pdf"),
    ],
)
def test_a_name_is_only_a_label(name: str, label: str) -> None:
    assert label_of(name, "attachment") == label


def test_a_token_that_may_only_read_deposits_nothing(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    answer = client_of(someone, rights=frozenset({"read"})).post(PATH, files=[WORKBOOK])
    assert (answer.status_code, _kept(desk)) == (403, [])


def test_a_territory_of_others_takes_no_deposit(desk: Desk, coordinator: TestClient) -> None:
    answer = coordinator.post("/api/v1/territories/RP/submissions", files=[WORKBOOK])
    assert (answer.status_code, _kept(desk)) == (404, [])
    assert (
        coordinator.post("/api/v1/territories/ZZ/submissions", files=[WORKBOOK]).json()["detail"]
        == answer.json()["detail"]
    )


def test_every_deposit_is_audited(desk: Desk, coordinator: TestClient) -> None:
    deposited = coordinator.post(PATH, files=[WORKBOOK], headers=AT_ONCE).json()
    with desk.database.reading() as session:
        (line,) = session.scalars(select(AuditEntry))
    assert (line.action, line.subject, line.outcome) == ("deposit", f"submission/{deposited['id']}", "ok")


def test_findings_speak_both_languages_and_are_chosen_by_severity(
    desk: Desk, person: People, client_of: Speaking
) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    kept = keep_submission(desk, someone, "CG")
    client, path = client_of(someone), f"/api/v1/submissions/{kept.id}/findings"
    assert client.get(path).json()["findings"][0]["message"] == "Le titre manque."
    english = client.get(path, headers={"Accept-Language": "en"}).json()
    assert (english["language"], english["findings"][0]["message"]) == ("en", "The title is missing.")
    assert client.get(f"{path}?severity=bloquant").json()["findings"] == []
    assert client.get(f"{path}?severity=avertissement").json()["findings"] != []


def test_findings_that_are_not_there_yet_are_told(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    kept = keep_submission(desk, someone, "CG", is_checked=False)
    assert client_of(someone).get(f"/api/v1/submissions/{kept.id}/findings").status_code == 409


def test_a_deposit_of_others_is_not_found(desk: Desk, person: People, client_of: Speaking) -> None:
    kept = keep_submission(desk, person(Role.REGIONAL), "RP")
    client = client_of(person(Role.COORDINATION, territories=("CG",)))
    for path in (f"/submissions/{kept.id}", f"/submissions/{kept.id}/findings", f"/canvases/CG.xlsx?from={kept.id}"):
        assert client.get(f"/api/v1{path}").status_code == 404


def test_a_list_leads_from_page_to_page(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    ids = [keep_submission(desk, someone, "CG").id for _ in range(5)]
    client, path, seen = client_of(someone), f"{PATH}?limit=2", []
    while path:
        answer = client.get(path)
        seen += [row["id"] for row in answer.json()]
        path = answer.links.get("next", {}).get("url", "")
    assert seen == ids[::-1]
    assert client.get(f"{PATH}?before=inconnu").status_code == 404


def test_json_that_did_not_change_is_not_sent_again(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    kept = keep_submission(desk, someone, "CG")
    client, path = client_of(someone), f"/api/v1/submissions/{kept.id}"
    tag = client.get(path).headers["etag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert json.load(io.BytesIO(client.get(path, headers={"If-None-Match": '"x"'}).content))["id"] == kept.id

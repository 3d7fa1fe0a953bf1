"""A territory's journey over HTTP, with the real jobs, the real pipeline, the real converter."""

import io
import json
import time
import zipfile
from typing import Any

import httpx
import pytest

from assembler.canvas.build import build_canvas
from service.db.tables import Role
from service.doors import Person
from tests.journeys.program import SAMPLES
from tests.journeys.small_upload import CODE, PIECE, REGION, small_plan_of
from tests.service.conftest import Live

Files = list[tuple[str, tuple[str, bytes]]]


@pytest.fixture(scope="module")
def someone(live: Live) -> Person:
    """The coordinator of Rocher-Percé."""
    return live.people(Role.COORDINATION, territories=(CODE,))


@pytest.fixture(scope="module")
def files() -> Files:
    """A small deposit that no finding blocks."""
    workbook = build_canvas(REGION, territory=REGION.territory(CODE), plan=small_plan_of())
    return [
        ("workbook", ("../canevas 2026 é.xlsx", workbook)),
        ("attachments", (PIECE, (SAMPLES / CODE / "pieces" / PIECE).read_bytes())),
    ]


@pytest.fixture(scope="module")
def deposited(live: Live, someone: Person, files: Files) -> dict[str, Any]:
    """That deposit, as the service answered it."""
    with live.client(someone) as client:
        answer = client.post(f"/api/v1/territories/{CODE}/submissions", files=files)
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"/api/v1/submissions/{answer.json()['id']}"
    return dict(answer.json())


def test_a_deposit_answers_with_its_findings(live: Live, someone: Person, deposited: dict[str, Any]) -> None:
    assert (deposited["state"], deposited["is_blocked"], deposited["blocking"]) == ("checked", False, 0)
    assert [(file["role"], file["name"]) for file in deposited["files"]] == [
        ("workbook", "canevas 2026 é.xlsx"),
        ("attachment", PIECE),
    ]
    assert deposited["fy"] == "2026-2027"
    with live.client(someone) as client:
        told = client.get(f"/api/v1/submissions/{deposited['id']}/findings", headers={"Accept-Language": "en"}).json()
    assert told["language"] == "en"
    assert [line["code"] for line in told["findings"]] == [line["code"] for line in deposited["findings"]]


def test_a_file_that_hides_what_it_is_fails_its_check_and_says_why(live: Live, someone: Person) -> None:
    bundle = io.BytesIO()
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with live.client(someone) as client:
        answer = client.post(
            f"/api/v1/territories/{CODE}/submissions", files=[("workbook", ("canevas.xlsx", bundle.getvalue()))]
        ).json()
        assert answer["state"] == "failed"
        assert answer["problem"]["code"] == "wrong-kind-of-file"
        assert "OpenDocument" in answer["problem"]["message"]
        assert client.get(f"/api/v1/submissions/{answer['id']}/findings").status_code == 409


@pytest.fixture(scope="module")
def made(live: Live, someone: Person, deposited: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[str, Any]]]:
    """The dossier of that deposit, and the events that told how it was made."""
    with live.client(someone) as client:
        job = client.post(f"/api/v1/territories/{CODE}/dossiers", json={}).json()
        events = list(_events(client, job["id"]))
        dossier = client.get(f"/api/v1/dossiers/{events[-1][1]['dossier']}").json()
    return dossier, events


def _events(client: httpx.Client, job_id: str) -> list[tuple[str, Any]]:
    events, name = [], ""
    with client.stream("GET", f"/api/v1/jobs/{job_id}/events", timeout=120) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        for line in answer.iter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            if line.startswith("data: "):
                events.append((name, json.loads(line.removeprefix("data: "))))
    return events


def test_events_tell_each_stage_then_the_end(made: tuple[dict[str, Any], list[tuple[str, Any]]]) -> None:
    _dossier, events = made
    names = [name for name, _job in events]
    assert names[-1] == "end"
    assert set(names[:-1]) == {"progress"}
    assert events[-1][1]["state"] == "done"
    steps = list(dict.fromkeys(job["step"] for _name, job in events if job["step"]))
    assert len(steps) > 1


def test_a_made_dossier_is_downloaded_whole(
    live: Live, someone: Person, made: tuple[dict[str, Any], list[tuple[str, Any]]]
) -> None:
    dossier, _events = made
    with live.client(someone) as client:
        archive = client.get(dossier["archive"]["href"])
        assert archive.headers["content-disposition"] == f'attachment; filename="{dossier["name"]}.zip"'
        with zipfile.ZipFile(io.BytesIO(archive.content)) as opened:
            inside = {name.partition("/")[2] for name in opened.namelist()}
        assert {file["path"] for file in dossier["files"]} == inside
        pdf = next(file for file in dossier["files"] if file["path"] == "dossier.pdf")
        start = client.get(pdf["href"], headers={"Range": "bytes=0-4"})
        assert (start.status_code, start.content) == (206, b"%PDF-")


def test_the_canvas_is_filled_with_what_a_deposit_holds(live: Live, someone: Person, deposited: dict[str, Any]) -> None:
    with live.client(someone) as client:
        blank = client.get(f"/api/v1/canvases/{CODE}.xlsx")
        filled = client.get(f"/api/v1/canvases/{CODE}.xlsx", params={"from": deposited["id"]})
        narrative = client.get(f"/api/v1/narratives/{CODE}.docx")
    assert blank.headers["content-disposition"] == f'attachment; filename="canevas_{CODE}.xlsx"'
    assert blank.content[:2] == filled.content[:2] == narrative.content[:2] == b"PK"
    title = small_plan_of().actions[0].title.encode("ascii", "xmlcharrefreplace")
    assert title in _texts(filled.content)
    assert title not in _texts(blank.content)


def _texts(workbook: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as opened:
        return b"".join(opened.read(name) for name in opened.namelist() if name.endswith(".xml"))


def test_a_caller_who_leaves_is_no_longer_told(live: Live, someone: Person, deposited: dict[str, Any]) -> None:
    with live.client(someone) as client:
        job = client.post(f"/api/v1/territories/{CODE}/dossiers", json={"edition": "travail"}).json()
        with client.stream("GET", f"/api/v1/jobs/{job['id']}/events") as answer:
            next(answer.iter_lines())
        client.delete(f"/api/v1/jobs/{job['id']}")
        give_up = time.monotonic() + 60
        while client.get(f"/api/v1/jobs/{job['id']}").json()["state"] not in ("cancelled", "done"):
            assert time.monotonic() < give_up
            time.sleep(0.2)
        assert client.get("/healthz").text == "ok\n"

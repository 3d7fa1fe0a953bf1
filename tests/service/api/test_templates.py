"""Templates over HTTP: read over in the chamber, tried by a job, in use for every later document, or refused."""

import io
import json
import time
import zipfile
from typing import Any

import docx
import httpx
import pytest
from sqlalchemy import select

from assembler.canvas.build import build_canvas
from service.db.tables import AuditEntry, Role
from service.doors import Person
from tests.journeys.program import SAMPLES
from tests.journeys.small_upload import CODE, REGION, small_plan_of
from tests.service.conftest import Live
from tests.templates.spoiled_templates import spoiled

NB = "\u00a0"
PLAN = "canvases/plan.docx"
FRONT = "templates_docx/dossier.docx"
PATIENCE = 90.0
OTHER = "IM"
CHANGED = ("<w:t>Sommaire<", "<w:t>Sommaire du plan<")


def deposit(client: httpx.Client, code: str) -> None:
    """Deposits a small plan of a territory, without agreements: no report is made of it."""
    plan = small_plan_of(code, programs=(), pieces=())
    workbook = build_canvas(REGION, territory=REGION.territory(code), plan=plan)
    answer = client.post(f"/api/v1/territories/{code}/submissions", files=[("workbook", ("canevas.xlsx", workbook))])
    assert answer.json()["state"] == "checked", answer.text


@pytest.fixture(scope="module")
def officer(live: Live) -> Person:
    """The regional officer, with a checked deposit."""
    someone = live.people(Role.REGIONAL)
    with live.client(someone) as client:
        deposit(client, CODE)
    return someone


def send(client: httpx.Client, content: bytes, template: str = "plan", **headers: str) -> httpx.Response:
    files = {"template": (f"{template}.docx", content)}
    return client.post(f"/api/v1/templates/{template}/versions", files=files, headers=headers)


def ended(client: httpx.Client, job: str) -> dict[str, Any]:
    """Gives a job once it has ended."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        told = dict(client.get(f"/api/v1/jobs/{job}").json())
        if told["state"] in ("done", "failed", "cancelled"):
            return told
        time.sleep(0.5)
    raise AssertionError(f"the job {job} did not end")


def current(client: httpx.Client, template: str = "plan") -> dict[str, Any]:
    return next(one for one in client.get("/api/v1/templates").json() if one["id"] == template)


def test_a_published_template_makes_every_later_document_and_its_manifest_says_so(live: Live, officer: Person) -> None:
    with live.client(officer) as client:
        answer = send(client, spoiled(PLAN, CHANGED), **{"Idempotency-Key": "gabarit-1"})
        assert answer.status_code == 202, answer.text
        assert answer.json()["history"][0]["state"] == "draft"
        again = send(client, spoiled(PLAN, CHANGED), **{"Idempotency-Key": "gabarit-1"})
        assert again.headers["location"] == answer.headers["location"]
        job = ended(client, answer.json()["history"][0]["job"])
        assert (job["state"], job["kind"], job["problem"]) == ("done", "publish", None)
        used = current(client)
        assert (used["version"], used["by"], len(used["history"])) == (1, officer.name, 1)
        assert client.get("/api/v1/templates/plan.docx").headers["etag"] == f'"{used["sha256"]}"'

        made = client.post(f"/api/v1/territories/{CODE}/dossiers", json={"edition": "travail"}).json()
        dossier = client.get(f"/api/v1/dossiers/{ended(client, made['id'])['dossier']}").json()
        with zipfile.ZipFile(io.BytesIO(client.get(dossier["archive"]["href"]).content)) as archive:
            root = archive.namelist()[0].partition("/")[0]
            manifest = json.loads(archive.read(f"{root}/manifest.json"))
            words = [
                paragraph.text for paragraph in docx.Document(io.BytesIO(archive.read(f"{root}/plan.docx"))).paragraphs
            ]
    assert {one["name"]: one["sha256"] for one in manifest["canvases"]}[PLAN] == used["sha256"]
    assert "Sommaire du plan" in words
    assert "Sommaire" not in words


def test_a_bad_tag_is_refused_with_its_place_and_nothing_changes(live: Live, officer: Person) -> None:
    with live.client(officer) as client:
        before = current(client)["sha256"]
        answer = send(client, spoiled(PLAN, ("{{ document.titre_court }}", "{{ document.titre_cour }}")))
        told = answer.json()
        assert (answer.status_code, told["type"]) == (422, "/api/v1/problems/template-refused")
        bad = next(one for one in told["findings"] if one["code"] == "L-003")
        assert (bad["found"], bad["expected"].split(", ")[0]) == ("document.titre_cour", "titre_court")
        assert bad["place"] == "{{ document.titre_cour }}"
        assert current(client)["sha256"] == before
        assert current(client)["history"][0]["state"] == "refused"


def test_a_template_that_fails_on_one_territory_s_plan_is_refused_and_names_it(live: Live, officer: Person) -> None:
    """Only the plan of the Magdalen Islands divides by zero: no reading over could tell."""
    fatal = "{{ territoire.nom }}{% if territoire.nom == 'Les Îles-de-la-Madeleine' %}{{ (1 // 0) }}{% endif %}"
    with live.client(officer) as client:
        deposit(client, OTHER)
        before = current(client, "dossier")["sha256"]
        answer = send(client, spoiled(FRONT, ("{{ territoire.nom }}", fatal)), "dossier")
        assert answer.status_code == 202, answer.text
        job = ended(client, answer.json()["history"][0]["job"])
        assert (job["state"], job["problem"]["code"]) == ("failed", "template-refused")
        message = job["problem"]["message"]
        assert f"IM{NB}: Le gabarit «{NB}templates_docx/dossier.docx{NB}» ne peut pas être rempli" in message
        assert "RP" not in message
        used = current(client, "dossier")
        assert (used["sha256"], used["history"][0]["state"]) == (before, "refused")
        assert used["history"][0]["problem"]["message"] == message


def test_sending_the_product_s_own_template_withdraws_the_published_one(live: Live, officer: Person) -> None:
    with live.client(officer) as client:
        assert current(client)["version"] == 1
        answer = send(client, (SAMPLES.parent / "plan.docx").read_bytes())
        assert (answer.status_code, answer.json()["version"]) == (200, None)
        assert {one["state"] for one in answer.json()["history"]} == {"withdrawn", "refused"}
        assert send(client, (SAMPLES.parent / "plan.docx").read_bytes()).status_code == 409
    with live.desk.database.reading() as session:
        actions = set(session.scalars(select(AuditEntry.action)))
    assert {"publish.start", "template.withdraw", "template.download"} <= actions

"""Reports: a funder asks for those of its agreements and knows of no other."""

import pytest
from sqlalchemy import select

from assembler.regions import load_region
from service.db.tables import DossierKind, Job, JobState, Role
from service.desk import Desk
from tests.service.conftest import People, Speaking
from tests.service.kept import keep_dossier, keep_submission, summary_of

REGION = load_region()
CONVENTION = REGION.conventions[0]
FUNDER = REGION.funder_of(CONVENTION.program).code


def _held(code: str, program: str) -> str:
    from assembler.models.summary import PlanSummary

    summary = PlanSummary.model_validate_json(summary_of(code))
    return next(agreement.id for agreement in summary.agreements if agreement.program == program)


@pytest.fixture
def fqis(desk: Desk, person: People) -> str:
    """An agreement of La Côte-de-Gaspé under the first convention."""
    officer = person(Role.REGIONAL)
    keep_submission(desk, officer, "CG")
    keep_submission(desk, officer, "RP")
    return _held("CG", CONVENTION.program)


def _orders(desk: Desk) -> list[dict[str, object]]:
    with desk.database.reading() as session:
        return [job.order for job in session.scalars(select(Job))]


def test_a_funder_asks_for_the_report_of_its_agreement(
    desk: Desk, person: People, client_of: Speaking, fqis: str
) -> None:
    funder = person(Role.FUNDER, agreements=(fqis,))
    answer = client_of(funder).post(f"/api/v1/agreements/{fqis}/reports", json={"fy": "2025-2026", "kind": "annuel"})
    assert answer.status_code == 202
    (order,) = _orders(desk)
    assert (order["agreement"], order["fy"], order["report_kind"]) == (fqis, "2025-2026", "annuel")


def test_a_funder_sees_its_agreements_and_no_other(desk: Desk, person: People, client_of: Speaking, fqis: str) -> None:
    by_agreement = client_of(person(Role.FUNDER, agreements=(fqis,)))
    assert [line["id"] for line in by_agreement.get("/api/v1/agreements").json()] == [fqis]
    by_funder = client_of(person(Role.FUNDER, funders=(FUNDER,))).get("/api/v1/agreements").json()
    assert {line["funder"] for line in by_funder} == {FUNDER}
    assert {fqis, CONVENTION.id} <= {line["id"] for line in by_funder}
    every = client_of(person(Role.REGIONAL)).get("/api/v1/agreements").json()
    assert len({line["funder"] for line in every}) > 1


def test_another_agreement_is_not_found(desk: Desk, person: People, client_of: Speaking, fqis: str) -> None:
    funder = person(Role.FUNDER, agreements=("AG-2024-AUTRE",))
    assert client_of(funder).post(f"/api/v1/agreements/{fqis}/reports", json={}).status_code == 404
    other = person(Role.COORDINATION, territories=("RP",))
    assert client_of(other).post(f"/api/v1/agreements/{fqis}/reports", json={}).status_code == 404
    assert _orders(desk) == []


def test_a_convention_gives_a_consolidated_report_of_the_deposits_there_are(
    desk: Desk, person: People, client_of: Speaking, fqis: str
) -> None:
    funder = person(Role.FUNDER, funders=(FUNDER,))
    answer = client_of(funder).post(f"/api/v1/agreements/{CONVENTION.id}/reports", json={"scope": "consolidated"})
    assert answer.status_code == 202
    (order,) = _orders(desk)
    assert order["kind"] == "consolidate"
    assert set(order["submissions"]) == {"CG", "RP"} & set(CONVENTION.covers)  # type: ignore[call-overload]


@pytest.mark.parametrize("wrong", ["convention as territory", "agreement as consolidated"])
def test_the_other_scope_is_told(desk: Desk, person: People, client_of: Speaking, fqis: str, wrong: str) -> None:
    agreement, scope = (CONVENTION.id, "territory") if wrong.startswith("convention") else (fqis, "consolidated")
    client = client_of(person(Role.REGIONAL))
    answer = client.post(f"/api/v1/agreements/{agreement}/reports", json={"scope": scope})
    assert answer.status_code == 409
    assert "«\u00a0" in answer.json()["detail"]


def test_coordination_may_not_ask_for_a_convention(desk: Desk, person: People, client_of: Speaking, fqis: str) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    asked = {"scope": "consolidated"}
    assert client_of(someone).post(f"/api/v1/agreements/{CONVENTION.id}/reports", json=asked).status_code == 404


def test_a_funder_reads_the_reports_of_its_agreements_and_nothing_else(
    desk: Desk, person: People, client_of: Speaking, fqis: str
) -> None:
    officer = person(Role.REGIONAL)
    mine = keep_dossier(desk, officer, kind=DossierKind.REPORT, agreement=fqis, funder=FUNDER)
    others = keep_dossier(desk, officer, kind=DossierKind.REPORT, agreement="AG-AUTRE", funder="AUTRE")
    whole = keep_dossier(desk, officer)
    client = client_of(person(Role.FUNDER, agreements=(fqis,)))
    assert [line["id"] for line in client.get("/api/v1/dossiers").json()] == [mine.id]
    assert client.get(f"/api/v1/dossiers/{mine.id}/files/dossier.pdf").status_code == 200
    for hidden in (others, whole):
        for path in ("", "/files/dossier.pdf", "/archive"):
            assert client.get(f"/api/v1/dossiers/{hidden.id}{path}").status_code == 404


def test_a_funder_enters_no_territory(desk: Desk, person: People, client_of: Speaking, fqis: str) -> None:
    client = client_of(person(Role.FUNDER, agreements=(fqis,)))
    assert client.get("/api/v1/territories").json() == []
    for path in ("/territories/CG/submissions", "/canvases/CG.xlsx", "/narratives/CG.docx"):
        assert client.get(f"/api/v1{path}").status_code == 404


@pytest.mark.parametrize("code, told", [("blocking-findings", False), ("other-territory", False), ("task-limit", True)])
def test_a_funder_whose_report_failed_is_told_nothing_of_the_plan(
    desk: Desk, person: People, client_of: Speaking, fqis: str, code: str, told: bool
) -> None:
    client = client_of(person(Role.FUNDER, agreements=(fqis,)))
    job_id = client.post(f"/api/v1/agreements/{fqis}/reports", json={}).json()["id"]
    with desk.database.writing() as session:
        job = session.get_one(Job, job_id)
        job.state, job.problem = JobState.FAILED, {"code": code, "message": "Ce qui s’est passé."}
    whole = client_of(person(Role.REGIONAL)).get(f"/api/v1/jobs/{job_id}").json()["problem"]
    assert whole == {"code": code, "message": "Ce qui s’est passé."}
    for path in (f"/jobs/{job_id}", "/jobs", f"/jobs/{job_id}/events"):
        answer = client.get(f"/api/v1{path}").text
        assert ("Ce qui s’est passé." in answer, code in answer) == (told, told), path
        assert ("report-not-made" in answer) is not told, path

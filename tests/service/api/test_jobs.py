"""Jobs: who may follow them, stop them, try them again; events of one that has ended."""

import json

from service.db.tables import Job, JobState, Role
from service.desk import Desk
from service.doors import Person
from service.orders import AssembleOrder, BatchOrder
from tests.service.conftest import People, Speaking
from tests.service.kept import keep_submission


def _job(desk: Desk, by: Person, territory: str) -> Job:
    submission = keep_submission(desk, by, territory)
    return desk.jobs.start(AssembleOrder(submission_id=submission.id), requested_by=by.id, lang="fr")


def test_a_job_is_followed_by_its_territory_and_by_the_region(desk: Desk, person: People, client_of: Speaking) -> None:
    officer = person(Role.REGIONAL)
    job = _job(desk, officer, "CG")
    mine, other = person(Role.COORDINATION, territories=("CG",)), person(Role.COORDINATION, territories=("RP",))
    funder = person(Role.FUNDER, agreements=("AG",))
    statuses = [client_of(who).get(f"/api/v1/jobs/{job.id}").status_code for who in (officer, mine, other, funder)]
    assert statuses == [200, 200, 404, 404]
    assert [len(client_of(who).get("/api/v1/jobs").json()) for who in (officer, mine, other, funder)] == [1, 1, 0, 0]


def test_a_batch_shows_its_parts_and_each_territory_sees_its_own(
    desk: Desk, person: People, client_of: Speaking
) -> None:
    officer = person(Role.REGIONAL)
    submission = keep_submission(desk, officer, "CG")
    order = BatchOrder(submissions={"CG": submission.id})
    batch = desk.jobs.start(order, requested_by=officer.id, lang="fr")
    part = desk.jobs.start(
        AssembleOrder(submission_id=submission.id), requested_by=officer.id, lang="fr", parent=batch.id
    )
    shown = client_of(officer).get(f"/api/v1/jobs/{batch.id}").json()
    assert [line["id"] for line in shown["parts"]] == [part.id]
    assert [line["id"] for line in client_of(officer).get("/api/v1/jobs").json()] == [batch.id]
    mine = person(Role.COORDINATION, territories=("CG",))
    assert [line["id"] for line in client_of(mine).get("/api/v1/jobs").json()] == [part.id]
    assert client_of(mine).get(f"/api/v1/jobs/{batch.id}").status_code == 404


def test_jobs_are_chosen_by_kind_and_state(desk: Desk, person: People, client_of: Speaking) -> None:
    officer = person(Role.REGIONAL)
    job = _job(desk, officer, "CG")
    client = client_of(officer)
    assert [line["id"] for line in client.get("/api/v1/jobs?kind=assemble&state=queued").json()] == [job.id]
    assert client.get("/api/v1/jobs?state=done").json() == []
    assert client.get("/api/v1/jobs?state=perdu").status_code == 422


def test_only_who_started_it_or_the_region_stops_a_job(desk: Desk, person: People, client_of: Speaking) -> None:
    first, second = (person(Role.COORDINATION, territories=("CG",)) for _ in range(2))
    job = _job(desk, first, "CG")
    path = f"/api/v1/jobs/{job.id}"
    assert client_of(second).delete(path).status_code == 403
    assert client_of(person(Role.COORDINATION, territories=("RP",))).delete(path).status_code == 404
    assert client_of(first).delete(path).json()["state"] == "cancelled"
    assert client_of(first).delete(path).status_code == 409
    again = client_of(person(Role.REGIONAL)).post(f"{path}/retry")
    assert (again.status_code, again.json()["state"], again.json()["attempt"]) == (202, "queued", 2)
    assert again.headers["location"] == path
    assert client_of(first).post(f"{path}/retry").status_code == 409


def test_an_ended_job_tells_its_end_at_once(desk: Desk, person: People, client_of: Speaking) -> None:
    officer = person(Role.REGIONAL)
    job = _job(desk, officer, "CG")
    with desk.database.writing() as session:
        row = session.get(Job, job.id)
        assert row is not None
        row.state, row.problem = JobState.FAILED, {"code": "encrypted-file", "message": "Il est verrouillé."}
    answer = client_of(officer).get(f"/api/v1/jobs/{job.id}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    lines = [line for line in answer.text.splitlines() if line and not line.startswith(":")]
    assert lines[0] == "event: end"
    data = next(line for line in lines if line.startswith("data: "))
    assert json.loads(data.removeprefix("data: "))["problem"] == {
        "code": "encrypted-file",
        "message": "Il est verrouillé.",
    }


def test_events_of_others_are_not_found_before_the_first_one(desk: Desk, person: People, client_of: Speaking) -> None:
    job = _job(desk, person(Role.REGIONAL), "CG")
    client = client_of(person(Role.COORDINATION, territories=("RP",)))
    answer = client.get(f"/api/v1/jobs/{job.id}/events")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")

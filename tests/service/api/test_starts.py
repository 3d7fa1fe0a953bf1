"""What starts work: who may, from which deposit, and never twice for one key."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from service.db.idempotency import claim_key
from service.db.tables import AuditEntry, Job, Role
from service.desk import Desk
from service.routes import starting
from tests.service.conftest import Clock, People, Speaking
from tests.service.kept import keep_submission


def _jobs(desk: Desk) -> list[Job]:
    with desk.database.reading() as session:
        return list(session.scalars(select(Job).order_by(Job.created_at)))


def test_a_dossier_is_made_from_the_newest_deposit_that_no_finding_blocks(
    desk: Desk, person: People, client_of: Speaking
) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    good = keep_submission(desk, someone, "CG")
    keep_submission(desk, someone, "CG", blocking=2)
    answer = client_of(someone).post("/api/v1/territories/CG/dossiers", json={"fy": "2026-2027"})
    assert answer.status_code == 202
    job = answer.json()
    assert answer.headers["location"] == f"/api/v1/jobs/{job['id']}"
    assert (job["kind"], job["state"], job["submission"]) == ("assemble", "queued", good.id)
    (row,) = _jobs(desk)
    assert row.order == {
        "kind": "assemble",
        "submission_id": good.id,
        "edition": "officielle",
        "fy": "2026-2027",
        "dated": None,
    }


def test_a_working_edition_takes_a_deposit_that_findings_block(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    blocked = keep_submission(desk, someone, "CG", blocking=2)
    answer = client_of(someone).post("/api/v1/territories/CG/dossiers", json={"edition": "travail"})
    assert (answer.status_code, answer.json()["submission"]) == (202, blocked.id)


def test_a_deposit_that_findings_block_gives_no_official_dossier(
    desk: Desk, person: People, client_of: Speaking
) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    blocked = keep_submission(desk, someone, "CG", blocking=2)
    client = client_of(someone)
    for asked in ({"submission": blocked.id}, {}):
        answer = client.post("/api/v1/territories/CG/dossiers", json=asked)
        assert answer.status_code == 409
        told = answer.json()
        assert told["type"] == "/api/v1/problems/blocked-edition"
        assert [one["code"] for one in told["findings"]] == ["R-025", "R-025"]
    assert _jobs(desk) == []


def test_an_edition_is_refused_only_by_the_findings_that_block_it(
    desk: Desk, person: People, client_of: Speaking
) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    fit = keep_submission(desk, someone, "CG")
    private = keep_submission(desk, someone, "CG", private=1)
    client = client_of(someone)

    def asked(edition: str, **more: str) -> tuple[int, object]:
        answer = client.post("/api/v1/territories/CG/dossiers", json={"edition": edition, **more})
        told = answer.json()
        return answer.status_code, told.get("submission") or [one["code"] for one in told["findings"]]

    assert asked("officielle") == (202, private.id)
    assert asked("partenaires") == (202, private.id)
    assert asked("publique") == (202, fit.id)
    assert asked("publique", submission=private.id) == (409, ["R-104"])
    told = client.get(f"/api/v1/submissions/{private.id}").json()
    assert told["blocking_in"] == {"travail": 0, "partenaires": 0, "publique": 1, "officielle": 0}
    assert told["same_as"] == 1


def test_a_deposit_of_another_territory_is_not_found(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG", "RP"))
    other = keep_submission(desk, someone, "RP")
    answer = client_of(someone).post("/api/v1/territories/CG/dossiers", json={"submission": other.id})
    assert answer.status_code == 404


def test_a_territory_of_others_is_not_found_and_the_refusal_is_audited(
    desk: Desk, person: People, client_of: Speaking
) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    keep_submission(desk, someone, "RP")
    answer = client_of(someone).post("/api/v1/territories/RP/dossiers", json={})
    assert answer.status_code == 404
    with desk.database.reading() as session:
        (line,) = session.scalars(select(AuditEntry))
    assert (line.outcome, line.who) == ("refused", someone.email)
    assert line.subject == "/api/v1/territories/RP/dossiers"
    assert line.request_id == answer.headers["x-request-id"]


def test_a_token_without_the_right_starts_nothing(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    keep_submission(desk, someone, "CG")
    answer = client_of(someone, rights=frozenset({"read"})).post("/api/v1/territories/CG/dossiers", json={})
    assert answer.status_code == 403
    assert _jobs(desk) == []


def test_every_start_is_audited(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    keep_submission(desk, someone, "CG")
    job = client_of(someone).post("/api/v1/territories/CG/dossiers", json={}).json()
    with desk.database.reading() as session:
        (line,) = session.scalars(select(AuditEntry))
    assert (line.action, line.subject, line.outcome) == ("assemble.start", f"job/{job['id']}", "ok")


def test_the_same_key_gives_the_same_job(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    keep_submission(desk, someone, "CG")
    client, key = client_of(someone), {"Idempotency-Key": "une-fois"}
    first = client.post("/api/v1/territories/CG/dossiers", json={}, headers=key)
    keep_submission(desk, someone, "CG")  # a newer deposit changes nothing to a request already accepted
    again = client.post("/api/v1/territories/CG/dossiers", json={}, headers=key)
    assert (again.status_code, again.headers["location"]) == (202, first.headers["location"])
    assert again.json() == first.json()
    assert len(_jobs(desk)) == 1


def test_the_same_key_for_another_request_is_a_conflict(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    keep_submission(desk, someone, "CG")
    client, key = client_of(someone), {"Idempotency-Key": "une-fois"}
    client.post("/api/v1/territories/CG/dossiers", json={}, headers=key)
    other = client.post("/api/v1/territories/CG/dossiers", json={"edition": "travail"}, headers=key)
    assert other.status_code == 409
    assert "une-fois" in other.json()["detail"]


def test_a_key_serves_again_once_its_request_was_refused(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    client, key = client_of(someone), {"Idempotency-Key": "une-fois"}
    assert client.post("/api/v1/territories/CG/dossiers", json={}, headers=key).status_code == 409
    keep_submission(desk, someone, "CG")
    assert client.post("/api/v1/territories/CG/dossiers", json={}, headers=key).status_code == 202


def test_a_fault_after_a_job_was_accepted_keeps_its_key(
    desk: Desk, person: People, client_of: Speaking, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise OSError("no disk")

    someone = person(Role.COORDINATION, territories=("CG",))
    keep_submission(desk, someone, "CG")
    client, key = client_of(someone), {"Idempotency-Key": "une-fois"}
    with monkeypatch.context() as patch:
        patch.setattr(starting, "note", full)
        assert client.post("/api/v1/territories/CG/dossiers", json={}, headers=key).status_code == 500
    (accepted,) = _jobs(desk)
    assert client.post("/api/v1/territories/CG/dossiers", json={}, headers=key).json()["id"] == accepted.id
    assert len(_jobs(desk)) == 1


def test_a_key_whose_request_was_cut_gives_the_job_that_it_had_started(
    desk: Desk, person: People, client_of: Speaking, clock: Clock
) -> None:
    from assembler.store import key_of
    from service.orders import AssembleOrder
    from service.routes.asked import DossierAsked

    someone = person(Role.COORDINATION, territories=("CG",))
    submission = keep_submission(desk, someone, "CG")
    wanted = key_of("POST", "/api/v1/territories/CG/dossiers", DossierAsked().model_dump(mode="json"))
    key = {"Idempotency-Key": "coupee"}
    with desk.database.writing() as session:
        claim_key(session, someone.id, key["Idempotency-Key"], request_hash=wanted, mark="demande-2", now=desk.now())
    client = client_of(someone)
    assert client.post("/api/v1/territories/CG/dossiers", json={}, headers=key).status_code == 409  # still in hand
    order = AssembleOrder(submission_id=submission.id)
    cut = desk.jobs.start(order, requested_by=someone.id, lang="fr", request_id="demande-2")
    assert client.post("/api/v1/territories/CG/dossiers", json={}, headers=key).json()["id"] == cut.id
    assert len(_jobs(desk)) == 1


def test_a_key_whose_request_was_cut_before_its_job_starts_it_later(
    desk: Desk, person: People, client_of: Speaking, clock: Clock
) -> None:
    from assembler.store import key_of
    from service.routes.asked import DossierAsked

    someone = person(Role.COORDINATION, territories=("CG",))
    keep_submission(desk, someone, "CG")
    wanted = key_of("POST", "/api/v1/territories/CG/dossiers", DossierAsked().model_dump(mode="json"))
    with desk.database.writing() as session:
        claim_key(session, someone.id, "coupee", request_hash=wanted, mark="demande-1", now=desk.now())
    clock.at += timedelta(minutes=2)
    client, key = client_of(someone), {"Idempotency-Key": "coupee"}
    first = client.post("/api/v1/territories/CG/dossiers", json={}, headers=key)
    again = client.post("/api/v1/territories/CG/dossiers", json={}, headers=key)
    assert (first.status_code, again.json()["id"]) == (202, first.json()["id"])
    assert len(_jobs(desk)) == 1


def test_a_batch_has_a_line_for_each_territory(desk: Desk, person: People, client_of: Speaking) -> None:
    officer = person(Role.REGIONAL)
    ready = keep_submission(desk, officer, "CG")
    keep_submission(desk, officer, "RP", blocking=1)
    answer = client_of(officer).post("/api/v1/batches", json={"territories": ["CG", "RP"]})
    assert answer.status_code == 202
    lines = {line["territory"]: (line["state"], line["submission"]) for line in answer.json()["territories"]}
    assert lines == {"CG": ("queued", ready.id), "RP": ("missing", None)}
    (row,) = _jobs(desk)
    assert (row.order["submissions"], row.order["missing"]) == ({"CG": ready.id}, ["RP"])


def test_a_batch_is_all_six_territories_by_default(desk: Desk, person: People, client_of: Speaking) -> None:
    officer = person(Role.REGIONAL)
    keep_submission(desk, officer, "CG")
    answer = client_of(officer).post("/api/v1/batches", json={})
    assert len(answer.json()["territories"]) == 6


def test_only_the_region_may_batch(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    assert client_of(someone).post("/api/v1/batches", json={}).status_code == 403


def test_starting_too_often_is_told_with_how_long_to_wait(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    keep_submission(desk, someone, "CG")
    client = client_of(someone)
    answers = [
        client.post("/api/v1/territories/CG/dossiers", json={}) for _ in range(desk.settings.starts_per_minute + 1)
    ]
    assert {answer.status_code for answer in answers[:-1]} == {202}
    assert answers[-1].status_code == 429
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60

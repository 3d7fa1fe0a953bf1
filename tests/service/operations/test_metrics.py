"""``/metrics``: who may read it, and what it counts."""

import logging
from contextlib import nullcontext

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.db.tables import Job, JobKind, JobState, Role
from service.desk import Desk
from service.operations.figures import CHAMBER, REGISTRY, counting
from service.operations.requests import route_of
from tests.service.conftest import Clock, People

HERE = ("127.0.0.1", 40000)


def _client(desk: Desk, *, token: str = "", address: tuple[str, int] = HERE) -> TestClient:
    settings = desk.settings.model_copy(update={"metrics_token": token})
    told = Desk(**{**vars(desk), "settings": settings})
    return TestClient(create_app(settings, opened=lambda _settings: nullcontext(told)), client=address)


def test_this_machine_may_read_and_another_may_not(desk: Desk) -> None:
    with _client(desk) as here, _client(desk, address=("192.0.2.7", 40000)) as away:
        assert here.get("/metrics").status_code == 200
        assert away.get("/metrics").status_code == 404


def test_a_proxy_of_this_machine_speaks_for_others(desk: Desk) -> None:
    with _client(desk) as here:
        assert here.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 404


def test_a_token_opens_from_afar_and_closes_to_those_without_it(desk: Desk) -> None:
    with _client(desk, token="un-jeton", address=("192.0.2.7", 40000)) as away, _client(desk, token="un-jeton") as here:
        assert away.get("/metrics", headers={"Authorization": "Bearer un-jeton"}).status_code == 200
        assert away.get("/metrics", headers={"Authorization": "Bearer un-autre"}).status_code == 404
        assert here.get("/metrics").status_code == 404


@pytest.fixture
def jobs(desk: Desk, person: People, clock: Clock) -> None:
    """One job waits for a minute, one took twenty seconds after three, one failed."""
    someone = person(Role.REGIONAL).id
    start = clock()
    with desk.database.writing() as session:
        common = {"kind": JobKind.ASSEMBLE, "order": {}, "requested_by": someone, "created_at": start}
        session.add(Job(**common, state=JobState.QUEUED))
        clock.advance(seconds=3)
        started = clock.at
        clock.advance(seconds=20)
        ended = {"started_at": started, "finished_at": clock.at}
        session.add(Job(**common, state=JobState.DONE, **ended))
        problem = {"code": "blocked-upload", "message": "…"}
        session.add(Job(**common, state=JobState.FAILED, problem=problem, **ended))
    clock.advance(seconds=37)


def test_jobs_are_counted_from_the_database(desk: Desk, jobs: None) -> None:
    with _client(desk) as here:
        lines = here.get("/metrics").text.splitlines()
    assert 'dossier_queue_depth{kind="assemble"} 1.0' in lines
    assert 'dossier_jobs{kind="assemble",state="done"} 1.0' in lines
    assert 'dossier_failures{code="blocked-upload",kind="assemble"} 1.0' in lines
    assert 'dossier_job_seconds_bucket{kind="assemble",le="10.0"} 0.0' in lines
    assert 'dossier_job_seconds_bucket{kind="assemble",le="20.0"} 2.0' in lines
    assert 'dossier_queue_wait_seconds_count{kind="assemble"} 2.0' in lines
    assert "dossier_workers_alive 0.0" in lines
    oldest = next(line for line in lines if line.startswith("dossier_queue_oldest_seconds{"))
    assert 60 <= float(oldest.split()[1]) < 61


def test_requests_are_counted_by_the_route_and_never_by_the_path(desk: Desk) -> None:
    with _client(desk) as here:
        here.get("/demonstration/un-lien-secret")
        here.get("/nulle-part-du-tout")
        told = here.get("/metrics").text
    assert 'dossier_http_seconds_count{method="GET",route="/demonstration/{jeton}",status="404"}' in told
    assert "un-lien-secret" not in told
    assert "nulle-part" not in told


def test_a_scope_without_a_route_has_no_name() -> None:
    assert route_of({"type": "http", "path": "/x"}) == "(aucune)"


def test_a_task_of_the_chamber_is_counted_whatever_the_journal_keeps() -> None:
    told = {"operation": "assemble", "seconds": 3.0, "peak_bytes": 5e8, "conversions": 7, "restarts": 1}
    before = REGISTRY.get_sample_value("dossier_conversions_total") or 0.0
    with counting():
        logging.getLogger(CHAMBER).info("a task ended", extra={**told, "stages": {"read": 0.5, "documents": 2.0}})
    logging.getLogger(CHAMBER).info("a task ended", extra=told)
    assert REGISTRY.get_sample_value("dossier_conversions_total") == before + 7
    labels = {"kind": "assemble", "stage": "documents"}
    assert (REGISTRY.get_sample_value("dossier_stage_seconds_count", labels) or 0) >= 1

"""A job's progress: its stages, where its result is, what went wrong."""

import pytest

from service.db.tables import JobKind, JobState
from service.pages.shown_job import view_job
from tests.service.pages.rows import job


@pytest.mark.parametrize(
    "done, total, now",
    [
        (0, 1, "Lecture et vérification"),
        (0, 29, "Fabrication des documents"),
        (25, 29, "Fabrication des documents"),
        (26, 29, "Assemblage du PDF"),
        (27, 29, "Vérification"),
        (28, 29, "Rangement"),
    ],
)
def test_the_steps_of_a_dossier_are_five_stages(done: int, total: int, now: str) -> None:
    stages = view_job(job(done=done, total=total)).stages
    assert len(stages) == 5
    assert [stage.label for stage in stages if stage.state == "now"] == [now]
    states = [stage.state for stage in stages]
    assert states == sorted(states, key=["done", "now", "next"].index)


def test_a_job_that_waits_has_begun_no_stage() -> None:
    assert {stage.state for stage in view_job(job(state=JobState.QUEUED)).stages} == {"next"}


@pytest.mark.parametrize(
    "kind, more, href",
    [
        (JobKind.CHECK, {}, "/depots/depot-1"),
        (JobKind.ASSEMBLE, {"dossier_id": "d9"}, "/dossiers/d9"),
        (JobKind.REPORT, {"dossier_id": "d9"}, "/dossiers/d9"),
    ],
)
def test_a_job_that_ended_well_leads_to_what_it_made(kind: JobKind, more: dict[str, str], href: str) -> None:
    assert view_job(job(kind, JobState.DONE, **more)).href == href
    assert view_job(job(kind, JobState.RUNNING, **more)).href is None


def test_a_job_that_failed_tells_its_problem_and_one_that_stops_says_so() -> None:
    failed = view_job(job(state=JobState.FAILED, problem={"code": "damaged-file", "message": "Il est endommagé."}))
    assert (failed.problem, failed.has_ended, failed.stages) == ("Il est endommagé.", True, ())
    assert view_job(job(is_cancel_asked=True)).is_stopping
    assert not view_job(job(state=JobState.CANCELLED, is_cancel_asked=True)).is_stopping


def test_the_share_done_is_a_percentage() -> None:
    assert view_job(job(done=1, total=3)).percent == 33
    assert view_job(job()).percent == 0

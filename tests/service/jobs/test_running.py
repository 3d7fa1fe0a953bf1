"""What a person sees of a job: accepted, run, ended; cancelled, retried; told why it failed."""

import json
import time

import pytest

from service.db.tables import JobState, PlanVersion
from service.errors import ConflictError, MissingError
from service.jobs.running import DurableJobs
from service.orders import AssembleOrder, CheckOrder
from tests.service.jobs.cheap import BROKEN, FAULTY, FOREIGN
from tests.service.jobs.conftest import Workplace


def test_a_check_leaves_one_version_however_often_it_is_asked(workplace: Workplace, opened: DurableJobs) -> None:
    deposit = workplace.deposit("CG")
    for _time in range(2):
        job = opened.start(CheckOrder(submission_id=deposit), requested_by=workplace.by, lang="fr")
        assert (job.state, job.territory, job.submission_id) == (JobState.QUEUED, "CG", deposit)
        assert workplace.wait(job.id).state == JobState.DONE
    with workplace.database.reading() as session:
        (version,) = session.query(PlanVersion).all()
    assert (version.submission_id, version.territory, version.fy) == (deposit, "CG", "2026-2027")
    assert version.totals == dict.fromkeys(("need", "confirmed"), "1.00") | dict.fromkeys(
        ("requested", "gap", "in_kind"), "0.00"
    ) | {"coverage_pct": None}
    assert json.loads(workplace.store.get(version.findings_sha256)) == {"en": [], "fr": [], "removed": []}


def test_a_dossier_is_kept_whole_with_its_job(workplace: Workplace, opened: DurableJobs) -> None:
    order = AssembleOrder(submission_id=workplace.deposit("BO"))
    job = workplace.wait(opened.start(order, requested_by=workplace.by, lang="fr").id)
    dossier = workplace.dossier(job)
    assert (job.state, job.attempt, job.problem, job.done, job.total) == (JobState.DONE, 1, None, 1, 1)
    assert (dossier.name, dossier.territory, dossier.job_id, dossier.made_for) == (
        "dossier_BO",
        "BO",
        job.id,
        workplace.by,
    )
    assert [(file.path, workplace.store.get(file.sha256)) for file in dossier.files] == [("dossier.pdf", b"BO" * 1000)]
    assert len(workplace.store.get(dossier.archive_sha256)) == dossier.archive_size
    assert job.created_at <= (job.started_at or job.created_at) <= (job.finished_at or job.created_at)


def test_a_workbook_of_another_territory_is_refused(workplace: Workplace, opened: DurableJobs) -> None:
    order = CheckOrder(submission_id=workplace.deposit("CG", FOREIGN))
    job = workplace.wait(opened.start(order, requested_by=workplace.by, lang="fr").id)
    assert job.state == JobState.FAILED
    assert job.problem is not None
    assert job.problem["code"] == "other-territory"
    assert "(La Haute-Gaspésie)" in job.problem["message"]
    with workplace.database.reading() as session:
        assert session.query(PlanVersion).all() == []


def test_a_refusal_is_told_with_its_code(workplace: Workplace, opened: DurableJobs) -> None:
    order = AssembleOrder(submission_id=workplace.deposit("CG", FAULTY))
    job = workplace.wait(opened.start(order, requested_by=workplace.by, lang="fr").id)
    assert job.state == JobState.FAILED
    assert job.problem == {
        "code": "blocking-findings",
        "message": "Des erreurs.",
        "messages": {"fr": "Des erreurs.", "en": "Errors."},
    }


@pytest.mark.parametrize(("lang", "word"), [("fr", "imprévue"), ("en", "unforeseen")])
def test_a_fault_of_ours_says_nothing_of_the_machine(
    workplace: Workplace, opened: DurableJobs, lang: str, word: str
) -> None:
    order = AssembleOrder(submission_id=workplace.deposit("CG", BROKEN))
    started = opened.start(order, requested_by=workplace.by, lang=lang, request_id="demande-7")
    problem = workplace.wait(started.id).problem
    assert problem is not None
    assert problem["code"] == "service-fault"
    assert word in problem["message"]
    assert "demande-7" in problem["message"]
    assert "secret" not in json.dumps(problem)


def test_an_order_for_an_unknown_submission_leaves_no_job(workplace: Workplace, opened: DurableJobs) -> None:
    with pytest.raises(MissingError):
        opened.start(CheckOrder(submission_id="inconnu"), requested_by=workplace.by, lang="fr")


def test_a_running_job_is_stopped_within_half_a_second(workplace: Workplace) -> None:
    runner = workplace.runner(seconds=30)
    with workplace.opened(runner) as jobs:
        job = jobs.start(AssembleOrder(submission_id=workplace.deposit()), requested_by=workplace.by, lang="fr")
        seen = workplace.wait(job.id, lambda job: job.step == "Pliage")
        assert (seen.state, seen.done, seen.total) == (JobState.RUNNING, 1, 3)
        asked = time.monotonic()
        jobs.cancel(job.id)
        ended = workplace.wait(job.id)
        assert ended.state == JobState.CANCELLED
        assert ended.dossier_id is None
        assert runner.stopped[0] - asked < 0.5
        with pytest.raises(ConflictError):
            jobs.cancel(job.id)


def test_a_waiting_job_is_cancelled_at_once_and_never_begun(workplace: Workplace) -> None:
    runner = workplace.runner(seconds=0.6)
    with workplace.opened(runner) as jobs:
        deposits = [workplace.deposit(code) for code in ("CG", "BO", "HG")]
        made = [
            jobs.start(AssembleOrder(submission_id=deposit), requested_by=workplace.by, lang="fr").id
            for deposit in deposits
        ]
        jobs.cancel(made[2])
        assert workplace.job(made[2]).state == JobState.CANCELLED
        assert [workplace.wait(job_id).state for job_id in made] == ["done", "done", "cancelled"]
    assert workplace.job(made[2]).started_at is None


def test_a_failed_job_is_taken_up_again_on_request(workplace: Workplace, opened: DurableJobs) -> None:
    deposit = workplace.deposit("CG", FAULTY)
    order = AssembleOrder(submission_id=deposit)
    job = workplace.wait(opened.start(order, requested_by=workplace.by, lang="fr").id)
    again = opened.retry(job.id)
    assert (again.state, again.attempt, again.problem, again.finished_at) == (JobState.QUEUED, 2, None, None)
    assert workplace.wait(job.id).state == JobState.FAILED


def test_a_cancelled_job_can_be_taken_up_again_and_a_done_one_cannot(workplace: Workplace) -> None:
    runner = workplace.runner(seconds=30)
    with workplace.opened(runner) as jobs:
        job = jobs.start(AssembleOrder(submission_id=workplace.deposit()), requested_by=workplace.by, lang="fr")
        workplace.wait(job.id, lambda job: job.state == JobState.RUNNING)
        jobs.cancel(job.id)
        runner.seconds = 0
        workplace.wait(job.id)
        jobs.retry(job.id)
        done = workplace.wait(job.id)
        assert (done.state, done.attempt, done.is_cancel_asked) == (JobState.DONE, 2, False)
        with pytest.raises(ConflictError):
            jobs.retry(job.id)

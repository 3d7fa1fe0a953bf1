"""Nothing accepted is lost: a stop, a crash between two lines, a worker that is gone, a machine too many."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import update

from service.db.submissions import check_job_of
from service.db.tables import Dossier, Job, JobState, Submission, Worker
from service.db.workers import list_workers
from service.errors import SharedFileError
from service.jobs import beating
from service.jobs.accepting import rows_for
from service.jobs.bench import Bench
from service.jobs.durable import forget_ended, states_of
from service.jobs.identity import own_identity
from service.jobs.sweeping import sweep
from service.jobs.tally import Event, listen
from service.orders import AssembleOrder, BatchOrder, Order
from tests.service.jobs.conftest import Workplace, instant


def accept(workplace: Workplace, order: Order, *, ago: float = 10.0) -> str:
    """Writes the rows of an order and queues nothing, as a crash right after the transaction would."""
    with workplace.database.writing() as session:
        accepted = instant() - timedelta(seconds=ago)
        rows = rows_for(session, order, requested_by=workplace.by, lang="fr", request_id="", parent=None, now=accepted)
    return rows[0].id


def worker(workplace: Workplace, *, machine: str, pid: int = 1, ago: float = 0.0) -> None:
    """Writes the row of another worker."""
    with workplace.database.writing() as session:
        at = instant() - timedelta(seconds=ago)
        session.add(Worker(executor_id="autre", machine=machine, pid=pid, birth="1", started_at=at, beat_at=at))


def fail(_event: Event, _value: float, _labels: dict[str, str]) -> None:
    """Is a listener that breaks."""
    raise ZeroDivisionError


def test_jobs_written_before_a_crash_are_run_at_the_next_opening(workplace: Workplace) -> None:
    alone = accept(workplace, AssembleOrder(submission_id=workplace.deposit("CG")))
    batch = accept(workplace, BatchOrder(submissions={"BO": workplace.deposit("BO")}))
    with workplace.opened():
        assert {workplace.wait(job_id).state for job_id in (alone, batch)} == {JobState.DONE}


def test_a_deposit_kept_before_a_crash_is_checked_once_its_request_is_surely_dead(workplace: Workplace) -> None:
    left, fresh = workplace.deposit("CG"), workplace.deposit("BO")
    with workplace.database.writing() as session:
        long_ago = instant() - timedelta(minutes=3)
        session.execute(update(Submission).where(Submission.id == left).values(deposited_at=long_ago))
    with workplace.opened(), workplace.database.reading() as session:
        check = check_job_of(session, left)
        assert check is not None and check_job_of(session, fresh) is None
        assert workplace.wait(check.id).state == JobState.DONE
    with workplace.opened(), workplace.database.reading() as session:
        version = session.get_one(Submission, left).version
        assert version is not None and session.query(Job).count() == 1


def test_a_job_whose_workflow_ended_without_it_is_run_again_and_makes_no_second_dossier(workplace: Workplace) -> None:
    with workplace.opened() as jobs:
        order = AssembleOrder(submission_id=workplace.deposit())
        job = workplace.wait(jobs.start(order, requested_by=workplace.by, lang="fr").id)
    with workplace.database.writing() as session:
        session.execute(update(Job).where(Job.id == job.id).values(state=JobState.RUNNING, finished_at=None))
    with workplace.opened():
        again = workplace.wait(job.id)
    assert (again.state, again.attempt, again.dossier_id) == (JobState.DONE, 2, job.dossier_id)
    with workplace.database.reading() as session:
        assert session.query(Dossier).count() == 1


def test_a_job_in_hand_when_its_process_stops_is_taken_up_at_the_next_opening(workplace: Workplace) -> None:
    order = AssembleOrder(submission_id=workplace.deposit())
    with workplace.opened(workplace.runner(seconds=60)) as jobs:
        job_id = jobs.start(order, requested_by=workplace.by, lang="fr").id
        workplace.wait(job_id, lambda job: job.step == "Pliage")
    left = workplace.job(job_id)
    assert (left.state, left.step, left.worker) == (JobState.QUEUED, "", None)
    with workplace.database.reading() as session:
        assert list_workers(session) == []
    with workplace.opened():
        done = workplace.wait(job_id)
    assert (done.state, done.attempt) == (JobState.DONE, 1)


def test_a_job_that_waits_long_is_counted_and_told(workplace: Workplace) -> None:
    told: list[tuple[str, dict[str, str]]] = []
    stop = listen(lambda event, _value, labels: told.append((event, labels)))
    stop_broken = listen(fail)  # harms nothing
    try:
        accept(workplace, AssembleOrder(submission_id=workplace.deposit()))
        with workplace.opened() as jobs:
            started = jobs.start(
                AssembleOrder(submission_id=workplace.deposit("BO")), requested_by=workplace.by, lang="fr"
            )
            workplace.wait(started.id)
    finally:
        stop()
        stop_broken()
    assert (Event.QUEUED_AGAIN, {"kind": "assemble"}) in told
    assert (Event.STEP, {"kind": "assemble", "step": "make"}) in told
    assert told.count((Event.ENDED, {"kind": "assemble", "state": "done", "code": ""})) == 2


def test_two_openings_in_one_process_are_refused(workplace: Workplace) -> None:
    with workplace.opened(), pytest.raises(RuntimeError, match="one for a process"), workplace.opened():
        pass


def test_an_sqlite_file_in_use_on_another_machine_is_refused(workplace: Workplace) -> None:
    worker(workplace, machine="gaspe/autre-noyau/pid:[1]")
    with pytest.raises(SharedFileError, match="autre machine, gaspe\u00a0: une seule"), workplace.opened():
        pass


def test_a_machine_not_heard_any_more_leaves_its_file_to_this_one(workplace: Workplace) -> None:
    worker(workplace, machine="gaspe/autre-noyau/pid:[1]", ago=60)
    with workplace.opened(), workplace.database.reading() as session:
        assert [one.pid for one in list_workers(session)] == [own_identity().pid]


def test_a_process_of_this_machine_that_is_gone_is_replaced_at_once(workplace: Workplace) -> None:
    worker(workplace, machine=own_identity().machine, pid=own_identity().pid)  # our number, born at another time
    with workplace.opened(), workplace.database.reading() as session:
        assert "autre" not in [one.executor_id for one in list_workers(session)]


def test_workflows_that_ended_long_ago_are_forgotten_and_their_jobs_are_not(workplace: Workplace) -> None:
    with workplace.opened() as jobs:
        order = AssembleOrder(submission_id=workplace.deposit())
        job = workplace.wait(jobs.start(order, requested_by=workplace.by, lang="fr").id)
        give_up = time.monotonic() + 5
        while states_of([job.id]) != {job.id: "SUCCESS"} and time.monotonic() < give_up:
            time.sleep(0.05)
        assert forget_ended(instant() - timedelta(days=7)) == 0
        assert forget_ended(instant() + timedelta(seconds=2)) == 1
        assert states_of([job.id]) == {}
        kept = workplace.job(job.id)
    assert (kept.state, kept.dossier_id) == (JobState.DONE, job.dossier_id)


def test_the_watch_outlives_what_it_meets_and_alarms(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[dict[str, str]] = []
    stop = listen(lambda event, _value, labels: told.append(labels) if event is Event.ALARM else None)
    accepted = accept(workplace, AssembleOrder(submission_id=workplace.deposit()))
    failures = iter((OSError("no disk"), OSError("no disk")))

    def sweep_in_the_end(bench: Bench) -> None:
        if (failure := next(failures, None)) is not None:
            raise failure
        sweep(bench)

    monkeypatch.setattr(beating, "sweep", sweep_in_the_end)
    try:
        with workplace.opened():
            assert workplace.wait(accepted).state == JobState.DONE
    finally:
        stop()
    assert told == [{"where": "sweep"}] * 2
    assert [record.exc_info is not None for record in caplog.records if "sweep" in record.message] == [True, False]

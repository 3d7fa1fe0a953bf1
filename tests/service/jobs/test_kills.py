"""Kill -9 at random moments: every accepted job finishes, once, with the bytes of an undisturbed run."""

import random
import time
from signal import SIGCONT, SIGKILL, SIGSTOP, SIGTERM

import pytest
from sqlalchemy import text

from service.db.tables import ENDED, Dossier, JobState
from service.jobs.durable import PAUSE_SECONDS
from service.orders import BatchOrder
from tests.service.jobs.conftest import Workplace
from tests.service.jobs.workers import workers_at

MOST_KILLS = 8  # tests/service has another one, of the whole service
TERRITORIES = ("AV", "BO", "CG", "HG", "IM", "RP")


def accept_batch(workplace: Workplace) -> str:
    """Accepts a batch of six territories, as the web process does; gives its job."""
    deposits = {code: workplace.deposit(code) for code in TERRITORIES}
    with workplace.opened(takes_work=False) as jobs:
        return jobs.start(BatchOrder(submissions=deposits), requested_by=workplace.by, lang="fr").id


def made(workplace: Workplace) -> dict[str, str]:
    """Gives the hash of everything that was made, by name; a name made twice is an error."""
    with workplace.database.reading() as session:
        dossiers = session.query(Dossier).all()
    hashes = {dossier.name: dossier.archive_sha256 for dossier in dossiers}
    assert len(hashes) == len(dossiers)
    for dossier in dossiers:
        for file in dossier.files:
            assert len(workplace.store.get(file.sha256)) == file.size
    return hashes


@pytest.fixture
def undisturbed(workplace: Workplace) -> dict[str, str]:
    """Gives what a batch makes when nobody is killed; nothing of it is left in the database."""
    deposits = {code: workplace.deposit(code) for code in TERRITORIES}
    with workplace.opened() as jobs:
        job = jobs.start(BatchOrder(submissions=deposits), requested_by=workplace.by, lang="fr")
        assert workplace.wait(job.id).state == JobState.DONE
    hashes = made(workplace)
    with workplace.database.writing() as session:
        for dossier in session.query(Dossier).all():
            dossier.job_id, dossier.name = f"before-{dossier.job_id}", f"before-{dossier.name}"
    return hashes


def test_a_batch_survives_a_worker_killed_again_and_again(workplace: Workplace, undisturbed: dict[str, str]) -> None:
    chance = random.Random(20261122)
    batch = accept_batch(workplace)
    kills = 0
    with workers_at(workplace, seconds=0.5) as workers:
        while kills < MOST_KILLS and workplace.job(batch).state not in ENDED:
            worker = workers.begin()
            time.sleep(chance.uniform(0.2, 1.6))
            workers.signal(worker, SIGKILL)
            kills += 1
        workers.begin()
        assert workplace.wait(batch).state == JobState.DONE
    assert kills >= 3
    again = {name: digest for name, digest in made(workplace).items() if not name.startswith("before-")}
    assert again == undisturbed


def test_another_worker_takes_over_from_one_that_is_killed(workplace_pg: Workplace) -> None:
    batch = accept_batch(workplace_pg)
    with workers_at(workplace_pg, seconds=1.0) as workers:
        first, _second = workers.begin(), workers.begin()
        workplace_pg.wait(batch, lambda job: job.done >= 1)
        workers.signal(first, SIGKILL)
        done = workplace_pg.wait(batch)
        assert (done.state, workplace_pg.dossier(done).is_partial) == (JobState.DONE, False)
        assert set(workers.begun()) == set(TERRITORIES)
    assert len(made(workplace_pg)) == len(TERRITORIES) + 1


def test_a_worker_that_only_slept_loses_its_jobs_and_harms_nothing_when_it_wakes(workplace_pg: Workplace) -> None:
    batch = accept_batch(workplace_pg)
    with workers_at(workplace_pg, seconds=1.0) as workers:
        sleeper = workers.begin()
        workplace_pg.wait(batch, lambda job: job.done >= 1)
        workers.signal(sleeper, SIGSTOP)
        workers.begin()
        asleep = time.monotonic()
        done = workplace_pg.wait(batch)
        assert time.monotonic() - asleep >= workplace_pg.settings.takeover_seconds / 2
        before = made(workplace_pg)
        workers.signal(sleeper, SIGCONT)
        time.sleep(1.5)
        assert sleeper.is_alive()
    assert done.state == JobState.DONE
    assert made(workplace_pg) == before


def test_a_worker_told_to_stop_gives_its_jobs_to_the_others_at_once(workplace_pg: Workplace) -> None:
    patient = workplace_pg.settings.model_copy(update={"takeover_seconds": 600.0})
    workplace = Workplace(patient, workplace_pg.database, workplace_pg.store, workplace_pg.by)
    batch = accept_batch(workplace)
    with workers_at(workplace, seconds=1.5) as workers:
        first = workers.begin()
        workplace.wait(f"{batch}-AV", lambda child: child.state == JobState.RUNNING)
        workers.begin()
        told = time.monotonic()
        workers.signal(first, SIGTERM)
        assert time.monotonic() - told < 5
        assert first.exitcode == 0
        assert workplace.wait(batch).state == JobState.DONE
        assert workers.begun().count("AV") == 2


def test_a_transaction_that_falls_asleep_gives_its_locks_back(workplace_pg: Workplace) -> None:
    with workplace_pg.opened(), workplace_pg.database.reading() as session:
        assert session.scalar(text("SHOW idle_in_transaction_session_timeout")) == f"{PAUSE_SECONDS}s"

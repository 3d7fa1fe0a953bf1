"""A batch: one job for each territory, those that fail told and left out, the others in one zip."""

import csv
import io
import zipfile

from service.db.tables import DossierKind, JobState
from service.jobs.running import DurableJobs
from service.orders import AssembleOrder, BatchOrder
from tests.service.jobs.cheap import BROKEN, FAULTY
from tests.service.jobs.conftest import Workplace


def test_one_invalid_territory_is_told_and_the_others_are_gathered(workplace: Workplace, opened: DurableJobs) -> None:
    deposits = {"CG": workplace.deposit("CG"), "BO": workplace.deposit("BO", FAULTY), "AV": workplace.deposit("AV")}
    order = BatchOrder(submissions=deposits, missing=("IM",))
    job = opened.start(order, requested_by=workplace.by, lang="fr")
    assert sorted(workplace.children(job.id)) == ["AV", "BO", "CG"]
    done = workplace.wait(job.id)
    assert (done.state, done.done, done.total) == (JobState.DONE, 3, 3)
    assert {code: child.state for code, child in workplace.children(job.id).items()} == {
        "AV": JobState.DONE,
        "BO": JobState.FAILED,
        "CG": JobState.DONE,
    }
    lot = workplace.dossier(done)
    assert (lot.kind, lot.is_partial, lot.missing, lot.pages) == (DossierKind.BATCH, True, ["BO", "IM"], 6)
    assert lot.name == "lot_gaspesie-iles_2026-2027_officielle"
    archive = zipfile.ZipFile(io.BytesIO(workplace.store.get(lot.archive_sha256)))
    assert sorted(archive.namelist()) == ["bordereau.csv", "dossier_AV.zip", "dossier_CG.zip"]
    assert [file.path for file in lot.files] == ["bordereau.csv", "dossier_AV.zip", "dossier_CG.zip"]
    rows = list(csv.DictReader(io.StringIO(archive.read("bordereau.csv").decode("utf-8-sig"))))
    assert [(row["territoire"], row["etat"], row["dossier"], row["motif"]) for row in rows] == [
        ("AV", "fait", "dossier_AV.zip", ""),
        ("BO", "échec", "", "Des erreurs."),
        ("CG", "fait", "dossier_CG.zip", ""),
        ("IM", "sans dépôt", "", "Aucun dépôt sans erreur."),
    ]


def test_the_same_deposits_give_the_same_zip_in_either_language(workplace: Workplace, opened: DurableJobs) -> None:
    deposits = {code: workplace.deposit(code) for code in ("CG", "BO")}
    hashes = set()
    for lang in ("fr", "en"):
        job = opened.start(BatchOrder(submissions=deposits), requested_by=workplace.by, lang=lang)
        lot = workplace.dossier(workplace.wait(job.id))
        assert (lot.is_partial, lot.missing) == (False, [])
        hashes.add(lot.archive_sha256)
    assert len(hashes) == 1


def test_a_batch_that_made_nothing_has_failed(workplace: Workplace, opened: DurableJobs) -> None:
    deposits = {"CG": workplace.deposit("CG", FAULTY), "BO": workplace.deposit("BO", BROKEN)}
    job = opened.start(BatchOrder(submissions=deposits), requested_by=workplace.by, lang="en")
    failed = workplace.wait(job.id)
    assert failed.state == JobState.FAILED
    assert failed.problem == {
        "code": "nothing-made",
        "message": "No territory gave a dossier. Open each one to read what prevents it.",
    }


def test_cancelling_a_batch_cancels_all_that_has_not_ended(workplace: Workplace) -> None:
    runner = workplace.runner()
    runner.slow = {b"CG": 60, b"HG": 60}
    deposits = {code: workplace.deposit(code) for code in ("AV", "BO", "CG", "HG", "IM")}
    with workplace.opened(runner) as jobs:
        job = jobs.start(BatchOrder(submissions=deposits), requested_by=workplace.by, lang="fr")
        workplace.wait(f"{job.id}-CG", lambda child: child.step == "Pliage")
        workplace.wait(job.id, lambda job: job.done == 2)
        jobs.cancel(job.id)
        assert workplace.wait(job.id).state == JobState.CANCELLED
        states = [workplace.wait(f"{job.id}-{code}").state for code in deposits]
        assert states == ["done", "done", "cancelled", "cancelled", "cancelled"]
        assert runner.stopped

        runner.slow = {}
        jobs.retry(job.id)
        done = workplace.wait(job.id)
        attempts = {code: child.attempt for code, child in workplace.children(job.id).items()}
    assert attempts == {"AV": 1, "BO": 1, "CG": 2, "HG": 2, "IM": 2}
    assert (done.state, workplace.dossier(done).is_partial) == (JobState.DONE, False)


def test_batches_that_wait_leave_the_dossiers_their_turn(workplace: Workplace) -> None:
    runner = workplace.runner(seconds=0.1)
    with workplace.opened(runner) as jobs:
        orders = [BatchOrder(submissions={code: workplace.deposit(code)}) for code in ("AV", "BO", "CG", "HG")]
        batches = [jobs.start(order, requested_by=workplace.by, lang="fr").id for order in orders]
        alone = jobs.start(
            AssembleOrder(submission_id=workplace.deposit("RP")), requested_by=workplace.by, lang="fr"
        ).id
        assert {workplace.wait(job_id).state for job_id in (*batches, alone)} == {JobState.DONE}

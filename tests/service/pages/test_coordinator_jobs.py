"""A coordinator's jobs and dossiers without JavaScript: progress, cancelling, trying again, files to take."""

from service.db.tables import Job, JobKind, JobState
from service.desk import Desk
from service.doors import Person
from service.orders import CheckOrder
from tests.service.kept import keep_dossier, keep_submission, start_dossier
from tests.service.pages.conftest import Browser


def end(desk: Desk, job_id: str, state: JobState, **more: object) -> None:
    with desk.database.writing() as session:
        job = session.get_one(Job, job_id)
        job.state = state
        for name, value in more.items():
            setattr(job, name, value)


def test_a_running_job_shows_its_step_and_stages(desk: Desk, one: Browser, marie: Person) -> None:
    job = start_dossier(desk, marie)
    end(desk, job.id, JobState.RUNNING, step="Plan de communauté", done=3, total=29)
    words = one.see(f"/travaux/{job.id}")
    assert "Plan de communauté 10 Étape 4 sur 29" in words
    assert "Lecture et vérification , fait Fabrication des documents , en cours Assemblage du PDF" in words
    assert f'sse-connect="/api/v1/jobs/{job.id}/events"' in one.page
    assert "HX-Redirect" not in one.open(f"/travaux/{job.id}/etat").headers


def test_a_job_that_ended_leads_to_its_dossier_with_and_without_javascript(
    desk: Desk, one: Browser, marie: Person
) -> None:
    job, made = start_dossier(desk, marie), keep_dossier(desk, marie)
    end(desk, job.id, JobState.DONE, dossier_id=made.id)
    assert one.open(f"/travaux/{job.id}").headers["location"] == f"/dossiers/{made.id}"
    assert one.open(f"/travaux/{job.id}/etat").headers["hx-redirect"] == f"/dossiers/{made.id}"


def test_a_job_is_cancelled_then_tried_again(desk: Desk, one: Browser, marie: Person) -> None:
    job = start_dossier(desk, marie)
    one.see(f"/travaux/{job.id}")
    assert one.send(f"/travaux/{job.id}/annuler").headers["location"] == f"/travaux/{job.id}"
    assert "Ce travail a été annulé" in one.see(f"/travaux/{job.id}")
    assert one.send(f"/travaux/{job.id}/reprendre").status_code == 303
    assert "En attente de son tour…" in one.see(f"/travaux/{job.id}")


def test_a_job_that_failed_tells_its_problem_and_may_be_tried_again(desk: Desk, one: Browser, marie: Person) -> None:
    job = start_dossier(desk, marie)
    end(desk, job.id, JobState.FAILED, problem={"code": "x", "message": "Le convertisseur n’a pas répondu."})
    words = one.see(f"/travaux/{job.id}")
    assert "Ce travail n’a pas abouti Le convertisseur n’a pas répondu." in words and "Recommencer" in words


def test_a_check_that_failed_is_told_on_the_deposit(desk: Desk, one: Browser, marie: Person) -> None:
    kept = keep_submission(desk, marie, "CG", is_checked=False)
    job = desk.jobs.start(CheckOrder(submission_id=kept.id), requested_by=marie.id, lang="fr")
    end(desk, job.id, JobState.FAILED, problem={"code": "x", "message": "Le classeur est protégé."})
    assert job.kind == JobKind.CHECK
    words = one.see(f"/depots/{kept.id}")
    assert "Ce dépôt n’a pas pu être vérifié Le classeur est protégé." in words
    assert "Relancer la vérification" in words and "Déposer de nouveau" in words
    assert "Dépôt non vérifié" in one.see("/territoires")


def test_a_dossier_shows_its_parts_its_preview_and_its_earlier_versions(
    desk: Desk, one: Browser, marie: Person
) -> None:
    keep_dossier(desk, marie)
    made = keep_dossier(desk, marie, files={"plan.docx": b"PK", "plan.pdf": b"%PDF", "donnees.json": b"{}"})
    words = one.see(f"/dossiers/{made.id}")
    assert "Dossier du plan de communauté Édition officielle, 86 pages, assemblé le 22 novembre 2026" in words
    assert "plan Word – plan 2 octets PDF – plan 4 octets" in words
    assert "Versions précédentes Édition officielle 2026-2027, 86 pages" in words
    assert f'src="/dossiers/{made.id}/fichiers/dossier.pdf?apercu=1#navpanes=0' in one.page


def test_files_are_saved_and_only_the_preview_is_shown_in_place(desk: Desk, one: Browser, marie: Person) -> None:
    made = keep_dossier(desk, marie, files={"fiches/CG-A01.docx": b"PK fiche"})
    shown = one.open(f"/dossiers/{made.id}/fichiers/dossier.pdf?apercu=1")
    assert shown.headers["content-disposition"].startswith("inline")
    taken = one.open(f"/dossiers/{made.id}/fichiers/fiches/CG-A01.docx?apercu=1")
    assert taken.headers["content-disposition"] == 'attachment; filename="CG-A01.docx"'
    assert taken.content == b"PK fiche"
    assert one.open(f"/dossiers/{made.id}/archive").headers["content-type"] == "application/zip"
    assert one.open(f"/dossiers/{made.id}/fichiers/../dossier.sqlite").status_code == 404
    assert one.open(f"/dossiers/{made.id}/fichiers/absent.pdf").status_code == 404

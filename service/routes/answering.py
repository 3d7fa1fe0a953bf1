"""From rows to answers."""

from dataclasses import asdict
from typing import Any

from assembler.models.finding import Finding
from service.agreements import KnownAgreement
from service.db.tables import Dossier, Job, JobState, Submission
from service.doors import Person
from service.routes.answers import (
    API,
    AgreementAnswer,
    DossierAnswer,
    FileAnswer,
    JobAnswer,
    PersonAnswer,
    ReportDueAnswer,
    SubmissionAnswer,
)
from service.told_problems import ToldProblem, problem_of, problem_told_to


def job_answer(person: Person, job: Job, parts: tuple[Job, ...] = ()) -> JobAnswer:
    """Gives a job, with those under it; its problem as far as the person may know."""
    return JobAnswer.model_validate(
        {
            "id": job.id,
            "kind": job.kind,
            "state": job.state,
            "territory": job.territory,
            "agreement": job.agreement,
            "submission": job.submission_id,
            "dossier": job.dossier_id,
            "step": job.step,
            "done": job.done,
            "total": job.total,
            "problem": _told(problem_told_to(person, job)),
            "is_cancel_asked": job.is_cancel_asked,
            "attempt": job.attempt,
            "created_at": job.created_at,
            "started_at": job.started_at,
            "finished_at": job.finished_at,
            "events": f"{API}/jobs/{job.id}/events",
            "parts": tuple(job_answer(person, part) for part in parts),
        }
    )


def _told(problem: ToldProblem | None) -> dict[str, str] | None:
    return asdict(problem) if problem else None


def submission_answer(
    submission: Submission, job: Job | None, *, findings: tuple[Finding, ...] | None = None
) -> SubmissionAnswer:
    """Gives a deposit; ``job`` is the last one that checks it."""
    version = submission.version
    has_failed = job is not None and job.state in (JobState.FAILED, JobState.CANCELLED)
    told: dict[str, Any] = {"problem": _told(problem_of(job))}
    if version is not None:
        names = ("fy", "is_blocked", "blocking", "blocking_in", "warnings", "notices", "totals")
        told = {name: getattr(version, name) for name in names}
    files = [{name: getattr(file, name) for name in FileAnswer.model_fields} for file in submission.files]
    return SubmissionAnswer.model_validate(
        {
            "id": submission.id,
            "territory": submission.territory,
            "number": submission.number,
            "state": "checked" if version else "failed" if has_failed else "checking",
            "deposited_at": submission.deposited_at,
            "same_as": submission.same_as,
            "files": tuple(files),
            "job": job.id if job else None,
            "findings": findings,
            **told,
        }
    )


def dossier_answer(dossier: Dossier) -> DossierAnswer:
    """Gives what was made, and where its files are."""
    here = f"{API}/dossiers/{dossier.id}"
    same = ("id", "kind", "name", "territory", "agreement", "funder", "edition", "fy", "report_kind", "pages")
    return DossierAnswer.model_validate(
        {
            **{name: getattr(dossier, name) for name in (*same, "is_partial", "totals", "created_at")},
            "missing": tuple(dossier.missing),
            "submission": dossier.submission_id,
            "job": dossier.job_id,
            "archive": {
                "path": f"{dossier.name}.zip",
                "href": f"{here}/archive",
                "sha256": dossier.archive_sha256,
                "size": dossier.archive_size,
            },
            "files": tuple(
                {"path": file.path, "href": f"{here}/files/{file.path}", "sha256": file.sha256, "size": file.size}
                for file in dossier.files
            ),
        }
    )


def agreement_answer(agreement: KnownAgreement) -> AgreementAnswer:
    """Gives an agreement, its reports due when a plan tells them."""
    due = agreement.summary.reports_due if agreement.summary else ()
    return AgreementAnswer(
        id=agreement.id,
        title=agreement.title,
        scope="consolidated" if agreement.is_convention else "territory",
        territory=agreement.territory,
        covers=agreement.covers,
        program=agreement.program,
        funder=agreement.funder,
        funder_name=agreement.funder_name,
        reports_due=tuple(ReportDueAnswer.model_validate(report.model_dump(mode="json")) for report in due),
    )


def person_answer(person: Person) -> PersonAnswer:
    """Gives who is asking."""
    return PersonAnswer(
        id=person.id,
        name=person.name,
        email=person.email,
        role=person.role,
        language=person.language,
        territories=tuple(sorted(person.territories)),
        agreements=tuple(sorted(person.agreements)),
        funders=tuple(sorted(person.funders)),
        rights=tuple(sorted(person.rights)),
    )

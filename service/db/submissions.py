"""Submissions: what people sent, and what checking it gave."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from assembler.models.vocabulary import Edition
from service.db.paging import newest_first
from service.db.tables import Job, JobKind, PlanVersion, Submission, SubmissionFile

# What a file is to its deposit.
WORKBOOK, NARRATIVE, SHEET, ATTACHMENT = "workbook", "narrative", "sheet", "attachment"


class ReceivedFile(BaseModel):
    """One received file whose bytes are already in the store; ``role`` is one of the four above."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: str
    name: str
    sha256: str
    size: int


def add_submission(
    session: Session, territory: str, *, files: Sequence[ReceivedFile], by: str, now: datetime
) -> Submission:
    """Writes a submission under the territory's next number; its bytes are in the store before its row exists."""
    if session.get_bind().dialect.name == "postgresql":  # SQLite's transaction already holds the only lock
        session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:key))"), {"key": f"submissions/{territory}"})
    last = session.scalar(select(func.max(Submission.number)).where(Submission.territory == territory)) or 0
    rows = [SubmissionFile(position=at, **file.model_dump()) for at, file in enumerate(files, start=1)]
    same = _number_of_same(session, territory, rows)
    submission = Submission(
        territory=territory, number=last + 1, deposited_by=by, deposited_at=now, same_as=same, files=rows
    )
    session.add(submission)
    session.flush()
    return submission


def _number_of_same(session: Session, territory: str, files: Sequence[SubmissionFile]) -> int | None:
    """Gives the number of the last submission of a territory that holds these very files."""
    workbooks = [file.sha256 for file in files if file.role == WORKBOOK]
    wanted = (
        select(Submission)
        .join(Submission.files)
        .where(Submission.territory == territory, SubmissionFile.role == WORKBOOK, SubmissionFile.sha256.in_(workbooks))
    )
    known = session.scalars(wanted.order_by(Submission.number.desc()))
    return next((one.number for one in known if _contents(one.files) == _contents(files)), None)


def _contents(files: Iterable[SubmissionFile]) -> list[tuple[str, str, str]]:
    """What a submission holds. The canvas and the narrative may be called anything: other files are cited by name."""
    return sorted((file.role, "" if file.role in (WORKBOOK, NARRATIVE) else file.name, file.sha256) for file in files)


def find_submission(session: Session, submission_id: str) -> Submission | None:
    """Gives a submission with its files and its version, or None."""
    return session.get(Submission, submission_id) if submission_id.isprintable() else None


def list_submissions(
    session: Session, territory: str, *, before: str | None = None, limit: int = 50
) -> list[Submission]:
    """Gives the submissions of a territory, newest first; ``before`` is the id of the last one seen."""
    wanted = select(Submission).where(Submission.territory == territory)
    return newest_first(session, wanted, at=Submission.deposited_at, key=Submission.id, before=before, limit=limit)


def newest_checked(session: Session, territory: str, *, edition: Edition) -> Submission | None:
    """Gives the newest submission that has a plan and that no finding forbids for an edition."""
    fits = [PlanVersion.summary_sha256.is_not(None)]
    if edition is Edition.OFFICIAL:
        fits.append(PlanVersion.is_blocked.is_(False))
    elif edition is not Edition.WORKING:
        fits.append(PlanVersion.blocking_in[edition.value].as_integer() == 0)
    wanted = select(Submission).join(Submission.version).where(Submission.territory == territory, *fits)
    return session.scalar(wanted.order_by(Submission.number.desc()).limit(1))


def newest_checked_of(session: Session, territories: Iterable[str], *, edition: Edition) -> dict[str, Submission]:
    """Gives the newest checked submission that fits an edition, of each territory that has one."""
    found = {code: newest_checked(session, code, edition=edition) for code in territories}
    return {code: submission for code, submission in found.items() if submission is not None}


def forgotten_submissions(session: Session, before: datetime) -> list[Submission]:
    """Gives the submissions deposited before this that no job checked or will: their process died in between."""
    has_job = select(Job.id).where(Job.submission_id == Submission.id, Job.kind == JobKind.CHECK).exists()
    wanted = select(Submission).outerjoin(Submission.version).where(PlanVersion.submission_id.is_(None), ~has_job)
    return list(session.scalars(wanted.where(Submission.deposited_at < before).order_by(Submission.deposited_at)))


def check_job_of(session: Session, submission_id: str) -> Job | None:
    """Gives the last job that checks, or checked, a submission; None when none was started yet."""
    wanted = select(Job).where(Job.submission_id == submission_id, Job.kind == JobKind.CHECK)
    return session.scalar(wanted.order_by(Job.created_at.desc()).limit(1))

"""Rows that no database keeps: presenters are pure, they only read them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from assembler.models.vocabulary import Edition
from service.db.tables import (
    Dossier,
    DossierFile,
    DossierKind,
    Job,
    JobKind,
    JobState,
    PlanVersion,
    Submission,
    SubmissionFile,
)

MORNING = datetime(2026, 11, 21, 18, 5, tzinfo=UTC)
TOTALS = {
    "need": "1112000.00",
    "confirmed": "1000000.00",
    "requested": "22000.00",
    "gap": "90000.00",
    "in_kind": "82100.00",
    "coverage_pct": "89.93",
}


def submission(number: int = 1, *, is_checked: bool = True, blocking: int = 0, has_plan: bool = True) -> Submission:
    """Gives a deposit of La Côte-de-Gaspé."""
    files = [
        SubmissionFile(position=1, role="workbook", name="canevas.xlsx", sha256="a" * 64, size=500_000),
        SubmissionFile(position=2, role="narrative", name="recit.docx", sha256="b" * 64, size=80_000),
        SubmissionFile(position=3, role="attachment", name="resolution.pdf", sha256="c" * 64, size=40_000),
    ]
    version = PlanVersion(
        fy="2026-2027" if has_plan else None,
        is_blocked=bool(blocking) or not has_plan,
        blocking=blocking,
        warnings=2,
        notices=1,
        blocking_in={one.value: blocking * (one is not Edition.WORKING) for one in Edition},
        findings_sha256="d" * 64,
        summary_sha256="e" * 64 if has_plan else None,
        totals=TOTALS if has_plan else None,
    )
    return Submission(
        id=f"depot-{number}",
        territory="CG",
        number=number,
        deposited_by="marie",
        deposited_at=MORNING + timedelta(days=number),
        files=files,
        version=version if is_checked else None,
    )


def job(kind: JobKind = JobKind.ASSEMBLE, state: JobState = JobState.RUNNING, **more: Any) -> Job:
    """Gives a job on the first deposit."""
    known = {"step": "", "done": 0, "total": 0, "is_cancel_asked": False, "attempt": 1, "territory": "CG"}
    return Job(id="travail-1", kind=kind, state=state, submission_id="depot-1", **{**known, **more})


def dossier(number: int = 1, *, deposit: str | None = "depot-1", paths: Sequence[str] = ("dossier.pdf",)) -> Dossier:
    """Gives a dossier of La Côte-de-Gaspé; later numbers are later."""
    return Dossier(
        id=f"dossier-{number}",
        kind=DossierKind.DOSSIER,
        name="dossier_cote-de-gaspe_2026-2027_v3_officielle",
        territory="CG",
        submission_id=deposit,
        edition="officielle",
        fy="2026-2027",
        pages=212,
        missing=[],
        totals=TOTALS,
        archive_size=12_345_678,
        made_for="marie",
        created_at=MORNING + timedelta(hours=number),
        files=[
            DossierFile(position=at, path=path, sha256="f" * 64, size=1000 * at) for at, path in enumerate(paths, 1)
        ],
    )

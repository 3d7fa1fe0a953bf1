"""The rows that jobs leave: plan versions and dossiers. Writing one twice leaves the first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from assembler.models.manifest import Sha256
from service.db.tables import Dossier, DossierFile, DossierKind, Job, PlanVersion


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class KeptVersion(_Kept):
    """What checking a submission gave, its words already in the store."""

    submission_id: str
    territory: str
    fy: str | None
    is_blocked: bool
    blocking: int
    warnings: int
    notices: int
    blocking_in: Mapping[str, int]
    findings_sha256: Sha256
    summary_sha256: Sha256 | None
    totals: Mapping[str, Any] | None


class KeptFile(_Kept):
    """A file of a dossier, its bytes in the store."""

    path: str
    sha256: Sha256
    size: int


class KeptDossier(_Kept):
    """Something complete, every byte of it in the store."""

    kind: DossierKind
    name: str
    territory: str | None = None
    agreement: str | None = None
    funder: str | None = None
    submission_id: str | None = None
    edition: str
    fy: str
    report_kind: str | None = None
    pages: int
    missing: tuple[str, ...] = ()
    totals: Mapping[str, Any] | None = None
    archive_sha256: Sha256
    archive_size: int
    files: tuple[KeptFile, ...]


class KeptTemplate(_Kept):
    """A version of a template that passed everywhere, and the templates it was tried among (it is one of them)."""

    version_id: str
    tried: tuple[tuple[str, Sha256], ...]


def keep_version(session: Session, kept: KeptVersion, *, now: datetime) -> PlanVersion:
    """Writes what checking gave; a submission that is checked again has one version still, the last."""
    version = session.scalar(select(PlanVersion).where(PlanVersion.submission_id == kept.submission_id))
    if version is None:
        version = PlanVersion()
        session.add(version)
    for name, value in kept.model_dump(mode="json").items():
        setattr(version, name, value)
    version.checked_at = now
    return version


def keep_dossier(session: Session, job: Job, kept: KeptDossier, *, now: datetime) -> Dossier:
    """Writes what a job made, once: a job that has made it already gives it back."""
    made = session.scalar(select(Dossier).where(Dossier.job_id == job.id))
    if made is not None:
        return made
    content = kept.model_dump(mode="json", exclude={"files", "missing"})
    files = [DossierFile(position=at, **file.model_dump()) for at, file in enumerate(kept.files, 1)]
    made = Dossier(
        **content,
        job_id=job.id,
        is_partial=bool(kept.missing),
        missing=list(kept.missing),
        made_for=job.requested_by,
        created_at=now,
        files=files,
    )
    session.add(made)
    session.flush()
    return made

"""The tables: people and their doors, what they sent, what was made for them, and who did what."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from service.db.columns import UtcTime, new_id
from service.db.kinds import ENDED, DossierKind, JobKind, JobState, Role, ScopeKind, TemplateState

__all__ = [
    "ENDED",
    "Account",
    "AccountScope",
    "ApiToken",
    "AuditEntry",
    "Base",
    "Dossier",
    "DossierFile",
    "DossierKind",
    "IdempotencyKey",
    "Job",
    "JobKind",
    "JobState",
    "OneTimeLink",
    "PlanVersion",
    "Role",
    "ScopeKind",
    "Session",
    "Submission",
    "SubmissionFile",
    "TemplateState",
    "TemplateVersion",
    "Worker",
]


class Base(DeclarativeBase):
    """The metadata that migrations compare with."""

    type_annotation_map = {datetime: UtcTime(), dict[str, Any]: JSON(), list[str]: JSON()}  # noqa: RUF012 SQLAlchemy's own form


class Account(Base):
    """A person. Without a password it can only be entered by a one-time link."""

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(unique=True)  # lower case
    name: Mapped[str]
    role: Mapped[str]
    language: Mapped[str] = mapped_column(default="fr")
    password_hash: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    failures: Mapped[int] = mapped_column(default=0)  # wrong passwords in a row
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    scopes: Mapped[list["AccountScope"]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class AccountScope(Base):
    """One territory, agreement or funder that an account may enter."""

    __tablename__ = "account_scopes"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)


class Session(Base):
    """A browser that signed in; only the hash of its cookie is kept."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    csrf: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class OneTimeLink(Base):
    """A link that lets its holder choose a password, or sign in once in demonstration; only its hash is kept."""

    __tablename__ = "one_time_links"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    purpose: Mapped[str]  # "password" or "demonstration"
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ApiToken(Base):
    """A program's key; only its hash is kept. ``rights`` narrow what its account may do."""

    __tablename__ = "api_tokens"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    rights: Mapped[list[str]]  # "read", "deposit", "make"
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Submission(Base):
    """What a person sent, never changed after; its bytes are in the store under their hashes."""

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("territory", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    territory: Mapped[str]
    number: Mapped[int]  # 1, 2, 3… within the territory
    deposited_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    deposited_at: Mapped[datetime] = mapped_column(index=True)
    same_as: Mapped[int | None]  # the number of the last deposit before it that holds the very same files
    files: Mapped[list["SubmissionFile"]] = relationship(
        order_by="SubmissionFile.position", cascade="all, delete-orphan", lazy="selectin"
    )
    version: Mapped["PlanVersion | None"] = relationship(lazy="selectin")


class SubmissionFile(Base):
    """One file as received. ``role``: workbook, narrative, sheet or attachment; ``name`` is only ever a label."""

    __tablename__ = "submission_files"

    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]
    name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]


class PlanVersion(Base):
    """What checking a submission gave: its findings, its totals, and the summary of its plan when there is one."""

    __tablename__ = "plan_versions"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), unique=True)
    territory: Mapped[str] = mapped_column(index=True)
    fy: Mapped[str | None]
    is_blocked: Mapped[bool]  # a finding forbids an official edition, or there is no plan at all
    blocking: Mapped[int]
    warnings: Mapped[int]
    notices: Mapped[int]
    blocking_in: Mapped[dict[str, Any]]  # how many findings forbid each edition, by its published name
    findings_sha256: Mapped[str]  # {"fr": [finding…], "en": [finding…]}
    summary_sha256: Mapped[str | None]  # assembler.models.summary.PlanSummary; none when there is no plan
    totals: Mapped[dict[str, Any] | None]
    checked_at: Mapped[datetime]


class Dossier(Base):
    """Something complete and verified: a territory's dossier, a report, a consolidated report, a batch's archive."""

    __tablename__ = "dossiers"
    __table_args__ = (Index("ix_dossiers_of_territory", "territory", "created_at"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    name: Mapped[str]
    territory: Mapped[str | None]
    agreement: Mapped[str | None] = mapped_column(index=True)
    funder: Mapped[str | None]
    submission_id: Mapped[str | None] = mapped_column(ForeignKey("submissions.id"))
    job_id: Mapped[str] = mapped_column(unique=True)  # a job makes one thing, once
    edition: Mapped[str]
    fy: Mapped[str]
    report_kind: Mapped[str | None]
    pages: Mapped[int]
    is_partial: Mapped[bool] = mapped_column(default=False)
    missing: Mapped[list[str]] = mapped_column(default=list)  # territories left out of a consolidated report or a batch
    totals: Mapped[dict[str, Any] | None]
    archive_sha256: Mapped[str]
    archive_size: Mapped[int]
    made_for: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime] = mapped_column(index=True)
    files: Mapped[list["DossierFile"]] = relationship(
        order_by="DossierFile.position", cascade="all, delete-orphan", lazy="selectin"
    )


class DossierFile(Base):
    """One file of a dossier, by its path in the dossier's folder."""

    __tablename__ = "dossier_files"

    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]


class Job(Base):
    """What people see of a durable workflow; its id is the workflow's."""

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_of_state", "state", "created_at"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default=JobState.QUEUED)
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("jobs.id"), index=True)
    territory: Mapped[str | None]
    agreement: Mapped[str | None]
    submission_id: Mapped[str | None] = mapped_column(ForeignKey("submissions.id"))
    dossier_id: Mapped[str | None] = mapped_column(ForeignKey("dossiers.id"))
    order: Mapped[dict[str, Any]]  # service.orders
    lang: Mapped[str] = mapped_column(default="fr")
    step: Mapped[str] = mapped_column(default="")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    problem: Mapped[dict[str, Any] | None]  # {"code", "message"}
    is_cancel_asked: Mapped[bool] = mapped_column(default=False)
    attempt: Mapped[int] = mapped_column(default=1)  # each has its own durable workflow
    worker: Mapped[str | None]  # the run that has it, or had it last: another one must stop
    requested_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    request_id: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class TemplateVersion(Base):
    """A Word template that someone sent to be published over the product's, and what became of it."""

    __tablename__ = "template_versions"
    __table_args__ = (UniqueConstraint("template", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    template: Mapped[str]  # assembler.models.template
    number: Mapped[int]  # 1, 2, 3… of the template
    sha256: Mapped[str]
    size: Mapped[int]
    state: Mapped[str] = mapped_column(default=TemplateState.DRAFT)
    deposited_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    deposited_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]  # published, refused or withdrawn
    findings: Mapped[dict[str, Any]]  # {"fr": [finding…], "en": [finding…]}
    problem: Mapped[dict[str, Any] | None]  # why the trial refused it: {"code", "message"}
    job_id: Mapped[str | None]  # the job that tries it


class IdempotencyKey(Base):
    """A key that a client sent with a POST: the same key gives the same answer, and starts nothing twice."""

    __tablename__ = "idempotency_keys"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    request_hash: Mapped[str]
    status: Mapped[int]
    location: Mapped[str]
    created_at: Mapped[datetime]


class AuditEntry(Base):
    """Who did what, when, and whether the door opened."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[str | None]
    who: Mapped[str]  # the e-mail as it was, or "anonyme"
    action: Mapped[str]  # e.g. "dossier.download"
    subject: Mapped[str]  # e.g. "dossier/4f2…"
    outcome: Mapped[str]  # "ok", "refused" or "failed"
    address: Mapped[str]
    request_id: Mapped[str]


class Worker(Base):
    """A process that takes jobs; one that stops beating loses them to the others."""

    __tablename__ = "workers"

    executor_id: Mapped[str] = mapped_column(primary_key=True)
    machine: Mapped[str]
    pid: Mapped[int]
    birth: Mapped[str]  # when the system says that this process began: numbers are used again
    started_at: Mapped[datetime]
    beat_at: Mapped[datetime]  # the database's clock

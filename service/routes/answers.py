"""What the API answers with: plain, frozen, and without a field that its reader may not see."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assembler.i18n import Lang
from assembler.models.finding import Finding

API = "/api/v1"


class Answer(BaseModel):
    """Base of every answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TotalsAnswer(Answer):
    """The sums of a fiscal year, as strings with two decimals."""

    need: str = Field(examples=["1112000.00"])
    confirmed: str = Field(examples=["1000000.00"])
    requested: str = Field(examples=["22000.00"])
    gap: str = Field(examples=["90000.00"])
    in_kind: str = Field(examples=["82100.00"])
    coverage_pct: str | None = Field(examples=["89.93"])


class ProblemOfJob(Answer):
    """Why a job made nothing: a published code, and a sentence in the language it was asked in."""

    code: str = Field(examples=["encrypted-file"])
    message: str = Field(
        examples=["Le fichier «\u00a0canevas.xlsx\u00a0» est refusé\u00a0: il est protégé par un mot de passe."]
    )


class JobAnswer(Answer):
    """A job: what it makes, how far it is, what it made."""

    id: str
    kind: Literal["check", "assemble", "report", "consolidate", "batch", "publish"]
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    territory: str | None = None
    agreement: str | None = None
    submission: str | None = None
    dossier: str | None = Field(None, description="What it made, once it is done.")
    step: str = Field("", description="What is being done, in the language it was asked in.", examples=["Fiches"])
    done: int = 0
    total: int = 0
    problem: ProblemOfJob | None = None
    is_cancel_asked: bool = False
    attempt: int = 1
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    events: str = Field(description="Where to follow it live.")
    parts: tuple["JobAnswer", ...] = Field((), description="The jobs under it: one for each territory of a batch.")


class FileAnswer(Answer):
    """One file that was sent; its name is the sender's."""

    role: Literal["workbook", "narrative", "sheet", "attachment"]
    name: str
    sha256: str
    size: int


class SubmissionAnswer(Answer):
    """A submission, and what checking it gave: ``checking`` until then, ``failed`` when it could not be read."""

    id: str
    territory: str
    number: int = Field(description="1, 2, 3… within the territory.")
    state: Literal["checking", "checked", "failed"]
    deposited_at: datetime
    same_as: int | None = Field(
        None, description="The number of the last submission before it that holds the very same files."
    )
    files: tuple[FileAnswer, ...]
    fy: str | None = None
    is_blocked: bool | None = Field(None, description="True when findings forbid an official edition.")
    blocking: int | None = None
    blocking_in: dict[str, int] | None = Field(
        None,
        description="How many findings forbid each edition; one with 0 can be assembled.",
        examples=[{"travail": 0, "partenaires": 0, "publique": 1, "officielle": 0}],
    )
    warnings: int | None = None
    notices: int | None = None
    totals: TotalsAnswer | None = None
    job: str | None = Field(None, description="The job that checks it.")
    problem: ProblemOfJob | None = None
    findings: tuple[Finding, ...] | None = Field(None, description="Given with the submission itself, once checked.")


class FindingsAnswer(Answer):
    """Every finding of a submission, in the language asked for."""

    submission: str
    language: Lang
    is_blocked: bool
    findings: tuple[Finding, ...]


class MadeFile(Answer):
    """One file of a dossier."""

    path: str = Field(examples=["dossier.pdf"])
    href: str
    sha256: str
    size: int


class DossierAnswer(Answer):
    """Something complete and verified."""

    id: str
    kind: Literal["dossier", "report", "consolidated", "batch"]
    name: str = Field(examples=["dossier_cote-de-gaspe_2026-2027_v3_officielle"])
    territory: str | None
    agreement: str | None
    funder: str | None
    edition: str
    fy: str
    report_kind: str | None
    pages: int
    is_partial: bool
    missing: tuple[str, ...] = Field(description="The territories left out of a consolidated report or a batch.")
    totals: TotalsAnswer | None
    submission: str | None
    job: str
    created_at: datetime
    archive: MadeFile
    files: tuple[MadeFile, ...]


class BatchLine(Answer):
    """What becomes of one territory of a batch."""

    territory: str
    state: Literal["queued", "missing"] = Field(description="``missing``: no submission of it fits; it is left out.")
    submission: str | None = None
    job: str | None = None


class BatchAnswer(Answer):
    """A batch that was accepted: its job, one line for each territory."""

    job: JobAnswer
    territories: tuple[BatchLine, ...]


class TerritoryAnswer(Answer):
    """A territory at a glance."""

    code: str
    name: str
    slug: str
    last_submission: SubmissionAnswer | None
    last_dossier: str | None


class ReportDueAnswer(Answer):
    """A report that an agreement owes."""

    kind: str
    fy: str
    due_date: date
    sent_on: date | None
    status: str


class AgreementAnswer(Answer):
    """An agreement of a territory, or a convention of the region (``territory`` is then null)."""

    id: str = Field(examples=["AG-2024-FQIS-G-04"])
    title: str
    scope: Literal["territory", "consolidated"] = Field(description="Which report may be asked for.")
    territory: str | None
    covers: tuple[str, ...]
    program: str
    funder: str
    funder_name: str
    reports_due: tuple[ReportDueAnswer, ...]


class TemplateVersionAnswer(Answer):
    """A version of a template that someone sent; ``draft`` while it is tried on every plan."""

    number: int = Field(description="1, 2, 3… of the template.")
    state: Literal["draft", "refused", "published", "withdrawn"]
    sha256: str
    size: int
    by: str
    deposited_at: datetime
    settled_at: datetime | None
    job: str | None = Field(None, description="The job that tries it, none when its faults refused it.")
    findings: tuple[Finding, ...] = Field((), description="What reading it over found, in the language asked for.")
    problem: ProblemOfJob | None = None


class TemplateAnswer(Answer):
    """A Word template that documents are made from; ``version`` is null for the product's own."""

    id: str = Field(examples=["plan"])
    title: str = Field(examples=["Plan de communauté"])
    href: str = Field(examples=["/api/v1/templates/plan.docx"])
    sha256: str = Field(description="Of the file in use; every manifest names it.")
    version: int | None
    by: str | None
    at: datetime | None = Field(description="When it was published.")
    history: tuple[TemplateVersionAnswer, ...] = Field(description="Newest first, twenty at most.")


class PersonAnswer(Answer):
    """Who is asking, and what is open to them."""

    id: str
    name: str
    email: str
    role: str
    language: str
    territories: tuple[str, ...]
    agreements: tuple[str, ...]
    funders: tuple[str, ...]
    rights: tuple[str, ...]


class ProblemType(Answer):
    """A kind of problem: its type and status never change."""

    type: str
    status: int
    title: str

"""What the chamber may be asked to do, and what it answers: one frozen request and one result per operation."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assembler.i18n import Lang
from assembler.models.accounts_vocabulary import ReportKind
from assembler.models.checked import Totals
from assembler.models.finding import Finding
from assembler.models.manifest import Sha256
from assembler.models.vocabulary import Edition


class _Plain(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Templates = tuple[tuple[str, Sha256], ...]  # published over the product's: path, bytes in the store


class FileRef(_Plain):
    """A file as a person named it, its bytes in the store."""

    name: str
    sha256: Sha256


class UploadRef(_Plain):
    """A whole deposit, its bytes in the store."""

    workbook: FileRef
    narrative: FileRef | None = None
    attachments: tuple[FileRef, ...] = ()
    sheets: tuple[FileRef, ...] = ()


class _Task(_Plain):
    lang: Lang = "fr"  # of the person who asks: messages and steps


class CheckTask(_Task):
    """Reads and checks a deposit, in both languages, attachments included."""

    operation: Literal["check"] = "check"
    upload: UploadRef


class AssembleTask(_Task):
    """Makes and proves a whole dossier; ``fy`` and ``dated`` default to the plan's own."""

    operation: Literal["assemble"] = "assemble"
    templates: Templates = ()
    upload: UploadRef
    edition: Edition = Edition.OFFICIAL
    fy: str | None = None
    dated: date | None = None


class ReportTask(_Task):
    """Makes the accountability report of one agreement; ``fy`` defaults to the year before the current one."""

    operation: Literal["report"] = "report"
    templates: Templates = ()
    upload: UploadRef
    agreement: str
    fy: str | None = None
    kind: ReportKind | None = None
    edition: Edition = Edition.OFFICIAL


class ConsolidateTask(_Task):
    """Makes the consolidated report of a convention, from one deposit per territory, by code."""

    operation: Literal["consolidate"] = "consolidate"
    templates: Templates = ()
    uploads: Mapping[str, UploadRef]
    agreement: str
    fy: str | None = None
    kind: ReportKind | None = None
    edition: Edition = Edition.OFFICIAL


class CanvasTask(_Task):
    """Makes the Excel canvas of a territory, filled with what a person's ``previous`` workbook and sheets hold."""

    operation: Literal["canvas"] = "canvas"
    territory: str
    previous: FileRef | None = None
    sheets: tuple[FileRef, ...] = ()


class NarrativeTask(_Task):
    """Makes the blank Word narrative of a territory."""

    operation: Literal["narrative"] = "narrative"
    territory: str


class SheetTask(_Task):
    """Makes the sheet of an action for its lead organisation, filled with what a deposit holds of it."""

    operation: Literal["sheet"] = "sheet"
    action: str
    upload: UploadRef


class AnnotateTask(_Task):
    """Puts the findings of a check in the workbook they are about; ``findings`` is the hash of both languages'."""

    operation: Literal["annotate"] = "annotate"
    workbook: FileRef
    findings: Sha256


class AnnotateNarrativeTask(_Task):
    """Puts the findings of a check that are about the narrative in the narrative itself."""

    operation: Literal["annotate-narrative"] = "annotate-narrative"
    narrative: FileRef
    findings: Sha256


class ChangesTask(_Task):
    """Compares the plans of two deposits of a territory: as JSON, or as the Word page that tells it."""

    operation: Literal["changes"] = "changes"
    templates: Templates = ()
    before: UploadRef
    after: UploadRef
    edition: Edition = Edition.PARTNERS
    as_page: bool = False


class LintTask(_Task):
    """Reads a template over, among those that are published."""

    operation: Literal["lint"] = "lint"
    template: str  # its path
    file: FileRef
    templates: Templates = ()


class TryTask(_Task):
    """Makes every document that uses a template, from one deposit per territory; ``templates`` holds it too."""

    operation: Literal["try"] = "try"
    template: str
    templates: Templates
    uploads: Mapping[str, UploadRef]


# One file, given to a person.
GivenBack = CanvasTask | NarrativeTask | SheetTask | AnnotateTask | AnnotateNarrativeTask | ChangesTask
Task = Annotated[
    CheckTask | AssembleTask | ReportTask | ConsolidateTask | LintTask | TryTask | GivenBack,
    Field(discriminator="operation"),
]


class StoredFile(_Plain):
    """A file that was made: its path under the result, its bytes in the store, their number."""

    path: str
    sha256: Sha256
    size: int


class Removed(_Plain):
    """What cleaning took out of an attachment, in both languages."""

    file: str
    fr: str
    en: str


class CheckResult(_Plain):
    """A deposit that could be read. ``summary`` is the hash of a ``PlanSummary`` in JSON, None without a plan.

    ``removed`` is what will be taken out of the attachments when they join a dossier.
    """

    operation: Literal["check"] = "check"
    territory: str | None
    fy: str | None
    totals: Totals | None
    is_blocked: bool
    has_plan: bool
    findings_fr: tuple[Finding, ...]
    findings_en: tuple[Finding, ...]
    removed: tuple[Removed, ...] = ()
    summary: Sha256 | None = None


class AssembleResult(_Plain):
    """A verified dossier; ``archive`` is its zip, ``files`` its folder in order of path."""

    operation: Literal["assemble"] = "assemble"
    name: str
    territory: str
    fy: str
    version: int
    archive: StoredFile
    pages: int
    files: tuple[StoredFile, ...]
    removed: tuple[Removed, ...]
    totals: Totals


class ConsolidateResult(_Plain):
    """A verified consolidated report, the territories it counts and those that it names as missing (R-107)."""

    operation: Literal["consolidate"] = "consolidate"
    fy: str
    kind: ReportKind
    files: tuple[StoredFile, ...]
    territories: tuple[str, ...]
    missing: tuple[str, ...]


class FilesResult(_Plain):
    """The files a report or a canvas is made of.

    Of a canvas, ``notes`` are the places of what could not be carried, ``told`` what filled action sheets changed.
    """

    operation: Literal["files"] = "files"
    files: tuple[StoredFile, ...]
    notes: tuple[str, ...] = ()
    told: tuple[Finding, ...] = ()


class LintResult(_Plain):
    """What a template's reading found; ``file`` is the template free of our own comments."""

    operation: Literal["lint"] = "lint"
    findings_fr: tuple[Finding, ...]
    findings_en: tuple[Finding, ...]
    file: StoredFile


class TryResult(_Plain):
    """Why a template failed, by territory; empty when it passed everywhere, beside the ``templates`` of the task."""

    operation: Literal["try"] = "try"
    templates: Templates
    failures: Mapping[str, str]


Result = Annotated[
    CheckResult | AssembleResult | ConsolidateResult | FilesResult | LintResult | TryResult,
    Field(discriminator="operation"),
]

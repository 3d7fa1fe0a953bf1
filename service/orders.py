"""What a job is asked to make: plain, frozen, and kept in the job's row."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assembler.models.accounts_vocabulary import ReportKind
from assembler.models.vocabulary import Edition


class _Order(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CheckOrder(_Order):
    """Checks a submission."""

    kind: Literal["check"] = "check"
    submission_id: str


class AssembleOrder(_Order):
    """Assembles the dossier of a checked submission; ``fy`` and ``dated`` default to the plan's own."""

    kind: Literal["assemble"] = "assemble"
    submission_id: str
    edition: Edition = Edition.OFFICIAL
    fy: str | None = None
    dated: date | None = None


class ReportOrder(_Order):
    """Makes the accountability report of an agreement held by a territory, from that submission.

    ``funder`` is who grants it, for the doors: a funder who asked follows it only while the agreement is theirs.
    """

    kind: Literal["report"] = "report"
    submission_id: str
    agreement: str
    funder: str | None = None
    fy: str | None = None
    report_kind: ReportKind | None = None


class ConsolidateOrder(_Order):
    """Makes the consolidated report of a convention, from the newest checked submission of each territory it covers.

    ``submissions`` maps territory to submission, chosen when the job is accepted: a later deposit changes nothing.
    ``funder`` as for a report.
    """

    kind: Literal["consolidate"] = "consolidate"
    agreement: str
    funder: str | None = None
    submissions: dict[str, str]
    fy: str | None = None
    report_kind: ReportKind | None = None


class BatchOrder(_Order):
    """Assembles the dossiers of several territories; ``missing`` are those without a submission, told in the result."""

    kind: Literal["batch"] = "batch"
    submissions: dict[str, str]
    missing: tuple[str, ...] = ()
    edition: Edition = Edition.OFFICIAL
    fy: str | None = None


class PublishOrder(_Order):
    """Tries a version of a template on the newest plan of each territory, and publishes it when all pass."""

    kind: Literal["publish"] = "publish"
    version_id: str
    path: str
    sha256: str
    submissions: dict[str, str]


Order = Annotated[
    CheckOrder | AssembleOrder | ReportOrder | ConsolidateOrder | BatchOrder | PublishOrder,
    Field(discriminator="kind"),
]

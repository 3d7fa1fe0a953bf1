"""The workbook and the narrative of a submission handed back with their findings in place; made in the chamber."""

from pathlib import PurePosixPath

from fastapi import APIRouter, Request, Response

from assembler.i18n import Lang, language
from service.chamber.tasks import AnnotateNarrativeTask, AnnotateTask, FileRef
from service.db.submissions import NARRATIVE, WORKBOOK
from service.db.tables import Submission
from service.desk import Desk
from service.doors import Person
from service.errors import ConflictError, MissingError
from service.routes.admission import AtDesk, Reader
from service.routes.asked import ThingId
from service.routes.canvases import send_made
from service.routes.dossiers import BYTES
from service.routes.openapi import problems
from service.routes.submissions import enter_submission
from service.words import translate as _

router = APIRouter(tags=["submissions"])
_ENDINGS: dict[Lang, str] = {"fr": "_annoté", "en": "_annotated"}


@router.get(
    "/submissions/{submission_id}/annotated-workbook",
    response_class=Response,
    responses={**BYTES, **problems(409)},
    summary="Download the workbook with its findings in place",
)
def download_annotated(request: Request, desk: AtDesk, person: Reader, submission_id: ThingId) -> Response:
    """Gives the submitted workbook with a note and a colour on each cell that has findings, and a linked list of them.

    Nothing else of the file changes. Without findings, it comes back as it was sent, free of our marks.
    """
    found = enter_submission(desk, person, submission_id)
    return send_annotated(request, desk, person, found.submission)


@router.get(
    "/submissions/{submission_id}/annotated-narrative",
    response_class=Response,
    responses={**BYTES, **problems(409)},
    summary="Download the narrative with its findings in place",
)
def download_annotated_narrative(request: Request, desk: AtDesk, person: Reader, submission_id: ThingId) -> Response:
    """Gives the submitted narrative with a Word comment at each paragraph that has findings.

    Nothing else of the file changes. Without findings, it comes back free of our comments.
    """
    found = enter_submission(desk, person, submission_id)
    return send_annotated_narrative(request, desk, person, found.submission)


def send_annotated_narrative(request: Request, desk: Desk, person: Person, submission: Submission) -> Response:
    """Sends the annotated narrative of a submission; ``MissingError`` when it has none."""
    narrative = next((file for file in submission.files if file.role == NARRATIVE), None)
    if narrative is None:
        raise MissingError(_("Ce dépôt n’a pas de récit."))
    task = AnnotateNarrativeTask(
        narrative=FileRef(name=narrative.name, sha256=narrative.sha256),
        findings=_findings_of(submission),
        lang=language(),
    )
    name = annotated_name(narrative.name, language(), ".docx")
    subject = f"submission/{submission.id}"
    return send_made(request, desk, person, task, name=name, action="annotated.download", subject=subject)


def send_annotated(request: Request, desk: Desk, person: Person, submission: Submission) -> Response:
    """Sends the annotated workbook of a submission, and notes it; ``ConflictError`` before it is checked."""
    findings = _findings_of(submission)
    workbook = next(file for file in submission.files if file.role == WORKBOOK)
    task = AnnotateTask(
        workbook=FileRef(name=workbook.name, sha256=workbook.sha256),
        findings=findings,
        lang=language(),
    )
    name = annotated_name(workbook.name, language())
    subject = f"submission/{submission.id}"
    return send_made(request, desk, person, task, name=name, action="annotated.download", subject=subject)


def _findings_of(submission: Submission) -> str:
    if submission.version is None:
        raise ConflictError(
            _("Ce dépôt n’est pas encore vérifié, ou n’a pas pu être lu\u00a0: voyez son état, puis redemandez.")
        )
    return submission.version.findings_sha256


def annotated_name(name: str, lang: Lang, suffix: str = ".xlsx") -> str:
    """Gives the name of an annotated file, after the person's own; one annotated before keeps its name."""
    stem = PurePosixPath(name).stem
    for ending in _ENDINGS.values():
        stem = stem.removesuffix(ending)
    return f"{stem or 'canevas'}{_ENDINGS[lang]}{suffix}"

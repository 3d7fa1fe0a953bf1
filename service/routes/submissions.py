"""Deposits: what a territory sends, and what checking it found."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from assembler.i18n import language
from assembler.models.finding import Finding, Severity
from service.db.submissions import check_job_of, list_submissions
from service.depositing import PATIENCE_SECONDS, Deposited, await_check, look_at, take_deposit
from service.desk import Desk
from service.doors import Person, may_deposit, may_enter_territory
from service.errors import ConflictError, ForbiddenError, MissingError
from service.found import read_found
from service.origin import request_id_of
from service.rates import Rates
from service.routes.admission import AtDesk, Changer, Reader, enter_territory, note
from service.routes.answering import submission_answer
from service.routes.answers import API, FindingsAnswer, SubmissionAnswer
from service.routes.asked import Before, Key, Limit, Prefer, TerritoryCode, ThingId
from service.routes.openapi import problems, tagged_answers
from service.routes.tagged import next_page, tagged
from service.uploads import MULTIPART, receive_files
from service.words import translate as _

router = APIRouter(tags=["submissions"])


def depositing(request: Request, desk: AtDesk, person: Changer, code: TerritoryCode) -> Person:
    """Gives who deposits, before a byte of the deposit is kept (a FastAPI dependency)."""
    enter_territory(desk, person, code)
    if not may_deposit(person, code):
        raise ForbiddenError(_("Ce jeton ne permet pas de déposer. Créez-en un autre, avec ce droit."))
    rates: Rates = request.app.state.rates
    rates.count_start(person.id)
    return person


@router.post(
    "/territories/{code}/submissions",
    status_code=201,
    response_model=SubmissionAnswer,
    responses=problems(403, 409, 413, 415),
    openapi_extra={"requestBody": MULTIPART},
    summary="Submit a territory's files",
)
async def deposit(
    request: Request,
    response: Response,
    desk: AtDesk,
    person: Annotated[Person, Depends(depositing)],
    code: TerritoryCode,
    key: Key = None,
    prefer: Prefer = None,
) -> SubmissionAnswer:
    """Keeps the files as they are, and checks them.

    The answer waits for the findings: twenty seconds, or less when `Prefer: wait=…` says so (RFC 7240). When checking
    takes longer, its `state` is `checking`: follow the job, or ask for the submission again.
    """
    files = await receive_files(request, desk.store)
    request_id = request_id_of(request)
    taken = await run_in_threadpool(take_deposit, desk, person, code, files=files, request_id=request_id, key=key)
    await run_in_threadpool(note, request, person, action="deposit", subject=f"submission/{taken.submission.id}")
    checked = await await_check(desk, taken, patience=_patience(prefer))
    response.headers["Location"] = f"{API}/submissions/{checked.submission.id}"
    if not checked.is_settled:
        response.headers["Retry-After"] = "2"
    findings = await run_in_threadpool(_findings, desk, checked) if checked.submission.version else None
    return submission_answer(checked.submission, checked.job, findings=findings)


def _patience(prefer: str | None) -> float:
    asked = re.search(r"\bwait=(\d{1,4})", prefer or "", re.ASCII)
    return min(float(asked[1]), PATIENCE_SECONDS) if asked else PATIENCE_SECONDS


@router.get(
    "/territories/{code}/submissions",
    response_model=list[SubmissionAnswer],
    responses=tagged_answers(),
    summary="List a territory's submissions",
)
def list_deposits(
    request: Request, desk: AtDesk, person: Reader, code: TerritoryCode, before: Before = None, limit: Limit = 50
) -> Response:
    """Gives the submissions of a territory, newest first."""
    enter_territory(desk, person, code)
    with desk.database.reading() as session:
        rows = list_submissions(session, code, before=before, limit=limit)
        answers = [submission_answer(row, check_job_of(session, row.id)) for row in rows]
    return tagged(request, answers, headers=next_page(request, [row.id for row in rows], limit))


@router.get(
    "/submissions/{submission_id}",
    response_model=SubmissionAnswer,
    responses=tagged_answers(),
    summary="Read a submission",
)
def read_submission(request: Request, desk: AtDesk, person: Reader, submission_id: ThingId) -> Response:
    """Gives a submission and the state of its check."""
    found = enter_submission(desk, person, submission_id)
    return tagged(request, submission_answer(found.submission, found.job))


@router.get(
    "/submissions/{submission_id}/findings",
    response_model=FindingsAnswer,
    responses=tagged_answers(409),
    summary="Read the findings of a submission",
)
def read_findings(
    request: Request,
    desk: AtDesk,
    person: Reader,
    submission_id: ThingId,
    severity: Annotated[Severity | None, Query(description="Only those of this severity.")] = None,
) -> Response:
    """Gives every finding: its sheet and cell, what was found and expected, the remedy."""
    found = enter_submission(desk, person, submission_id)
    version = found.submission.version
    if version is None:
        raise ConflictError(
            _("Ce dépôt n’est pas encore vérifié, ou n’a pas pu être lu\u00a0: voyez son état, puis redemandez.")
        )
    chosen = [finding for finding in _findings(desk, found) if severity in (None, finding.severity)]
    answer = FindingsAnswer(
        submission=submission_id,
        language=language(),
        is_blocked=version.is_blocked,
        findings=tuple(chosen),
    )
    return tagged(request, answer)


def enter_submission(desk: Desk, person: Person, submission_id: str) -> Deposited:
    """Gives a deposit when the person may see it; ``MissingError`` otherwise, as when there is none."""
    found = look_at(desk, submission_id)
    if not may_enter_territory(person, found.submission.territory):
        raise MissingError(_("Ce dépôt n’existe pas, ou il ne vous est pas ouvert."))
    return found


def _findings(desk: Desk, found: Deposited) -> tuple[Finding, ...]:
    version = found.submission.version
    assert version is not None  # the caller asked
    return read_found(desk.store, version, lang=language())

"""What the rest stands on: fields, territories, agreements, problems, who I am."""

import json
from functools import cache

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from assembler.dictionary import json_schema
from assembler.models.region import TerritoryProfile
from service.agreements import list_agreements
from service.db.dossiers import newest_dossier
from service.db.submissions import check_job_of, list_submissions
from service.doors import may_enter_territory
from service.problem_table import INVALID, ROWS, TYPES, UNFORESEEN, UNREADABLE, WRONG_METHOD
from service.routes.admission import AtDesk, Reader
from service.routes.answering import agreement_answer, person_answer, submission_answer
from service.routes.answers import AgreementAnswer, PersonAnswer, ProblemType, TerritoryAnswer
from service.routes.openapi import tagged_answers
from service.routes.tagged import tagged, tagged_bytes
from service.words import translate as _

router = APIRouter(tags=["reference"])


@router.get("/me", response_model=PersonAnswer, responses=tagged_answers(), summary="Who am I")
def me(request: Request, person: Reader) -> Response:
    """Gives who is asking, and what is open to them."""
    return tagged(request, person_answer(person))


@router.get(
    "/territories", response_model=list[TerritoryAnswer], responses=tagged_answers(), summary="List territories"
)
def territories(request: Request, desk: AtDesk, person: Reader) -> Response:
    """Gives the territories open to a person, each with its last submission and its last dossier."""
    mine = [territory for territory in desk.region.territories if may_enter_territory(person, territory.code)]
    with desk.database.reading() as session:
        return tagged(request, [_at_a_glance(session, territory) for territory in mine])


def _at_a_glance(session: Session, territory: TerritoryProfile) -> TerritoryAnswer:
    last = next(iter(list_submissions(session, territory.code, limit=1)), None)
    made = newest_dossier(session, territory.code)
    return TerritoryAnswer(
        code=territory.code,
        name=territory.name,
        slug=territory.slug,
        last_submission=submission_answer(last, check_job_of(session, last.id)) if last else None,
        last_dossier=made.id if made else None,
    )


@router.get("/agreements", response_model=list[AgreementAnswer], responses=tagged_answers(), summary="List agreements")
def agreements(request: Request, desk: AtDesk, person: Reader) -> Response:
    """Gives the agreements open to a person: the region's conventions, then those of the newest checked plans."""
    return tagged(request, [agreement_answer(found) for found in list_agreements(desk, person)])


@router.get(
    "/fields",
    responses={
        **tagged_answers(),
        200: {"description": "A JSON Schema.", "content": {"application/json": {"schema": {"type": "object"}}}},
    },
    response_class=Response,
    summary="The data dictionary",
)
def fields(request: Request, _person: Reader) -> Response:
    """Gives the JSON Schema of a plan's data: each field with its labels, its help, its limits, its privacy."""
    return tagged_bytes(request, _schema())


@cache
def _schema() -> bytes:
    return json.dumps(json_schema(), ensure_ascii=False, sort_keys=True).encode("utf-8")


@router.get("/problems", response_model=list[ProblemType], responses=tagged_answers(), summary="Every kind of problem")
def kinds_of_problem(request: Request, _person: Reader) -> Response:
    """Gives every type a problem may have; types and statuses are promises, titles follow the language."""
    rows = {row.code: row for row in (*ROWS.values(), INVALID, UNREADABLE, WRONG_METHOD, UNFORESEEN)}
    return tagged(
        request,
        [ProblemType(type=TYPES + code, status=row.status, title=_(row.title)) for code, row in sorted(rows.items())],
    )

"""What starts work: a territory's dossier, an agreement's report, every territory at once."""

from fastapi import APIRouter, Request, Response

from assembler.models.vocabulary import Edition
from service.agreements import KnownAgreement, find_agreement
from service.choosing import choose_each, choose_for_report, choose_submission, no_report_yet
from service.db.jobs import children_of
from service.desk import Desk
from service.doors import Person, may_batch
from service.errors import ConflictError, ForbiddenError, MissingError
from service.orders import AssembleOrder, BatchOrder, ConsolidateOrder, Order, ReportOrder
from service.routes.admission import AtDesk, Changer, enter_territory
from service.routes.answering import job_answer
from service.routes.answers import BatchAnswer, BatchLine, JobAnswer
from service.routes.asked import BatchAsked, DossierAsked, Key, ReportAsked, TerritoryCode, ThingId
from service.routes.openapi import problems
from service.routes.starting import start_job
from service.words import translate as _

router = APIRouter(tags=["starts"])


@router.post(
    "/territories/{code}/dossiers",
    status_code=202,
    responses=problems(403, 409),
    summary="Assemble a territory's dossier",
)
def assemble(
    request: Request,
    response: Response,
    desk: AtDesk,
    person: Changer,
    code: TerritoryCode,
    asked: DossierAsked,
    key: Key = None,
) -> JobAnswer:
    """Accepts a job that makes and verifies the whole dossier; `Location` leads to it."""
    enter_territory(desk, person, code)

    def order() -> Order:
        with desk.database.reading() as session:
            chosen = choose_submission(session, code, store=desk.store, named=asked.submission, edition=asked.edition)
        return AssembleOrder(submission_id=chosen.id, edition=asked.edition, fy=asked.fy)

    return job_answer(person, start_job(request, response, person, key=key, asked=asked, order=order))


@router.post(
    "/agreements/{agreement_id}/reports",
    status_code=202,
    responses=problems(403, 409),
    summary="Make an accountability report",
)
def report(
    request: Request,
    response: Response,
    desk: AtDesk,
    person: Changer,
    agreement_id: ThingId,
    asked: ReportAsked,
    key: Key = None,
) -> JobAnswer:
    """Accepts a job that makes an agreement's report: a territory's, or a convention's consolidated one."""
    agreement = enter_agreement(desk, person, agreement_id)

    def order() -> Order:
        return report_order(desk, agreement, asked)

    return job_answer(person, start_job(request, response, person, key=key, asked=asked, order=order))


def enter_agreement(desk: Desk, person: Person, agreement_id: str) -> KnownAgreement:
    """Gives an agreement when the person may see it; ``MissingError`` otherwise, as when there is none."""
    agreement = find_agreement(desk, person, agreement_id)
    if agreement is None:
        raise MissingError(_("Cette entente n’existe pas, ou elle ne vous est pas ouverte."))
    return agreement


def report_order(desk: Desk, agreement: KnownAgreement, asked: ReportAsked) -> Order:
    """Gives the order of an agreement's report; ``ConflictError`` says what does not fit."""
    with desk.database.reading() as session:
        if agreement.territory is not None and asked.scope == "territory":
            chosen = choose_for_report(session, agreement.territory)
            return ReportOrder(
                submission_id=chosen.id,
                agreement=agreement.id,
                funder=agreement.funder,
                fy=asked.fy,
                report_kind=asked.kind,
            )
        if agreement.territory is not None:
            raise ConflictError(
                _("Cette entente n’a qu’un territoire\u00a0: demandez la portée «\u00a0territory\u00a0».")
            )
        if asked.scope == "territory":
            raise ConflictError(
                _("Cette convention couvre plusieurs territoires\u00a0: demandez la portée «\u00a0consolidated\u00a0».")
            )
        chosen_each = choose_each(session, agreement.covers, edition=Edition.OFFICIAL)
    if not chosen_each:
        raise no_report_yet()
    return ConsolidateOrder(
        agreement=agreement.id, funder=agreement.funder, submissions=chosen_each, fy=asked.fy, report_kind=asked.kind
    )


@router.post(
    "/batches",
    status_code=202,
    responses=problems(403, 409),
    summary="Assemble several territories",
)
def batch(
    request: Request, response: Response, desk: AtDesk, person: Changer, asked: BatchAsked, key: Key = None
) -> BatchAnswer:
    """Accepts a batch, with a line for each territory; one without a submission that fits is named and left out."""
    if not may_batch(person):
        raise ForbiddenError(_("Seule l’équipe régionale peut régénérer plusieurs territoires."))
    codes = asked.territories or tuple(territory.code for territory in desk.region.territories)
    for code in codes:
        enter_territory(desk, person, code)
    job = start_job(request, response, person, key=key, asked=asked, order=lambda: batch_order(desk, codes, asked))
    with desk.database.reading() as session:
        parts = {part.territory: part for part in children_of(session, job.id)}
    lines = []
    for code in dict.fromkeys(codes):
        submission = job.order["submissions"].get(code)
        part = parts.get(code)
        state = "queued" if submission else "missing"
        line = {"territory": code, "state": state, "submission": submission, "job": part.id if part else None}
        lines.append(BatchLine.model_validate(line))
    return BatchAnswer(job=job_answer(person, job, tuple(parts.values())), territories=tuple(lines))


def batch_order(desk: Desk, codes: tuple[str, ...], asked: BatchAsked) -> BatchOrder:
    """Gives the order of a batch; ``ConflictError`` when no territory has a submission that fits."""
    with desk.database.reading() as session:
        chosen = choose_each(session, tuple(dict.fromkeys(codes)), edition=asked.edition)
    if not chosen:
        raise ConflictError(_("Aucun de ces territoires n’a de dépôt qui convienne à cette édition."))
    missing = tuple(code for code in dict.fromkeys(codes) if code not in chosen)
    return BatchOrder(submissions=chosen, missing=missing, edition=asked.edition, fy=asked.fy)

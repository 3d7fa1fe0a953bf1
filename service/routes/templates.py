"""Templates: those in use, and new versions, published once every plan at hand passes with them."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict
from starlette.concurrency import run_in_threadpool

from assembler.i18n import language
from assembler.models.template import TEMPLATES
from service.db.submissions import ReceivedFile
from service.db.tables import TemplateVersion
from service.desk import Desk
from service.doors import Person, may_see_templates
from service.downloads import Served, is_beginning, serve
from service.errors import MissingError
from service.publishing import (
    KnownTemplate,
    content_of,
    draft_order,
    enter_template,
    enter_to_publish,
    is_original,
    link_job,
    look_at_template,
    withdraw,
)
from service.rates import Rates
from service.routes.admission import AtDesk, Changer, Reader, note
from service.routes.answers import TemplateAnswer
from service.routes.asked import Key, TemplateId
from service.routes.dossiers import BYTES
from service.routes.openapi import problems, tagged_answers
from service.routes.starting import start_job
from service.routes.tagged import tagged
from service.uploads import ONE_TEMPLATE, receive_template
from service.words import translate as _

router = APIRouter(tags=["templates"])


@router.get("/templates", response_model=list[TemplateAnswer], responses=tagged_answers(), summary="List templates")
def list_templates(request: Request, desk: AtDesk, person: Reader) -> Response:
    """Gives every template that documents are made from: what is in use, who published it, its history."""
    if not may_see_templates(person):
        raise MissingError(_("Cette page n’existe pas, ou elle ne vous est pas ouverte."))
    with desk.database.reading() as session:
        known = [look_at_template(session, template) for template in TEMPLATES]
    return tagged(request, [template_answer(one) for one in known])


@router.get(
    "/templates/{template_id}.docx", response_class=Response, responses=BYTES, summary="Download the template in use"
)
def download_template(request: Request, desk: AtDesk, person: Reader, template_id: TemplateId) -> Response:
    """Gives the Word template in use: change it in Word, then send it back as a new version."""
    return send_template(request, desk, person, template_id)


def send_template(request: Request, desk: Desk, person: Person, template_id: str) -> Response:
    """Sends the template in use, and notes it."""
    enter_template(person, template_id)
    with desk.database.reading() as session:
        known = look_at_template(session, template_id)
    answer = serve(request, Served(name=f"{template_id}.docx", content=content_of(desk, known), sha256=known.sha256))
    if answer.status_code in (200, 206) and is_beginning(request):
        note(request, person, action="template.download", subject=f"template/{template_id}")
    return answer


def publishing(request: Request, person: Changer, template_id: TemplateId) -> Person:
    """Gives who publishes, before a byte of the template is kept (a FastAPI dependency)."""
    enter_to_publish(person, template_id)
    rates: Rates = request.app.state.rates
    rates.count_start(person.id)
    return person


class _Sent(BaseModel):
    """What tells two requests to publish apart."""

    model_config = ConfigDict(frozen=True)

    template: str
    sha256: str


@router.post(
    "/templates/{template_id}/versions",
    status_code=202,
    response_model=TemplateAnswer,
    responses={
        **problems(403, 409, 413, 415),
        200: {"model": TemplateAnswer, "description": "The product's own template was sent: it is in use again."},
    },
    openapi_extra={"requestBody": ONE_TEMPLATE},
    summary="Publish a version of a template",
)
async def publish(
    request: Request,
    response: Response,
    desk: AtDesk,
    person: Annotated[Person, Depends(publishing)],
    template_id: TemplateId,
    key: Key = None,
) -> TemplateAnswer:
    """Reads the template over, then tries it on the newest plan of every territory; published when all pass.

    Faults answer 422 with `findings`, each with its place. Otherwise `Location` leads to the job that tries it.
    Sending the product's own template withdraws the published one.
    """
    file = await receive_template(request, desk.store)
    is_withdrawn = await run_in_threadpool(publish_file, request, response, desk, person, template_id, file, key=key)
    if is_withdrawn:
        response.status_code = 200
    return await run_in_threadpool(_now, desk, template_id)


def publish_file(
    request: Request,
    response: Response,
    desk: Desk,
    person: Person,
    template_id: str,
    file: ReceivedFile,
    *,
    key: str | None,
) -> bool:
    """Starts to publish a file; True when it was the product's own, which is in use again at once."""
    if is_original(template_id, file):
        withdraw(desk, template_id)
        note(request, person, action="template.withdraw", subject=f"template/{template_id}")
        return True
    sent = _Sent(template=template_id, sha256=file.sha256)

    def order() -> Any:
        return draft_order(desk, person, template_id, file)

    job = start_job(request, response, person, key=key, asked=sent, order=order)
    link_job(desk, job.order, job.id)
    return False


def _now(desk: Desk, template_id: str) -> TemplateAnswer:
    with desk.database.reading() as session:
        return template_answer(look_at_template(session, template_id))


def template_answer(known: KnownTemplate) -> TemplateAnswer:
    """Gives a template as the API tells it."""
    current = known.current
    return TemplateAnswer.model_validate(
        {
            "id": known.id,
            "title": known.title,
            "href": f"/api/v1/templates/{known.id}.docx",
            "sha256": known.sha256,
            "version": current.number if current else None,
            "by": known.names.get(current.deposited_by) if current else None,
            "at": current.settled_at if current else None,
            "history": tuple(_version(version, known) for version in known.history),
        }
    )


def _version(version: TemplateVersion, known: KnownTemplate) -> dict[str, Any]:
    same = ("number", "sha256", "size", "state", "deposited_at", "settled_at")
    problem = version.problem or {}
    return {
        **{name: getattr(version, name) for name in same},
        "by": known.names.get(version.deposited_by, ""),
        "job": version.job_id,
        "findings": tuple(version.findings.get(language(), ())),
        "problem": {"code": problem["code"], "message": problem["message"]} if problem else None,
    }

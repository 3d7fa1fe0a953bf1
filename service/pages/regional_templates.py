"""/gabarits: the Word templates in use, the way to publish another version, what became of those before."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from assembler.i18n import language
from assembler.models.finding import Finding
from assembler.models.template import TEMPLATES
from assembler.models.upload import MAX_FILE_BYTES
from service.db.jobs import find_job
from service.db.tables import TemplateState, TemplateVersion
from service.desk import Desk
from service.doors import Person, may_publish, may_stop_job
from service.errors import TemplateRefusedError
from service.pages.entering import Changing, Entered
from service.pages.frame import render_page
from service.pages.regional import require_regional
from service.pages.shown_job import view_job
from service.publishing import enter_template, enter_to_publish, look_at_template, withdraw
from service.rates import Rates
from service.routes.admission import AtDesk, note
from service.routes.templates import publish_file, send_template
from service.uploads import receive_template

router = APIRouter()


@router.get("/gabarits")
def show_templates(request: Request, desk: AtDesk, person: Entered) -> Response:
    """Shows every template: what is in use, since when, by whom."""
    require_regional(person)
    with desk.database.reading() as session:
        known = [look_at_template(session, template) for template in TEMPLATES]
    return render_page(request, "regional/templates.html", templates=known)


@router.get("/gabarits/{template_id}.docx")
def download(request: Request, template_id: str, desk: AtDesk, person: Entered) -> Response:
    """Sends the template in use."""
    return send_template(request, desk, person, template_id)


@router.get("/gabarits/{template_id}")
def show_template(request: Request, template_id: str, desk: AtDesk, person: Entered) -> Response:
    """Shows a template: the version in use, the form for another, the trial under way, its history."""
    enter_template(person, template_id)
    return _page(request, desk, person, template_id)


def _publishing(request: Request, template_id: str, person: Changing) -> Person:
    enter_to_publish(person, template_id)
    rates: Rates = request.app.state.rates
    rates.count_start(person.id)
    return person


@router.post("/gabarits/{template_id}")
async def publish(
    request: Request, template_id: str, desk: AtDesk, person: Annotated[Person, Depends(_publishing)]
) -> Response:
    """Reads a version over and starts to try it; its faults come back on the page, each with its place."""
    file = await receive_template(request, desk.store)
    answer = RedirectResponse(f"/gabarits/{template_id}", status_code=303)
    try:
        await run_in_threadpool(publish_file, request, Response(), desk, person, template_id, file, key=None)
    except TemplateRefusedError as error:
        return await run_in_threadpool(_refused, request, desk, person, template_id, error)
    return answer


@router.post("/gabarits/{template_id}/origine")
def go_back(request: Request, template_id: str, desk: AtDesk, person: Changing) -> Response:
    """Puts the product's own template back in use."""
    enter_to_publish(person, template_id)
    withdraw(desk, template_id)
    note(request, person, action="template.withdraw", subject=f"template/{template_id}")
    return RedirectResponse(f"/gabarits/{template_id}", status_code=303)


def _refused(request: Request, desk: Desk, person: Person, template_id: str, error: TemplateRefusedError) -> Response:
    return _page(request, desk, person, template_id, status=422, findings=error.findings)


def _page(
    request: Request,
    desk: Desk,
    person: Person,
    template_id: str,
    *,
    status: int = 200,
    findings: tuple[Finding, ...] = (),
) -> Response:
    with desk.database.reading() as session:
        known = look_at_template(session, template_id)
        last = next(iter(known.history), None)
        job = find_job(session, last.job_id) if last and last.job_id and last.state == TemplateState.DRAFT else None
    return render_page(
        request,
        "regional/template.html",
        status=status,
        known=known,
        last=last,
        job=view_job(job) if job else None,
        may_stop=job is not None and may_stop_job(person, job),
        may_publish=may_publish(person),
        findings=findings or (_findings(last) if last and last.state == TemplateState.REFUSED else ()),
        is_refused=bool(findings),
        file_bytes=MAX_FILE_BYTES,
    )


def _findings(version: TemplateVersion) -> tuple[Finding, ...]:
    return tuple(Finding.model_validate(one) for one in version.findings.get(language(), ()))

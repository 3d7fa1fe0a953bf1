"""/region/lots: the board of a batch, live or by reloading; what it made, what it left out, what to try again."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from service.db.dossiers import find_dossier
from service.db.jobs import children_of, find_job
from service.db.tables import Job, JobKind, JobState
from service.desk import Desk
from service.doors import Person, may_stop_job
from service.errors import ConflictError, MissingError
from service.orders import BatchOrder
from service.pages.entering import Changing, Entered
from service.pages.frame import render_page
from service.pages.regional import require_regional
from service.pages.shown_batch import ShownBatch, view_batch
from service.pages.starting import start_from_page
from service.routes.admission import AtDesk, enter_job, note, require_making
from service.words import translate as _

router = APIRouter()


@router.get("/region/lots/{job_id}")
def show_batch(request: Request, job_id: str, desk: AtDesk, person: Entered) -> Response:
    """Shows a batch, a line for each territory."""
    job, batch = _look(desk, person, job_id)
    return render_page(request, "regional/batch.html", batch=batch, may_stop=may_stop_job(person, job))


@router.get("/region/lots/{job_id}/etat")
def show_state(request: Request, job_id: str, desk: AtDesk, person: Entered) -> Response:
    """Gives the part of the board that its progress fills; its end takes the whole page along (``HX-Redirect``)."""
    _job, batch = _look(desk, person, job_id)
    headers = {"HX-Redirect": f"/region/lots/{job_id}"} if batch.job.has_ended else None
    return render_page(request, "regional/batch_state.html", headers=headers, batch=batch)


@router.post("/region/lots/{job_id}/reprendre")
def retry_failed(request: Request, job_id: str, desk: AtDesk, person: Changing) -> Response:
    """Tries again what has no dossier: the same batch when it made nothing, else a new one of those territories."""
    job, batch = _look(desk, person, job_id)
    require_making(person)
    if not batch.job.has_ended or not batch.failed:
        raise ConflictError(_("Rien n’est à reprendre dans ce lot\u00a0: rechargez sa page pour voir où il en est."))
    if job.state == JobState.DONE:
        failed = {line.code for line in batch.failed}
        order = BatchOrder.model_validate(job.order)
        kept = {code: one for code, one in order.submissions.items() if code in failed}
        again = start_from_page(request, desk, person, order.model_copy(update={"submissions": kept, "missing": ()}))
        return RedirectResponse(f"/region/lots/{again.id}", status_code=303)
    request.app.state.rates.count_start(person.id)
    desk.jobs.retry(job_id)
    note(request, person, action="job.retry", subject=f"job/{job_id}")
    return RedirectResponse(f"/region/lots/{job_id}", status_code=303)


def _look(desk: Desk, person: Person, job_id: str) -> tuple[Job, ShownBatch]:
    require_regional(person)
    with desk.database.reading() as session:
        job = enter_job(person, find_job(session, job_id))
        if job.kind != JobKind.BATCH:
            raise MissingError(_("Ce lot n’existe pas. Revenez à la page de la région."))
        parts = children_of(session, job.id)
        made = {one.dossier_id: find_dossier(session, one.dossier_id) for one in (job, *parts) if one.dossier_id}
        batch = view_batch(job, parts, {key: one for key, one in made.items() if one is not None}, desk.region)
    return job, batch

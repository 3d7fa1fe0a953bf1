"""/travaux: a job's progress, live or by reloading; cancel it, or try again."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from service.db.jobs import find_job
from service.db.submissions import find_submission
from service.db.tables import Job, JobKind
from service.doors import may_stop_job
from service.pages.entering import Changing, Entered
from service.pages.frame import render_page
from service.pages.shown_job import ShownJob, view_job
from service.pages.shown_territory import EDITIONS
from service.routes.admission import AtDesk, enter_job, enter_job_to_stop, note
from service.told_problems import problem_told_to

router = APIRouter()


@router.get("/travaux/{job_id}")
def show_job(request: Request, job_id: str, desk: AtDesk, person: Entered) -> Response:
    """Shows a job; one that ended well leads to what it made, and a batch to its board."""
    with desk.database.reading() as session:
        job = enter_job(person, find_job(session, job_id))
        shown, may_stop = view_job(job), may_stop_job(person, job)
        problem = problem_told_to(person, job)
        submission = find_submission(session, job.submission_id) if job.submission_id else None
        number = submission.number if submission else None
    if shown.kind is JobKind.BATCH:
        return RedirectResponse(f"/region/lots/{job_id}", status_code=303)
    if shown.href:
        return RedirectResponse(shown.href, status_code=303)
    profile = desk.region.territory(shown.territory) if shown.territory else None
    return render_page(
        request,
        "coordinator/job.html",
        job=shown,
        problem=problem.message if problem else "",
        may_stop=may_stop,
        profile=profile,
        deposit_id=job.submission_id,
        deposit_number=number,
        edition=EDITIONS.get(job.order.get("edition", "")),
    )


@router.get("/travaux/{job_id}/etat")
def show_state(request: Request, job_id: str, desk: AtDesk, person: Entered) -> Response:
    """Gives the part of a page that a job's progress fills; its end takes the whole page along (``HX-Redirect``)."""
    with desk.database.reading() as session:
        job = enter_job(person, find_job(session, job_id))
        shown, may_stop = view_job(job), may_stop_job(person, job)
    headers = {"HX-Redirect": _onward(shown)} if shown.has_ended else None
    return render_page(request, "coordinator/job_state.html", headers=headers, job=shown, may_stop=may_stop)


def _onward(job: ShownJob) -> str:
    return job.href or f"/travaux/{job.id}"


@router.post("/travaux/{job_id}/annuler")
def cancel_job(request: Request, job_id: str, desk: AtDesk, person: Changing) -> Response:
    """Asks a job to stop."""
    job = enter_job_to_stop(desk, person, job_id)
    desk.jobs.cancel(job.id)
    note(request, person, action="job.cancel", subject=f"job/{job.id}")
    return RedirectResponse(_page_of(job), status_code=303)


@router.post("/travaux/{job_id}/reprendre")
def retry_job(request: Request, job_id: str, desk: AtDesk, person: Changing) -> Response:
    """Queues again a job that did not succeed."""
    job = enter_job_to_stop(desk, person, job_id)
    request.app.state.rates.count_start(person.id)
    desk.jobs.retry(job.id)
    note(request, person, action="job.retry", subject=f"job/{job.id}")
    return RedirectResponse(_page_of(job), status_code=303)


def _page_of(job: Job) -> str:
    return f"/depots/{job.submission_id}" if job.kind == JobKind.CHECK else f"/travaux/{job.id}"

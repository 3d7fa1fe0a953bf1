"""Jobs: how far they are, live or now and then; stopping them, trying them again."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from service.accounts.signed_in import current_person
from service.db.following import list_followable
from service.db.jobs import children_of, find_job
from service.db.tables import ENDED, JobKind, JobState
from service.desk import Desk, desk_of
from service.doors import Person
from service.errors import MissingError, SignInNeededError
from service.rates import Rates
from service.routes.admission import AtDesk, Changer, Reader, enter_job, enter_job_to_stop, note
from service.routes.answering import job_answer
from service.routes.answers import JobAnswer
from service.routes.asked import Before, Limit, ThingId
from service.routes.openapi import problems, tagged_answers
from service.routes.tagged import next_page, tagged

LOOK_SECONDS = 0.4

router = APIRouter(tags=["jobs"])


@router.get("/jobs", response_model=list[JobAnswer], responses=tagged_answers(), summary="List jobs")
def list_jobs(
    request: Request,
    desk: AtDesk,
    person: Reader,
    kind: Annotated[JobKind | None, Query(description="Only those that make this.")] = None,
    state: Annotated[JobState | None, Query(description="Only those in this state.")] = None,
    before: Before = None,
    limit: Limit = 50,
) -> Response:
    """Gives the jobs a person may follow, newest first: its territories' for coordination, its own for a funder."""
    with desk.database.reading() as session:
        rows = list_followable(session, person, kind=kind, state=state, before=before, limit=limit)
    return tagged(
        request, [job_answer(person, row) for row in rows], headers=next_page(request, [r.id for r in rows], limit)
    )


@router.get("/jobs/{job_id}", response_model=JobAnswer, responses=tagged_answers(), summary="Read a job")
def read_job(request: Request, desk: AtDesk, person: Reader, job_id: ThingId) -> Response:
    """Gives a job and those under it."""
    return tagged(request, look_at_job(desk, person, job_id))


def followed(desk: AtDesk, person: Reader, job_id: ThingId) -> JobAnswer:
    """Gives the job to follow, before the first event is sent (a FastAPI dependency)."""
    return look_at_job(desk, person, job_id)


@router.get(
    "/jobs/{job_id}/events",
    response_class=EventSourceResponse,
    responses={
        **problems(),
        200: {
            "description": "Events `progress`, each time something changes, then `end`; both carry the job as JSON.",
            "content": {
                "text/event-stream": {"example": 'event: progress\nid: 1\ndata: {"id": "3f0c…", "done": 4}\n\n'}
            },
        },
    },
    summary="Follow a job live",
)
async def follow(
    request: Request, job_id: ThingId, first: Annotated[JobAnswer, Depends(followed)]
) -> AsyncIterator[ServerSentEvent]:
    """Sends the job each time it changes, by stage and by territory, until it ends; comments keep the line open."""
    number, shown = 0, None
    now: JobAnswer | None = first
    while now is not None:
        is_end = now.state in ENDED
        if now != shown or is_end:
            number, shown = number + 1, now
            event = "end" if is_end else "progress"
            yield ServerSentEvent(event=event, id=str(number), raw_data=now.model_dump_json())
        if is_end:
            return
        await asyncio.sleep(LOOK_SECONDS)
        now = await run_in_threadpool(_look_again, request, job_id)


def _look_again(request: Request, job_id: str) -> JobAnswer | None:
    """Gives the job to who may still follow it: meanwhile an account may close, a session end, a door be shut."""
    del request.state.entry
    try:
        return look_at_job(desk_of(request), current_person(request), job_id)
    except (SignInNeededError, MissingError):
        return None


@router.delete("/jobs/{job_id}", status_code=202, responses=problems(403, 409), summary="Cancel a job")
def cancel(request: Request, desk: AtDesk, person: Changer, job_id: ThingId) -> JobAnswer:
    """Asks a job, and those under it, to stop; follow it to see it end. What was already made is kept."""
    enter_job_to_stop(desk, person, job_id)
    desk.jobs.cancel(job_id)
    note(request, person, action="job.cancel", subject=f"job/{job_id}")
    return look_at_job(desk, person, job_id)


@router.post("/jobs/{job_id}/retry", status_code=202, responses=problems(403, 409), summary="Try a job again")
def retry(request: Request, response: Response, desk: AtDesk, person: Changer, job_id: ThingId) -> JobAnswer:
    """Queues a job that failed or was cancelled again, under the same id."""
    enter_job_to_stop(desk, person, job_id)
    rates: Rates = request.app.state.rates
    rates.count_start(person.id)
    desk.jobs.retry(job_id)
    note(request, person, action="job.retry", subject=f"job/{job_id}")
    response.headers["Location"] = request.url.path.removesuffix("/retry")
    return look_at_job(desk, person, job_id)


def look_at_job(desk: Desk, person: Person, job_id: str) -> JobAnswer:
    """Gives a job the person may follow, with those under it; ``MissingError`` otherwise."""
    with desk.database.reading() as session:
        job = enter_job(person, find_job(session, job_id))
        return job_answer(person, job, tuple(children_of(session, job.id)))

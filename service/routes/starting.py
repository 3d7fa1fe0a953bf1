"""Starts a job for a request, once: the same idempotency key gives the same job, whatever was cut in between."""

from collections.abc import Callable
from datetime import timedelta

from fastapi import Request, Response
from pydantic import BaseModel

from assembler.i18n import language
from assembler.store import key_of
from service.db.idempotency import Claim, being_accepted, claim_key, job_marked, release_key, settle_key
from service.db.jobs import find_job
from service.db.tables import Job
from service.desk import Desk, desk_of
from service.doors import Person
from service.orders import Order
from service.origin import request_id_of
from service.rates import Rates
from service.routes.admission import note, require_making
from service.routes.answers import API

IN_HAND = timedelta(seconds=60)  # a claim older than this was cut before its job could be started


def start_job(
    request: Request,
    response: Response,
    person: Person,
    *,
    key: str | None,
    asked: BaseModel,
    order: Callable[[], Order],
) -> Job:
    """Gives the job of a request, and tells where to follow it; ``order`` is only asked when there is none yet."""
    require_making(person)
    if key:
        job = _start_once(request, person, key, asked, order)
    else:
        job = _start(request, person, order(), mark=request_id_of(request))
    response.headers["Location"] = f"{API}/jobs/{job.id}"
    response.headers["Retry-After"] = "1"
    return job


def _start_once(request: Request, person: Person, key: str, asked: BaseModel, order: Callable[[], Order]) -> Job:
    desk = desk_of(request)
    wanted = key_of(request.method, request.url.path, asked.model_dump(mode="json"))
    now = desk.now()
    with desk.database.writing() as session:
        claim = claim_key(session, person.id, key, request_hash=wanted, mark=request_id_of(request), now=now)
    job = None if claim.is_new else _job_of(desk, person, claim)
    if job is None:
        if not claim.is_new and now - claim.at < IN_HAND:
            raise being_accepted()
        job = _start_or_release(request, person, key, order, claim)
    if not claim.made:
        with desk.database.writing() as session:
            settle_key(session, person.id, key, status=202, made=job.id)
    return job


def _job_of(desk: Desk, person: Person, claim: Claim) -> Job | None:
    with desk.database.reading() as session:
        if claim.made:
            return find_job(session, claim.made)
        return job_marked(session, person.id, claim.mark, since=claim.at)


def _start_or_release(request: Request, person: Person, key: str, order: Callable[[], Order], claim: Claim) -> Job:
    try:
        return _start(request, person, order(), mark=claim.mark)
    except Exception:
        with desk_of(request).database.writing() as session:
            # A job that was accepted will run, whatever failed after.
            if job_marked(session, person.id, claim.mark, since=claim.at) is None:
                release_key(session, person.id, key)
        raise


def _start(request: Request, person: Person, order: Order, *, mark: str) -> Job:
    rates: Rates = request.app.state.rates
    rates.count_start(person.id)
    job = desk_of(request).jobs.start(order, requested_by=person.id, lang=language(), request_id=mark)
    note(request, person, action=f"{order.kind}.start", subject=f"job/{job.id}")
    return job

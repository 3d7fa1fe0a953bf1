"""Starts a job for a form of ours, counted and noted."""

from fastapi import Request

from service.db.tables import Job
from service.desk import Desk
from service.doors import Person
from service.orders import Order
from service.origin import request_id_of
from service.pages.language import language_of
from service.rates import Rates
from service.routes.admission import note, require_making


def start_from_page(request: Request, desk: Desk, person: Person, order: Order) -> Job:
    """Gives the job of an order; ``TooManyError`` when the person starts too many."""
    require_making(person)
    rates: Rates = request.app.state.rates
    rates.count_start(person.id)
    job = desk.jobs.start(order, requested_by=person.id, lang=language_of(request), request_id=request_id_of(request))
    note(request, person, action=f"{order.kind}.start", subject=f"job/{job.id}")
    return job

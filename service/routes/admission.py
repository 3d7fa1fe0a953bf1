"""The way in of every route: who is asking, how often, whether this door is theirs; and the line of the trail."""

from typing import Annotated

from fastapi import Depends, Request

from service.accounts.signed_in import current_person, require_csrf
from service.db.audit import write_entry
from service.db.jobs import find_job
from service.db.tables import Job
from service.desk import Desk, desk_of
from service.doors import Person, may_enter_territory, may_make, may_see_job, may_stop_job
from service.errors import ForbiddenError, MissingError, SignInNeededError
from service.origin import address_of, count_visitor, request_id_of
from service.rates import Rates
from service.words import translate as _


def admitted(request: Request) -> Person:
    """Gives who is asking, counted (a FastAPI dependency); an address where nobody signed in is counted too."""
    rates: Rates = request.app.state.rates
    try:
        person = current_person(request)
    except SignInNeededError:
        count_visitor(request)
        raise
    rates.count_request(person.id)
    if "read" not in person.rights:
        raise ForbiddenError(_("Ce jeton ne permet pas de lire. Créez-en un autre, avec ce droit."))
    return person


async def changing(request: Request, person: Annotated[Person, Depends(admitted)]) -> Person:
    """Gives who is asking for a change, which no other site's page may do in their name."""
    await require_csrf(request)
    return person


AtDesk = Annotated[Desk, Depends(desk_of)]
Reader = Annotated[Person, Depends(admitted)]
Changer = Annotated[Person, Depends(changing)]


def enter_territory(desk: Desk, person: Person, code: str) -> str:
    """Gives a territory's code when the person may see it; ``MissingError`` otherwise, as when there is none."""
    known = {territory.code for territory in desk.region.territories}
    if code not in known or not may_enter_territory(person, code):
        raise MissingError(_("Ce territoire n’existe pas, ou il ne vous est pas ouvert."))
    return code


def enter_job(person: Person, job: Job | None) -> Job:
    """Gives a job when the person may follow it; ``MissingError`` otherwise, as when there is none."""
    if job is None or not may_see_job(person, job):
        raise MissingError(_("Ce travail n’existe pas, ou il ne vous est pas ouvert."))
    return job


def enter_job_to_stop(desk: Desk, person: Person, job_id: str) -> Job:
    """Gives a job that the person may cancel or try again; ``MissingError`` or ``ForbiddenError`` otherwise."""
    with desk.database.reading() as session:
        job = enter_job(person, find_job(session, job_id))
    if not may_stop_job(person, job):
        raise ForbiddenError(_("Seule la personne qui a lancé ce travail, ou l’équipe régionale, peut en décider."))
    return job


def require_making(person: Person) -> None:
    """Refuses a token that may not start work."""
    if not may_make(person):
        raise ForbiddenError(_("Ce jeton ne permet pas de lancer un travail. Créez-en un autre, avec ce droit."))


def note(request: Request, person: Person, *, action: str, subject: str) -> None:
    """Writes in the trail what a person did."""
    desk = desk_of(request)
    with desk.database.writing() as session:
        write_entry(
            session,
            at=desk.now(),
            person=person,
            action=action,
            subject=subject,
            outcome="ok",
            address=address_of(request),
            request_id=request_id_of(request),
        )

"""/region: the territories side by side, the button that regenerates them all, charts, conventions."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from assembler.models.vocabulary import Edition
from service.agreements import summary_of
from service.db.dossiers import list_dossiers
from service.db.jobs import list_jobs
from service.db.submissions import newest_checked_of
from service.db.tables import Dossier, DossierKind, JobKind, JobState, Submission
from service.desk import Desk
from service.doors import Person, may_batch
from service.errors import ForbiddenError, MissingError
from service.pages.coordinator_rows import territory_rows
from service.pages.entering import Changing, Entered
from service.pages.frame import render_page
from service.pages.shown_bars import view_dimensions, view_funders
from service.pages.shown_job import view_job
from service.pages.shown_region import view_choice, view_conventions, view_region
from service.pages.shown_territory import EDITIONS, view_territory
from service.pages.starting import start_from_page
from service.routes.admission import AtDesk
from service.routes.asked import BatchAsked
from service.routes.starts import batch_order
from service.words import translate as _

UNENDED = (JobState.QUEUED, JobState.RUNNING)

router = APIRouter()


@router.get("/region")
def show_region(request: Request, desk: AtDesk, person: Entered) -> Response:
    """Shows the region: six territories, what a batch would make, funding, conventions."""
    require_regional(person)
    codes = codes_of(desk)
    with desk.database.reading() as session:
        places = [view_territory(desk.region.territory(code), territory_rows(session, code)) for code in codes]
        fitting = {edition: newest_checked_of(session, codes, edition=edition) for edition in Edition}
        reports = _consolidated(session, desk, person)
        last = next(iter(list_jobs(session, kinds=[JobKind.BATCH], limit=1)), None)
    summaries = [summary_of(desk.store, sha256) for sha256 in _summaries(fitting[Edition.WORKING])]
    return render_page(
        request,
        "regional/region.html",
        region=desk.region,
        shown=view_region(places),
        choices=[view_choice(one, places, fitting[one]) for one in reversed(Edition)],
        last=view_job(last) if last else None,
        last_at=last.created_at if last else None,
        funders=view_funders(summaries, desk.region),
        dimensions=view_dimensions(summaries),
        conventions=view_conventions(desk.region, ready=fitting[Edition.OFFICIAL], reports=reports),
        may_batch=may_batch(person),
    )


@router.post("/region/lots")
def start_batch(
    request: Request,
    desk: AtDesk,
    person: Changing,
    edition: Annotated[str, Form()] = Edition.OFFICIAL.value,
) -> Response:
    """Starts to assemble every territory, and goes to the board; a second click finds the same batch."""
    require_regional(person)
    if not may_batch(person):
        raise ForbiddenError(_("Seule l’équipe régionale peut régénérer plusieurs territoires."))
    order = batch_order(desk, codes_of(desk), BatchAsked(edition=EDITIONS.get(edition, Edition.OFFICIAL)))
    with desk.database.reading() as session:
        running = list_jobs(session, kinds=[JobKind.BATCH], states=UNENDED)
    same = next((job.id for job in running if job.order == order.model_dump(mode="json")), None)
    job_id = same or start_from_page(request, desk, person, order).id
    return RedirectResponse(f"/region/lots/{job_id}", status_code=303)


def require_regional(person: Person) -> None:
    """Refuses who does not see every territory: for them, these pages do not exist."""
    if not person.is_regional:
        raise MissingError(_("Cette page n’existe pas, ou elle ne vous est pas ouverte."))


def codes_of(desk: Desk) -> tuple[str, ...]:
    """Gives the territories of the region, in its order."""
    return tuple(one.code for one in desk.region.territories)


def _summaries(newest: dict[str, Submission]) -> list[str]:
    kept = [one.version.summary_sha256 for one in newest.values() if one.version]
    return [sha256 for sha256 in kept if sha256]


def _consolidated(session: Session, desk: Desk, person: Person) -> dict[str, list[Dossier]]:
    kind = DossierKind.CONSOLIDATED
    ids = [one.id for one in desk.region.conventions]
    return {one: list_dossiers(session, person, kind=kind, agreement=one, limit=3) for one in ids}

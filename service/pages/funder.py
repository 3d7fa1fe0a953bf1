"""/ententes: agreements and what they owe, the reports made, and the button that asks for one."""

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from assembler.models.vocabulary import Edition
from service.agreements import KnownAgreement, list_agreements
from service.choosing import no_report_yet
from service.db.dossiers import list_dossiers
from service.db.jobs import list_jobs
from service.db.submissions import newest_checked_of
from service.db.tables import Job, JobKind, JobState
from service.desk import Desk
from service.doors import Person, may_make
from service.errors import ConflictError, MissingError
from service.orders import Order
from service.pages.entering import Changing, Entered
from service.pages.formats import REGION_ZONE
from service.pages.frame import render_page
from service.pages.shown_agreement import convention_of, members_of, view_agreement, view_agreements
from service.pages.shown_dossier import REPORT_KINDS
from service.pages.shown_request import view_report, view_request, view_scopes, years_of
from service.pages.starting import start_from_page
from service.routes.admission import AtDesk
from service.routes.asked import ReportAsked
from service.routes.starts import report_order
from service.words import translate as _

REPORTS = (JobKind.REPORT, JobKind.CONSOLIDATE)
UNENDED = (JobState.QUEUED, JobState.RUNNING)
HISTORY = 30  # reports shown on an agreement's page

router = APIRouter()


@router.get("/ententes")
def show_agreements(request: Request, desk: AtDesk, person: Entered) -> Response:
    """Shows the person's agreements: what is due next, the conventions, then each territory's."""
    shown = view_agreements(list_agreements(desk, person), desk.region, today(desk))
    return render_page(request, "funder/agreements.html", shown=shown)


@router.get("/ententes/{agreement_id}")
def show_agreement(
    request: Request, agreement_id: str, desk: AtDesk, person: Entered, exercice: str = "", genre: str = ""
) -> Response:
    """Shows an agreement: its terms, what is due, what was made, how to ask for a report."""
    known = list_agreements(desk, person)
    agreement = _entered(known, agreement_id)
    members, convention = members_of(agreement, known), convention_of(agreement, known)
    day = today(desk)
    shown = view_agreement(agreement, desk.region, day, members=members)
    scopes = view_scopes(agreement, convention, members, region=desk.region, ready=_ready(desk))
    with desk.database.reading() as session:
        made = list_dossiers(session, person, agreement=agreement.id, limit=HISTORY)
    making = _making(desk, person, agreement)
    return render_page(
        request,
        "funder/agreement.html",
        one=shown,
        members=[view_agreement(member, desk.region, day) for member in members],
        convention=view_agreement(convention, desk.region, day) if convention else None,
        asking=view_request(shown, scopes, year=exercice, kind=genre),
        made=[view_report(one, desk.region) for one in made],
        making=making,
        kinds=tuple(REPORT_KINDS.values()),
        may_make=may_make(person),
    )


@router.post("/ententes/{agreement_id}/reddition")
def ask_for_report(
    request: Request,
    agreement_id: str,
    desk: AtDesk,
    person: Changing,
    exercice: Annotated[str, Form()] = "",
    genre: Annotated[str, Form()] = "",
    portee: Annotated[str, Form()] = "",
) -> Response:
    """Starts to make a report and goes to its progress; a second click finds the same job."""
    known = list_agreements(desk, person)
    agreement = _entered(known, agreement_id)
    about = _entered(_near(agreement, known), portee or agreement_id)
    if exercice not in years_of(view_agreement(about, desk.region, today(desk))):
        raise ConflictError(_("Cette entente ne couvre pas cet exercice. Choisissez-en un de la liste."))
    asked = ReportAsked(
        fy=exercice, kind=REPORT_KINDS.get(genre), scope="consolidated" if about.is_convention else "territory"
    )
    _require_counted(desk, about)
    order = report_order(desk, about, asked)
    job_id = _same_job(desk, person, order) or start_from_page(request, desk, person, order).id
    return RedirectResponse(f"/travaux/{job_id}", status_code=303)


def today(desk: Desk) -> date:
    """Gives the day it is in the region."""
    return desk.now().astimezone(ZoneInfo(REGION_ZONE)).date()


def _entered(known: tuple[KnownAgreement, ...], agreement_id: str) -> KnownAgreement:
    found = next((one for one in known if one.id == agreement_id), None)
    if found is None:
        raise MissingError(_("Cette entente n’existe pas, ou elle ne vous est pas ouverte."))
    return found


def _near(agreement: KnownAgreement, known: tuple[KnownAgreement, ...]) -> tuple[KnownAgreement, ...]:
    """What an agreement's page may ask for: itself, the convention above it, the agreements under it."""
    convention = convention_of(agreement, known)
    return (agreement, *([convention] if convention else []), *members_of(agreement, known))


def _ready(desk: Desk) -> frozenset[str]:
    """Gives the territories whose plan a report may be made from."""
    codes = [one.code for one in desk.region.territories]
    with desk.database.reading() as session:
        return frozenset(newest_checked_of(session, codes, edition=Edition.OFFICIAL))


def _require_counted(desk: Desk, agreement: KnownAgreement) -> None:
    """Refuses what no plan can give; of findings, which are not a funder's to read, nothing is said."""
    counted = agreement.covers if agreement.is_convention else (agreement.territory or "",)
    if not _ready(desk) & set(counted):
        raise no_report_yet()


def _making(desk: Desk, person: Person, agreement: KnownAgreement) -> list[Job]:
    """Gives the reports of an agreement that the person asked for and that are not ready yet."""
    with desk.database.reading() as session:
        mine = list_jobs(session, kinds=REPORTS, states=UNENDED, requested_by=person.id)
    return [job for job in mine if job.agreement == agreement.id]


def _same_job(desk: Desk, person: Person, order: Order) -> str | None:
    with desk.database.reading() as session:
        mine = list_jobs(session, kinds=REPORTS, states=UNENDED, requested_by=person.id)
    return next((job.id for job in mine if job.order == order.model_dump(mode="json")), None)

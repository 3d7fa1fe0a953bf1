"""/territoires: my territories at a glance, then one of them: canvases, deposit, history, what changed."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from assembler.errors import UploadError
from assembler.models.vocabulary import Edition
from service.db.dossiers import list_dossiers
from service.db.submissions import find_submission, list_submissions, newest_checked
from service.db.tables import Dossier, DossierKind, Role, Submission
from service.desk import Desk
from service.doors import Person, may_deposit, may_enter_territory
from service.errors import ForbiddenError, IncompleteError, MissingError
from service.pages.coordinator_rows import names_of, territory_rows
from service.pages.depositing import deposit_files
from service.pages.entering import Changing, Entered
from service.pages.frame import render_page
from service.pages.kept_words import read_summary
from service.pages.shown_changes import ShownChanges, view_changes
from service.pages.shown_deposit import view_deposit_form
from service.pages.shown_sheets import view_sheets
from service.pages.shown_territory import ShownTerritory, Standing, view_deposit, view_made, view_territory
from service.problem_table import row_of
from service.routes.admission import AtDesk, enter_territory
from service.routes.asked import ActionNumber
from service.routes.canvases import download_canvas, download_narrative
from service.routes.sheets import download_sheet
from service.words import translate as _

HISTORY = 20  # deposits and dossiers shown on a territory's page

router = APIRouter()


@router.get("/territoires")
def show_territories(request: Request, desk: AtDesk, person: Entered) -> Response:
    """Shows the person's territories; the only one of a person is shown at once."""
    if person.role is Role.FUNDER:
        raise MissingError(_("Cette page n’existe pas, ou elle ne vous est pas ouverte."))
    mine = [one for one in desk.region.territories if may_enter_territory(person, one.code)]
    if len(mine) == 1:
        return RedirectResponse(f"/territoires/{mine[0].code}", status_code=303)
    with desk.database.reading() as session:
        cards = [view_territory(profile, territory_rows(session, profile.code)) for profile in mine]
    return render_page(request, "coordinator/territories.html", cards=cards)


@dataclass(frozen=True)
class _History:
    submissions: list[Submission]
    dossiers: list[Dossier]
    names: dict[str, str]


@router.get("/territoires/{code}")
def show_territory(request: Request, code: str, desk: AtDesk, person: Entered) -> Response:
    """Shows a territory: how it stands, what to do next, what was sent and made."""
    enter_territory(desk, person, code)
    with desk.database.reading() as session:
        shown = view_territory(desk.region.territory(code), territory_rows(session, code))
        history = _history(session, person, code)
        changes = _changes(session, desk, shown)
        checked = newest_checked(session, code, edition=Edition.WORKING)
    return render_page(
        request,
        "coordinator/territory.html",
        place=shown,
        deposits=[view_deposit(one, history.names) for one in history.submissions],
        made=[view_made(one, history.names) for one in history.dossiers],
        deposit_numbers={one.id: one.number for one in history.submissions},
        changes=changes,
        sheets=view_sheets(read_summary(desk.store, checked)),
        form=_form(desk, history.submissions[0] if history.submissions else None),
        may_deposit=may_deposit(person, code),
    )


def _history(session: Session, person: Person, code: str) -> _History:
    submissions = list_submissions(session, code, limit=HISTORY)
    dossiers = list_dossiers(session, person, kind=DossierKind.DOSSIER, territory=code, limit=HISTORY)
    people = [one.deposited_by for one in submissions] + [one.made_for for one in dossiers]
    return _History(submissions, dossiers, names_of(session, people))


def _changes(session: Session, desk: Desk, shown: ShownTerritory) -> ShownChanges | None:
    """What changed since the last dossier matters when a newer deposit was checked."""
    has_newer = shown.standing in (Standing.BLOCKED, Standing.OUTDATED, Standing.MAKING)
    if not has_newer or shown.dossier is None or shown.dossier.deposit is None or shown.deposit is None:
        return None
    old, new = (find_submission(session, one) for one in (shown.dossier.deposit, shown.deposit.id))
    return view_changes(read_summary(desk.store, old), read_summary(desk.store, new))


@router.get("/territoires/{code}/canevas.xlsx")
def take_canvas(request: Request, code: str, desk: AtDesk, person: Entered, depot: str = "") -> Response:
    """Gives the canvas of a territory, blank or filled with what a deposit holds."""
    return download_canvas(request, desk, person, code, submission=depot or None)


@router.get("/territoires/{code}/recit.docx")
def take_narrative(request: Request, code: str, desk: AtDesk, person: Entered) -> Response:
    """Gives the blank narrative of a territory."""
    return download_narrative(request, desk, person, code)


@router.get("/territoires/{code}/fiches/{action}.docx")
def take_sheet(request: Request, code: str, action: ActionNumber, desk: AtDesk, person: Entered) -> Response:
    """Gives the sheet of an action to fill in, with what the newest checked deposit holds of it."""
    return download_sheet(request, desk, person, code, action)


@router.get("/territoires/{code}/deposer")
def show_deposit_form(request: Request, code: str, desk: AtDesk, person: Entered) -> Response:
    """Shows the form of a deposit, alone on its page."""
    _enter_to_deposit(desk, person, code)
    return _form_page(request, desk, code)


@router.post("/territoires/{code}/deposer")
async def deposit(request: Request, code: str, desk: AtDesk, person: Changing) -> Response:
    """Takes a deposit and goes to its page; what cannot be taken is told beside the form, and nothing is kept."""
    _enter_to_deposit(desk, person, code)
    try:
        submission_id = await deposit_files(request, desk, person, territory=code)
    except (UploadError, IncompleteError) as error:
        status = row_of(error).status
        return await run_in_threadpool(_form_page, request, desk, code, trouble=error.message, status=status)
    return RedirectResponse(f"/depots/{submission_id}", status_code=303)


def _enter_to_deposit(desk: Desk, person: Person, code: str) -> None:
    enter_territory(desk, person, code)
    if not may_deposit(person, code):
        raise ForbiddenError(_("Vous pouvez voir ce territoire, mais pas déposer en son nom."))


def _form_page(request: Request, desk: Desk, code: str, *, trouble: str = "", status: int = 200) -> Response:
    with desk.database.reading() as session:
        newest = next(iter(list_submissions(session, code, limit=1)), None)
    return render_page(
        request,
        "coordinator/deposit.html",
        status=status,
        profile=desk.region.territory(code),
        form=_form(desk, newest),
        trouble=trouble,
    )


def _form(desk: Desk, newest: Submission | None) -> object:
    return view_deposit_form(newest, limit_mb=desk.settings.upload_limit_mb)

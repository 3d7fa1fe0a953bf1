"""/depots/…/changements: what changed since another deposit of the territory, in words and in tables."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from assembler.models.vocabulary import Edition
from assembler.told_changes import tell_changes
from service.db.submissions import find_submission, list_submissions
from service.db.tables import Submission
from service.doors import Person, may_enter_territory
from service.errors import MissingError
from service.pages.coordinator_rows import names_of, submission_before
from service.pages.entering import Entered
from service.pages.frame import render_page
from service.pages.shown_changes import is_with_cents
from service.pages.shown_territory import EDITIONS, view_deposit
from service.routes.admission import AtDesk
from service.routes.changes import find_changes, send_changes
from service.words import translate as _

OFFERED = 20  # older deposits that may be compared with

router = APIRouter()


@router.get("/depots/{submission_id}/changements")
def show_changes(
    request: Request, submission_id: str, desk: AtDesk, person: Entered, depuis: str = "", edition: str = ""
) -> Response:
    """Shows what changed in a deposit since another one, by default the one before, as an edition may tell it."""
    told = EDITIONS.get(edition, Edition.PARTNERS)
    with desk.database.reading() as session:
        old, new = _enter_both(session, person, submission_id, depuis)
        recent = list_submissions(session, new.territory, limit=OFFERED)
        offered = [one for one in recent if one.id != new.id and one.version and one.version.summary_sha256]
        names = names_of(session, [one.deposited_by for one in (old, new, *offered)])
    changes = find_changes(request, desk, person, old, new, edition=told)
    return render_page(
        request,
        "coordinator/all_changes.html",
        profile=desk.region.territory(new.territory),
        deposit=view_deposit(new, names),
        since=view_deposit(old, names),
        offered=[view_deposit(one, names) for one in offered],
        edition=told,
        editions=[one for one in reversed(Edition) if one is not Edition.OFFICIAL],
        changes=changes,
        said=tell_changes(changes),
        cents=is_with_cents(changes),
    )


@router.get("/depots/{submission_id}/changements.docx")
def take_changes(
    request: Request, submission_id: str, desk: AtDesk, person: Entered, depuis: str = "", edition: str = ""
) -> Response:
    """Gives the Word page of the same changes."""
    with desk.database.reading() as session:
        old, new = _enter_both(session, person, submission_id, depuis)
    told = EDITIONS.get(edition, Edition.PARTNERS)
    return send_changes(request, desk, person, old, new, edition=told)


def _enter_both(session: Session, person: Person, submission_id: str, since: str) -> tuple[Submission, Submission]:
    new = _enter(session, person, submission_id)
    old = _enter(session, person, since) if since else submission_before(session, new)
    if old is None:
        raise MissingError(_("Ce territoire n’a pas de dépôt plus ancien auquel comparer celui-ci."))
    return old, new


def _enter(session: Session, person: Person, submission_id: str) -> Submission:
    submission = find_submission(session, submission_id)
    if submission is None or not may_enter_territory(person, submission.territory):
        raise MissingError(_("Ce dépôt n’existe pas, ou il ne vous est pas ouvert."))
    return submission

"""/dossiers: what was made, to read in place, to take in parts or whole, and what it replaces."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from service.db.dossiers import list_dossiers
from service.db.submissions import find_submission
from service.db.tables import Dossier, DossierKind, Role
from service.desk import Desk
from service.doors import Person
from service.pages.coordinator_rows import names_of
from service.pages.entering import Entered
from service.pages.frame import render_page
from service.pages.kept_words import read_summary, read_titles
from service.pages.shown_changes import ShownChanges, view_changes
from service.pages.shown_dossier import view_dossier
from service.pages.shown_territory import view_deposit
from service.routes.admission import AtDesk
from service.routes.dossiers import enter_dossier, send_archive, send_file

router = APIRouter()


@router.get("/dossiers/{dossier_id}")
def show_dossier(request: Request, dossier_id: str, desk: AtDesk, person: Entered) -> Response:
    """Shows a dossier or a report: preview, parts, earlier versions, what changed, what was left unsolved."""
    dossier = enter_dossier(desk, person, dossier_id)
    with desk.database.reading() as session:
        siblings = _siblings(session, person, dossier)
        names = names_of(session, [one.made_for for one in (dossier, *siblings)])
        before = next((one for one in siblings if one.created_at < dossier.created_at), None)
        is_plan = dossier.kind == DossierKind.DOSSIER and person.role is not Role.FUNDER
        changes = _changes(session, desk, before, dossier) if is_plan else None
        source = find_submission(session, dossier.submission_id or "") if is_plan else None
    return render_page(
        request,
        "coordinator/dossier.html",
        made=view_dossier(dossier, titles=read_titles(desk.store, dossier), siblings=siblings, names=names),
        profile=desk.region.territory(dossier.territory) if dossier.territory else None,
        territory_names={one.code: one.name for one in desk.region.territories},
        source=view_deposit(source, names) if source else None,
        changes=changes,
        since=before.submission_id if before else None,
    )


def _siblings(session: Session, person: Person, dossier: Dossier) -> list[Dossier]:
    """Gives what was made of the same kind for the same place, newest first; a report, of the same year and kind."""
    found = list_dossiers(
        session,
        person,
        kind=DossierKind(dossier.kind),
        territory=dossier.territory,
        agreement=dossier.agreement,
    )
    return [one for one in found if one.id != dossier.id and _subject(one) == _subject(dossier)]


def _subject(dossier: Dossier) -> tuple[str | None, str | None]:
    is_report = dossier.kind in (DossierKind.REPORT, DossierKind.CONSOLIDATED)
    return (dossier.fy, dossier.report_kind) if is_report else (None, None)


def _changes(session: Session, desk: Desk, before: Dossier | None, dossier: Dossier) -> ShownChanges | None:
    if before is None or before.submission_id is None or dossier.submission_id is None:
        return None
    old, new = (find_submission(session, one) for one in (before.submission_id, dossier.submission_id))
    return view_changes(read_summary(desk.store, old), read_summary(desk.store, new))


@router.get("/dossiers/{dossier_id}/fichiers/{path:path}")
def take_file(
    request: Request, dossier_id: str, path: str, desk: AtDesk, person: Entered, apercu: bool = False
) -> Response:
    """Gives one file of a dossier; ``apercu`` shows a PDF in place."""
    return send_file(request, desk, person, enter_dossier(desk, person, dossier_id), path, is_inline=apercu)


@router.get("/dossiers/{dossier_id}/archive")
def take_archive(request: Request, dossier_id: str, desk: AtDesk, person: Entered) -> Response:
    """Gives the zip of all its files."""
    return send_archive(request, desk, person, enter_dossier(desk, person, dossier_id))

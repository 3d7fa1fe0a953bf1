"""/dossiers: what was made, to read in place, to take in parts or whole, and what it replaces."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from service.db.dossiers import find_dossier, list_dossiers
from service.db.submissions import find_submission
from service.db.tables import Dossier, DossierKind, Role
from service.desk import Desk
from service.doors import Person, may_see_dossier
from service.downloads import Served, is_beginning, serve
from service.errors import MissingError
from service.pages.coordinator_rows import names_of
from service.pages.entering import Entered
from service.pages.formats import spoken
from service.pages.frame import render_page
from service.pages.kept_words import read_findings, read_summary, read_titles
from service.pages.shown_changes import ShownChanges, view_changes
from service.pages.shown_dossier import view_dossier
from service.pages.shown_findings import ShownFindings, view_findings
from service.routes.admission import AtDesk, note
from service.words import translate as _

router = APIRouter()


@router.get("/dossiers/{dossier_id}")
def show_dossier(request: Request, dossier_id: str, desk: AtDesk, person: Entered) -> Response:
    """Shows a dossier or a report: preview, parts, earlier versions, what changed, what was left unsolved."""
    with desk.database.reading() as session:
        dossier = _enter_dossier(session, person, dossier_id)
        siblings = _siblings(session, person, dossier)
        names = names_of(session, [one.made_for for one in (dossier, *siblings)])
        before = next((one for one in siblings if one.created_at < dossier.created_at), None)
        is_plan = dossier.kind == DossierKind.DOSSIER and person.role is not Role.FUNDER
        changes = _changes(session, desk, before, dossier) if is_plan else None
        findings = _findings(session, desk, dossier) if is_plan else None
    return render_page(
        request,
        "coordinator/dossier.html",
        made=view_dossier(dossier, titles=read_titles(desk.store, dossier), siblings=siblings, names=names),
        profile=desk.region.territory(dossier.territory) if dossier.territory else None,
        territory_names={one.code: one.name for one in desk.region.territories},
        deposit_id=dossier.submission_id if is_plan else None,
        changes=changes,
        findings=findings,
    )


def _enter_dossier(session: Session, person: Person, dossier_id: str) -> Dossier:
    dossier = find_dossier(session, dossier_id)
    if dossier is None or not may_see_dossier(person, dossier):
        raise MissingError(_("Ce dossier n’existe pas, ou il ne vous est pas ouvert."))
    return dossier


def _siblings(session: Session, person: Person, dossier: Dossier) -> list[Dossier]:
    """Gives what was made of the same kind for the same place, newest first."""
    found = list_dossiers(
        session,
        person,
        kind=DossierKind(dossier.kind),
        territory=dossier.territory,
        agreement=dossier.agreement,
    )
    return [one for one in found if one.id != dossier.id]


def _changes(session: Session, desk: Desk, before: Dossier | None, dossier: Dossier) -> ShownChanges | None:
    if before is None or before.submission_id is None or dossier.submission_id is None:
        return None
    old, new = (find_submission(session, one) for one in (before.submission_id, dossier.submission_id))
    return view_changes(read_summary(desk.store, old), read_summary(desk.store, new))


def _findings(session: Session, desk: Desk, dossier: Dossier) -> ShownFindings | None:
    submission = find_submission(session, dossier.submission_id) if dossier.submission_id else None
    if submission is None or submission.version is None:
        return None
    return view_findings(read_findings(desk.store, submission, lang=spoken()), None)


@router.get("/dossiers/{dossier_id}/fichiers/{path:path}")
def send_file(
    request: Request, dossier_id: str, path: str, desk: AtDesk, person: Entered, apercu: bool = False
) -> Response:
    """Gives one file of a dossier, or its zip under ``<name>.zip``; ``apercu`` shows a PDF in place."""
    with desk.database.reading() as session:
        dossier = _enter_dossier(session, person, dossier_id)
    if path == f"{dossier.name}.zip":
        name, sha256 = path, dossier.archive_sha256
    else:
        kept = next((file for file in dossier.files if file.path == path), None)
        if kept is None:
            raise MissingError(_("Ce fichier n’existe pas."))
        name, sha256 = path.rsplit("/", 1)[-1], kept.sha256
    if is_beginning(request):
        note(request, person, action="dossier.download", subject=f"dossier/{dossier_id}/{path}")
    is_shown = apercu and name.endswith(".pdf")
    return serve(request, Served(name=name, content=desk.store.get(sha256), sha256=sha256, is_inline=is_shown))

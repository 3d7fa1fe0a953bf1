"""/depots: how a deposit is being checked, then its findings, its totals, and the button to the dossier."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from assembler.i18n import language
from assembler.models.finding import Severity
from assembler.models.vocabulary import Edition
from service.choosing import choose_submission
from service.db.dossiers import list_dossiers
from service.db.submissions import check_job_of, find_submission, list_submissions
from service.db.tables import Dossier, DossierKind, Job, Submission
from service.desk import Desk
from service.doors import Person, may_deposit, may_enter_territory, may_stop_job
from service.errors import MissingError
from service.orders import AssembleOrder
from service.pages.coordinator_rows import making_job, names_of, submission_before
from service.pages.entering import Changing, Entered
from service.pages.frame import render_page
from service.pages.kept_words import read_findings
from service.pages.shown_editions import view_editions
from service.pages.shown_findings import Kept, ShownFindings, view_findings
from service.pages.shown_job import view_job
from service.pages.shown_territory import EDITIONS, view_deposit, view_made
from service.pages.shown_totals import view_totals
from service.pages.starting import start_from_page
from service.routes.admission import AtDesk
from service.routes.annotated import send_annotated, send_annotated_narrative
from service.words import translate as _

KEPT: dict[str, Severity | Edition] = {one.value: one for one in (*Severity, *Edition)}  # what ?gravite= may name

router = APIRouter()


@router.get("/depots/{submission_id}")
def show_deposit(request: Request, submission_id: str, desk: AtDesk, person: Entered, gravite: str = "") -> Response:
    """Shows a deposit: its progress while it is checked, its findings after."""
    with desk.database.reading() as session:
        submission = _enter_deposit(session, person, submission_id)
        profile = desk.region.territory(submission.territory)
        names = names_of(session, [submission.deposited_by])
        shown: dict[str, Any] = {
            "profile": profile,
            "deposit": view_deposit(submission, names),
            "files": submission.files,
            "may_deposit": may_deposit(person, submission.territory),
        }
        if submission.version is None:
            check = check_job_of(session, submission.id)
            job = view_job(check) if check else None
            may_stop = check is not None and may_stop_job(person, check)
            return render_page(request, "coordinator/checking.html", job=job, may_stop=may_stop, **shown)
        return render_page(
            request,
            "coordinator/checked.html",
            may_compare=_may_compare(session, submission),
            findings=_findings(session, desk, submission, KEPT.get(gravite)),
            totals=view_totals(submission.version.fy, submission.version.totals),
            newest_number=_newest(session, submission).number,
            newest_id=_newest(session, submission).id,
            making=_making(session, submission),
            made=[view_made(one, {}) for one in _dossiers_of(session, person, submission)],
            editions=view_editions(submission.version.blocking_in),
            **shown,
        )


def _enter_deposit(session: Session, person: Person, submission_id: str) -> Submission:
    submission = find_submission(session, submission_id)
    if submission is None or not may_enter_territory(person, submission.territory):
        raise MissingError(_("Ce dépôt n’existe pas, ou il ne vous est pas ouvert."))
    return submission


def _findings(session: Session, desk: Desk, submission: Submission, kept: Kept) -> ShownFindings:
    before = submission_before(session, submission)
    return view_findings(
        read_findings(desk.store, submission, lang=language()),
        read_findings(desk.store, before, lang=language()) if before else None,
        kept=kept,
    )


def _may_compare(session: Session, submission: Submission) -> bool:
    """True when the deposit before has a plan too."""
    before = submission_before(session, submission)
    return before is not None and before.version is not None and before.version.summary_sha256 is not None


def _newest(session: Session, submission: Submission) -> Submission:
    return next(iter(list_submissions(session, submission.territory, limit=1)), submission)


def _making(session: Session, submission: Submission) -> Job | None:
    job = making_job(session, submission.territory)
    return job if job is not None and job.submission_id == submission.id else None


def _dossiers_of(session: Session, person: Person, submission: Submission) -> list[Dossier]:
    every = list_dossiers(session, person, kind=DossierKind.DOSSIER, territory=submission.territory)
    return [dossier for dossier in every if dossier.submission_id == submission.id]


@router.get("/depots/{submission_id}/canevas-annote.xlsx")
def take_annotated(request: Request, submission_id: str, desk: AtDesk, person: Entered) -> Response:
    """Gives the workbook of a deposit with its findings in place."""
    with desk.database.reading() as session:
        submission = _enter_deposit(session, person, submission_id)
    return send_annotated(request, desk, person, submission)


@router.get("/depots/{submission_id}/recit-annote.docx")
def take_annotated_narrative(request: Request, submission_id: str, desk: AtDesk, person: Entered) -> Response:
    """Gives the narrative of a deposit with its findings as Word comments."""
    with desk.database.reading() as session:
        submission = _enter_deposit(session, person, submission_id)
    return send_annotated_narrative(request, desk, person, submission)


@router.post("/depots/{submission_id}/dossier")
def make_dossier(
    request: Request,
    submission_id: str,
    desk: AtDesk,
    person: Changing,
    edition: Annotated[str, Form()] = Edition.OFFICIAL.value,
) -> Response:
    """Starts to assemble the dossier of a deposit, and goes to its progress; a second click finds the same job."""
    wanted = EDITIONS.get(edition, Edition.OFFICIAL)
    with desk.database.reading() as session:
        submission = _enter_deposit(session, person, submission_id)
        choose_submission(session, submission.territory, store=desk.store, named=submission_id, edition=wanted)
        known = _same_job(session, submission, wanted)
    order = AssembleOrder(submission_id=submission_id, edition=wanted)
    job_id = known or start_from_page(request, desk, person, order).id
    return RedirectResponse(f"/travaux/{job_id}", status_code=303)


def _same_job(session: Session, submission: Submission, edition: Edition) -> str | None:
    job = making_job(session, submission.territory)
    is_same = job is not None and job.submission_id == submission.id and job.order.get("edition") == edition.value
    return job.id if job is not None and is_same else None

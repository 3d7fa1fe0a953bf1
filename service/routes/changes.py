"""What changed from one submission of a territory to another; compared in the chamber, kept once compared."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from assembler.models.changes import PlanChanges
from assembler.models.vocabulary import Edition
from service.chamber.tasks import ChangesTask
from service.db.tables import Submission
from service.db.templates import published_set
from service.desk import Desk
from service.doors import Person
from service.errors import ConflictError, MissingError
from service.jobs.asking import upload_of
from service.routes.admission import AtDesk, Reader
from service.routes.asked import PLAIN, ThingId
from service.routes.canvases import make_once, send_made
from service.routes.dossiers import BYTES
from service.routes.openapi import problems, tagged_answers
from service.routes.submissions import enter_submission
from service.routes.tagged import tagged
from service.words import translate as _

router = APIRouter(tags=["submissions"])
Since = Annotated[
    str, Query(max_length=64, pattern=PLAIN, description="The submission to compare with, of the same territory.")
]
Told = Annotated[Edition, Query(description="What may be told: the public edition shows public fields only.")]


@router.get(
    "/submissions/{submission_id}/changes",
    response_model=PlanChanges,
    responses=tagged_answers(409),
    summary="Read what changed since another submission",
)
def read_changes(
    request: Request,
    desk: AtDesk,
    person: Reader,
    submission_id: ThingId,
    since: Since,
    edition: Told = Edition.PARTNERS,
) -> Response:
    """Gives every change: actions, amounts by issue and funder, levers, texts, and the rows of every other table.

    Amounts are strings with two decimals; in each year, the differences of the issues add up to that of the total.
    """
    new = enter_submission(desk, person, submission_id).submission
    old = enter_submission(desk, person, since).submission
    return tagged(request, find_changes(request, desk, person, old, new, edition=edition))


@router.get(
    "/submissions/{submission_id}/changes.docx",
    response_class=Response,
    responses={**BYTES, **problems(409)},
    summary="Download the page that tells what changed",
)
def download_changes(
    request: Request,
    desk: AtDesk,
    person: Reader,
    submission_id: ThingId,
    since: Since,
    edition: Told = Edition.PARTNERS,
) -> Response:
    """Gives the one-page Word document « Ce qui a changé », in French."""
    new = enter_submission(desk, person, submission_id).submission
    old = enter_submission(desk, person, since).submission
    return send_changes(request, desk, person, old, new, edition=edition)


def find_changes(
    request: Request, desk: Desk, person: Person, old: Submission, new: Submission, *, edition: Edition
) -> PlanChanges:
    """Gives what changed from a submission to another, compared now or before."""
    made = make_once(request, desk, person, _task(desk, old, new, edition))
    return PlanChanges.model_validate_json(desk.store.get(made.sha256))


def send_changes(
    request: Request, desk: Desk, person: Person, old: Submission, new: Submission, *, edition: Edition
) -> Response:
    """Sends the Word page of what changed, and notes it."""
    task = _task(desk, old, new, edition).model_copy(update={"as_page": True})
    name = f"changements_{new.territory}_{old.number}-{new.number}.docx"
    return send_made(request, desk, person, task, name=name, action="changes.download", subject=f"submission/{new.id}")


def _task(desk: Desk, old: Submission, new: Submission, edition: Edition) -> ChangesTask:
    if old.territory != new.territory:
        raise MissingError(_("Ce dépôt n’existe pas dans ce territoire. Choisissez-en un de la liste de ses dépôts."))
    for submission in (old, new):
        if submission.version is None or submission.version.summary_sha256 is None:
            told = _("Le dépôt no\u00a0{number} n’a pas de plan à comparer\u00a0: voyez ses constats, puis redemandez.")
            raise ConflictError(told.format(number=submission.number))
    with desk.database.reading() as session:
        before, after = (
            upload_of(session, one.id).model_copy(update={"attachments": ()}) for one in (old, new)
        )  # a plan holds nothing of the attachments
        templates = published_set(session)
    # In no language: both were read already.
    return ChangesTask(before=before, after=after, edition=edition, templates=templates)

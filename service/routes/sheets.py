"""The action sheets to fill in, with what a submission holds of an action; made in the chamber."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from assembler.i18n import language
from assembler.models.vocabulary import Edition
from service.chamber.tasks import SheetTask, UploadRef
from service.db.submissions import newest_checked
from service.desk import Desk
from service.doors import Person
from service.errors import MissingError
from service.jobs.asking import upload_of
from service.routes.admission import AtDesk, Reader, enter_territory
from service.routes.asked import ActionNumber, TerritoryCode
from service.routes.canvases import send_made
from service.routes.dossiers import BYTES
from service.routes.submissions import enter_submission
from service.words import translate as _

router = APIRouter(tags=["canvases"])
_FROM = "The submission that fills it: by default, the newest one that was checked and has a plan."


@router.get(
    "/territories/{code}/sheets/{action}.docx",
    response_class=Response,
    responses=BYTES,
    summary="Download the sheet of an action to fill in",
)
def download_sheet(
    request: Request,
    desk: AtDesk,
    person: Reader,
    code: TerritoryCode,
    action: ActionNumber,
    submission: Annotated[str | None, Query(alias="from", max_length=64, description=_FROM)] = None,
) -> Response:
    """Gives the Word sheet that the lead organisation of an action fills in; blank for a number not used yet."""
    enter_territory(desk, person, code)
    upload = _upload_for(desk, person, code, submission)
    task = SheetTask(action=action, upload=upload, lang=language())
    return send_made(request, desk, person, task, name=f"fiche_{action}.docx")


def _upload_for(desk: Desk, person: Person, code: str, submission_id: str | None) -> UploadRef:
    if submission_id is not None and enter_submission(desk, person, submission_id).submission.territory != code:
        raise MissingError(_("Ce dépôt n’existe pas dans ce territoire. Choisissez-en un de la liste de ses dépôts."))
    with desk.database.reading() as session:
        newest = newest_checked(session, code, edition=Edition.WORKING) if submission_id is None else None
        chosen = submission_id or (newest.id if newest else "")
        if not chosen:
            raise MissingError(_("Ce territoire n’a pas encore de dépôt vérifié. Déposez d’abord le canevas Excel."))
        upload = upload_of(session, chosen)
    return upload.model_copy(update={"narrative": None, "attachments": ()})  # a sheet holds nothing of these

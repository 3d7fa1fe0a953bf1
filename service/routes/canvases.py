"""The workbook and the narrative to fill in, blank or filled with what a submission holds; made in the chamber."""

import threading
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from assembler.i18n import language
from service.chamber.limits import Limits
from service.chamber.parent import run_task
from service.chamber.tasks import CanvasTask, FileRef, GivenBack, NarrativeTask, StoredFile
from service.db.submissions import SHEET, WORKBOOK
from service.desk import Desk
from service.doors import Person
from service.downloads import Served, is_beginning, serve
from service.errors import MissingError
from service.rates import Rates
from service.routes.admission import AtDesk, Reader, enter_territory, note
from service.routes.asked import TerritoryCode
from service.routes.dossiers import BYTES
from service.routes.submissions import enter_submission
from service.settings import MIB
from service.words import translate as _

router = APIRouter(tags=["canvases"])
_MOST_KEPT = 500
_kept: dict[str, StoredFile] = {}  # what this process already made: the same task gives the same bytes
_one_at_a_time = threading.Lock()


@router.get(
    "/canvases/{code}.xlsx", response_class=Response, responses=BYTES, summary="Download the workbook to fill in"
)
def download_canvas(
    request: Request,
    desk: AtDesk,
    person: Reader,
    code: TerritoryCode,
    submission: Annotated[
        str | None, Query(alias="from", max_length=64, description="A submission whose data the workbook will hold.")
    ] = None,
) -> Response:
    """Gives the Excel canvas of a territory."""
    enter_territory(desk, person, code)
    held = _files_of(desk, person, code, submission) if submission else {}
    task = CanvasTask(
        territory=code,
        previous=next(iter(held.get(WORKBOOK, ())), None),
        sheets=tuple(held.get(SHEET, ())),
        lang=language(),
    )
    return send_made(request, desk, person, task, name=f"canevas_{code}.xlsx")


@router.get(
    "/narratives/{code}.docx", response_class=Response, responses=BYTES, summary="Download the narrative to fill in"
)
def download_narrative(request: Request, desk: AtDesk, person: Reader, code: TerritoryCode) -> Response:
    """Gives the Word narrative of a territory."""
    enter_territory(desk, person, code)
    return send_narrative(request, desk, person, code)


def send_narrative(request: Request, desk: Desk, person: Person, code: str) -> Response:
    """Sends the narrative of a territory, and notes it."""
    return send_made(request, desk, person, NarrativeTask(territory=code, lang=language()), name=f"recit_{code}.docx")


def _files_of(desk: Desk, person: Person, code: str, submission_id: str) -> dict[str, list[FileRef]]:
    """The files of a submission by role: a filled canvas holds its workbook and the answers of its sheets."""
    found = enter_submission(desk, person, submission_id).submission
    if found.territory != code:
        raise MissingError(_("Ce dépôt n’existe pas dans ce territoire. Choisissez-en un de la liste de ses dépôts."))
    held: dict[str, list[FileRef]] = {}
    for file in found.files:
        held.setdefault(file.role, []).append(FileRef(name=file.name, sha256=file.sha256))
    return held


def send_made(
    request: Request,
    desk: Desk,
    person: Person,
    task: GivenBack,
    *,
    name: str,
    action: str = "canvas.download",
    subject: str = "",
) -> Response:
    """Sends the only file a task makes, made now or before, and notes it under its name or ``subject``."""
    made = make_once(request, desk, person, task)
    answer = serve(request, Served(name=name, content=desk.store.get(made.sha256), sha256=made.sha256))
    if answer.status_code in (200, 206) and is_beginning(request):
        note(request, person, action=action, subject=subject or name)
    return answer


def make_once(request: Request, desk: Desk, person: Person, task: GivenBack) -> StoredFile:
    """Gives the only file of a task, made now or before; making one counts as a start."""
    key = f"{desk.settings.home} {desk.region.id} {task.model_dump_json()}"
    made = _known(desk, key)
    if made is None:
        rates: Rates = request.app.state.rates
        rates.count_start(person.id)
        with _one_at_a_time:  # a crowd that asks for canvases must not start a crowd of processes
            made = _known(desk, key) or _make(desk, task)
            if len(_kept) >= _MOST_KEPT:
                _kept.clear()
            _kept[key] = made
    return made


def _known(desk: Desk, key: str) -> StoredFile | None:
    made = _kept.get(key)
    return made if made is not None and desk.store.holds(made.sha256) else None


def _make(desk: Desk, task: GivenBack) -> StoredFile:
    settings = desk.settings
    limits = Limits(address_space=settings.memory_limit_mb * MIB)
    (made,) = run_task(task, settings=settings.library, limits=limits, region=settings.region).files
    return made

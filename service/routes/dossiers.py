"""What was made: lists, parts, archives."""

from pathlib import PurePosixPath
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from service.db.dossiers import find_dossier, list_dossiers
from service.db.tables import Dossier, DossierFile
from service.desk import Desk
from service.doors import Person, may_see_dossier
from service.downloads import MEDIA_TYPES, Served, is_beginning, serve
from service.errors import MissingError
from service.routes.admission import AtDesk, Reader, note
from service.routes.answering import dossier_answer
from service.routes.answers import DossierAnswer
from service.routes.asked import DossiersWanted, ThingId
from service.routes.openapi import Responses, problems, tagged_answers
from service.routes.tagged import next_page, tagged
from service.words import translate as _

router = APIRouter(tags=["dossiers"])
BYTES: Responses = {
    **problems(),
    200: {"description": "The file.", "content": {media: {} for media in sorted(set(MEDIA_TYPES.values()))}},
    206: {"description": "The part asked for (`Range`)."},
    304: {"description": "The caller has it already (`If-None-Match`)."},
    416: {"description": "The range asked for lies outside the file."},
}


@router.get("/dossiers", response_model=list[DossierAnswer], responses=tagged_answers(), summary="List what was made")
def list_made(request: Request, desk: AtDesk, person: Reader, wanted: Annotated[DossiersWanted, Query()]) -> Response:
    """Gives what a person may see, newest first; a funder sees the reports of its agreements and nothing else."""
    with desk.database.reading() as session:
        rows = list_dossiers(session, person, **wanted.model_dump())
    link = next_page(request, [row.id for row in rows], wanted.limit)
    return tagged(request, [dossier_answer(row) for row in rows], headers=link)


@router.get(
    "/dossiers/{dossier_id}", response_model=DossierAnswer, responses=tagged_answers(), summary="Read a dossier"
)
def read_dossier(request: Request, desk: AtDesk, person: Reader, dossier_id: ThingId) -> Response:
    """Gives what was made, with each of its files."""
    return tagged(request, dossier_answer(enter_dossier(desk, person, dossier_id)))


@router.api_route(
    "/dossiers/{dossier_id}/files/{path:path}",
    methods=["GET"],
    response_class=Response,
    responses=BYTES,
    summary="Download a file of a dossier",
)
@router.head("/dossiers/{dossier_id}/files/{path:path}", include_in_schema=False)
def download_file(
    request: Request,
    desk: AtDesk,
    person: Reader,
    dossier_id: ThingId,
    path: str,
    show: Annotated[Literal["inline"] | None, Query(description="Show a PDF in place rather than save it.")] = None,
) -> Response:
    """Gives one file; ranges and tags are honoured."""
    dossier = enter_dossier(desk, person, dossier_id)
    return send_file(request, desk, person, dossier, path, is_inline=show == "inline")


@router.api_route(
    "/dossiers/{dossier_id}/archive",
    methods=["GET"],
    response_class=Response,
    responses=BYTES,
    summary="Download a whole dossier",
)
@router.head("/dossiers/{dossier_id}/archive", include_in_schema=False)
def download_archive(request: Request, desk: AtDesk, person: Reader, dossier_id: ThingId) -> Response:
    """Gives the zip of all its files."""
    dossier = enter_dossier(desk, person, dossier_id)
    return send_archive(request, desk, person, dossier)


def enter_dossier(desk: Desk, person: Person, dossier_id: str) -> Dossier:
    """Gives what was made when the person may see it; ``MissingError`` otherwise, as when there is none."""
    with desk.database.reading() as session:
        dossier = find_dossier(session, dossier_id)
    if dossier is None or not may_see_dossier(person, dossier):
        raise MissingError(_("Ce dossier n’existe pas, ou il ne vous est pas ouvert."))
    return dossier


def send_file(
    request: Request, desk: Desk, person: Person, dossier: Dossier, path: str, *, is_inline: bool = False
) -> Response:
    """Sends one file of a dossier, and notes it; only a PDF is shown in place."""
    file = _file(dossier, path)
    served = Served(
        name=PurePosixPath(file.path).name,
        content=desk.store.get(file.sha256),
        sha256=file.sha256,
        is_inline=is_inline and file.path.endswith(".pdf"),
    )
    return _sent(request, person, served, subject=f"dossier/{dossier.id}/{file.path}")


def send_archive(request: Request, desk: Desk, person: Person, dossier: Dossier) -> Response:
    """Sends the zip of a dossier, and notes it."""
    sha256 = dossier.archive_sha256
    served = Served(name=f"{dossier.name}.zip", content=desk.store.get(sha256), sha256=sha256)
    return _sent(request, person, served, subject=f"dossier/{dossier.id}/archive")


def _file(dossier: Dossier, path: str) -> DossierFile:
    found = next((file for file in dossier.files if file.path == path), None)  # looked up, never joined to a path
    if found is None:
        raise MissingError(_("Ce fichier n’est pas dans le dossier. Voyez la liste de ses fichiers."))
    return found


def _sent(request: Request, person: Person, served: Served, *, subject: str) -> Response:
    answer = serve(request, served)
    if answer.status_code in (200, 206) and is_beginning(request):
        note(request, person, action="dossier.download", subject=subject)
    return answer

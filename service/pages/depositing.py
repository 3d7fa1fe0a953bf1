"""A deposit by a page: what was chosen, and what is taken again from the deposit before."""

from dataclasses import dataclass

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from service.db.submissions import ATTACHMENT, NARRATIVE, SHEET, ReceivedFile, list_submissions
from service.db.tables import Submission
from service.depositing import take_deposit
from service.desk import Desk
from service.doors import Person
from service.origin import request_id_of
from service.rates import Rates
from service.routes.admission import note
from service.uploads import receive_files


@dataclass(frozen=True)
class Again:
    """What a person asks to take again from the deposit before."""

    narrative: bool = False
    attachments: bool = False
    sheets: bool = False


async def deposit_files(request: Request, desk: Desk, person: Person, *, territory: str) -> str:
    """Keeps a deposit and starts to check it; gives its id. Errors: those of ``service.uploads.receive_files``."""
    rates: Rates = request.app.state.rates
    rates.count_start(person.id)
    form = await request.form()
    again = Again(
        narrative="reprendre_recit" in form,
        attachments="reprendre_pieces" in form,
        sheets="reprendre_fiches" in form,
    )
    received = await receive_files(request, desk.store)
    return await run_in_threadpool(_deposit, request, desk, person, territory=territory, files=received, again=again)


def _deposit(
    request: Request, desk: Desk, person: Person, *, territory: str, files: tuple[ReceivedFile, ...], again: Again
) -> str:
    with desk.database.reading() as session:
        before = next(iter(list_submissions(session, territory, limit=1)), None)
    every = (*files, *take_again(files, before, again))
    taken = take_deposit(desk, person, territory, files=every, request_id=request_id_of(request))
    note(request, person, action="deposit", subject=f"submission/{taken.submission.id}")
    return taken.submission.id


def take_again(files: tuple[ReceivedFile, ...], before: Submission | None, again: Again) -> tuple[ReceivedFile, ...]:
    """Gives the files of the deposit before that were asked for and that nothing sent now replaces."""
    if before is None:
        return ()
    has_narrative = any(file.role == NARRATIVE for file in files)
    sent = {(file.role, file.name) for file in files}
    return tuple(
        ReceivedFile(role=file.role, name=file.name, sha256=file.sha256, size=file.size)
        for file in before.files
        if (file.role == NARRATIVE and again.narrative and not has_narrative)
        or (file.role == ATTACHMENT and again.attachments and (file.role, file.name) not in sent)
        or (file.role == SHEET and again.sheets and (file.role, file.name) not in sent)
    )

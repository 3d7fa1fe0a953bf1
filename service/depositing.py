"""Takes a deposit in: its rows, the job that checks it, and its state a moment later."""

import asyncio
import time
from dataclasses import dataclass

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from assembler.i18n import language
from assembler.store import key_of
from service.db.idempotency import claim_key, settle_key
from service.db.submissions import ReceivedFile, add_submission, check_job_of, find_submission
from service.db.tables import ENDED, Job, Submission
from service.desk import Desk
from service.doors import Person
from service.errors import MissingError
from service.orders import CheckOrder
from service.words import translate as _

PATIENCE_SECONDS = 20.0
_LOOKS = (0.1, 0.1, 0.2, 0.2, 0.4)  # then twice a second


@dataclass(frozen=True)
class Deposited:
    """A submission and the last job that checks it."""

    submission: Submission
    job: Job | None

    @property
    def is_settled(self) -> bool:
        """True when nothing more will come of the check by itself."""
        return self.submission.version is not None or (self.job is not None and self.job.state in ENDED)


def take_deposit(
    desk: Desk,
    person: Person,
    territory: str,
    *,
    files: tuple[ReceivedFile, ...],
    request_id: str,
    key: str | None = None,
) -> Deposited:
    """Writes a submission and starts its check; with a ``key`` already used for these files, gives that one back."""
    with desk.database.writing() as session:
        submission_id = _written(session, desk, person, territory, files, key)
    found = look_at(desk, submission_id)
    if found.job is not None:
        return found
    job = desk.jobs.start(
        CheckOrder(submission_id=submission_id), requested_by=person.id, lang=language(), request_id=request_id
    )
    return Deposited(found.submission, job)


def _written(
    session: Session, desk: Desk, person: Person, territory: str, files: tuple[ReceivedFile, ...], key: str | None
) -> str:
    """Gives the id of the submission; it and its key are written together, or not at all."""
    now = desk.now()
    if key is not None:
        wanted = key_of("deposit", territory, [(file.role, file.name, file.sha256) for file in files])
        claim = claim_key(session, person.id, key, request_hash=wanted, mark="", now=now)
        if claim.made:
            return claim.made
    submission = add_submission(session, territory, files=files, by=person.id, now=now)
    if key is not None:
        settle_key(session, person.id, key, status=201, made=submission.id)
    return submission.id


def look_at(desk: Desk, submission_id: str) -> Deposited:
    """Gives a submission as it is now; ``MissingError`` when there is none."""
    with desk.database.reading() as session:
        submission = find_submission(session, submission_id)
        if submission is None:
            raise MissingError(_("Ce dépôt n’existe pas, ou il ne vous est pas ouvert."))
        return Deposited(submission, check_job_of(session, submission_id))


async def await_check(desk: Desk, deposited: Deposited, *, patience: float = PATIENCE_SECONDS) -> Deposited:
    """Gives the submission once it is checked, or as it is when patience ends; holds no thread while it waits."""
    give_up = time.monotonic() + patience
    looks = iter(_LOOKS)
    while not deposited.is_settled and time.monotonic() < give_up:
        await asyncio.sleep(next(looks, 0.5))
        deposited = await run_in_threadpool(look_at, desk, deposited.submission.id)
    return deposited

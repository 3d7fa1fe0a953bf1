"""Idempotency keys: the same key gives the same answer, and starts nothing twice (draft-ietf-httpapi-idempotency-key).

A key is claimed before the work starts and settled once it has: a crash between the two leaves a claim, and the next
request with that key finds by its mark what was started, or starts it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service.db.tables import IdempotencyKey, Job
from service.errors import ConflictError
from service.words import translate as _

KEPT_FOR = timedelta(days=7)
_CLAIMED = 0  # the status of a key whose work is being started


@dataclass(frozen=True)
class Claim:
    """A key as a request found it. ``made`` is the id of what it gave; empty while that is being started."""

    is_new: bool
    made: str
    mark: str
    at: datetime


def claim_key(session: Session, account_id: str, key: str, *, request_hash: str, mark: str, now: datetime) -> Claim:
    """Claims a key, or gives what an earlier request left; ``ConflictError`` when that was another request.

    ``mark`` is what the job to start will carry as its request id.
    """
    session.execute(delete(IdempotencyKey).where(IdempotencyKey.created_at < now - KEPT_FOR))
    found = session.get(IdempotencyKey, (account_id, key))
    if found is None:
        _add(session, account_id, key, request_hash=request_hash, mark=mark, now=now)
        return Claim(is_new=True, made="", mark=mark, at=now)
    if found.request_hash != request_hash:
        raise ConflictError(
            _(
                "La clé d’idempotence «\u00a0{key}\u00a0» a déjà servi à une autre demande. "
                "Prenez une nouvelle clé pour chaque demande différente."
            ).format(key=key)
        )
    is_settled = found.status != _CLAIMED
    return Claim(
        is_new=False,
        made=found.location if is_settled else "",
        mark="" if is_settled else found.location,
        at=found.created_at,
    )


def _add(session: Session, account_id: str, key: str, *, request_hash: str, mark: str, now: datetime) -> None:
    session.add(
        IdempotencyKey(
            account_id=account_id, key=key, request_hash=request_hash, status=_CLAIMED, location=mark, created_at=now
        )
    )
    try:
        session.flush()
    except IntegrityError as error:  # PostgreSQL: the same request, sent twice at once
        raise being_accepted() from error


def being_accepted() -> ConflictError:
    """Gives the error of a request whose twin is being accepted."""
    return ConflictError(_("Cette demande est en train d’être acceptée. Attendez une minute, puis envoyez-la encore."))


def settle_key(session: Session, account_id: str, key: str, *, status: int, made: str) -> None:
    """Keeps what a key gave: what the same request will be given again."""
    row = session.get(IdempotencyKey, (account_id, key))
    if row is not None:
        row.status, row.location = status, made


def release_key(session: Session, account_id: str, key: str) -> None:
    """Forgets a key whose work was refused: the same request may be tried again once the cause is mended."""
    session.execute(delete(IdempotencyKey).where(IdempotencyKey.account_id == account_id, IdempotencyKey.key == key))


def job_marked(session: Session, account_id: str, mark: str, *, since: datetime) -> Job | None:
    """Gives the job that a claim's request started before it was cut, or None."""
    wanted = select(Job).where(
        Job.requested_by == account_id, Job.request_id == mark, Job.parent_id.is_(None), Job.created_at >= since
    )
    return session.scalar(wanted.order_by(Job.created_at.desc()).limit(1))

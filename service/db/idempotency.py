"""Idempotency keys: the same key gives the same answer, and starts nothing twice (draft-ietf-httpapi-idempotency-key).

A key is claimed before the work starts and settled once it has: a crash between the two leaves a claim, and the next
request with that key finds by its mark what was started, or starts it.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.db.tables import IdempotencyKey, Job
from service.errors import ConflictError
from service.words import translate as _

KEPT_FOR = timedelta(days=7)
_CLAIMED = 0  # the status of a key whose work is being started


def claim_key(
    session: Session, account_id: str, key: str, *, request_hash: str, mark: str, now: datetime
) -> IdempotencyKey:
    """Gives the row of a key, new or as an earlier request left it; ``ConflictError`` when that was another request.

    ``mark`` is what the job to start will carry as its request id.
    """
    session.execute(delete(IdempotencyKey).where(IdempotencyKey.created_at < now - KEPT_FOR))
    found = session.get(IdempotencyKey, (account_id, key))
    if found is None:
        found = IdempotencyKey(
            account_id=account_id, key=key, request_hash=request_hash, status=_CLAIMED, location=mark, created_at=now
        )
        session.add(found)
    elif found.request_hash != request_hash:
        raise ConflictError(
            _(
                "La clé d’idempotence «\u00a0{key}\u00a0» a déjà servi à une autre demande. "
                "Prenez une nouvelle clé pour chaque demande différente."
            ).format(key=key)
        )
    return found


def is_settled(row: IdempotencyKey) -> bool:
    """True when the work of a key was started and its answer is known."""
    return row.status != _CLAIMED


def settle_key(session: Session, account_id: str, key: str, *, status: int, location: str) -> None:
    """Keeps the answer of a key: what the same request will be given again."""
    row = session.get(IdempotencyKey, (account_id, key))
    if row is not None:
        row.status, row.location = status, location


def job_marked(session: Session, account_id: str, mark: str) -> Job | None:
    """Gives the job that a claim's request started before it was cut, or None."""
    wanted = select(Job).where(Job.requested_by == account_id, Job.request_id == mark, Job.parent_id.is_(None))
    return session.scalar(wanted.limit(1))

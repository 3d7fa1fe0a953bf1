"""The audit trail: who did what, when, and whether the door opened. It never holds a secret."""

from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from service.db.tables import AuditEntry
from service.doors import Person

Outcome = Literal["ok", "refused", "failed"]
ANONYMOUS = "anonyme"
_LONGEST = 200


def write_entry(  # noqa: PLR0913 a line of the trail has eight columns, each named by the caller
    session: Session,
    *,
    at: datetime,
    person: Person | None,
    action: str,
    subject: str,
    outcome: Outcome,
    address: str = "",
    request_id: str = "",
) -> AuditEntry:
    """Adds a line and gives it. ``action`` is a noun and a verb (« dossier.download »), ``subject`` names the thing."""
    entry = AuditEntry(
        at=at,
        account_id=person.id if person else None,
        who=person.email if person else ANONYMOUS,
        action=_plain(action),
        subject=_plain(subject),
        outcome=outcome,
        address=address,
        request_id=request_id,
    )
    session.add(entry)
    return entry


def _plain(words: str) -> str:
    # An address may hold anything, even what PostgreSQL refuses to keep: the refusal is written all the same.
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in words[:_LONGEST])

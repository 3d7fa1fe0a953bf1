"""What accounts need of the desk, who acts on them, and the line each act leaves in the audit trail."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from fastapi import Request
from sqlalchemy.orm import Session

from assembler.models.region import Region
from service.db.audit import Outcome, write_entry
from service.db.engine import Database
from service.db.tables import AuditEntry
from service.doors import Person
from service.origin import address_of, request_id_of
from service.settings import ServiceSettings


class Front(Protocol):
    """The part of the desk that accounts need; the command line has it without opening any jobs."""

    @property
    def settings(self) -> ServiceSettings: ...
    @property
    def database(self) -> Database: ...
    @property
    def region(self) -> Region: ...
    @property
    def now(self) -> Callable[[], datetime]: ...


@dataclass(frozen=True)
class ConsoleFront:
    """A front for the command line."""

    settings: ServiceSettings
    database: Database
    region: Region
    now: Callable[[], datetime]


@dataclass(frozen=True)
class Caller:
    """Who acts, from where; ``person`` is None for a visitor, and for the command line, which has a ``name``."""

    person: Person | None = None
    address: str = ""
    request_id: str = ""
    name: str = ""


CONSOLE = Caller(address="console", name="console")


def caller_of(request: Request, person: Person | None = None) -> Caller:
    """Gives who makes a request, and from where."""
    return Caller(person=person, address=address_of(request), request_id=request_id_of(request))


def note(
    session: Session, front: Front, caller: Caller, *, action: str, subject: str, outcome: Outcome = "ok"
) -> AuditEntry:
    """Leaves a line in the audit trail, in the same transaction as the act itself."""
    entry = write_entry(
        session,
        at=front.now(),
        person=caller.person,
        action=action,
        subject=subject,
        outcome=outcome,
        address=caller.address,
        request_id=caller.request_id,
    )
    entry.who = caller.name or entry.who
    return entry

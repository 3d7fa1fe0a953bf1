"""Who comes in by a page about accounts: a person in a browser, never a program; an admin where it takes one."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from service.accounts.lockout import AddressLimit
from service.accounts.noting import Caller, caller_of
from service.accounts.signed_in import Entry, current_admin, current_browser, require_csrf
from service.errors import ConflictError, ForbiddenError, MissingError, ServiceError, TooManyError
from service.pages.entering import Entered

_STATUSES: tuple[tuple[type[ServiceError], int], ...] = (
    (ForbiddenError, 403),
    (MissingError, 404),
    (ConflictError, 422),
    (TooManyError, 429),
)


async def enter_browser(request: Request, _person: Entered) -> Entry:
    """Gives who is asking in a browser (a FastAPI dependency)."""
    return current_browser(request)


async def enter_to_change(request: Request, entry: Annotated[Entry, Depends(enter_browser)]) -> Entry:
    """Gives who sends a form of ours; who is not signed in any more is sent to sign in, not told about tokens."""
    await require_csrf(request)
    return entry


async def enter_as_admin(request: Request, _entry: Annotated[Entry, Depends(enter_browser)]) -> Caller:
    """Gives the admin who asks; for others these pages do not exist."""
    return caller_of(request, current_admin(request))


async def change_as_admin(request: Request, admin: Annotated[Caller, Depends(enter_as_admin)]) -> Caller:
    """Gives the admin who sends a form of ours."""
    await require_csrf(request)
    return admin


Browser = Annotated[Entry, Depends(enter_browser)]
Changing = Annotated[Entry, Depends(enter_to_change)]
Admin = Annotated[Caller, Depends(enter_as_admin)]
AdminChanging = Annotated[Caller, Depends(change_as_admin)]


@dataclass(frozen=True)
class Trouble:
    """What a form says when it was not accepted: why, and at which field."""

    message: str
    field: str = ""
    status: int = 422
    seconds: int | None = None


def trouble_of(error: ServiceError) -> Trouble:
    """Gives what a form says of an error."""
    return Trouble(
        message=error.message,
        field=error.field if isinstance(error, ConflictError) else "",
        status=next((status for kind, status in _STATUSES if isinstance(error, kind)), 422),
        seconds=error.seconds if isinstance(error, TooManyError) else None,
    )


def limit_of(request: Request) -> AddressLimit:
    """Gives the count of wrong passwords by address, one for the application."""
    state = request.app.state
    if not hasattr(state, "address_limit"):
        state.address_limit = AddressLimit()
    limit: AddressLimit = state.address_limit
    return limit

"""/: each one to the first page of their role."""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from service.db.tables import Role
from service.pages.entering import Entered

_FIRST = {
    Role.COORDINATION: "/territoires",
    Role.FUNDER: "/ententes",
    Role.REGIONAL: "/region",
    Role.ADMIN: "/region",
}

router = APIRouter()


@router.get("/")
def go_home(person: Entered) -> RedirectResponse:
    """Sends a person to their first page."""
    return RedirectResponse(_FIRST[person.role], status_code=303)

"""The language switch: a form button in the header of every page."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse

from service.accounts.signed_in import local_path, person_or_visitor
from service.db.tables import Account
from service.desk import Desk, desk_of
from service.pages.language import COOKIE

YEAR = 365 * 24 * 3600

router = APIRouter()


@router.post("/langue")
def switch_language(
    request: Request,
    desk: Annotated[Desk, Depends(desk_of)],
    langue: Annotated[str, Form()],
    suite: Annotated[str, Form()] = "/",
) -> RedirectResponse:
    """Remembers the language in a cookie and in the account, then comes back to the page.

    No token is asked: a visitor may have none, and the worst that another site can do is to change the words.
    """
    chosen = "en" if langue == "en" else "fr"
    person = person_or_visitor(request)
    if person is not None and person.language != chosen:
        with desk.database.writing() as session:
            session.get_one(Account, person.id).language = chosen
    answer = RedirectResponse(local_path(suite, with_ways_in=True), status_code=303)
    answer.set_cookie(
        COOKIE, chosen, max_age=YEAR, httponly=True, samesite="lax", secure=desk.settings.has_secure_cookies
    )
    return answer

"""/mon-compte and /jetons: what anyone changes of their own account."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from service.accounts import keeping, own, signing_in
from service.accounts.noting import caller_of
from service.accounts.sessions import cookie_of
from service.accounts.signed_in import Entry
from service.accounts.tokens import NewToken
from service.db.keys import list_tokens
from service.desk import Desk, desk_of
from service.errors import ServiceError
from service.pages.browsers import Browser, Changing, Trouble, limit_of, trouble_of
from service.pages.frame import render_page
from service.pages.language import COOKIE
from service.pages.signing_in import SEE_OTHER, check_twice, go_in

Here = Annotated[Desk, Depends(desk_of)]
Word = Annotated[str, Form()]
DAYS = (30, 90, 180, 365)

router = APIRouter()


@router.get("/mon-compte")
def show_my_account(request: Request, desk: Here, entry: Browser, fait: str = "") -> Response:
    """Shows one's own account."""
    return _my_page(request, desk, entry, done=fait)


def _my_page(
    request: Request,
    desk: Desk,
    entry: Entry,
    *,
    done: str = "",
    trouble: Trouble | None = None,
    name: str | None = None,
) -> Response:
    return render_page(
        request,
        "accounts/my_account.html",
        status=trouble.status if trouble else 200,
        done=done,
        trouble=trouble,
        name=entry.person.name if name is None else name,
        sessions=own.open_sessions(desk, entry.person),
        this_session=entry.session,
    )


@router.post("/mon-compte")
def change_my_account(request: Request, desk: Here, entry: Changing, nom: Word = "", langue: Word = "fr") -> Response:
    """Changes one's own name and language; the page speaks the new one at once."""
    caller = caller_of(request, entry.person)
    try:
        own.rename(desk, caller, entry.person, name=nom, language=langue)
    except ServiceError as error:
        return _my_page(request, desk, entry, trouble=trouble_of(error), name=nom)
    answer = RedirectResponse("/mon-compte?fait=nom", status_code=SEE_OTHER)
    answer.delete_cookie(COOKIE, path="/", secure=desk.settings.has_secure_cookies, httponly=True, samesite="lax")
    return answer


@router.post("/mon-compte/mot-de-passe")
def change_my_password(
    request: Request, desk: Here, entry: Changing, actuel: Word = "", nouveau: Word = "", encore: Word = ""
) -> Response:
    """Changes one's own password; this browser stays signed in, the others do not."""
    try:
        check_twice(nouveau, encore)
        cookie = signing_in.change_password(
            desk,
            caller_of(request, entry.person),
            current=actuel,
            password=nouveau,
            limit=limit_of(request),
            previous=cookie_of(request, desk.settings),
        )
    except ServiceError as error:
        return _my_page(request, desk, entry, trouble=trouble_of(error))
    return go_in(desk, cookie, "/mon-compte?fait=mot-de-passe")


@router.post("/mon-compte/connexions")
def close_my_other_sessions(request: Request, desk: Here, entry: Changing) -> Response:
    """Ends one's own sessions elsewhere."""
    own.close_other_sessions(desk, caller_of(request, entry.person), entry.person, kept=entry.session or "")
    return RedirectResponse("/mon-compte?fait=connexions", status_code=SEE_OTHER)


@router.get("/jetons")
def show_my_tokens(request: Request, desk: Here, entry: Browser, fait: str = "") -> Response:
    """Shows one's own API tokens."""
    return _tokens_page(request, desk, entry, done=fait)


def _tokens_page(
    request: Request,
    desk: Desk,
    entry: Entry,
    *,
    done: str = "",
    trouble: Trouble | None = None,
    made: NewToken | None = None,
    typed: str = "",
) -> Response:
    with desk.database.reading() as session:
        tokens = list_tokens(session, entry.person.id)
    return render_page(
        request,
        "accounts/tokens.html",
        status=trouble.status if trouble else 200,
        done=done,
        trouble=trouble,
        made=made,
        typed=typed,
        tokens=tokens,
        now=desk.now(),
        days=DAYS,
    )


@router.post("/jetons")
def add_my_token(
    request: Request,
    desk: Here,
    entry: Changing,
    nom: Word = "",
    droits: Annotated[list[str] | None, Form()] = None,
    jours: Annotated[int, Form()] = 90,
) -> Response:
    """Makes a token and shows it, this once."""
    try:
        made = keeping.add_token(
            desk,
            caller_of(request, entry.person),
            entry.person.id,
            name=nom,
            rights=frozenset(droits or ()),
            days=jours,
        )
    except ServiceError as error:
        return _tokens_page(request, desk, entry, trouble=trouble_of(error), typed=nom)
    return _tokens_page(request, desk, entry, made=made)


@router.post("/jetons/{token_id}/revoquer")
def revoke_my_token(request: Request, desk: Here, entry: Changing, token_id: str) -> Response:
    """Ends one of one's own tokens."""
    keeping.revoke_token(desk, caller_of(request, entry.person), token_id, account_id=entry.person.id)
    return RedirectResponse("/jetons?fait=revoque", status_code=SEE_OTHER)

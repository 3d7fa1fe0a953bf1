"""The ways in and out: /connexion, /deconnexion, and the one-time links /mot-de-passe/… and /demonstration/…"""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from service.accounts import signing_in
from service.accounts.links import Purpose, account_of_link
from service.accounts.noting import caller_of, note
from service.accounts.sessions import close_session, cookie_of, set_cookie
from service.accounts.signed_in import SIGN_IN, entry_of, local_path, person_or_visitor, require_csrf
from service.db.tables import Account
from service.desk import Desk, desk_of
from service.errors import ConflictError, MissingError, ServiceError
from service.origin import count_visitor
from service.pages.browsers import Trouble, limit_of, trouble_of
from service.pages.frame import render_page
from service.words import translate as _

SEE_OTHER = 303
Here = Annotated[Desk, Depends(desk_of)]
Word = Annotated[str, Form()]
OURS = [Depends(require_csrf)]

router = APIRouter()


@router.get(SIGN_IN)
def show_sign_in(request: Request, suite: str = "/", depart: str = "") -> Response:
    """Shows where to sign in; who already has goes on."""
    if person_or_visitor(request) is not None:
        return RedirectResponse(local_path(suite), status_code=SEE_OTHER)
    return _sign_in_page(request, suite=suite, has_left=bool(depart))


def _sign_in_page(
    request: Request, *, suite: str, email: str = "", trouble: Trouble | None = None, has_left: bool = False
) -> Response:
    return render_page(
        request,
        "accounts/sign_in.html",
        status=trouble.status if trouble else 200,
        headers={"Retry-After": str(trouble.seconds)} if trouble and trouble.seconds else None,
        suite=local_path(suite),
        email=email,
        trouble=trouble,
        has_left=has_left,
    )


@router.post(SIGN_IN, dependencies=OURS)
def sign_in(request: Request, desk: Here, courriel: Word = "", mot_de_passe: Word = "", suite: Word = "/") -> Response:
    """Signs in and goes on to where the person wanted to go."""
    try:
        cookie = signing_in.sign_in(
            desk,
            caller_of(request),
            email=courriel,
            password=mot_de_passe,
            limit=limit_of(request),
            previous=cookie_of(request, desk.settings),
        )
    except ServiceError as error:
        return _sign_in_page(request, suite=suite, email=courriel, trouble=trouble_of(error))
    return go_in(desk, cookie, local_path(suite))


def go_in(desk: Desk, cookie: str, path: str) -> Response:
    """Goes on to a page with a new session."""
    answer = RedirectResponse(path, status_code=SEE_OTHER)
    set_cookie(answer, desk.settings, cookie)
    return answer


@router.post("/deconnexion")
async def sign_out(request: Request, desk: Here) -> Response:
    """Ends the session; whose session already ended is not troubled with a token."""
    answer = RedirectResponse(f"{SIGN_IN}?depart=1", status_code=SEE_OTHER)
    entry = await run_in_threadpool(entry_of, request)
    if entry is None or entry.session is None:
        return answer
    await require_csrf(request)
    await run_in_threadpool(_leave, request, answer, desk)
    return answer


def _leave(request: Request, answer: Response, desk: Desk) -> None:
    entry = entry_of(request)
    assert entry is not None and entry.session is not None  # sign_out asked
    with desk.database.writing() as session:
        caller = caller_of(request, entry.person)
        note(session, desk, caller, action="session.close", subject=f"account/{entry.person.id}")
    close_session(desk, answer, entry.session)


@router.get("/mot-de-passe/{jeton}")
def show_choose_password(request: Request, desk: Here, jeton: str) -> Response:
    """Shows where to choose a password. Looking uses nothing up: mail programs look at links before people do."""
    return _choose_page(request, desk, jeton)


def _choose_page(request: Request, desk: Desk, secret: str, trouble: Trouble | None = None) -> Response:
    try:
        account = _account_of(desk, secret, "password")
    except MissingError as error:
        return _dead_link_page(request, desk, error)
    status = trouble.status if trouble else 200
    page = "accounts/choose_password.html"
    return render_page(request, page, status=status, account=account, secret=secret, trouble=trouble)


def _account_of(desk: Desk, secret: str, purpose: Purpose) -> Account:
    with desk.database.reading() as session:
        return account_of_link(session, desk, secret, purpose=purpose)


def _dead_link_page(request: Request, desk: Desk, error: MissingError) -> Response:
    count_visitor(request)
    with desk.database.writing() as session:  # its address is a secret: the trail only says that one was tried
        note(session, desk, caller_of(request), action="link.use", subject="link/inconnu", outcome="failed")
    return render_page(request, "accounts/dead_link.html", status=404, message=error.message)


@router.post("/mot-de-passe/{jeton}", dependencies=OURS)
def choose_password(request: Request, desk: Here, jeton: str, nouveau: Word = "", encore: Word = "") -> Response:
    """Gives the account its password and goes in."""
    try:
        check_twice(nouveau, encore)
        previous = cookie_of(request, desk.settings)
        cookie = signing_in.choose_password(desk, caller_of(request), secret=jeton, password=nouveau, previous=previous)
    except MissingError as error:
        return _dead_link_page(request, desk, error)
    except ConflictError as error:
        return _choose_page(request, desk, jeton, trouble_of(error))
    return go_in(desk, cookie, "/")


def check_twice(password: str, again: str) -> None:
    """Refuses two passwords that differ; ``ConflictError``."""
    if password != again:
        raise ConflictError(
            _("Les deux mots de passe ne sont pas pareils. Écrivez le même dans les deux champs."), "encore"
        )


@router.get("/demonstration/{jeton}")
def show_demonstration(request: Request, desk: Here, jeton: str) -> Response:
    """Shows the button that enters the demonstration."""
    try:
        account = _account_of(desk, jeton, "demonstration")
    except MissingError as error:
        return _dead_link_page(request, desk, error)
    return render_page(request, "accounts/demonstration.html", account=account, secret=jeton)


@router.post("/demonstration/{jeton}", dependencies=OURS)
def enter_demonstration(request: Request, desk: Here, jeton: str) -> Response:
    """Enters the demonstration."""
    try:
        previous = cookie_of(request, desk.settings)
        cookie = signing_in.enter_demonstration(desk, caller_of(request), secret=jeton, previous=previous)
    except MissingError as error:
        return _dead_link_page(request, desk, error)
    return go_in(desk, cookie, "/")

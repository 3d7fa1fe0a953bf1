"""Who is asking: a browser by its session cookie, or a program by its token. Used by the API and by the pages."""

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from service.accounts.csrf import check_origin, check_token, token_in, visitor_token
from service.accounts.sessions import cookie_of, read_session
from service.accounts.tokens import read_token
from service.desk import desk_of
from service.doors import Person, person_of
from service.errors import ForbiddenError, MissingError, SignInNeededError
from service.words import translate as _

SIGN_IN = "/connexion"


@dataclass(frozen=True)
class Entry:
    """How someone came in: ``session`` is the hash of the browser's session, None for a program."""

    person: Person
    session: str | None
    csrf: str


def entry_of(request: Request) -> Entry | None:
    """Gives how the request came in, or None for a visitor; looked up once for a request."""
    if not hasattr(request.state, "entry"):
        request.state.entry = _read_entry(request)
    entry: Entry | None = request.state.entry
    return entry


def _read_entry(request: Request) -> Entry | None:
    desk = desk_of(request)
    kind, _space, secret = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":  # a program that shows a key is known by that key only
        person = read_token(desk, secret.strip())
        return Entry(person=person, session=None, csrf="") if person else None
    opened = read_session(desk, cookie_of(request, desk.settings))
    if opened is None:
        return None
    return Entry(person=person_of(opened.account), session=opened.token_hash, csrf=opened.csrf)


def person_or_visitor(request: Request) -> Person | None:
    """Gives who is asking, or None for a visitor."""
    entry = entry_of(request)
    return entry.person if entry else None


def current_person(request: Request) -> Person:
    """Gives who is asking (a FastAPI dependency); ``SignInNeededError`` for a visitor or a dead key."""
    person = person_or_visitor(request)
    if person is None:
        raise SignInNeededError(_sign_in_message(request))
    return person


def current_browser(request: Request) -> Entry:
    """Gives who is asking, in a browser: what concerns accounts is not for tokens; ``ForbiddenError`` for one."""
    current_person(request)
    entry = entry_of(request)
    assert entry is not None  # current_person asked
    if entry.session is None:
        raise ForbiddenError(_("Un jeton ne donne pas accès aux comptes\u00a0: connectez-vous dans un navigateur."))
    return entry


def current_admin(request: Request) -> Person:
    """Gives the admin who is asking, in a browser; ``MissingError`` for anyone else: these pages are not for them."""
    person = current_browser(request).person
    if not person.is_admin:
        raise MissingError(_("Cette page n’existe pas, ou elle ne vous est pas ouverte."))
    return person


def csrf_token(request: Request) -> str:
    """Gives the token that this page's forms send back as ``_csrf``, for a signed-in browser or a visitor."""
    entry = entry_of(request)
    return entry.csrf if entry else visitor_token(request, desk_of(request).settings)


async def require_csrf(request: Request) -> None:
    """Refuses a change that this service's own page did not send (a FastAPI dependency); ``ForbiddenError``.

    A program needs none: no other site can make a browser send its token.
    """
    entry = await run_in_threadpool(entry_of, request)
    if entry is not None and entry.session is None:
        return
    check_origin(request, desk_of(request).settings)
    check_token(csrf_token(request), await token_in(request))


def sign_in_path(request: Request) -> str:
    """Gives where a visitor signs in, with the page to come back to when the request only wanted to read."""
    if request.method not in ("GET", "HEAD") or request.url.path == "/":
        return SIGN_IN
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return f"{SIGN_IN}?{urlencode({'suite': wanted})}"


def local_path(wanted: str, *, with_ways_in: bool = False) -> str:
    """Gives a path of this service to go on to, or ``/``: no ``suite=`` leads elsewhere.

    The pages to come in by are nowhere to go on to, but they are a page whose language may be switched.
    """
    is_plain = wanted.isprintable() and "\\" not in wanted and wanted.startswith("/") and not wanted.startswith("//")
    if not is_plain or urlsplit(wanted).netloc or urlsplit(wanted).scheme:
        return "/"
    ways_in = (SIGN_IN, "/deconnexion", "/mot-de-passe", "/demonstration")
    return "/" if urlsplit(wanted).path.startswith(ways_in) and not with_ways_in else wanted


def _sign_in_message(request: Request) -> str:
    if "authorization" in request.headers:
        return _("Ce jeton n’est pas reconnu\u00a0: il a expiré, a été révoqué ou a été mal copié. Créez-en un autre.")
    return _("Connectez-vous pour continuer\u00a0: vous ne l’êtes pas encore, ou votre connexion a expiré.")

"""A form is only believed when this service's own page sent it: where it comes from, then a token of the session."""

import hmac
from urllib.parse import urlsplit

from fastapi import Request, Response

from service.accounts.sessions import cookie_name, set_cookie
from service.accounts.signing import fingerprint, fresh_secret, sign, unsign
from service.errors import ForbiddenError
from service.settings import ServiceSettings
from service.words import translate as _

FIELD, HEADER = "_csrf", "X-CSRF-Token"
_VISITOR = "visiteur"


def check_origin(request: Request, settings: ServiceSettings) -> None:
    """Refuses what the browser says another site sent; ``ForbiddenError``. Programs that say nothing pass here."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        if site not in ("same-origin", "none"):  # "none": typed or reloaded by the person
            raise _stranger()
        return
    origin = request.headers.get("origin")
    if origin is not None and _place_of(origin) not in _own_places(request, settings):
        raise _stranger()


def _place_of(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:  # no address at all: nobody's place
        return "?"


def check_token(expected: str, given: str) -> None:
    """Compares the form's token with the session's; ``ForbiddenError`` says how to go on."""
    if not hmac.compare_digest(expected.encode(), given.encode()):
        raise ForbiddenError(
            _(
                "Cette page était ouverte depuis trop longtemps, ou vous vous êtes connecté ailleurs entre-temps. "
                "Rien n’a été enregistré. Revenez à la page, rechargez-la, puis recommencez."
            )
        )


async def token_in(request: Request) -> str:
    """Gives the token a request carries: its header first, so that a sent file is not read for it."""
    given = request.headers.get(HEADER)
    if given is not None:
        return given
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return ""
    field = (await request.form()).get(FIELD)
    return field if isinstance(field, str) else ""


def visitor_token(request: Request, settings: ServiceSettings) -> str:
    """Gives the token of a browser nobody signed in with; ``carry_visitor`` gives it the cookie behind."""
    visitor: str | None = getattr(request.state, "visitor", None)
    if visitor is None:
        visitor = _known_visitor(request, settings)
    if visitor is None:
        visitor = request.state.visitor = fresh_secret()
    return fingerprint(sign(settings, visitor, purpose="csrf"))


def carry_visitor(request: Request, response: Response, settings: ServiceSettings) -> None:
    """Gives a new visitor the cookie behind ``visitor_token``; to call on the answer that holds the form."""
    visitor = getattr(request.state, "visitor", None)
    if visitor is not None:
        set_cookie(response, settings, sign(settings, visitor, purpose=_VISITOR), name=_VISITOR)


def _known_visitor(request: Request, settings: ServiceSettings) -> str | None:
    cookie = request.cookies.get(cookie_name(settings, _VISITOR))
    return unsign(settings, cookie, purpose=_VISITOR) if cookie else None


def _own_places(request: Request, settings: ServiceSettings) -> set[str]:
    return {request.headers.get("host", ""), urlsplit(settings.public_url).netloc} - {""}


def _stranger() -> ForbiddenError:
    return ForbiddenError(
        _(
            "Cette demande vient d’un autre site\u00a0: rien n’a été fait. "
            "Ouvrez la page dans Dossier, puis recommencez."
        )
    )

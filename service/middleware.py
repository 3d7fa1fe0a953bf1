"""What every request passes through before its route; ``service.app`` lists these from the outside in (pure ASGI)."""

import logging
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assembler.errors import LargeUploadError
from assembler.i18n import speaking
from service.db.columns import new_id
from service.pages.language import language_of
from service.problems import answer_problem
from service.settings import MIB
from service.words import translate as _

REQUEST_ID = "X-Request-ID"
log = logging.getLogger(__name__)
SMALL_BODY = MIB  # a form or a JSON document; only a deposit may be larger
_SANE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_DEPOSITS = re.compile(r"/api/v1/territories/[^/]+/submissions|/territoires/[^/]+/deposer")


def request_named(app: ASGIApp) -> ASGIApp:
    """Gives each request an id (``request.state.request_id``), the caller's own when it is sane, and sends it back."""

    async def named(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        given = Headers(scope=scope).get(REQUEST_ID, "")
        name = given if _SANE_ID.fullmatch(given) else new_id()
        scope.setdefault("state", {})["request_id"] = name

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[REQUEST_ID] = name
            await send(message)

        await app(scope, receive, send_named)

    return named


def words_chosen(app: ASGIApp) -> ASGIApp:
    """Speaks the language the request asks for, French when it asks for none of ours."""

    async def spoken(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        with speaking(language_of(Request(scope))):
            await app(scope, receive, send)

    return spoken


def faults_told(app: ASGIApp) -> ASGIApp:
    """Answers what nobody foresaw with a neutral problem; the traceback goes to the log and nowhere else."""

    async def told(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        has_begun = False

        async def send_watched(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await app(scope, receive, send_watched)
        except ClientDisconnect:  # nobody is left to be told
            log.info("the caller left before the end")
        except Exception as error:
            answer = await answer_problem(Request(scope), error)
            if has_begun:  # too late to say it otherwise: a cut answer is not taken for a whole one
                raise
            await answer(scope, receive, send)

    return told


def bounded_body(app: ASGIApp) -> ASGIApp:
    """Counts a body while it streams in, and stops one that is over its limit (``DOSSIER_UPLOAD_LIMIT_MB``)."""

    async def bounded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        request, received = Request(scope), 0
        limit = _limit_of(request)
        stated = request.headers.get("content-length", "0")
        if stated.isdecimal() and int(stated) > limit:
            raise _too_large(limit)

        async def receive_counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise _too_large(limit)
            return message

        await app(scope, receive_counted, send)

    return bounded


def _limit_of(request: Request) -> int:
    megabytes: int = request.app.state.settings.upload_limit_mb
    return megabytes * MIB if _DEPOSITS.fullmatch(request.url.path) else SMALL_BODY


def _too_large(limit: int) -> LargeUploadError:
    return LargeUploadError(
        _("envoi"),
        _("il dépasse {limit}\u00a0Mio en tout").format(limit=limit // MIB),
        _("Réduisez les images et les pièces jointes, puis recommencez."),
    )

"""Around every request: its line in the journal, and its duration among the figures (pure ASGI: streams flow)."""

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.journal import marked
from service.operations.figures import HTTP_SECONDS

log = logging.getLogger("service.http")
_WATCHED = ("/healthz", "/readyz", "/metrics", "/static/")  # asked all the time: told only when they fail
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
NO_ROUTE = "(aucune)"


def requests_told(app: ASGIApp) -> ASGIApp:
    """Tells the end of each request: who, which route, what answer, how long. Stands inside ``request_named``."""

    async def told(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def send_watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with marked(request=scope["state"].get("request_id", "")):
            try:
                await app(scope, receive, send_watched)
            finally:
                _tell(scope, status, time.perf_counter() - started)

    return told


def _tell(scope: Scope, status: int, seconds: float) -> None:
    route = route_of(scope)
    method = scope["method"] if scope["method"] in _METHODS else "(autre)"
    HTTP_SECONDS.labels(method, route, str(status)).observe(seconds)
    entry = scope["state"].get("entry")  # service.accounts.signed_in
    line = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000)}
    with marked(person=entry.person.id if entry else ""):
        log.log(_level(route, status), "requête", extra={"told": line})


def _level(route: str, status: int) -> int:
    if status >= 500 and route != "/readyz":  # not ready is told by the part that is not
        return logging.ERROR
    return logging.DEBUG if route.startswith(_WATCHED) else logging.INFO


def route_of(scope: Scope) -> str:
    """Gives the route as it was declared (``/dossiers/{id}``): a path holds names and one-time links, a route none.

    A router included under a prefix keeps its own part only: what stands before it in the path is put back.
    """
    template = getattr(scope.get("route"), "path_format", None)
    if template is None:
        return f"{scope['root_path']}/*" if "endpoint" in scope and scope.get("root_path") else NO_ROUTE
    shown, path = template.format(**scope.get("path_params", {})), scope["path"]
    return path.removesuffix(shown) + template if path.endswith(shown) else str(template)

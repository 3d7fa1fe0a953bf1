"""What every answer tells the browser to refuse: other people's scripts, frames, sniffing, and keeping pages (ASGI)."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# No script, style, font or picture but our own; the preview of a PDF is a frame of our own, shown by the browser.
# htmx is set to add no style of its own (``includeIndicatorStyles: false``) and to evaluate nothing.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "object-src 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
FIXED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",  # for those that do not know frame-ancestors
    "Referrer-Policy": "same-origin",  # a one-time link is not told to another site
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS = "max-age=31536000"
_KEPT = "/static/"  # the only answers that are nobody's


def headers_added(app: ASGIApp) -> ASGIApp:
    """Adds what an answer does not say itself: a route may be stricter, and none has to remember."""

    async def added(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        wanted = _wanted(scope)

        async def send_added(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in wanted.items():
                    headers.setdefault(name, value)
                if headers.get("Content-Type", "").startswith("text/event-stream"):
                    headers["Cache-Control"] = "no-store"  # the framework's own lets a shared cache keep it
            await send(message)

        await app(scope, receive, send_added)

    return added


def _wanted(scope: Scope) -> dict[str, str]:
    wanted = dict(FIXED)
    if scope["app"].state.settings.has_secure_cookies:
        wanted["Strict-Transport-Security"] = HSTS
    if not scope["path"].startswith(_KEPT):
        wanted["Cache-Control"] = "no-store"
    return wanted

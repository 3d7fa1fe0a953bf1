"""Which language a request is answered in: the cookie « langue », then the account's, then the browser's."""

from fastapi import Request

from assembler.i18n import Lang, known_language

COOKIE = "langue"


def language_of(request: Request) -> Lang:
    """Gives ``fr`` or ``en``; French when nobody says anything we speak."""
    entry = getattr(request.state, "entry", None)  # service.accounts.signed_in, once someone looked who is asking
    for said in (request.cookies.get(COOKIE), entry.person.language if entry else None):
        if said in ("fr", "en"):
            return known_language(said)
    return _language_of_browser(request.headers.get("accept-language", ""))


def _language_of_browser(header: str) -> Lang:
    """Reads « en-CA,en;q=0.9,fr;q=0.8 »: the better liked of the two that we speak, French when they tie."""
    liked = {"fr": 0.0, "en": 0.0}
    for part in header.split(","):
        name, _, weight = part.partition(";q=")
        spoken = name.strip()[:2].lower()
        if spoken in liked:
            liked[spoken] = max(liked[spoken], _number(weight))
    return "en" if liked["en"] > liked["fr"] else "fr"


def _number(weight: str) -> float:
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0

"""Numbers as people type them: « 12 500,00 $ », « 12,500.00 », « 85 % », « 12,5 k$ ». Nothing is guessed."""

import re
from decimal import Decimal

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_SYMBOLS = re.compile(r"^(?:\$\s?|CA\$\s?|CAD\s)|(?:\s?(?:\$|\$\s?CAN?|CAD|%))$")
_MINUS = str.maketrans("−–‑", "---")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+")
_TWO_WAYS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")  # « 12,500 »: twelve and a half, or twelve thousand five hundred
_SCALED = re.compile(r"(.*\d)\s?([kKM])")  # « 12.5k », « 1,2 M$ »; a small m is a thousand for some
_SCALES = {"k": 1_000, "M": 1_000_000}


class AmbiguousNumberError(ValueError):
    """The text reads as two different numbers."""


def read_number(text: str) -> Decimal:
    """Gives the number a text says; ``AmbiguousNumberError`` or ``ValueError`` when it does not say one."""
    body, factor = _parted(text)
    if _TWO_WAYS.fullmatch(body):
        raise AmbiguousNumberError(text)
    if _ENGLISH.fullmatch(body):
        plain = body.replace(",", "")
    elif _DOTTED.fullmatch(body):
        plain = body.replace(".", "").replace(",", ".")
    elif _SPACED.fullmatch(body) or _PLAIN.fullmatch(body):
        plain = body.replace(" ", "").replace(",", ".")
    else:
        raise ValueError(text)
    return Decimal(plain) * factor


def readings(text: str) -> tuple[Decimal, Decimal]:
    """Gives the two numbers an ambiguous text may say: decimals first, thousands second."""
    body, factor = _parted(text)
    return Decimal(body.replace(",", ".")) * factor, Decimal(re.sub(r"[.,]", "", body)) * factor


def _parted(text: str) -> tuple[str, int]:
    """Gives the figures of a text without sign or symbols, and what multiplies them: its sign, its « k »."""
    body = _SPACES.sub(" ", text).strip().translate(_MINUS)
    is_negative = body.startswith("(") and body.endswith(")")
    body = _SYMBOLS.sub("", body[1:-1].strip() if is_negative else body).strip()
    is_negative = is_negative or body.startswith("-")
    body = _SYMBOLS.sub("", body.lstrip("-+").strip()).strip()
    scaled = _SCALED.fullmatch(body)
    body, scale = (scaled[1], _SCALES[scaled[2].replace("K", "k")]) if scaled else (body, 1)
    return body, -scale if is_negative else scale

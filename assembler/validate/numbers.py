"""Numbers as people type them: « 12 500,00 $ », « 12,500.00 », « 85 % ». Nothing is guessed."""

import re
from decimal import Decimal

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_SYMBOLS = re.compile(r"^(?:\$\s?|CA\$\s?|CAD\s)|(?:\s?(?:\$|\$\s?CA|CAD|%))$")
_MINUS = str.maketrans("−–‑", "---")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+")
_TWO_WAYS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")  # « 12,500 »: twelve and a half, or twelve thousand five hundred


class AmbiguousNumberError(ValueError):
    """The text reads as two different numbers."""


def read_number(text: str) -> Decimal:
    """Gives the number a text says; ``AmbiguousNumberError`` or ``ValueError`` when it does not say one."""
    body = _SYMBOLS.sub("", _SPACES.sub(" ", text).strip()).translate(_MINUS).strip()
    negative = body.startswith("-") or (body.startswith("(") and body.endswith(")"))
    body = body.strip("()").lstrip("-+").strip()
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
    return -Decimal(plain) if negative else Decimal(plain)


def readings(text: str) -> tuple[Decimal, Decimal]:
    """Gives the two numbers an ambiguous text may say: decimals first, thousands second."""
    digits = re.sub(r"[^\d.,]", "", text).replace(",", ".")
    return Decimal(digits), Decimal(digits.replace(".", ""))

"""The language of what people read: French msgids, English from ``locale/en.po`` when asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Literal

Lang = Literal["fr", "en"]
_language: ContextVar[Lang] = ContextVar("language", default="fr")


def language() -> Lang:
    """Gives the language now spoken."""
    return _language.get()


def known_language(name: str) -> Lang:
    """Gives the language of a name we were given: anything but ``en`` is French."""
    return "en" if name == "en" else "fr"


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Speaks a language inside the block; anything but ``en`` is French."""
    token = _language.set(known_language(chosen))
    try:
        yield
    finally:
        _language.reset(token)


def mark(msgid: str) -> str:
    """Gives a French message as it is: the place that declares it before anyone speaks marks it for the catalogue."""
    return msgid


def translate(msgid: str) -> str:
    """Gives a French message in the language now spoken; the message itself when it has no translation."""
    return msgid if language() != "en" else _english().get(msgid, msgid)


def either(french: str, english: str) -> str:
    """Gives the label that suits the language now spoken, for declarations that carry both."""
    return english if language() == "en" and english else french


@cache
def _english() -> dict[str, str]:
    # Babel is read only when English is spoken: start-up time is a feature.
    from babel.messages.pofile import read_po

    with (Path(__file__).parent / "locale" / "en.po").open("rb") as catalogue:
        return {str(m.id): str(m.string) for m in read_po(catalogue, locale="en") if m.id and m.string}

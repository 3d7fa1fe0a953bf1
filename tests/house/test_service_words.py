"""The service speaks English whole: every message of its code and of its pages, with the same blanks."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from string import Formatter

from babel.messages.pofile import read_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from tests.house.messages import texts_in
from tests.house.tree import ROOT, modules, parsed

CATALOGUES = sorted((ROOT / "service" / "locale").glob("*.po"))
LIBRARY = ROOT / "assembler" / "locale" / "en.po"
_SAID = ("_", "translate", "mark")


@cache
def _english() -> dict[str, str]:
    words: dict[str, str] = {}
    for path in (LIBRARY, *CATALOGUES):
        with path.open("rb") as opened:
            words |= {str(message.id): str(message.string) for message in read_po(opened, locale="en") if message.id}
    return words


@cache
def _said() -> dict[str, str]:
    """Gives every message of the service, with the first file that says it."""
    found: dict[str, str] = {}
    for place, message in (*_in_code(), *_in_pages()):
        found.setdefault(message, place)
    return found


def _in_code() -> Iterator[tuple[str, str]]:
    for path in modules("service"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SAID:
                yield from ((path.relative_to(ROOT).as_posix(), text) for text in texts_in(node.args))


def _in_pages() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "service" / "pages" / "templates").rglob("*.html")):
        for _line, _function, text in extract_from_ast(Environment().parse(path.read_text("utf-8")), _SAID):
            if isinstance(text, str):
                yield path.relative_to(ROOT).as_posix(), text


def test_every_message_is_translated() -> None:
    english = _english()
    assert {message: place for message, place in _said().items() if not english.get(message)} == {}


def test_no_message_is_translated_in_two_ways() -> None:
    said: dict[str, set[str]] = {}
    for path in CATALOGUES:
        with path.open("rb") as opened:
            for message in read_po(opened, locale="en"):
                said.setdefault(str(message.id), set()).add(str(message.string))
    assert {message: ways for message, ways in said.items() if message and len(ways) > 1} == {}


def test_a_translation_fills_the_same_blanks() -> None:
    english = _english()
    said = [message for message in _said() if message in english]
    assert [message for message in said if _blanks(message) != _blanks(english[message])] == []


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_messages_have_french_typography() -> None:
    wrong = re.compile(r"[^\W\d]'[^\W\d]|[^\s\d]:\s| :(?!\S)|« | »")
    assert {message: place for message, place in _said().items() if wrong.search(message)} == {}


def test_english_has_english_typography() -> None:
    wrong = re.compile("[«»]|\u00a0[:;?!%»]|[a-z]'[a-z]")
    assert [message for message in _said() if wrong.search(_english().get(message, ""))] == []

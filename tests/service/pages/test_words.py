"""Every word of the frame and of each role’s pages has its English, and both have their typography."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from tests.house.messages import texts_in

SERVICE = Path(__file__).parents[3] / "service"
PAGES = SERVICE / "pages"
FILES = {
    "frame": (
        *(PAGES / f"{name}.py" for name in ("frame", "faults", "formats", "switching", "assets", "entering", "home")),
        *(PAGES / "templates" / f"{name}.html" for name in ("base", "macros", "fault")),
    ),
    "coordinator": (
        *sorted(path for path in PAGES.glob("*.py") if path.stem.startswith("coordinator")),
        *(PAGES / f"shown_{name}.py" for name in ("job", "territory", "findings", "dossier", "deposit", "changes")),
        *sorted((PAGES / "templates" / "coordinator").glob("*.html")),
    ),
    "funder": (
        *(PAGES / f"{name}.py" for name in ("funder", "shown_agreement", "shown_request")),
        *sorted((PAGES / "templates" / "funder").glob("*.html")),
    ),
    "regional": (
        *sorted(PAGES.glob("regional*.py")),
        *(PAGES / f"shown_{name}.py" for name in ("bars", "batch", "region")),
        *sorted((PAGES / "templates" / "regional").glob("*.html")),
    ),
}


def said(path: Path) -> set[str]:
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        found = extract_from_ast(Environment().parse(text), gettext_functions=("_",))
        return {message for _line, _name, message in found if isinstance(message, str)}
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    named = [node for node in calls if getattr(node.func, "id", "") in ("_", "translate", "mark")]
    return set(texts_in([arg for node in named for arg in node.args]))


def english(area: str) -> dict[str, str]:
    with (SERVICE / "locale" / f"{area}.po").open("rb") as opened:
        return {str(message.id): str(message.string) for message in read_po(opened, locale="en") if message.id}


@pytest.mark.parametrize("area", FILES)
def test_every_word_is_translated_and_no_translation_is_left_over(area: str) -> None:
    spoken = set().union(*map(said, FILES[area]))
    known = english(area)
    assert sorted(spoken - set(known)) == []
    assert sorted(set(known) - spoken) == []
    assert [message for message, words in known.items() if not words] == []


@pytest.mark.parametrize("area", FILES)
def test_a_translation_fills_the_same_blanks(area: str) -> None:
    blanks = re.compile(r"\{\w+\}")
    assert [one for one, other in english(area).items() if set(blanks.findall(one)) != set(blanks.findall(other))] == []


@pytest.mark.parametrize("area", FILES)
def test_both_languages_have_their_typography(area: str) -> None:
    french = re.compile(r"[^\W\d]'[^\W\d]|[^\s\d]: | :| [?!;%»]|« |\bno \{")
    wrong = re.compile("[«»]|\u00a0[:;?!%»]|[a-z]'[a-z]")
    known = english(area)
    assert [message for message in known if french.search(message)] == []
    assert [words for words in known.values() if wrong.search(words)] == []

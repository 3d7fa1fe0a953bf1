"""The tree of errors is drawn as it is, speaks French, and has one exit code at the command line."""

import ast
import inspect
import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from assembler import errors
from assembler.cli.app import FAILURE, FINDINGS, USAGE, told
from assembler.errors import BlockedUploadError, DossierError, RegionError, UnknownNameError
from tests.house.tree import ROOT, modules, parsed

ENGLISH = re.compile(r"\b(?:the|is|are|was|cannot|could|not|must|with|unknown|missing|failed)\b", re.IGNORECASE)


def _tree(kind: type[DossierError]) -> Iterator[type[DossierError]]:
    yield kind
    for child in kind.__subclasses__():
        if child.__module__ == errors.__name__:
            yield from _tree(child)


ALL = tuple(_tree(DossierError))


def _drawn() -> dict[str, str]:
    """Gives each error of the docstring's drawing with the one it hangs from."""
    parents: dict[str, str] = {}
    above: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"^( *(?:[│├└─ ]*))([A-Z]\w+Error)\b", line)
        if found:
            depth = (len(found[1]) - 4) // 4
            above[depth:] = [found[2]]
            parents[found[2]] = above[depth - 1] if depth else ""
    return parents


def test_the_drawing_is_the_tree() -> None:
    real = {kind.__name__: kind.__bases__[0].__name__ if kind is not DossierError else "" for kind in ALL}
    assert _drawn() == real


def test_no_error_for_the_doors_is_declared_elsewhere() -> None:
    names = {kind.__name__ for kind in ALL}
    elsewhere = [
        f"{path.relative_to(ROOT).as_posix()} {node.name}"
        for path in modules("assembler", "service")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef) and names & {getattr(base, "id", "") for base in node.bases}
        if path.name != "errors.py"
    ]
    assert elsewhere == []


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_an_error_leaves_the_command_line_with_its_message_and_exit_code(
    kind: type[DossierError], capsys: pytest.CaptureFixture[str]
) -> None:
    error = made(kind)
    with pytest.raises(typer.Exit) as left, told():
        raise error
    codes = {BlockedUploadError: FINDINGS, UnknownNameError: USAGE, RegionError: USAGE}
    assert left.value.exit_code == codes.get(kind, FAILURE)
    assert " ".join(capsys.readouterr().err.split()) == " ".join(error.message.split())
    assert str(error) == error.message


def made(kind: type[DossierError]) -> DossierError:
    """Gives an error of a kind, made of plain words."""
    return kind(**_arguments(kind))


def _arguments(kind: type[DossierError]) -> dict[str, Any]:
    given = inspect.signature(kind.__init__).parameters
    values = {"str": "un mot", "int": 3}
    return {
        name: () if "tuple" in str(parameter.annotation) else values[parameter.annotation.__name__]
        for name, parameter in given.items()
        if name != "self"
    }


def test_no_error_is_raised_with_english_words() -> None:
    names = {kind.__name__ for kind in ALL}
    english = [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno} {text}"
        for path in modules("assembler")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in names
        for text in _words(node)
        if ENGLISH.search(text)
    ]
    assert english == []


def _words(call: ast.Call) -> Iterator[str]:
    for node in ast.walk(call):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value

"""Finds what reads French: words of a sentence, and texts of the code that no translation reaches."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import parsed

FRENCH = re.compile(
    r"[àâçéèêëîïôûùœÀÉÈÊÎÔ«»]|\b(?:[ldcnsj]|qu)’"
    r"|\b(?:les?|la|un|une|des|du|est|sont|dans|pour|pas|sur|son|sa|ses|ou|et|ni|avec|par|que|qui|ne|plus|moins|aucune?)\b"
)
TRANSLATING = {"_", "translate", "mark", "either"}
_QUOTED = re.compile(r"“[^”]*”|\([^()]*\)")


def french_in(sentence: str, *values: str) -> str:
    """Gives the first French words of an English sentence, what it quotes and the values it was given left out."""
    for value in values:
        sentence = sentence.replace(value, "")
    found = FRENCH.search(_QUOTED.sub("", sentence))
    return found[0] if found else ""


def untranslated(path: Path) -> Iterator[tuple[int, str]]:
    """Gives each text of a module that reads French and goes through no translation, with its line."""
    tree = parsed(path)
    told = {id(node) for node in _told_apart(tree)}
    for node in ast.walk(tree):
        text = _text(node)
        if id(node) not in told and re.search(r"[\s\u00a0]", text) and FRENCH.search(text):
            yield getattr(node, "lineno", 0), text


def _told_apart(tree: ast.Module) -> Iterator[ast.AST]:
    """Docstrings, arguments of a translation, and the pieces of an f-string, which are looked at whole."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in TRANSLATING:
            for argument in node.args:
                yield from ast.walk(argument)
        elif isinstance(node, ast.JoinedStr):
            yield from (piece for piece in ast.walk(node) if piece is not node)


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(piece.value) if isinstance(piece, ast.Constant) else "{}" for piece in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""

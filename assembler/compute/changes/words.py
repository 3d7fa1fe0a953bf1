"""The words that changed in a text, with a few around them, the rest cut short."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from assembler.typography import NBSP

Part = Literal["same", "removed", "added"]
CUT = "…"
_WORD = re.compile(r"\w+(?:[-’']\w+)*|[^\w\s]|\s+")
_MOST_WORDS = 800  # on either side: beyond, the whole passage is told as replaced, and time stays bounded
_SIDES: tuple[Part, Part] = ("removed", "added")
_AROUND = 5  # words kept on each side of a change


@dataclass(frozen=True)
class Piece:
    """A stretch of a text: kept, taken out or put in."""

    part: Part
    text: str


def changed_words(before: str, after: str, *, longest: int = 160) -> tuple[Piece, ...]:
    """Gives the passage of a text that changed; each stretch taken out or put in has at most ``longest`` characters.

    The pieces that are not « added » read as the older text, those that are not « removed » as the newer one.
    """
    old, new = _WORD.findall(" ".join(before.split())), _WORD.findall(" ".join(after.split()))
    first = _common(old, new)
    last = _common(old[first:][::-1], new[first:][::-1])
    middle = list(_compared(old[first : len(old) - last], new[first : len(new) - last]))
    pieces = [Piece("same", "".join(old[:first])), *middle, Piece("same", "".join(old[len(old) - last :]))]
    return tuple(_shortened([piece for piece in _joined(pieces) if piece.text], longest))


def passage(pieces: Sequence[Piece], side: Literal["removed", "added"]) -> str:
    """Gives the older (« removed ») or the newer (« added ») side of a passage as plain text."""
    return "".join(piece.text for piece in pieces if piece.part in ("same", side)).strip()


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = zip(old, new, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new)))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    if max(len(old), len(new)) > _MOST_WORDS:
        yield from (Piece("removed", "".join(old)), Piece("added", "".join(new)))
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(old[a:b]))
        else:
            yield from (Piece("removed", "".join(old[a:b])), Piece("added", "".join(new[c:d])))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """A lone space between two changes belongs to them: words that changed in a row read as one stretch."""
    told: list[Piece] = []
    for piece in (one for one in pieces if one.text):
        if piece.part == "same" and piece.text.isspace() and told and told[-1].part != "same":
            told += [Piece("removed", piece.text), Piece("added", piece.text)]
        else:
            told.append(piece)
    merged: list[Piece] = []
    run: list[Piece] = []
    for piece in (*told, Piece("same", "")):
        if piece.part != "same":
            run.append(piece)
            continue
        merged += [Piece(side, "".join(one.text for one in run if one.part == side)) for side in _SIDES]
        merged.append(piece)
        run = []
    return [piece for piece in merged if piece.text]


def _shortened(pieces: Sequence[Piece], longest: int) -> Iterator[Piece]:
    for at, piece in enumerate(pieces):
        if piece.part != "same":
            yield Piece(piece.part, _inside(piece.text, longest))
        elif len(pieces) > 1:
            yield Piece("same", _around(piece.text, is_first=at == 0, is_last=at == len(pieces) - 1))


def _inside(text: str, longest: int) -> str:
    """A long stretch keeps its beginning and its end."""
    if len(text) <= longest:
        return text
    half = (longest - 3) // 2
    return f"{text[:half].rstrip()} {CUT} {text[-half:].lstrip()}"


def _around(text: str, *, is_first: bool, is_last: bool) -> str:
    words = _WORD.findall(text)
    keep = 2 * _AROUND  # a word and its space
    if is_first:
        return text if len(words) <= keep else f"{CUT}{NBSP}{''.join(words[-keep:]).lstrip()}"
    if is_last:
        return text if len(words) <= keep else f"{''.join(words[:keep]).rstrip()}{NBSP}{CUT}"
    if len(words) <= 2 * keep + 2:
        return text
    return f"{''.join(words[:keep]).rstrip()} {CUT} {''.join(words[-keep:]).lstrip()}"

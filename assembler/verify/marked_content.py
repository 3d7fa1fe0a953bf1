"""Reads the marks of a page's content: identifiers, and what is drawn outside any mark (ISO 32000-1, 14.6).

A small scanner instead of a full parser: strings, hexadecimal strings and inline images are stepped over, only marks
and painting operators are looked at. Five megabytes take a fifth of a second.
"""

import re
from dataclasses import dataclass

# Every token begins with one of a few characters, taken first: the scanner leaps over numbers, most of a page.
TOKEN = re.compile(
    rb"""
    [(/<IETDSsFfBb'"](?:
    (?<=\()(?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)                                   # (string), one level inside
  | (?<=\bI)D\s.*?\sEI\b                                                              # inline image bytes
  | (?<=/)(?P<tag>[^\s/<>\[\]()]+)\s*
    (?P<list><<(?:[^<>]|<[^<>]*>|<<[^<>]*>>)*>>|/[^\s<>\[\]()/]+)?\s*(?P<open>BDC|BMC)\b
  | (?<=<)[0-9A-Fa-f\s]*>                                                             # <hexadecimal string>
  | (?<=(?<![^\s\])>])E)(?P<close>MC)\b
  | (?<=(?<![^\s\])>]).)(?P<paint>(?<=T)[jJ]|(?<=['"])|(?<=D)o|(?<=s)h|(?<=[SsFfBb])\*?|(?<=E)I)(?=\s|$)
    )
    """,
    re.VERBOSE | re.DOTALL,
)
IDENTIFIER = re.compile(rb"/MCID\s+(\d+)")


@dataclass(frozen=True)
class Marks:
    """The identifiers met, in order, and how many painting operators stand outside every mark."""

    identifiers: tuple[int, ...]
    unmarked: int


def read_marks(content: bytes) -> Marks:
    """Gives the marks of a content stream, already decoded."""
    identifiers: list[int] = []
    depth: list[bool] = []
    unmarked = 0
    for token in TOKEN.finditer(content):
        kind = token.lastgroup
        if kind == "open":
            found = IDENTIFIER.search(token["list"] or b"")
            if found:
                identifiers.append(int(found[1]))
            depth.append(bool(found) or token["tag"] == b"Artifact")
        elif kind == "close":
            if depth:
                depth.pop()
        elif kind == "paint" and not any(depth):
            unmarked += 1
    return Marks(tuple(identifiers), unmarked)

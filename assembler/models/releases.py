"""The canvas's past: what each version renamed, so that a workbook of any of them still reads.

To change a name of the canvas (a sheet's table, a heading, a label of a form), add a release here with the old name and
the new one. A name is never given another meaning.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Renamed:
    """A name that changed; ``table`` is today's name of the table, empty when ``old`` and ``new`` are tables."""

    table: str
    old: str
    new: str


@dataclass(frozen=True)
class Release:
    """One version of the canvas, and what it renamed of the version before."""

    version: str
    renamed: tuple[Renamed, ...] = ()


RELEASES = (Release("1.0"),)  # oldest first; the last is today's


def order_of(version: str) -> tuple[int, ...] | None:
    """Gives what versions are compared by: (1, 10) for « 1.10 », None for a text that is no version."""
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(part.isascii() and part.isdigit() for part in parts) else None

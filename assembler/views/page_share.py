"""Shares what a page holds between its parts: each in turn, until the page is full."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

LineT = TypeVar("LineT")
_HEADING, _REST = 26, 17  # points that the title of a part takes, and the line that says how many more there are


@dataclass(frozen=True)
class Part(Generic[LineT]):
    """The first lines of a part, and how many more it has."""

    kept: tuple[LineT, ...]
    left: int


def share_page(
    parts: Sequence[Sequence[LineT]], *, height: int, cost: Callable[[LineT], int]
) -> tuple[Part[LineT], ...]:
    """Gives each part's first lines: every part keeps one, then they take one more in turn while ``height`` allows.

    Heights are in points; ``cost`` is how high a line is. A part that keeps everything needs no line for the rest.
    """
    kept = [min(len(part), 1) for part in parts]
    room = height - sum(_HEADING + cost(part[0]) + (_REST if len(part) > 1 else 0) for part in parts if part)
    open_parts = [at for at, part in enumerate(parts) if len(part) > 1]
    while open_parts:
        for at in list(open_parts):
            is_last = kept[at] == len(parts[at]) - 1
            price = cost(parts[at][kept[at]]) - (_REST if is_last else 0)
            if price > room:
                open_parts.remove(at)
                continue
            room -= price
            kept[at] += 1
            if is_last:
                open_parts.remove(at)
    return tuple(Part(tuple(part[:count]), len(part) - count) for part, count in zip(parts, kept, strict=True))

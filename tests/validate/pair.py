"""For each published code, a case that has it and the same case without its fault.

Each family of codes has its module in ``tests/validate/pairs``, with ``PAIRS``. ``tests/validate/test_pairs.py`` reads
the codes of ``docs/rules.md`` and refuses one that has no pair.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    """``fails`` and ``passes`` give the codes told of the faulty case and of the sound one."""

    code: str
    fails: Callable[[], Iterable[str]]
    passes: Callable[[], Iterable[str]]

"""What people and programs do to a workbook (``T-044``, ``T-053``, ``T-06…``): the files of ``tests/odd``."""

from collections.abc import Iterable
from functools import partial

from tests.odd.looking import told
from tests.validate.pair import Pair

FAULTY = {
    "T-044": "doubled-heading.xlsx",
    "T-053": "older-canvas.xlsx",
    "T-060": "hidden-sheet.xlsx",
    "T-061": "hidden-rows.xlsx",
    "T-062": "filter-left-on.xlsx",
    "T-063": "hidden-columns.xlsx",
    "T-064": "merged-cells.xlsx",
    "T-065": "table-to-range.xlsx",
}


def codes(name: str) -> Iterable[str]:
    return tuple(code for code, _place, _message, _remedy in told(name, with_past=True))


PAIRS = tuple(Pair(code, partial(codes, name), partial(codes, "straight.xlsx")) for code, name in FAULTY.items())

"""What people and programs do to a workbook (``T-044``, ``T-053``, ``T-06…``): the files of ``tests/odd``."""

from collections.abc import Iterable
from functools import partial

from assembler.models.narrative import Narrative
from assembler.models.source import WorkbookSource
from assembler.validate.coherent import keep_coherent
from assembler.validate.parse import parse_source
from assembler.validate.planned import build_plan
from assembler.validate.unread import check_unread
from tests.odd.looking import told
from tests.validate.pair import Pair
from tests.validate.sheets import REGION, SMALL, with_cell

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


def unread(source: WorkbookSource) -> Iterable[str]:
    parsed, _findings = parse_source(source, REGION)
    plan = build_plan(parsed, Narrative(), REGION)
    return tuple(one.code for one in check_unread(parsed, plan, plan and keep_coherent(plan)))


PAIRS = (
    *(Pair(code, partial(codes, name), partial(codes, "straight.xlsx")) for code, name in FAULTY.items()),
    Pair("T-066", partial(unread, with_cell("tblBesoins", "Montant", "beaucoup")), partial(unread, SMALL)),
)

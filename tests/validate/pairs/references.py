"""Ids (R-001) and references (R-002)."""

from collections.abc import Iterable

from assembler.models.plan import Plan
from assembler.validate.references import check_ids, check_references
from tests.validate.pair import Pair
from tests.validate.plans import base_plan, changed


def codes(plan: Plan) -> Iterable[str]:
    return tuple(finding.code for finding in check_ids(plan) + check_references(plan))


PAIRS = (
    Pair("R-001", lambda: codes(changed("actions", 0, id="A1")(base_plan())), lambda: codes(base_plan())),
    Pair("R-002", lambda: codes(changed("actions", 0, owner="comptoire")(base_plan())), lambda: codes(base_plan())),
)

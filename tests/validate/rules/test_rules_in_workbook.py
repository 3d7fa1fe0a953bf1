"""The same faults, written in a real canvas, read back, and found on the cell a person would mend."""

from decimal import Decimal

import pytest

from assembler.canvas.build import build_canvas
from assembler.compute.funding import compute_funding
from assembler.models.narrative import Narrative
from assembler.models.plan import Plan
from assembler.models.region import Region
from assembler.models.typed_total import TypedTotal
from assembler.models.vocabulary import TotalKind
from assembler.read.workbook import read_workbook
from assembler.regions import load_region
from assembler.validate.parse import parse_source
from assembler.validate.planned import build_plan
from assembler.validate.rules import RULES, check_rules
from tests.validate.case import Case, none_drawn
from tests.validate.cases import CASES
from tests.validate.plans import added, base_plan, changed

# One fault per rule: a canvas takes half a second to build and read. The others are checked on plans.
FAULTS = {case.rule: case for case in reversed(CASES) if case.in_workbook}


def through_a_workbook(plan: Plan, region: Region) -> Plan:
    """Gives the plan after it was written as a canvas and read back."""
    canvas = build_canvas(region, territory=region.territory("CG"), plan=plan)
    parsed, _ = parse_source(read_workbook(canvas), region)
    read = build_plan(parsed, Narrative(), region)
    assert read is not None
    return read


def test_valid_workbook_has_no_finding() -> None:
    region = load_region()
    plan = through_a_workbook(base_plan(), region)
    assert check_rules(plan, region, compute_funding(plan, region)) == ()


@pytest.mark.parametrize("case", [FAULTS[code] for code in sorted(FAULTS)], ids=sorted(FAULTS))
def test_spoiled_workbook_has_that_finding_on_that_cell(case: Case) -> None:
    region = case.the_region()
    plan = through_a_workbook(case.change(base_plan()), region)
    findings = check_rules(plan, region, compute_funding(plan, region), undrawn=none_drawn)
    found = {(f.code, f.sheet, f.cell) for f in findings}
    assert found == {(case.rule, *case.where(plan))}


def test_typed_totals_are_read_and_compared_on_their_cell() -> None:
    """The right one passes; the wrong one is told on its cell; an empty year and an empty action mean all of them."""
    region = load_region()
    right = TypedTotal(fy="2026-2027", kind=TotalKind.NEED, amount=Decimal("115000.00"))
    wrong = TypedTotal(kind=TotalKind.IN_KIND, amount=Decimal("999.00"))
    plan = through_a_workbook(added("typed_totals", right, wrong)(base_plan()), region)
    (finding,) = check_rules(plan, region, compute_funding(plan, region))
    assert (finding.code, finding.sheet, finding.cell) == ("R-020", "Totaux inscrits", "D7")
    assert (finding.found, finding.expected) == ("999,00\u00a0$", "1\u00a0000,00\u00a0$")


def test_one_row_that_cannot_be_read_does_not_tell_ten() -> None:
    region = load_region()
    plan = changed("actions", 0, dimension_main="D90")(base_plan())
    canvas = build_canvas(region, territory=region.territory("CG"), plan=plan)
    parsed, _ = parse_source(read_workbook(canvas), region)
    read = build_plan(parsed, Narrative(), region)
    assert read is not None
    assert parsed.left_out == {("Action", "CG-A01")}
    assert check_rules(read, region, compute_funding(read, region), left_out=parsed.left_out) == ()


def test_every_checked_rule_has_a_workbook_that_fails() -> None:
    assert FAULTS.keys() == {rule.code for rule in RULES if rule.check}

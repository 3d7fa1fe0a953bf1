"""Every rule is silent on the valid plan, and finds its one fault where it is."""

import pytest

from assembler.compute.funding import compute_funding
from assembler.models.finding import Finding
from assembler.models.plan import Plan
from assembler.models.region import Region
from assembler.regions import load_region
from assembler.validate.rules import RULES, check_rules
from tests.validate.cases import ACCEPTED, CASES, Case
from tests.validate.plans import Change, base_plan


def findings_of(plan: Plan, region: Region) -> tuple[Finding, ...]:
    return check_rules(plan, region, compute_funding(plan, region))


def test_valid_plan_has_no_finding() -> None:
    assert findings_of(base_plan(), load_region()) == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.name}")
def test_spoiled_plan_has_exactly_that_finding(case: Case) -> None:
    plan = case.change(base_plan())
    found = [(f.code, f.sheet, f.cell) for f in findings_of(plan, case.the_region())]
    assert set(found) == {(case.rule, *case.where(plan))}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.name}")
def test_finding_has_the_severity_of_the_table_and_tells_what_to_do(case: Case) -> None:
    finding = findings_of(case.change(base_plan()), case.the_region())[0]
    rule = next(rule for rule in RULES if rule.code == case.rule)
    assert finding.severity.value == (case.severity or rule.severity.value)
    assert finding.message.endswith(".")
    assert finding.remedy.endswith(".")
    assert "'" not in finding.message + finding.remedy


@pytest.mark.parametrize(("name", "change"), ACCEPTED, ids=[name for name, _ in ACCEPTED])
def test_what_the_rules_accept(name: str, change: Change) -> None:
    assert findings_of(change(base_plan()), load_region()) == ()

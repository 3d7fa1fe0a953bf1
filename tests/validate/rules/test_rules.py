"""Every rule is silent on the valid plan, and finds its one fault where it is."""

from decimal import Decimal
from time import process_time

import pytest

from assembler.compute.funding import compute_funding
from assembler.models.figures import FundingLine
from assembler.models.finding import Finding
from assembler.models.plan import Plan
from assembler.models.record import Record
from assembler.models.region import Region
from assembler.models.typed_total import TypedTotal
from assembler.models.vocabulary import TotalKind
from assembler.regions import load_region
from assembler.validate.rules import RULES, check_rules
from tests.compute.test_funding import grown_plan
from tests.validate.case import Case, none_drawn
from tests.validate.cases import ACCEPTED, CASES
from tests.validate.plans import Change, added, all_of, base_plan, changed


def findings_of(plan: Plan, region: Region) -> tuple[Finding, ...]:
    return check_rules(plan, region, compute_funding(plan, region), undrawn=none_drawn)


def where(record: Record, field: str) -> tuple[str, str]:
    assert record.place is not None
    return record.place.sheet, record.place.cells[field]


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


def test_a_thousand_funding_lines_are_checked_in_less_than_a_third_of_a_second() -> None:
    plan, region = grown_plan(143), load_region()
    funding = compute_funding(plan, region)
    assert len(plan.need_lines) + len(plan.lever_lines) == 1001

    def seconds() -> float:
        start = process_time()
        check_rules(plan, region, funding)
        return process_time() - start

    assert min(seconds() for _ in range(5)) < 0.3


def test_findings_come_in_the_order_of_the_canvas() -> None:
    change = all_of(
        changed("lever_lines", 3, evidence_ref=None, agreement=None),
        changed("actions", 0, decision=None),
        changed("actions", 2, decision=None),
    )
    plan = change(base_plan())
    found = [(f.sheet, f.cell) for f in findings_of(plan, load_region())]
    assert found == [
        where(plan.actions[0], "decision"),
        where(plan.actions[2], "decision"),
        where(plan.lever_lines[3], "agreement"),
        where(plan.lever_lines[3], "evidence_ref"),
    ]


def test_a_typed_total_is_compared_with_the_computed_one() -> None:
    same = TypedTotal(fy="2026-2027", kind=TotalKind.NEED, amount=Decimal("115000.00"))
    other = TypedTotal(fy="2026-2027", kind=TotalKind.NEED, amount=Decimal("115000.01"))
    plan = added("typed_totals", same, other)(base_plan())
    (finding,) = findings_of(plan, load_region())
    assert (finding.code, finding.sheet, finding.cell) == ("R-020", *where(plan.typed_totals[1], "amount"))
    assert finding.sheet == "Totaux inscrits"
    assert (finding.found, finding.expected) == ("115\u00a0000,01\u00a0$", "115\u00a0000,00\u00a0$")
    assert finding.is_blocking
    assert finding.message == (
        "Le total «\u00a0Besoin\u00a0» inscrit pour tout le territoire (2026-2027), 115\u00a0000,01\u00a0$, "
        "diffère du total calculé, 115\u00a0000,00\u00a0$."
    )


def test_a_typed_total_changes_no_figure() -> None:
    wrong = TypedTotal(action="CG-A01", kind=TotalKind.CONFIRMED, amount=Decimal("9.99"))
    plan, region = added("typed_totals", wrong)(base_plan()), load_region()
    assert compute_funding(plan, region) == compute_funding(base_plan(), region)
    (finding,) = findings_of(plan, region)
    assert "pour l’action CG-A01 (tous les exercices), 9,99\u00a0$" in finding.message


def test_sums_that_disagree_are_told() -> None:
    plan, region = base_plan(), load_region()
    funding = compute_funding(plan, region)
    lines = {**funding.lines, ("action", "CG-A03", ""): FundingLine(need=Decimal("1.00"))}
    findings = check_rules(plan, region, funding.model_copy(update={"lines": lines}))
    assert [f.code for f in findings if f.code == "R-021"] == ["R-021"]


def test_over_funding_that_is_explained_says_so() -> None:
    change = changed("need_lines", 3, amount=Decimal("29000.00"), quantity=None)
    explained = all_of(change, changed("actions", 1, funding_note="Le don est arrivé après la demande"))
    (bare,) = findings_of(change(base_plan()), load_region())
    (told,) = findings_of(explained(base_plan()), load_region())
    assert bare.message.endswith("soit 1\u00a0000,00\u00a0$ de trop, sans explication.")
    assert told.message.endswith("de trop. La note sur le montage l’explique.")
    assert not told.is_blocking


def test_over_funding_by_public_aid_blocks() -> None:
    case = next(case for case in CASES if case.name == "over_stacked")
    (finding,) = findings_of(case.change(base_plan()), load_region())
    assert finding.is_blocking
    assert finding.message == (
        "En 2026-2027, l’aide publique à l’action CG-A01 atteint 45\u00a0000,00\u00a0$ pour un coût admissible de "
        "44\u00a0000,00\u00a0$; le programme FQIS-G la limite à 100,0\u00a0%, soit 44\u00a0000,00\u00a0$."
    )


def test_expired_program_names_its_successor() -> None:
    case = next(case for case in CASES if case.name == "expired_program")
    (finding,) = findings_of(case.change(base_plan()), load_region())
    assert finding.message == (
        "Le programme FARR du levier CG-A02-L09 n’est pas en vigueur en 2026-2027 "
        "(du 2017-04-01 au 2022-03-31). Il est remplacé par FRR."
    )


def test_all_the_leftovers_of_a_cell_are_told_at_once() -> None:
    """R-106: mending one to be told the next would take as many uploads."""
    plan = changed("actions", 2, summary="TODO, {{ x }}, {{ y }} puis XXX.")(base_plan())
    (told,) = findings_of(plan, load_region())
    assert told.found == "TODO {{ XXX"
    assert told.message == (
        "Le texte contient «\u00a0TODO\u00a0», «\u00a0{{\u00a0» et «\u00a0XXX\u00a0», qui seraient imprimés tels quels."
    )

"""A waiver accepts a finding that its rule lets it accept: the finding stays, says why, and no longer blocks."""

from datetime import date
from decimal import Decimal

import pytest

from assembler.compute.funding import compute_funding
from assembler.models.finding import Finding, Severity
from assembler.models.plan import Plan
from assembler.models.source import Cell
from assembler.models.waiver import WAIVABLE, Waiver
from assembler.regions import load_region
from assembler.validate.reading import Choices
from assembler.validate.rules import RULES, check_rules
from assembler.validate.values import read_cell
from assembler.validate.waivers import apply_waivers
from tests.validate.cases import CASES
from tests.validate.plans import Change, added, all_of, base_plan, changed

REASON = "Le bailleur a accepté par écrit que le cumul dépasse la limite pour cet exercice."
REGION = load_region()
OVER_STACKED = next(case for case in CASES if case.name == "over_stacked").change
NEVER = ("R-020", "R-021", "R-024", "R-026", "R-029", "R-030", "R-040", "R-042", "R-106")


def waiver(**values: object) -> Waiver:
    """Gives a waiver of the over-stacking of CG-A01."""
    made = Waiver(
        rule="R-022", subject="CG-A01", reason=REASON, authorised_by="Comité stratégique", dated=date(2026, 6, 10)
    )
    return made.model_copy(update=values)


def judged(change: Change, *waivers: Waiver) -> tuple[Finding, ...]:
    plan: Plan = all_of(change, added("waivers", *waivers))(base_plan())
    return apply_waivers(check_rules(plan, REGION, compute_funding(plan, REGION)), plan, REGION)


def test_the_canvas_offers_the_rules_that_allow_a_waiver() -> None:
    assert sorted(WAIVABLE) == sorted(rule.code for rule in RULES if rule.is_waivable)


def test_a_blocking_finding_that_is_waived_stays_and_blocks_no_more() -> None:
    (blocking,) = judged(OVER_STACKED)
    (waived,) = judged(OVER_STACKED, waiver(resolution="RES-2024-06-03"))
    assert blocking.is_blocking
    assert not waived.is_blocking
    assert (waived.code, waived.message, waived.place) == (blocking.code, blocking.message, blocking.place)
    assert waived.waived is not None
    assert waived.waived.model_dump(mode="json") == {
        "severity": "bloquant",
        "reason": REASON,
        "authorised_by": "Comité stratégique",
        "resolution": "2024-06-03",
        "dated": "2026-06-10",
    }


def test_the_json_of_a_finding_tells_of_waivers_only_when_there_is_one() -> None:
    (blocking,), (waived,) = judged(OVER_STACKED), judged(OVER_STACKED, waiver())
    assert "waived" not in blocking.model_dump(mode="json")
    assert waived.model_dump(mode="json")["waived"]["reason"] == REASON
    assert Finding.model_validate_json(waived.model_dump_json()) == waived


@pytest.mark.parametrize("subject", ["CG-A01", "cg-a01", "{place}"])
def test_a_waiver_names_the_row_or_its_cell(subject: str) -> None:
    place = judged(OVER_STACKED)[0].place
    (waived,) = judged(OVER_STACKED, waiver(subject=subject.format(place=place)))
    assert waived.waived


@pytest.mark.parametrize("subject", ["CG-A02", "Actions", "Actions!A1"])
def test_a_waiver_of_something_else_waives_nothing_and_is_told(subject: str) -> None:
    blocking, told = judged(OVER_STACKED, waiver(subject=subject))
    assert blocking.is_blocking
    assert (told.code, told.severity, told.sheet, told.found) == ("W-001", Severity.WARNING, "Dérogations", subject)


def test_a_row_without_id_is_named_by_what_it_is_about() -> None:
    case = next(case for case in CASES if case.rule == "R-046")
    (waived,) = judged(case.change, waiver(rule="R-046"))
    assert (waived.code, bool(waived.waived)) == ("R-046", True)


@pytest.mark.parametrize("subject", ["CG-A02", "CG-A02-L08", "CG-A02-L09"])
def test_a_lever_is_named_by_its_action_and_by_either_id_that_its_finding_tells(subject: str) -> None:
    case = next(case for case in CASES if case.rule == "R-031")
    (waived,) = [f for f in judged(case.change, waiver(rule="R-031", subject=subject)) if f.code in ("R-031", "W-001")]
    assert (waived.code, bool(waived.waived)) == ("R-031", True)


@pytest.mark.parametrize("code", NEVER)
def test_the_rules_of_money_are_never_waived(code: str) -> None:
    assert not next(rule for rule in RULES if rule.code == code).is_waivable


def test_a_rule_that_allows_none_is_told_with_those_that_do() -> None:
    blocking, told = judged(changed("contributions", 0, valued_amount=Decimal(-1)), waiver(rule="R-020"))
    assert blocking.is_blocking
    assert (told.code, told.found) == ("W-002", "R-020")
    assert "R-046" in told.expected


def test_a_rule_that_is_not_one_is_told_so() -> None:
    told = judged(OVER_STACKED, waiver(rule="R-999"))[-1]
    assert (told.code, told.message) == ("W-002", "La règle R-999 n’existe pas\u00a0: la dérogation ne lève rien.")


@pytest.mark.parametrize("typed", ["r-031", "R-031", "R\u2011031", " r-031 "])
def test_the_code_of_a_rule_is_read_however_it_is_typed(typed: str) -> None:
    reading = read_cell(Cell(address="A6", value=typed), Waiver.specs()["rule"], Choices({}, {}))
    assert (reading.value, reading.problems) == ("R-031", ())


def test_the_region_says_how_long_a_reason_must_be() -> None:
    plan = all_of(OVER_STACKED, added("waivers", waiver(reason="Accepté par écrit.")))(base_plan())
    findings = check_rules(plan, REGION, compute_funding(plan, REGION))
    assert [f.code for f in apply_waivers(findings, plan, REGION)] == ["R-022", "W-003"]
    lenient = REGION.model_copy(update={"thresholds": REGION.thresholds.model_copy(update={"waiver_words": 3})})
    assert [f.code for f in apply_waivers(findings, plan, lenient)] == ["R-022"]

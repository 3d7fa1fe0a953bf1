"""The documented table: every code once, every check exercised, the page in docs the same."""

import inspect
from pathlib import Path

import pytest

from assembler.typography import typographic
from assembler.validate.rules import RULES, Rule, Stage
from assembler.validate.rules.document import render_rules
from tests.validate.cases import CASES

PAGE = Path(__file__).parents[3] / "docs" / "rules.md"


def test_codes_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))


def test_every_checked_rule_has_a_plan_that_fails() -> None:
    assert {case.rule for case in CASES} == {rule.code for rule in RULES if rule.check}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_told_in_exact_typography(rule: Rule) -> None:
    assert typographic(rule.statement_fr) == rule.statement_fr
    assert typographic(rule.remedy_fr) == rule.remedy_fr
    assert typographic(rule.statement_en, lang="en") == rule.statement_en
    assert rule.statement_fr.endswith(".")
    assert rule.statement_en.endswith(".")


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.check], ids=lambda rule: rule.code)
def test_check_bears_the_name_of_its_code(rule: Rule) -> None:
    assert inspect.isfunction(rule.check)
    assert rule.check.__name__ == f"check_{rule.code.replace('-', '_').lower()}"


def test_rules_without_check_belong_to_another_stage() -> None:
    assert {rule.code: rule.stage for rule in RULES if rule.check is None} == {
        "R-001": Stage.REFERENCES,
        "R-002": Stage.REFERENCES,
        "R-030": Stage.VERIFY,
        "R-062": Stage.VERIFY,
        "R-065": Stage.VERIFY,
        "R-105": Stage.VERIFY,
        "R-107": Stage.CONSOLIDATION,
        "R-109": Stage.VERIFY,
    }


def test_page_in_docs_is_the_table() -> None:
    assert PAGE.read_text("utf-8") == render_rules()

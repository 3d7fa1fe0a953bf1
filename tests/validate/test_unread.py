"""A total that leaves rows out says so, and so does a check that could not go from sheet to sheet."""

from assembler.models.finding import Finding
from assembler.models.narrative import Narrative
from assembler.models.source import WorkbookSource
from assembler.validate.coherent import keep_coherent
from assembler.validate.parse import parse_source
from assembler.validate.planned import build_plan
from assembler.validate.unread import check_unread
from tests.validate.sheets import REGION, SMALL, with_cell, with_form_value


def told(source: WorkbookSource) -> tuple[Finding, ...]:
    parsed, _findings = parse_source(source, REGION)
    plan = build_plan(parsed, Narrative(), REGION)
    return check_unread(parsed, plan, plan and keep_coherent(plan))


def test_nothing_is_told_of_a_workbook_read_whole() -> None:
    assert told(SMALL) == ()


def test_a_row_that_cannot_be_read_is_told_as_missing_from_the_totals() -> None:
    (finding,) = told(with_cell("tblBesoins", "Montant", "beaucoup"))
    assert (finding.found, "(Besoins\u00a0: 1)" in finding.message) == ("1", True)


def test_rows_that_lead_nowhere_are_told_too() -> None:
    (finding,) = told(with_cell("tblBesoins", "Action", "CG-A99"))
    assert "(Besoins\u00a0: 1)" in finding.message


def test_a_plan_without_its_version_says_that_rules_wait() -> None:
    (finding,) = told(with_form_value("tblPlan", "Version", "trois"))
    assert (finding.code, "d’autres constats pourront paraître" in finding.message) == ("T-066", True)

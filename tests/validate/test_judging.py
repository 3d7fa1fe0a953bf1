"""What findings weigh in each edition, declared once by code."""

import pytest

from assembler.models.finding import Finding, Severity, Waived
from assembler.models.vocabulary import Edition, PlanStatus
from assembler.validate.codes import CHECKS
from assembler.validate.judging import judge, judge_adopted, severity_of
from assembler.validate.rules import RULES
from tests.validate.plans import base_plan, recorded

B, W, N = Severity.BLOCKING, Severity.WARNING, Severity.NOTICE
PUBLISHED = [*CHECKS, *(rule.code for rule in RULES)]


def finding(code: str, severity: Severity) -> Finding:
    return Finding(code=code, severity=severity, message="Un constat.", remedy="Un remède.")


def weighed(code: str, severity: Severity, edition: Edition) -> Severity:
    (judged,) = judge((finding(code, severity),), edition)
    return judged.severity


@pytest.mark.parametrize("code", PUBLISHED)
def test_nothing_blocks_a_working_edition(code: str) -> None:
    assert severity_of(code, Edition.WORKING) is not B
    assert weighed(code, B, Edition.WORKING) is not B


@pytest.mark.parametrize("code", PUBLISHED)
def test_findings_are_told_for_an_official_edition(code: str) -> None:
    for severity in Severity:
        assert weighed(code, severity, Edition.OFFICIAL) is severity


def test_what_a_check_raises_or_lowers_stays_so_in_the_editions_it_blocks() -> None:
    assert [weighed("R-022", B, edition) for edition in (Edition.PARTNERS, Edition.PUBLIC)] == [B, B]
    assert [weighed("T-041", N, edition) for edition in Edition] == [N] * 4


@pytest.mark.parametrize("code", ["T-011", "N-003"])
def test_what_adoption_needs_blocks_the_official_edition_of_an_adopted_plan_alone(code: str) -> None:
    told = (finding(code, W),)
    for status in PlanStatus:
        plan = recorded(status=status)(base_plan())
        (raised,) = judge_adopted(told, plan)
        is_adopted = status in (PlanStatus.ADOPTED, PlanStatus.AMENDED, PlanStatus.CLOSED)
        assert raised.severity is (B if is_adopted else W)
        for edition in (Edition.PARTNERS, Edition.PUBLIC, Edition.WORKING):
            (judged,) = judge((raised,), edition)
            assert judged.severity is W


def test_a_waived_finding_weighs_the_same_everywhere() -> None:
    accepted = Waived(severity=B, reason="x", authorised_by="y", dated="2026-06-10")
    waived = finding("R-022", N).model_copy(update={"waived": accepted})
    assert {judge((waived,), edition) for edition in Edition} == {(waived,)}

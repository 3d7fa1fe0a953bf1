"""Which reports a dossier holds."""

import pytest

from assembler.models.accounts_vocabulary import ReportKind
from assembler.views.report.subject import ReportSubject, report_path, report_subjects
from tests.views.sample_reports import FQIS, plan_with, sample_plan, sample_request


def test_a_dossier_reports_the_year_before_once_per_agreement() -> None:
    """FQIS owes an interim and an annual report of the year: the annual one stands for both."""
    subjects = report_subjects(sample_request())
    assert subjects[0] == FQIS
    assert len({ReportSubject.parse(key).agreement for key in subjects}) == len(subjects) == 8
    assert {ReportSubject.parse(key).fy for key in subjects} == {"2025-2026"}


def test_without_results_there_is_nothing_to_report() -> None:
    plan = plan_with(results=())
    assert report_subjects(sample_request(plan=plan)) == ()


def test_an_agreement_of_another_territory_is_not_reported() -> None:
    plan = sample_plan()
    elsewhere = tuple(row.model_copy(update={"covered_territories": ("AV",)}) for row in plan.agreements)
    assert report_subjects(sample_request(plan=plan_with(agreements=elsewhere))) == ()


def test_a_key_says_agreement_year_and_kind_and_nothing_else() -> None:
    subject = ReportSubject.parse(FQIS)
    assert (subject.agreement, subject.fy, subject.kind) == ("AG-2024-FQIS-G-04", "2025-2026", ReportKind.ANNUAL)
    assert str(subject) == FQIS
    with pytest.raises(ValueError, match="2025-2027"):
        ReportSubject.parse("AG-2024-FQIS-G-04|2025-2027|annuel")


def test_an_interim_report_does_not_overwrite_the_annual_one() -> None:
    request = sample_request()
    assert report_path(request, FQIS) == "redditions/AG-2024-FQIS-G-04_2025-2026"
    assert report_path(request, FQIS.replace("annuel", "etape")) == "redditions/AG-2024-FQIS-G-04_2025-2026_etape"

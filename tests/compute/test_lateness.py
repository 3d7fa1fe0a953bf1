"""A report is late the day after its due date, until it is sent."""

from datetime import date

from assembler.compute.lateness import compute_late_reports
from assembler.models.accounts_vocabulary import ReportStatus
from tests.validate.plans import FLAC, added, base_plan, changed

DUE = date(2026, 6, 30)
OWED = changed("reports_due", 0, sent_on=None, status=ReportStatus.TO_DO)(base_plan())


def test_a_report_is_late_from_the_day_after_its_due_date() -> None:
    assert compute_late_reports(OWED, DUE) == ()
    assert compute_late_reports(OWED, date(2026, 7, 1)) == OWED.reports_due


def test_a_report_that_was_sent_is_not_late() -> None:
    assert compute_late_reports(base_plan(), date(2030, 1, 1)) == ()
    said = changed("reports_due", 0, status=ReportStatus.SENT)(OWED)
    assert compute_late_reports(said, date(2030, 1, 1)) == ()


def test_the_oldest_comes_first() -> None:
    older = OWED.reports_due[0].model_copy(update={"agreement": FLAC, "due_date": date(2026, 4, 30)})
    plan = added("reports_due", older)(OWED)
    assert [row.agreement for row in compute_late_reports(plan, date(2026, 7, 1))] == [
        FLAC,
        OWED.reports_due[0].agreement,
    ]

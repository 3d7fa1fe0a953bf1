"""Which accountability reports are late on a given day (R-100); the day is given, nothing reads the clock."""

from datetime import date

from assembler.models.accounts_vocabulary import ReportStatus
from assembler.models.funding import ReportDue
from assembler.models.plan import Plan


def compute_late_reports(plan: Plan, today: date) -> tuple[ReportDue, ...]:
    """Gives the reports past their due date and not sent, the oldest first; due today is not late."""
    late = (row for row in plan.reports_due if row.due_date < today and not _is_sent(row))
    return tuple(sorted(late, key=lambda row: (row.due_date, row.agreement)))


def _is_sent(row: ReportDue) -> bool:
    return row.sent_on is not None or row.status is not ReportStatus.TO_DO

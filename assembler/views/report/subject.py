"""Which accountability reports a dossier holds, and the key that names one: agreement, fiscal year, kind."""

from dataclasses import dataclass
from typing import Self

from assembler.compute.books import group_by
from assembler.models.accounts_vocabulary import ReportKind
from assembler.models.funding import Agreement
from assembler.models.period import parse_fiscal_year, previous_fiscal_year
from assembler.models.piece import Request

_SEPARATOR = "|"
_KINDS = {kind.value: kind for kind in ReportKind}


@dataclass(frozen=True)
class ReportSubject:
    """One report: ``AG-2024-FQIS-G-04|2025-2026|annuel``."""

    agreement: str
    fy: str
    kind: ReportKind

    def __str__(self) -> str:
        return _SEPARATOR.join((self.agreement, self.fy, self.kind.value))

    @classmethod
    def parse(cls, key: str) -> Self:
        """Gives the subject a key names; ``ValueError`` or ``KeyError`` when it is not one."""
        agreement, fy, kind = key.split(_SEPARATOR)
        return cls(agreement, parse_fiscal_year(fy), _KINDS[kind])


def report_subjects(request: Request) -> tuple[str, ...]:
    """Gives the reports of the fiscal year before the request's, one per agreement that covers the territory.

    An agreement may owe an interim and an annual report of one year: the dossier holds the last one. Without any
    result of that year there is nothing to report.
    """
    fy = previous_fiscal_year(request.fy)
    if not any(result.fy == fy for result in request.plan.results):
        return ()
    owed = group_by((row for row in request.plan.reports_due if row.fy == fy), lambda row: row.agreement)
    kinds = list(ReportKind)
    return tuple(
        str(ReportSubject(agreement, fy, max((row.kind for row in rows), key=kinds.index)))
        for agreement, rows in owed.items()
        if _covers(agreement, request)
    )


def report_path(_: Request, key: str) -> str:
    """Gives the path of a report in the dossier's folder; an interim or a final one stands beside the year's."""
    subject = ReportSubject.parse(key)
    suffix = "" if subject.kind is ReportKind.ANNUAL else f"_{subject.kind.value}"
    return f"redditions/{subject.agreement}_{subject.fy}{suffix}"


def _covers(agreement: str, request: Request) -> bool:
    record = request.plan.find(Agreement, agreement)
    return record is not None and request.plan.territory.code in record.covered_territories

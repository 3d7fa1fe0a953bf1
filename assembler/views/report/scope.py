"""What one accountability report reads: its agreement, its figures, its actions and what they say of the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from assembler.compute.accountability import compute_agreement
from assembler.models.action import Action
from assembler.models.figures import AgreementReconciliation
from assembler.models.funding import Agreement
from assembler.models.piece import Request
from assembler.models.record import Record
from assembler.models.results import ResultEntry
from assembler.models.spending import BudgetVariance
from assembler.models.vocabulary import Edition
from assembler.views.gathered import gather
from assembler.views.report.subject import ReportSubject

RecordT = TypeVar("RecordT", bound=Record)


@dataclass(frozen=True)
class ReportScope:
    """One report, gathered once for all its sections."""

    request: Request
    subject: ReportSubject
    agreement: Agreement
    books: AgreementReconciliation
    actions: tuple[Action, ...]
    results: tuple[tuple[Action, ResultEntry], ...]

    @property
    def action_ids(self) -> tuple[str, ...]:
        """The actions of the agreement that year, by number."""
        return tuple(action.id for action in self.actions)

    @property
    def is_public(self) -> bool:
        """True when small counts are masked and receipts are left out."""
        return self.request.edition is Edition.PUBLIC

    def of_year(self, rows: Sequence[RecordT]) -> tuple[tuple[Action, RecordT], ...]:
        """Gives the rows of the year for each action of the agreement, with their action, in its order."""
        return tuple(
            (action, row)
            for action in self.actions
            for row in rows
            if getattr(row, "action", None) == action.id and getattr(row, "fy", None) == self.subject.fy
        )

    def variances(self, action: str) -> tuple[BudgetVariance, ...]:
        """Gives what was said of the budget of an action under this agreement."""
        return tuple(
            row
            for row in self.request.plan.budget_variances
            if (row.agreement, row.fy, row.action) == (self.agreement.id, self.subject.fy, action)
        )


def open_scope(request: Request, key: str) -> ReportScope:
    """Gives what a report reads; ``KeyError`` when the plan has no such agreement."""
    subject = ReportSubject.parse(key)
    plan = request.plan
    agreement = plan.get(Agreement, subject.agreement)
    kept = gather(request).accounts.get((agreement.id, subject.fy))
    books = kept or compute_agreement(plan, request.region, agreement.id, subject.fy)
    actions = tuple(plan.get(Action, line.action) for line in books.actions)
    results = tuple(
        (action, row) for action in actions for row in plan.results if (row.action, row.fy) == (action.id, subject.fy)
    )
    return ReportScope(request, subject, agreement, books, actions, results)

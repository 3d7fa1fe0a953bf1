"""What an agreement granted, paid and saw spent, and what becomes of the balance (C4 section 10 c, R-045)."""

from collections.abc import Iterator
from decimal import Decimal

from assembler.models.accounts_vocabulary import BalanceTreatment
from assembler.models.figures import AgreementAction
from assembler.models.money import ZERO
from assembler.models.view import Missing, View
from assembler.typography import NBSP, format_money
from assembler.views.report.scope import ReportScope
from assembler.views.shown import NOT_APPLICABLE, Text, or_missing

TO_STATE = Missing("À préciser")


class BalanceRow(View):
    """Granted, paid, spent, and what becomes of the balance (table c)."""

    action: str
    accorde: Decimal
    verse: Decimal
    depense: Decimal
    solde: Decimal
    traitement: Text


class ReasonRow(View):
    """Why an action spent more or less than approved."""

    action: str
    explication: str
    correctif: Text
    source: Text
    traitement: Text


def balance_rows(scope: ReportScope) -> Iterator[BalanceRow]:
    """Gives a row per action, then what no action holds."""
    for line in scope.books.actions:
        yield BalanceRow(
            action=line.action,
            accorde=line.granted,
            verse=line.received,
            depense=line.spent,
            solde=line.balance,
            traitement=_treatment_label(line, scope),
        )
    books = scope.books
    if books.granted_unassigned or books.received_unassigned:
        yield BalanceRow(
            action="Sans action désignée",
            accorde=books.granted_unassigned,
            verse=books.received_unassigned,
            depense=ZERO,
            solde=books.received_unassigned,
            traitement=NOT_APPLICABLE,
        )


def balances_total(scope: ReportScope) -> BalanceRow:
    """Gives the row of the whole agreement."""
    books = scope.books
    return BalanceRow(
        action="Total de l’entente",
        accorde=books.granted,
        verse=books.received,
        depense=books.spent,
        solde=books.balance,
        traitement=_treatments_added(scope),
    )


def _treatments_added(scope: ReportScope) -> Text:
    """Says what becomes of the balances together: « Reporté : 6 010,00 $; absorbé… : −6 380,00 $ »."""
    sums: dict[BalanceTreatment, Decimal] = {}
    for line in scope.books.actions:
        treatment = _treatment(line.action, scope)
        if treatment and line.balance:
            sums[treatment] = sums.get(treatment, ZERO) + line.balance
    said = [f"{treatment.fr}{NBSP}: {format_money(amount)}" for treatment, amount in sums.items()]
    return "\n".join(said) or NOT_APPLICABLE


def _treatment_label(line: AgreementAction, scope: ReportScope) -> Text:
    if not line.balance:
        return NOT_APPLICABLE
    treatment = _treatment(line.action, scope)
    return treatment.fr if treatment else TO_STATE


def _treatment(action: str, scope: ReportScope) -> BalanceTreatment | None:
    return next((row.treatment for row in scope.variances(action) if row.treatment), None)


def reason_rows(scope: ReportScope) -> Iterator[ReasonRow]:
    """What was said of an action as a whole; a category's own explanation stands on its line."""
    for action in scope.action_ids:
        for row in scope.variances(action):
            if row.category is None:
                yield ReasonRow(
                    action=action,
                    explication=row.why,
                    correctif=or_missing(row.remedy, NOT_APPLICABLE),
                    source=or_missing(row.covering_source, NOT_APPLICABLE),
                    traitement=row.treatment.fr if row.treatment else NOT_APPLICABLE,
                )

"""What was spent under an agreement: by category, by action, receipt by receipt (C4 section 10 a, and its annex)."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from assembler.compute.rates import compute_pct
from assembler.models.figures import AgreementAction, BudgetLine, ExpenseShare
from assembler.models.money import total
from assembler.models.spending import BudgetVariance, Expense
from assembler.models.view import Missing, View
from assembler.models.vocabulary import Category
from assembler.typography import NBSP
from assembler.views.report.scope import ReportScope
from assembler.views.shown import NOT_APPLICABLE, Amount, Text, or_missing, show

TO_EXPLAIN = Missing("À expliquer")
_REFUSALS = {
    "R-041": "Date hors de la période de l’entente",
    "R-043": "Catégorie non admissible au programme",
}


class ExpenseRow(View):
    """Planned and actual of a category (table a)."""

    categorie: str
    prevu: Decimal
    reel: Decimal
    ecart: Decimal
    ecart_pct: Amount
    explication: Text


class DetailRow(View):
    """Planned and actual of a category of one action."""

    action: str
    categorie: str
    prevu: Decimal
    reel: Decimal
    ecart: Decimal
    ecart_pct: Amount
    explication: Text
    correctif: Text


class ActionDetail(View):
    """The expenses of one action, with its total."""

    titre: str
    lignes: tuple[DetailRow, ...]
    total: ExpenseRow


class ReceiptRow(View):
    """An expense charged to the agreement, in whole or in part."""

    no: str
    date: date
    action: str
    categorie: str
    description: str
    objet: str  # category and description, without saying one twice
    fournisseur: Text
    piece: Text
    reclame: Decimal


class RefusedRow(View):
    """A share that is not claimed, and the rule against it (R-041, R-043)."""

    no: str
    date: date
    action: str
    montant: Decimal
    motif: str


def expense_row(line: BudgetLine, scope: ReportScope) -> ExpenseRow:
    """Gives planned and actual of a category, all actions together, with what explains it."""
    return ExpenseRow(
        categorie=line.category.fr,
        prevu=line.planned,
        reel=line.actual,
        ecart=line.variance,
        ecart_pct=or_missing(line.variance_pct, NOT_APPLICABLE),
        explication=_explained(line, scope),
    )


def _explained(line: BudgetLine, scope: ReportScope) -> Text:
    said = [
        f"{action.action}{NBSP}: {variance.why}"
        for action in scope.books.actions
        for variance in scope.variances(action.action)
        if variance.category is line.category
    ]
    if said:
        return "\n".join(said)
    if not line.needs_explanation:
        return NOT_APPLICABLE
    known = any(scope.variances(action) for action in scope.action_ids)
    return "Voir l’explication des soldes." if known else TO_EXPLAIN


def expenses_total(lines: Iterable[BudgetLine]) -> ExpenseRow:
    """Gives the sum of some lines, under the name « Total »."""
    rows = tuple(lines)
    planned, actual = total([line.planned for line in rows]), total([line.actual for line in rows])
    return ExpenseRow(
        categorie="Total",
        prevu=planned,
        reel=actual,
        ecart=actual - planned,
        ecart_pct=or_missing(compute_pct(actual - planned, planned), NOT_APPLICABLE),
        explication=NOT_APPLICABLE,
    )


def action_details(scope: ReportScope) -> tuple[ActionDetail, ...]:
    """Gives the expenses action by action."""
    return tuple(_action_detail(line, scope) for line in scope.books.actions if line.categories)


def repeats_the_agreement(scope: ReportScope) -> bool:
    """True when the expenses by action would say nothing more than those of the agreement."""
    actions = scope.books.actions
    remedied = any(row.category and row.remedy for line in actions for row in scope.variances(line.action))
    return len(actions) < 2 and not remedied


def _action_detail(line: AgreementAction, scope: ReportScope) -> ActionDetail:
    said = scope.variances(line.action)
    titles = {action.id: action.title for action in scope.actions}
    return ActionDetail(
        titre=f"{line.action} {titles[line.action]}",
        lignes=tuple(_detail_row(line.action, budget, said) for budget in line.categories),
        total=expenses_total(line.categories),
    )


def _detail_row(action: str, line: BudgetLine, said: Iterable[BudgetVariance]) -> DetailRow:
    own = _said_of(line.category, said)
    return DetailRow(
        action=action,
        categorie=line.category.fr,
        prevu=line.planned,
        reel=line.actual,
        ecart=line.variance,
        ecart_pct=or_missing(line.variance_pct, NOT_APPLICABLE),
        explication=own.why if own else TO_EXPLAIN if line.needs_explanation else NOT_APPLICABLE,
        correctif=or_missing(own.remedy if own else None, NOT_APPLICABLE),
    )


def _said_of(category: Category, said: Iterable[BudgetVariance]) -> BudgetVariance | None:
    return next((row for row in said if row.category is category), None)


def receipt_rows(scope: ReportScope) -> Iterator[ReceiptRow]:
    """Gives every share that is claimed, action after action, by date."""
    accepted = [share for share in scope.books.shares if not share.refused]
    for share in sorted(accepted, key=lambda share: (share.action, share.dated, share.expense)):
        shown = show(scope.request.plan.get(Expense, share.expense), scope.request)
        yield ReceiptRow(
            no=share.expense,
            date=share.dated,
            action=share.action,
            categorie=share.category.fr,
            description=shown["description"],
            objet=_purpose(share.category, shown["description"]),
            fournisseur=shown["fournisseur"],
            piece=shown["piece"],
            reclame=share.amount,
        )


def _purpose(category: Category, description: Text) -> str:
    if isinstance(description, Missing):
        return category.fr
    return description if description.startswith(category.fr) else f"{category.fr} – {description}"


def refused_rows(scope: ReportScope) -> Iterator[RefusedRow]:
    """Gives every share that is not claimed, with why."""
    for share in scope.books.refused:
        yield _refused_row(share)


def _refused_row(share: ExpenseShare) -> RefusedRow:
    reason = _REFUSALS.get(share.refused or "", "Non admissible")
    return RefusedRow(
        no=share.expense,
        date=share.dated,
        action=share.action,
        montant=share.amount,
        motif=f"{reason} ({share.refused})",
    )

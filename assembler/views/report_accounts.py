"""The financial report of an agreement: expenses, revenues, reconciliation, gifts, receipts (C4 section 10)."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from assembler.compute.rates import compute_pct
from assembler.models.figures import AgreementAction, BudgetLine, ExpenseShare, RevenueLine
from assembler.models.funding import BudgetVariance, Expense
from assembler.models.money import ZERO, total
from assembler.models.view import Chart, Missing, Series, View
from assembler.models.vocabulary import BalanceTreatment, Category, LeverStatus
from assembler.typography import NBSP, format_money
from assembler.views.report_scope import ReportScope
from assembler.views.sheet_rows import partner_name
from assembler.views.shown import NOT_APPLICABLE, Amount, Text, or_missing, show

TO_EXPLAIN = Missing("À expliquer")
TO_STATE = Missing("À préciser")
COMMITTED = (LeverStatus.RECEIVED, LeverStatus.CONFIRMED)
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


class RevenueRow(View):
    """What one source brought to the agreement's actions (table b); ``lien`` says whether it is this funder."""

    source: str
    prevu: Decimal
    recu: Decimal
    statut: str
    present: bool
    lien: str


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


class GiftRow(View):
    """A contribution in kind or in expertise (table d); an expertise has no value."""

    action: str
    organisation: str
    description: str
    valeur: Amount


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


class ReceiptRow(View):
    """An expense charged to the agreement, in whole or in part."""

    no: str
    date: date
    action: str
    categorie: str
    description: str
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


class ActionDetail(View):
    """The expenses of one action, with its total."""

    titre: str
    lignes: tuple[DetailRow, ...]
    total: ExpenseRow


class Accounts(View):
    """Section 10, and the annex of details."""

    depenses: tuple[ExpenseRow, ...]
    depenses_total: ExpenseRow
    revenus: tuple[RevenueRow, ...]
    revenus_prevu: Decimal
    revenus_recu: Decimal
    soldes: tuple[BalanceRow, ...]
    soldes_total: BalanceRow
    raisons: tuple[ReasonRow, ...]
    a_recevoir: Decimal
    depense_pct: Amount
    autres_sources: Decimal
    levier: Amount
    contributions: tuple[GiftRow, ...]
    en_nature: Decimal
    refuses: tuple[RefusedRow, ...]
    details: tuple[ActionDetail, ...]
    justificatifs: tuple[ReceiptRow, ...]
    justificatifs_total: Decimal
    graphique: Chart | None


def view_accounts(scope: ReportScope) -> Accounts:
    """Gives the financial tables; every amount is of ``compute``, or a sum of its lines."""
    books = scope.books
    revenues = tuple(_revenue(line, scope) for line in books.revenues)
    firm = [line for line in books.revenues if line.status in COMMITTED]
    receipts = () if scope.is_public else tuple(_receipts(scope))
    return Accounts(
        depenses=tuple(_expense(line, scope) for line in books.categories),
        depenses_total=_expenses_total(books.categories),
        revenus=revenues,
        revenus_prevu=total([line.planned for line in firm]),
        revenus_recu=total([line.received for line in firm]),
        soldes=tuple(_balances(scope)),
        soldes_total=_balances_total(scope),
        raisons=tuple(_reasons(scope)),
        a_recevoir=books.to_receive,
        depense_pct=or_missing(compute_pct(books.spent, books.granted)),
        autres_sources=books.other_sources,
        levier=or_missing(books.leverage),
        contributions=tuple(_gifts(scope)),
        en_nature=books.in_kind,
        refuses=tuple(_refused(scope)),
        details=tuple(_detail(line, scope) for line in books.actions if line.categories),
        justificatifs=receipts,
        justificatifs_total=books.spent,
        graphique=_chart(scope),
    )


def _expense(line: BudgetLine, scope: ReportScope) -> ExpenseRow:
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


def _expenses_total(lines: Iterable[BudgetLine]) -> ExpenseRow:
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


def _revenue(line: RevenueLine, scope: ReportScope) -> RevenueRow:
    is_same = line.program == scope.books.program
    link = "présente entente" if is_same else "même bailleur" if line.funder == scope.books.funder else "autre source"
    return RevenueRow(
        source=_source(line.program, scope),
        prevu=line.planned,
        recu=line.received,
        statut=line.status.fr,
        present=line.funder == scope.books.funder,
        lien=link,
    )


def _source(code: str, scope: ReportScope) -> str:
    """Gives a program's full name with its funder's acronym, unless the name already tells."""
    region = scope.request.region
    program, funder = region.program(code), region.funder_of(code)
    return program.name if "(" in program.name or funder.code == code else f"{program.name} ({funder.acronym})"


def _balances(scope: ReportScope) -> Iterator[BalanceRow]:
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


def _balances_total(scope: ReportScope) -> BalanceRow:
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


def _reasons(scope: ReportScope) -> Iterator[ReasonRow]:
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


def _gifts(scope: ReportScope) -> Iterator[GiftRow]:
    for line in scope.books.in_kind_lines:
        yield GiftRow(
            action=line.action,
            organisation=partner_name(line.partner, scope.request),
            description=line.description,
            valeur=or_missing(line.valued_amount, NOT_APPLICABLE),
        )


def _detail(line: AgreementAction, scope: ReportScope) -> ActionDetail:
    said = scope.variances(line.action)
    titles = {action.id: action.title for action in scope.actions}
    return ActionDetail(
        titre=f"{line.action} {titles[line.action]}",
        lignes=tuple(_detail_row(line.action, budget, said) for budget in line.categories),
        total=_expenses_total(line.categories),
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


def _receipts(scope: ReportScope) -> Iterator[ReceiptRow]:
    accepted = [share for share in scope.books.shares if not share.refused]
    for share in sorted(accepted, key=lambda share: (share.action, share.dated, share.expense)):
        shown = show(scope.request.plan.get(Expense, share.expense), scope.request)
        yield ReceiptRow(
            no=share.expense,
            date=share.dated,
            action=share.action,
            categorie=share.category.fr,
            description=shown["description"],
            fournisseur=shown["fournisseur"],
            piece=shown["piece"],
            reclame=share.amount,
        )


def _refused(scope: ReportScope) -> Iterator[RefusedRow]:
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


def _chart(scope: ReportScope) -> Chart | None:
    lines = scope.books.actions
    if not lines:
        return None
    told = "; ".join(f"{line.action}, {format_money(line.spent)} sur {format_money(line.granted)}" for line in lines)
    return Chart(
        nom="depense_accorde",
        categories=tuple(line.action for line in lines),
        series=(
            Series(nom="Accordé", valeurs=tuple(line.granted for line in lines), role="tint"),
            Series(nom="Dépensé", valeurs=tuple(line.spent for line in lines)),
        ),
        description=f"Montants dépensés et accordés par action en {scope.subject.fy}{NBSP}: {told}.",
    )

"""The financial report of an agreement: expenses, revenues, reconciliation, gifts (C4 section 10)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from assembler.compute.rates import compute_pct
from assembler.models.figures import RevenueLine
from assembler.models.money import total
from assembler.models.view import Chart, Series, View
from assembler.models.vocabulary import FunderKind, LeverStatus
from assembler.typography import NBSP, format_money
from assembler.views.declared import Drawn
from assembler.views.funding_shown import program_name
from assembler.views.report.balances import BalanceRow, ReasonRow, balance_rows, balances_total, reason_rows
from assembler.views.report.expenses import (
    ActionDetail,
    ExpenseRow,
    ReceiptRow,
    RefusedRow,
    action_details,
    expense_row,
    expenses_total,
    receipt_rows,
    refused_rows,
    repeats_the_agreement,
)
from assembler.views.report.scope import ReportScope
from assembler.views.sheet_rows import partner_name
from assembler.views.shown import NOT_APPLICABLE, Amount, or_missing

COMMITTED = (LeverStatus.RECEIVED, LeverStatus.CONFIRMED)


class RevenueRow(View):
    """What one source brought to the agreement's actions (table b); ``lien`` says whether it is this funder."""

    source: str
    prevu: Decimal
    recu: Decimal
    statut: str
    present: bool
    lien: str


class GiftRow(View):
    """A contribution in kind or in expertise (table d); an expertise has no value."""

    action: str
    organisation: str
    description: str
    valeur: Amount


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
    graphique: Annotated[Chart | None, Drawn("depense_accorde")]


def view_accounts(scope: ReportScope) -> Accounts:
    """Gives the financial tables; every amount is of ``compute``, or a sum of its lines."""
    books = scope.books
    revenues = tuple(_revenue(line, scope) for line in books.revenues)
    firm = [line for line in books.revenues if line.status in COMMITTED]
    receipts = () if scope.is_public else tuple(receipt_rows(scope))
    return Accounts(
        depenses=tuple(expense_row(line, scope) for line in books.categories),
        depenses_total=expenses_total(books.categories),
        revenus=revenues,
        revenus_prevu=total([line.planned for line in firm]),
        revenus_recu=total([line.received for line in firm]),
        soldes=tuple(balance_rows(scope)),
        soldes_total=balances_total(scope),
        raisons=tuple(reason_rows(scope)),
        a_recevoir=books.to_receive,
        depense_pct=or_missing(compute_pct(books.spent, books.granted)),
        autres_sources=books.other_sources,
        levier=or_missing(books.leverage),
        contributions=tuple(_gifts(scope)),
        en_nature=books.in_kind,
        refuses=tuple(refused_rows(scope)),
        details=() if repeats_the_agreement(scope) else action_details(scope),
        justificatifs=receipts,
        justificatifs_total=books.spent,
        graphique=_chart(scope),
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
    name, funder = program_name(code, scope.request), scope.request.region.funder_of(code)
    is_told = "(" in name or funder.code == code or funder.kind is FunderKind.MRC
    return name if is_told else f"{name} ({funder.acronym})"


def _gifts(scope: ReportScope) -> Iterator[GiftRow]:
    for line in scope.books.in_kind_lines:
        yield GiftRow(
            action=line.action,
            organisation=partner_name(line.partner, scope.request),
            description=line.description,
            valeur=or_missing(line.valued_amount, NOT_APPLICABLE),
        )


def _chart(scope: ReportScope) -> Chart | None:
    lines = scope.books.actions
    if len(lines) < 2:
        return None  # one bar compares nothing: the table says it
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

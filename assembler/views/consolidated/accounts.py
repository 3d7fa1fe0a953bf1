"""The money of a convention: share of each territory, initiatives, leverage, and two charts (C5, sections 4 and 5)."""

from decimal import Decimal
from typing import Annotated

from assembler.compute.rates import compute_pct
from assembler.models.action import Action
from assembler.models.consolidation import AllocationLine, InitiativeLine, LeverageLine
from assembler.models.view import Chart, Series, View
from assembler.typography import NBSP, format_money
from assembler.views.consolidated.scope import RegionalScope
from assembler.views.declared import Drawn
from assembler.views.report.balances import balances_total
from assembler.views.sheet_rows import partner_name
from assembler.views.shown import NOT_APPLICABLE, NOT_AVAILABLE, Amount, Text, or_missing


class AllocationRow(View):
    """The share of a territory, or the total."""

    code: str
    territoire: str
    enveloppe: Amount
    engage: Amount
    verse: Amount
    depense: Amount
    solde: Amount
    traitement: Text


class InitiativeRow(View):
    """An action the convention finances."""

    code: str
    territoire: str
    no: str
    titre: str
    porteur: str
    accorde: Decimal
    cout_total: Decimal
    autres_sources: Decimal
    levier: Amount


class LeverageRow(View):
    """What the initiatives of a territory raise elsewhere, or those of all."""

    code: str
    territoire: str
    initiatives: Amount
    bailleur: Amount
    autres_sources: Amount
    levier: Amount


class RegionalAccounts(View):
    """Sections 4 and 5."""

    repartition: tuple[AllocationRow, ...]
    repartition_total: AllocationRow
    depense_pct: Amount
    a_recevoir: Decimal  # envelope less what was paid
    non_reparti: Amount  # the convention's own envelope less its agreements, when it is known
    graphique_depense: Annotated[Chart | None, Drawn("depense_accorde")]
    par: str  # what the bars of the charts are: territories, or the initiatives of the only one
    initiatives: tuple[InitiativeRow, ...]
    accorde: Decimal
    cout_total: Decimal
    autres_sources: Decimal
    leviers: tuple[LeverageRow, ...]
    leviers_total: LeverageRow
    graphique_levier: Annotated[Chart | None, Drawn("levier")]


def view_regional_accounts(scope: RegionalScope) -> RegionalAccounts:
    """Gives the tables; every amount is of ``compute``. A territory that is not counted keeps its row."""
    totals = scope.totals
    shares = {line.territory: line for line in totals.allocations}
    ratios = {line.territory: line for line in totals.leverages}
    codes = [profile.code for profile in scope.covered]
    known = scope.asked.convention.envelope_of(scope.asked.fy)
    told = known is not None and not scope.asked.is_partial
    return RegionalAccounts(
        repartition=tuple(_allocation(code, shares.get(code), scope) for code in codes),
        repartition_total=_allocation("", totals.allocated, scope),
        depense_pct=or_missing(compute_pct(totals.allocated.spent, totals.allocated.envelope)),
        a_recevoir=totals.allocated.envelope - totals.allocated.received,
        non_reparti=known - totals.allocated.envelope if known is not None and told else NOT_APPLICABLE,
        par="initiative" if len(totals.territories) == 1 else "territoire",
        graphique_depense=_spent_chart(scope),
        initiatives=tuple(_initiative(line, scope) for line in totals.initiatives),
        accorde=totals.leverage.granted,
        cout_total=totals.leverage.total_cost,
        autres_sources=totals.leverage.other_sources,
        leviers=tuple(_leverage(code, ratios.get(code), scope) for code in codes),
        leviers_total=_leverage("", totals.leverage, scope),
        graphique_levier=_leverage_chart(scope),
    )


def _allocation(code: str, line: AllocationLine | None, scope: RegionalScope) -> AllocationRow:
    absent = scope.absent(code) if code else None
    return AllocationRow(
        code=code,
        territoire=scope.name(code),
        enveloppe=line.envelope if line else absent or NOT_AVAILABLE,
        engage=line.committed if line else absent or NOT_AVAILABLE,
        verse=line.received if line else absent or NOT_AVAILABLE,
        depense=line.spent if line else absent or NOT_AVAILABLE,
        solde=line.balance if line else absent or NOT_AVAILABLE,
        traitement=_treatment(code, scope) if line else absent or NOT_AVAILABLE,
    )


def _treatment(code: str, scope: RegionalScope) -> Text:
    """What becomes of the balance, as the territory's own report says it."""
    said = [
        str(balances_total(report).traitement)
        for territory in scope.territories
        if territory.profile.code == code
        for report in territory.scopes
    ]
    return "\n".join(text for text in dict.fromkeys(said) if text != NOT_APPLICABLE) or NOT_APPLICABLE


def _initiative(line: InitiativeLine, scope: RegionalScope) -> InitiativeRow:
    request = next(asked for asked in scope.asked.requests if asked.territory.code == line.territory)
    action = request.plan.get(Action, line.action)
    return InitiativeRow(
        code=line.territory,
        territoire=scope.name(line.territory),
        no=line.action,
        titre=action.title,
        porteur=partner_name(action.owner, request),
        accorde=line.granted,
        cout_total=line.total_cost,
        autres_sources=line.other_sources,
        levier=or_missing(line.leverage, NOT_APPLICABLE),
    )


def _leverage(code: str, line: LeverageLine | None, scope: RegionalScope) -> LeverageRow:
    absent = (scope.absent(code) if code else None) or NOT_AVAILABLE
    return LeverageRow(
        code=code,
        territoire=scope.name(code),
        initiatives=Decimal(line.initiatives) if line else absent,
        bailleur=line.from_funder if line else absent,
        autres_sources=line.other_sources if line else absent,
        levier=or_missing(line.leverage, NOT_APPLICABLE) if line else absent,
    )


def _spent_chart(scope: RegionalScope) -> Chart | None:
    """By territory; by initiative when there is one territory, for one bar compares nothing."""
    lines = [(scope.name(line.territory), line.spent, line.envelope) for line in scope.totals.allocations]
    if len(lines) == 1:
        lines = [(line.action, line.spent, line.granted) for line in scope.totals.initiatives]
    if not lines:
        return None
    told = "; ".join(f"{label}, {format_money(spent)} sur {format_money(granted)}" for label, spent, granted in lines)
    return Chart(
        nom="depense_accorde",
        categories=tuple(label for label, _, _ in lines),
        series=(
            Series(nom="Accordé", valeurs=tuple(granted for _, _, granted in lines), role="tint"),
            Series(nom="Dépensé", valeurs=tuple(spent for _, spent, _ in lines)),
        ),
        description=f"Montants dépensés et accordés en {scope.asked.fy}{NBSP}: {told}.",
    )


def _leverage_chart(scope: RegionalScope) -> Chart | None:
    """By territory; by initiative when there is one territory."""
    lines = [(scope.name(line.territory), line.leverage) for line in scope.totals.leverages]
    if len(lines) == 1:
        lines = [(line.action, line.leverage) for line in scope.totals.initiatives]
    known = [(label, ratio) for label, ratio in lines if ratio is not None]
    if not known:
        return None
    told = "; ".join(f"{label}, {format_money(ratio)}" for label, ratio in known)
    return Chart(
        nom="levier",
        categories=tuple(label for label, _ in known),
        series=(Series(nom=f"Autres sources pour 1{NBSP}$ du bailleur", valeurs=tuple(ratio for _, ratio in known)),),
        description=f"Effet de levier, en dollars d’autres sources pour un dollar du bailleur{NBSP}: {told}.",
        format="0.00",
    )

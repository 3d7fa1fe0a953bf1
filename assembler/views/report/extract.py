"""The Excel extract of an accountability report: the same tables as the document, figures left as figures (C4)."""

from collections.abc import Iterator
from decimal import Decimal

from assembler.compute.indicators import compute_indicators
from assembler.models.edition_scope import is_marked_draft
from assembler.models.money import ZERO
from assembler.models.piece import Request
from assembler.models.report_extract import (
    ActivityLine,
    BalanceLine,
    BudgetLine,
    Fact,
    GiftLine,
    GroupLine,
    IndicatorLine,
    PeopleLine,
    ReasonLine,
    ReceiptLine,
    ReportExtractView,
    RevenueLine,
)
from assembler.typography import format_date_iso
from assembler.views.masked import mask_line
from assembler.views.report.accounts import COMMITTED, Accounts, view_accounts
from assembler.views.report.activities import indicators_of, objective_number, view_activities
from assembler.views.report.expenses import DetailRow, ExpenseRow, action_details
from assembler.views.report.identity import view_head, view_holder
from assembler.views.report.people import People, view_people
from assembler.views.report.scope import ReportScope, open_scope
from assembler.views.shown import NOT_APPLICABLE, or_missing

_FIRM = frozenset(status.fr for status in COMMITTED)


def view_report_extract(request: Request, subject: str) -> ReportExtractView:
    """Gives the extract of one report; ``subject`` and errors are those of ``view_report``."""
    scope = open_scope(request, subject)
    accounts, people = view_accounts(scope), view_people(scope)
    head = view_head(scope)
    return ReportExtractView(
        titre=head.titre,
        territoire=request.territory.name,
        exercice=scope.subject.fy,
        organisme=request.territory.municipal_body,
        ebauche=is_marked_draft(request.plan.record.status, request.edition),
        identification=tuple(_facts(scope)),
        activites=tuple(ActivityLine(**dict(row)) for row in view_activities(scope).activites),
        indicateurs=tuple(_indicators(scope)),
        personnes=tuple(_people(people, scope)),
        clienteles=tuple(GroupLine(**dict(row)) for row in people.clienteles),
        depenses=tuple(_category(row) for row in accounts.depenses),
        details=tuple(_detail(row) for action in action_details(scope) for row in action.lignes),
        revenus=tuple(_revenues(accounts)),
        soldes=tuple(BalanceLine(**dict(row)) for row in accounts.soldes),
        raisons=tuple(ReasonLine(**dict(row)) for row in accounts.raisons),
        contributions=tuple(GiftLine(**dict(row)) for row in accounts.contributions),
        justificatifs=tuple(
            ReceiptLine(**(row.model_dump(exclude={"objet"}) | {"date": format_date_iso(row.date)}))
            for row in accounts.justificatifs
        ),
    )


def _facts(scope: ReportScope) -> Iterator[Fact]:
    head, holder = view_head(scope), view_holder(scope)
    told = {
        "Bailleur": head.bailleur,
        "Programme": head.programme,
        "Entente": head.entente,
        "Référence du bailleur": or_missing(scope.agreement.reference_no, NOT_APPLICABLE),
        "Bénéficiaire": holder.nom,
        "NEQ": holder.neq,
        "Territoire": scope.request.territory.name,
        "Période visée": head.periode,
        "Type de reddition": head.type,
        "Date due": head.echeance,
        "Date d’envoi": head.envoyee,
    }
    yield from (Fact(libelle=label, valeur=value) for label, value in told.items())


def _indicators(scope: ReportScope) -> Iterator[IndicatorLine]:
    plan, fy = scope.request.plan, scope.subject.fy
    lines = {line.indicator: line for line in compute_indicators(plan, fy)}
    comments = {row.indicator: row.comment for row in plan.measures if row.fy == fy}
    for action, objective, indicator in indicators_of(scope):
        line = lines.get(indicator.id)
        masked = mask_line(indicator, line, scope.request)
        yield IndicatorLine(
            objectif=objective_number(objective),
            action=action or NOT_APPLICABLE,
            libelle=indicator.label,
            unite=indicator.unit_label or indicator.unit.fr,
            depart=masked.baseline or or_missing(indicator.baseline),
            cible=or_missing(line.target if line else None),
            resultat=masked.result or or_missing(line.result if line else None),
            taux=line.rate if line and not masked.rate else None,
            progression=bool(line and line.target_rate is None),
            commentaire=or_missing(comments.get(indicator.id), NOT_APPLICABLE),
        )


def _people(people: People, scope: ReportScope) -> Iterator[PeopleLine]:
    for row, (action, _) in zip(people.actions, scope.results, strict=True):
        yield PeopleLine(**(dict(row) | {"action": action.id, "titre": action.title}))


def _category(row: ExpenseRow) -> BudgetLine:
    return _budget(row, action="", libelle=row.categorie, correctif="")


def _detail(row: DetailRow) -> BudgetLine:
    return _budget(row, action=row.action, libelle=row.categorie, correctif=row.correctif)


def _budget(row: ExpenseRow | DetailRow, *, action: str, libelle: str, correctif: str) -> BudgetLine:
    return BudgetLine(
        action=action,
        libelle=libelle,
        prevu=row.prevu,
        reel=row.reel,
        ecart=row.ecart,
        ecart_pct=row.ecart_pct if isinstance(row.ecart_pct, Decimal) else None,
        explication=row.explication,
        correctif=correctif,
    )


def _revenues(accounts: Accounts) -> Iterator[RevenueLine]:
    for row in accounts.revenus:
        is_firm = row.statut in _FIRM
        yield RevenueLine(
            source=row.source,
            lien=row.lien,
            statut=row.statut,
            prevu=row.prevu if is_firm else ZERO,
            non_confirme=ZERO if is_firm else row.prevu,
            recu=row.recu,
        )

"""The consolidated accountability report of a convention, as its template shows it (C5)."""

from typing import ClassVar

from assembler.models.regional import RegionalRequest
from assembler.models.view import KeyFigure, View
from assembler.typography import format_money, format_number, format_percent
from assembler.views.consolidated.accounts import RegionalAccounts, view_regional_accounts
from assembler.views.consolidated.identity import (
    ConventionShown,
    Coverage,
    RegionalDocument,
    TerritoryRow,
    view_convention,
    view_coverage,
    view_mandatary_signatures,
    view_regional_document,
    view_territories,
)
from assembler.views.consolidated.reflection import RegionalReflection, view_regional_reflection
from assembler.views.consolidated.results import RegionalResults, view_regional_results
from assembler.views.consolidated.scope import RegionalScope, open_regional_scope
from assembler.views.document import RegionShown
from assembler.views.report.identity import Signature
from assembler.views.shown import NOT_AVAILABLE


class ConsolidatedView(View):
    """Every tag of the consolidated report's template."""

    must_show: ClassVar[tuple[str, ...]] = (
        "convention.programme",
        "convention.bailleur",
        "convention.no",
        "convention.mandataire",
        "portee.phrase",
        "portee.manquants[].territoire",
        "portee.manquants[].raison",
        "territoires[].nom",
        "finances.repartition[].territoire",
        "finances.repartition[].enveloppe",
        "finances.repartition[].engage",
        "finances.repartition[].verse",
        "finances.repartition[].depense",
        "finances.repartition[].solde",
        "finances.repartition_total.enveloppe",
        "finances.repartition_total.engage",
        "finances.repartition_total.verse",
        "finances.repartition_total.depense",
        "finances.repartition_total.solde",
        "finances.initiatives[].titre",
        "finances.initiatives[].accorde",
        "finances.initiatives[].autres_sources",
        "finances.accorde",
        "finances.cout_total",
        "finances.autres_sources",
        "resultats.communs[].libelle",
        "resultats.dimensions[].libelle",
        "reflexion.retombees[].libelle",
        "reflexion.annexes[].nom",
    )

    document: RegionalDocument
    region: RegionShown
    convention: ConventionShown
    portee: Coverage
    chiffres: tuple[KeyFigure, ...]
    territoires: tuple[TerritoryRow, ...]
    finances: RegionalAccounts
    resultats: RegionalResults
    reflexion: RegionalReflection
    pieces: tuple[str, ...]
    signatures: tuple[Signature, ...]


def view_consolidated(request: RegionalRequest, _subject: str = "") -> ConsolidatedView:
    """Gives the report of all the territories of the request; those that are missing are named, never passed over."""
    scope = open_regional_scope(request)
    region, accounts = request.region, view_regional_accounts(scope)
    territories = view_territories(scope)
    return ConsolidatedView(
        document=view_regional_document(scope),
        region=RegionShown(
            nom=region.name,
            nom_de=region.name_de,
            organisme=region.regional_body,
            sigle=region.regional_body_acronym,
        ),
        convention=view_convention(scope),
        portee=view_coverage(scope),
        chiffres=_key_figures(scope, accounts),
        territoires=territories,
        finances=accounts,
        resultats=view_regional_results(scope),
        reflexion=view_regional_reflection(scope),
        pieces=_papers(scope),
        signatures=view_mandatary_signatures(),
    )


def _key_figures(scope: RegionalScope, accounts: RegionalAccounts) -> tuple[KeyFigure, ...]:
    totals = scope.totals
    reached = scope.total_cell(totals.people, persons=True, measure="unique")
    ratio, spent = totals.leverage.leverage, accounts.depense_pct
    return (
        KeyFigure(libelle="Territoires", valeur=f"{len(scope.territories)} sur {len(scope.covered)}"),
        KeyFigure(libelle="Initiatives", valeur=format_number(len(totals.initiatives))),
        KeyFigure(libelle="Personnes jointes", valeur=reached if isinstance(reached, str) else format_number(reached)),
        KeyFigure(libelle="Dépensé sur accordé", valeur=spent if isinstance(spent, str) else format_percent(spent)),
        KeyFigure(libelle="Levier pour un dollar", valeur=NOT_AVAILABLE if ratio is None else format_money(ratio)),
    )


def _papers(scope: RegionalScope) -> tuple[str, ...]:
    """The attachments, in the order they are numbered."""
    told = [
        "Reddition de comptes consolidée (présent document)",
        "Classeur Excel des tableaux de la présente reddition",
    ]
    for territory in scope.territories:
        numbers = ", ".join(report.agreement.id for report in territory.scopes)
        told.append(f"Reddition de comptes {territory.profile.name_de} ({numbers})")
    return tuple(told)

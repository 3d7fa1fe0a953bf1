"""The accountability report of one agreement and fiscal year, as its template shows it (C4)."""

from typing import Annotated, ClassVar

from assembler.models.funding import Agreement
from assembler.models.piece import Request
from assembler.models.view import KeyFigure, Shown, View
from assembler.typography import format_money, format_number, format_percent
from assembler.views.declared import Of
from assembler.views.document import Document, RegionShown, ShownTerritory, view_document, view_region, view_territory
from assembler.views.report.accounts import Accounts, view_accounts
from assembler.views.report.activities import Activities, view_activities
from assembler.views.report.identity import (
    Holder,
    ReportHead,
    Signature,
    report_title,
    view_head,
    view_holder,
    view_signatures,
)
from assembler.views.report.people import People, view_people
from assembler.views.report.reflection import Reflection, attached_papers, view_reflection
from assembler.views.report.scope import ReportScope, open_scope
from assembler.views.report.subject import ReportSubject
from assembler.views.shown import show


class ReportView(View):
    """Every tag of the accountability report's template."""

    must_show: ClassVar[tuple[str, ...]] = (
        "reddition.programme",
        "reddition.bailleur",
        "reddition.entente",
        "beneficiaire.nom",
        "activites.actions[].titre",
        "activites.activites[].libelle",
        "activites.indicateurs[].libelle",
        "personnes.actions[].personnes",
        "finances.depenses[].reel",
        "finances.depenses_total.prevu",
        "finances.depenses_total.reel",
        "finances.revenus[].source",
        "finances.revenus_recu",
        "finances.soldes[].accorde",
        "finances.soldes[].verse",
        "finances.soldes[].depense",
        "finances.soldes[].solde",
        "finances.soldes_total.accorde",
        "finances.soldes_total.verse",
        "finances.soldes_total.depense",
        "finances.soldes_total.solde",
        "finances.raisons[].explication",
        "finances.en_nature",
    )

    document: Document
    region: RegionShown
    territoire: ShownTerritory
    entente: Annotated[Shown, Of(Agreement)]
    reddition: ReportHead
    beneficiaire: Holder
    chiffres: tuple[KeyFigure, ...]
    activites: Activities
    personnes: People
    finances: Accounts
    reflexion: Reflection
    pieces: tuple[str, ...]
    signatures: tuple[Signature, ...]


def view_report(request: Request, subject: str) -> ReportView:
    """Gives one report; ``subject`` is « entente|exercice|type ». ``KeyError`` when the plan has no such agreement."""
    scope = open_scope(request, subject)
    accounts, people = view_accounts(scope), view_people(scope)
    return ReportView(
        document=view_document(request),
        region=view_region(request),
        territoire=view_territory(request),
        entente=show(scope.agreement, request),
        reddition=view_head(scope),
        beneficiaire=view_holder(scope),
        chiffres=report_figures(scope, accounts, people),
        activites=view_activities(scope),
        personnes=people,
        finances=accounts,
        reflexion=view_reflection(scope),
        pieces=attached_papers(scope, receipts=len(accounts.justificatifs)),
        signatures=view_signatures(scope),
    )


def title_of_report(request: Request, subject: str) -> str:
    """Gives « Reddition de comptes FQIS-G 2025-2026 », the title of the piece."""
    key = ReportSubject.parse(subject)
    return report_title(request.plan.get(Agreement, key.agreement), key)


def report_figures(scope: ReportScope, accounts: Accounts, people: People) -> tuple[KeyFigure, ...]:
    """Gives the four figures that sum up a report."""
    reached, ratio, others = people.personnes, accounts.depense_pct, scope.books.other_sources
    return (
        KeyFigure(libelle="Actions soutenues", valeur=format_number(len(scope.actions))),
        KeyFigure(
            libelle="Personnes jointes",
            valeur=reached if isinstance(reached, str) else format_number(reached),
        ),
        KeyFigure(libelle="Dépensé sur accordé", valeur=ratio if isinstance(ratio, str) else format_percent(ratio)),
        KeyFigure(
            libelle="Leviers additionnels",
            valeur=format_money(others, cents=others != others.to_integral_value()),
        ),
    )

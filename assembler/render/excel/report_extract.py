"""The Excel extract of an accountability report: named tables, live totals with their values stored beside them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from assembler.models.report_extract import BudgetLine, IndicatorLine, ReportExtractView
from assembler.render.excel.live_tables import Known, LiveTable, render_tables
from assembler.render.excel.look import MONEY, NUMBER, PERCENT, WHOLE
from assembler.render.excel.table import Column, Value

_HUNDRED: Final = Decimal(100)


def render_report_extract(view: ReportExtractView, *, accent: str, dated: date) -> bytes:
    """Gives the workbook; ``accent`` is the territory's colour, ``dated`` the date of its properties.

    No program needs to recalculate it: the value of each formula is stored. The same view gives the same bytes.
    """
    return render_tables(view, _tables(view), accent=accent, dated=dated)


def _tables(view: ReportExtractView) -> tuple[LiveTable, ...]:
    tables = (
        _identification(view),
        _activities(view),
        _indicators(view),
        *_people(view),
        _expenses(view),
        _details(view),
        _revenues(view),
        *_balances(view),
        _gifts(view),
    )
    return (*tables, _receipts(view)) if view.justificatifs else tables


def _identification(view: ReportExtractView) -> LiveTable:
    columns = (Column("Élément", 28), Column("Description", 90))
    rows = [(fact.libelle, fact.valeur) for fact in view.identification]
    return LiveTable("Entente", "Identification", "L’entente et la période visée.", columns, rows)


def _activities(view: ReportExtractView) -> LiveTable:
    columns = (
        Column("Action", 11),
        Column("Activités réalisées", 52),
        Column("Dates", 24),
        Column("Lieu", 26),
        Column("Personnes jointes", 12, WHOLE),
        Column("Organisations", 34),
        Column("État", 14),
    )
    rows = [
        (row.action, row.libelle, row.dates, row.lieu, row.personnes, row.organisations, row.etat)
        for row in view.activites
    ]
    return LiveTable("Activités", "Activites", "Ce qui a été fait, quand et où.", columns, rows)


def _indicators(view: ReportExtractView) -> LiveTable:
    columns = (
        Column("Objectif", 10),
        Column("Action", 11),
        Column("Indicateur", 52),
        Column("Unité", 18),
        Column("Départ", 12, NUMBER),
        Column("Cible", 12, NUMBER),
        Column("Résultat", 12, NUMBER),
        Column("Taux d’atteinte (%)", 13, PERCENT),
        Column("Commentaire", 46),
    )
    rows = [
        (
            *(row.objectif, row.action, row.libelle, row.unite, row.depart, row.cible, row.resultat),
            _rate(row),
            row.commentaire,
        )
        for row in view.indicateurs
    ]
    note = "Le taux est le résultat sur la cible; pour une baisse souhaitée, le chemin parcouru depuis le départ."
    return LiveTable("Indicateurs", "Indicateurs", note, columns, rows)


def _rate(row: IndicatorLine) -> Value | Known:
    if row.taux is None:
        return "n.\u00a0d."
    formula = "=ROUND((G{row}-E{row})/(F{row}-E{row}),3)" if row.progression else "=ROUND(G{row}/F{row},3)"
    return Known(formula, row.taux / _HUNDRED)


def _people(view: ReportExtractView) -> tuple[LiveTable, LiveTable]:
    columns = (
        Column("Action", 46),
        Column("Personnes différentes", 14, WHOLE, total=True),
        Column("Participations", 15, WHOLE, total=True),
        Column("Ménages", 12, WHOLE, total=True),
        Column("Méthode de comptage", 60),
    )
    rows = [
        (f"{row.action} {row.titre}", row.personnes, row.participations, row.menages, row.methode)
        for row in view.personnes
    ]
    groups = (
        Column("Clientèle", 46),
        Column("Personnes différentes", 14, WHOLE),
        Column("Participations", 15, WHOLE),
    )
    counts = [(row.clientele, row.personnes, row.participations) for row in view.clienteles]
    note = "Une même personne peut être comptée par plusieurs actions et dans plusieurs clientèles."
    return (
        LiveTable("Personnes", "Personnes", note, columns, rows),
        LiveTable("Personnes", "Clienteles", note, groups, counts),
    )


def _expenses(view: ReportExtractView) -> LiveTable:
    columns = (
        Column("Catégorie", 44),
        Column("Budget approuvé ($)", 18, MONEY, total=True),
        Column("Dépenses réelles ($)", 18, MONEY, total=True),
        Column("Écart ($)", 16, MONEY, total=True),
        Column("Écart (%)", 11, PERCENT),
        Column("Explication", 62),
    )
    rows = [(row.libelle, row.prevu, row.reel, *_variance(row, "B", "C"), row.explication) for row in view.depenses]
    return LiveTable("Dépenses", "Depenses", "Dépenses par catégorie, toutes actions réunies.", columns, rows)


def _details(view: ReportExtractView) -> LiveTable:
    columns = (
        Column("Action", 11),
        Column("Catégorie", 40),
        Column("Budget approuvé ($)", 18, MONEY, total=True),
        Column("Dépenses réelles ($)", 18, MONEY, total=True),
        Column("Écart ($)", 16, MONEY, total=True),
        Column("Écart (%)", 11, PERCENT),
        Column("Explication", 52),
        Column("Correctif", 30),
    )
    rows = [
        (row.action, row.libelle, row.prevu, row.reel, *_variance(row, "C", "D"), row.explication, row.correctif)
        for row in view.details
    ]
    return LiveTable("Détail", "Detail", "Dépenses par action et par catégorie.", columns, rows)


def _variance(row: BudgetLine, planned: str, actual: str) -> tuple[Known, Known]:
    """The gap and its rate, to the tenth of a percent as everywhere; « s. o. » when nothing was planned."""
    gap = f"{actual}{{row}}-{planned}{{row}}"
    rate = f'=IF({planned}{{row}}=0,"s. o.",ROUND(({gap})/{planned}{{row}},3))'
    told = "s. o." if row.ecart_pct is None else row.ecart_pct / _HUNDRED
    return Known(f"={gap}", row.ecart), Known(rate, told)


def _revenues(view: ReportExtractView) -> LiveTable:
    columns = (
        Column("Source", 58),
        Column("Lien avec la reddition", 22),
        Column("Statut", 13),
        Column("Prévu ($)", 18, MONEY, total=True),
        Column("Non confirmé ($)", 18, MONEY, total=True),
        Column("Reçu ($)", 18, MONEY, total=True),
    )
    rows = [(row.source, row.lien, row.statut, row.prevu, row.non_confirme, row.recu) for row in view.revenus]
    note = "Toutes les sources des actions de l’entente; ce qui n’est pas confirmé ne s’ajoute pas au prévu."
    return LiveTable("Revenus", "Revenus", note, columns, rows)


def _balances(view: ReportExtractView) -> tuple[LiveTable, LiveTable]:
    columns = (
        Column("Action", 24),
        Column("Accordé ($)", 18, MONEY, total=True),
        Column("Versé ($)", 18, MONEY, total=True),
        Column("Dépensé ($)", 18, MONEY, total=True),
        Column("Solde ($)", 18, MONEY, total=True),
        Column("Reporté ou à rembourser", 30),
    )
    rows = [
        (row.action, row.accorde, row.verse, row.depense, Known("=C{row}-D{row}", row.solde), row.traitement)
        for row in view.soldes
    ]
    reasons = (Column("Action", 24), Column("Explication", 18), Column("Correctif", 18), Column("Source couvrante", 18))
    said = [(row.action, row.explication, row.correctif, row.source) for row in view.raisons]
    note = "Solde : versé moins dépensé."
    return (
        LiveTable("Rapprochement", "Rapprochement", note.replace(" :", "\u00a0:"), columns, rows),
        LiveTable("Explications", "Explications", "Explication des soldes.", _wide(reasons), said),
    )


def _wide(columns: Sequence[Column]) -> tuple[Column, ...]:
    return (Column(columns[0].header, 11), *(Column(column.header, 50) for column in columns[1:]))


def _gifts(view: ReportExtractView) -> LiveTable:
    columns = (
        Column("Action", 11),
        Column("Organisation", 42),
        Column("Description", 60),
        Column("Valeur ($)", 18, MONEY, total=True),
    )
    rows = [(row.action, row.organisation, row.description, row.valeur) for row in view.contributions]
    note = "En nature et en expertise\u00a0: ne comptent ni dans les revenus ni dans le solde."
    return LiveTable("Contributions", "Contributions", note, columns, rows)


def _receipts(view: ReportExtractView) -> LiveTable:
    columns = (
        Column("No", 14),
        Column("Date", 12),
        Column("Action", 11),
        Column("Catégorie", 36),
        Column("Description", 50),
        Column("Fournisseur", 30),
        Column("Pièce", 20),
        Column("Réclamé ($)", 18, MONEY, total=True),
    )
    rows = [
        (row.no, row.date, row.action, row.categorie, row.description, row.fournisseur, row.piece, row.reclame)
        for row in view.justificatifs
    ]
    return LiveTable("Justificatifs", "Justificatifs", "Les dépenses réclamées à l’entente.", columns, rows)

"""The Excel extract of a consolidated report: named tables by territory, live totals with their values stored (C5)."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from openpyxl.utils import get_column_letter

from assembler.models.consolidated_extract import ConsolidatedExtractView, CountLine
from assembler.models.report_extract import Cell
from assembler.render.excel.live_tables import Known, LiveTable, render_tables
from assembler.render.excel.look import MONEY, WHOLE
from assembler.render.excel.table import Column, Value

_RATIO = "[$-C0C]0.00"
_ABSENT = "s.\u00a0o."


def render_consolidated_extract(view: ConsolidatedExtractView, *, accent: str, dated: date) -> bytes:
    """Gives the workbook; ``accent`` is the region's colour, ``dated`` the date of its properties."""
    tables = tuple(_tables(view))
    if view.partielle:  # every sheet says it, for sheets are copied and printed alone
        tables = tuple(_marked(table, view.partielle) for table in tables)
    return render_tables(view, tables, accent=accent, dated=dated)


def _marked(table: LiveTable, said: str) -> LiveTable:
    return LiveTable(table.sheet, table.table, f"{said} {table.note}", table.columns, table.rows)


def _tables(view: ConsolidatedExtractView) -> Iterator[LiveTable]:
    yield _identification(view)
    yield _allocations(view)
    yield _initiatives(view)
    yield _leverages(view)
    yield _counts(
        view.communs,
        view.colonnes,
        LiveTable("Indicateurs", "Indicateurs", "Seules les sommes sont additionnées.", (), ()),
        ("Indicateur commun", Column("Note", 30)),
    )
    yield _counts(
        view.dimensions,
        view.colonnes,
        LiveTable("Dimensions", "Dimensions", "Initiatives par dimension principale.", (), ()),
        ("Dimension principale", Column("Aussi visée", 14, WHOLE, total=True)),
        total=True,
    )
    yield _counts(
        view.clienteles,
        view.colonnes,
        LiveTable("Clientèles", "Clienteles", "Personnes différentes; peut comporter des doublons.", (), ()),
        ("Clientèle", Column("Participations", 15, WHOLE)),
    )
    yield _categories(view)
    yield _meetings(view)
    yield from _texts(view)
    yield _balances(view)


def _identification(view: ConsolidatedExtractView) -> LiveTable:
    columns = (Column("Élément", 34), Column("Description", 90))
    rows = [(fact.libelle, fact.valeur) for fact in view.identification]
    return LiveTable("Convention", "Identification", "La convention, sa période et sa portée.", columns, rows)


def _allocations(view: ConsolidatedExtractView) -> LiveTable:
    columns = (
        Column("Territoire", 30),
        *(Column(header, 18, MONEY, total=True) for header in ("Enveloppe ($)", "Engagé ($)", "Versé ($)")),
        *(Column(header, 18, MONEY, total=True) for header in ("Dépensé ($)", "Solde ($)")),
        Column("Ce qu’il advient du solde", 46),
    )
    rows = [
        (
            *(row.territoire, row.enveloppe, row.engage, row.verse, row.depense),
            _live("=D{row}-E{row}", row.solde),
            row.traitement,
        )
        for row in view.repartition
    ]
    note = "Enveloppe\u00a0: montants accordés par les ententes. Solde\u00a0: versé moins dépensé."
    return LiveTable("Répartition", "Repartition", note, columns, rows)


def _initiatives(view: ConsolidatedExtractView) -> LiveTable:
    columns = (
        Column("Territoire", 24),
        Column("No", 11),
        Column("Action", 46),
        Column("Porteur", 38),
        *(Column(header, 18, MONEY, total=True) for header in ("Accordé ($)", "Coût total ($)")),
        *(Column(header, 18, MONEY, total=True) for header in ("Présent bailleur ($)", "Autres sources ($)")),
        Column("Effet de levier", 12, _RATIO),
    )
    rows = [
        (
            *(row.territoire, row.no, row.titre, row.porteur, row.accorde, row.cout_total),
            *(row.bailleur, row.autres_sources),
            _ABSENT if row.levier is None else Known("=ROUND(H{row}/G{row},2)", row.levier),
        )
        for row in view.initiatives
    ]
    note = "Effet de levier\u00a0: autres sources pour un dollar du présent bailleur."
    return LiveTable("Initiatives", "Initiatives", note, columns, rows)


def _leverages(view: ConsolidatedExtractView) -> LiveTable:
    columns = (
        Column("Territoire", 30),
        Column("Initiatives", 12, WHOLE, total=True),
        Column("Présent bailleur ($)", 20, MONEY, total=True),
        Column("Autres sources ($)", 20, MONEY, total=True),
        Column("Effet de levier", 14, _RATIO),
    )
    rows = [
        (
            *(row.territoire, row.initiatives, row.bailleur, row.autres_sources),
            _live("=ROUND(D{row}/C{row},2)", row.levier),
        )
        for row in view.leviers
    ]
    return LiveTable("Leviers", "Leviers", "Les ratios ne s’additionnent pas.", columns, rows)


def _counts(
    lines: Sequence[CountLine],
    codes: Sequence[str],
    place: LiveTable,
    ends: tuple[str, Column],
    *,
    total: bool = False,
) -> LiveTable:
    """A table with a column per covered territory, and the live sum of each row."""
    columns = (
        Column(ends[0], 52),
        *(Column(code, 11, WHOLE, total=total) for code in codes),
        Column("Total", 12, WHOLE, total=total),
        ends[1],
    )
    formula = f"=SUM(B{{row}}:{get_column_letter(len(codes) + 1)}{{row}})"
    rows = [(line.libelle, *line.cellules, _live(formula, line.total), line.autre) for line in lines]
    return LiveTable(place.sheet, place.table, place.note, columns, rows)


def _categories(view: ConsolidatedExtractView) -> LiveTable:
    columns = (
        Column("Catégorie d’enjeux (dimension principale)", 60),
        Column("Initiatives", 12, WHOLE, total=True),
        Column("Accordé ($)", 18, MONEY, total=True),
        Column("Personnes jointes", 14, WHOLE, total=True),
        Column("Participations", 15, WHOLE, total=True),
    )
    rows = [(row.libelle, row.initiatives, row.accorde, row.personnes, row.participations) for row in view.categories]
    note = "Le nombre de personnes peut comporter des doublons."
    return LiveTable("Catégories", "Categories", note, columns, rows)


def _meetings(view: ConsolidatedExtractView) -> LiveTable:
    columns = (
        Column("Territoire", 30),
        Column("Instance stratégique", 44),
        Column("Rencontres tenues", 14, WHOLE, total=True),
        Column("Présences", 12, WHOLE, total=True),
        Column("Personnes citoyennes", 14, WHOLE, total=True),
    )
    rows = [(row.territoire, row.instance, row.rencontres, row.presences, row.citoyens) for row in view.gouvernance]
    return LiveTable("Gouvernance", "Gouvernance", "Rencontres de toutes les instances.", columns, rows)


def _texts(view: ConsolidatedExtractView) -> Iterator[LiveTable]:
    columns = (Column("Initiative", 12), *(Column(header, 50) for header in ("Écart", "Explication", "Correctif")))
    rows = [(row.action, row.ecart, row.explication, row.correctif) for row in view.ecarts]
    yield LiveTable("Écarts", "Ecarts", "Écarts de réalisation.", columns, rows)
    reasons = (Column("Initiative", 12), *(Column(h, 50) for h in ("Explication", "Correctif", "Source couvrante")))
    said = [(row.action, row.explication, row.correctif, row.source) for row in view.raisons]
    yield LiveTable("Explications", "Explications", "Explication des soldes.", reasons, said)


def _balances(view: ConsolidatedExtractView) -> LiveTable:
    columns = (
        Column("Territoire", 24),
        Column("Entente", 22),
        Column("Initiative", 22),
        *(Column(header, 18, MONEY, total=True) for header in ("Accordé ($)", "Versé ($)")),
        *(Column(header, 18, MONEY, total=True) for header in ("Dépensé ($)", "Solde ($)")),
        Column("Reporté ou à rembourser", 30),
    )
    rows = [
        (
            *(row.territoire, row.entente, row.action, row.accorde, row.verse, row.depense),
            Known("=E{row}-F{row}", row.solde),
            row.traitement,
        )
        for row in view.soldes
    ]
    return LiveTable("Rapprochement", "Rapprochement", "Les redditions des territoires.", columns, rows)


def _live(formula: str, cell: Cell) -> Value | Known:
    """A formula where there is a figure; the words that stand for it elsewhere."""
    return cell if isinstance(cell, str) else Known(formula, Decimal(cell))

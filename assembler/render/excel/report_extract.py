"""The Excel extract of an accountability report: named tables, live totals with their values stored beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from assembler.models.report_extract import BudgetLine, IndicatorLine, ReportExtractView
from assembler.render.cached_values import with_cached_values
from assembler.render.excel.look import MONEY, PERCENT, WHOLE
from assembler.render.excel.page import HEADER_ROW, start_sheet
from assembler.render.excel.saving import save_workbook
from assembler.render.excel.table import Column, Formula, Value, write_table

_NUMBER: Final = "General"
_HUNDRED: Final = Decimal(100)
_GAP: Final = 3  # rows between two tables of a sheet


@dataclass(frozen=True)
class Known:
    """A live formula and the value it gives, which ``compute`` told."""

    formula: str
    value: Decimal | str


@dataclass(frozen=True)
class _Sheet:
    """One table: where it goes, its columns, its rows; one without a sheet of its own follows the table before."""

    sheet: str
    table: str
    note: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value | Known]]


def render_report_extract(view: ReportExtractView, *, accent: str, dated: date) -> bytes:
    """Gives the workbook; ``accent`` is the territory's colour, ``dated`` the date of its properties.

    No program needs to recalculate it: the value of each formula is stored. The same view gives the same bytes.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    values: dict[tuple[str, str], Decimal | str] = {}
    tops: dict[str, int] = {}
    for table in _tables(view):
        _write(book, table, view, accent, tops, values)
    saved = save_workbook(book, title=view.titre, author=view.organisme, dated=dated)
    return with_cached_values(saved, values)


def _write(
    book: Workbook,
    table: _Sheet,
    view: ReportExtractView,
    accent: str,
    tops: dict[str, int],
    values: dict[tuple[str, str], Decimal | str],
) -> None:
    if table.sheet not in tops:
        start_sheet(book, table.sheet, view, table.note, table.columns)
    top = tops.get(table.sheet, HEADER_ROW)
    rows = [[Formula(cell.formula) if isinstance(cell, Known) else cell for cell in row] for row in table.rows]
    placed = write_table(book[table.sheet], table.table, table.columns, rows, top=top, accent=accent)
    tops[table.sheet] = placed.total + _GAP
    for offset, row in enumerate(table.rows):
        for index, cell in enumerate(row, 1):
            if isinstance(cell, Known):
                values[table.sheet, f"{get_column_letter(index)}{placed.first + offset}"] = cell.value
    for index, column in enumerate(table.columns, 1):
        if column.total:
            values[table.sheet, f"{get_column_letter(index)}{placed.total}"] = _sum(table.rows, index - 1)


def _sum(rows: Sequence[Sequence[Value | Known]], column: int) -> Decimal:
    """What SUBTOTAL gives: texts such as « n. d. » and « < 5 » count for nothing."""
    cells = [row[column] for row in rows]
    told = [cell.value if isinstance(cell, Known) else cell for cell in cells]
    return sum((Decimal(cell) for cell in told if isinstance(cell, Decimal | int)), Decimal(0))


def _tables(view: ReportExtractView) -> tuple[_Sheet, ...]:
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


def _identification(view: ReportExtractView) -> _Sheet:
    columns = (Column("Élément", 28), Column("Description", 90))
    rows = [(fact.libelle, fact.valeur) for fact in view.identification]
    return _Sheet("Entente", "Identification", "L’entente et la période visée.", columns, rows)


def _activities(view: ReportExtractView) -> _Sheet:
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
    return _Sheet("Activités", "Activites", "Ce qui a été fait, quand et où.", columns, rows)


def _indicators(view: ReportExtractView) -> _Sheet:
    columns = (
        Column("Objectif", 10),
        Column("Action", 11),
        Column("Indicateur", 52),
        Column("Unité", 18),
        Column("Départ", 12, _NUMBER),
        Column("Cible", 12, _NUMBER),
        Column("Résultat", 12, _NUMBER),
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
    return _Sheet("Indicateurs", "Indicateurs", note, columns, rows)


def _rate(row: IndicatorLine) -> Value | Known:
    if row.taux is None:
        return "n.\u00a0d."
    formula = "=ROUND((G{row}-E{row})/(F{row}-E{row}),3)" if row.progression else "=ROUND(G{row}/F{row},3)"
    return Known(formula, row.taux / _HUNDRED)


def _people(view: ReportExtractView) -> tuple[_Sheet, _Sheet]:
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
        _Sheet("Personnes", "Personnes", note, columns, rows),
        _Sheet("Personnes", "Clienteles", note, groups, counts),
    )


def _expenses(view: ReportExtractView) -> _Sheet:
    columns = (
        Column("Catégorie", 44),
        Column("Budget approuvé ($)", 18, MONEY, total=True),
        Column("Dépenses réelles ($)", 18, MONEY, total=True),
        Column("Écart ($)", 16, MONEY, total=True),
        Column("Écart (%)", 11, PERCENT),
        Column("Explication", 62),
    )
    rows = [(row.libelle, row.prevu, row.reel, *_variance(row, "B", "C"), row.explication) for row in view.depenses]
    return _Sheet("Dépenses", "Depenses", "Dépenses par catégorie, toutes actions réunies.", columns, rows)


def _details(view: ReportExtractView) -> _Sheet:
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
    return _Sheet("Détail", "Detail", "Dépenses par action et par catégorie.", columns, rows)


def _variance(row: BudgetLine, planned: str, actual: str) -> tuple[Known, Known]:
    """The gap and its rate, to the tenth of a percent as everywhere; « s. o. » when nothing was planned."""
    gap = f"{actual}{{row}}-{planned}{{row}}"
    rate = f'=IF({planned}{{row}}=0,"s. o.",ROUND(({gap})/{planned}{{row}},3))'
    told = "s. o." if row.ecart_pct is None else row.ecart_pct / _HUNDRED
    return Known(f"={gap}", row.ecart), Known(rate, told)


def _revenues(view: ReportExtractView) -> _Sheet:
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
    return _Sheet("Revenus", "Revenus", note, columns, rows)


def _balances(view: ReportExtractView) -> tuple[_Sheet, _Sheet]:
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
        _Sheet("Rapprochement", "Rapprochement", note.replace(" :", "\u00a0:"), columns, rows),
        _Sheet("Explications", "Explications", "Explication des soldes.", _wide(reasons), said),
    )


def _wide(columns: Sequence[Column]) -> tuple[Column, ...]:
    return (Column(columns[0].header, 11), *(Column(column.header, 50) for column in columns[1:]))


def _gifts(view: ReportExtractView) -> _Sheet:
    columns = (
        Column("Action", 11),
        Column("Organisation", 42),
        Column("Description", 60),
        Column("Valeur ($)", 18, MONEY, total=True),
    )
    rows = [(row.action, row.organisation, row.description, row.valeur) for row in view.contributions]
    note = "En nature et en expertise\u00a0: ne comptent ni dans les revenus ni dans le solde."
    return _Sheet("Contributions", "Contributions", note, columns, rows)


def _receipts(view: ReportExtractView) -> _Sheet:
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
    return _Sheet("Justificatifs", "Justificatifs", "Les dépenses réclamées à l’entente.", columns, rows)

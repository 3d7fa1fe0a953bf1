"""The sheets of the budget annex that hold lines: Besoins, Leviers, Contributions, Réel, Listes."""

from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from assembler.models.budget_annex import BudgetAnnexView
from assembler.render.excel.look import DATE, MONEY, PERCENT, aligned, face, grey
from assembler.render.excel.page import TOTAL_ROW, set_up_page, start_sheet
from assembler.render.excel.table import Column, Formula, Placed, write_table, write_text

NEEDS, LEVERS, GIFTS, ACTUALS = "Besoins", "Leviers", "Contributions", "Reel"
LISTS: Final = "Listes"
_PLANNED, _REAL = "Reel[[#This Row],[Prévu ($)]]", "Reel[[#This Row],[Réel ($)]]"

_NEED_COLUMNS = (
    Column("Action", 11, listed="Actions"),
    Column("Exercice", 12, listed="Exercices"),
    Column("Catégorie", 37, listed="Categories"),
    Column("Description", 41),
    Column("Montant ($)", 18, MONEY, total=True),
)
_LEVER_COLUMNS = (
    Column("Action", 11, listed="Actions"),
    Column("Exercice", 12, listed="Exercices"),
    Column("Bailleur", 46),
    Column("Programme", 14, listed="Programmes"),
    Column("Entente", 21),
    Column("Statut", 12, listed="Statuts"),
    Column("Montant ($)", 17, MONEY, total=True),
    Column("Date", 12, DATE),
    Column("Référence", 36),
)
_GIFT_COLUMNS = (
    Column("Action", 11, listed="Actions"),
    Column("Exercice", 12, listed="Exercices"),
    Column("Organisation", 44),
    Column("Nature", 24, listed="Natures"),
    Column("Description", 46),
    Column("Valeur ($)", 17, MONEY, total=True),
    Column("Statut", 12, listed="StatutsContribution"),
)
_ACTUAL_COLUMNS = (
    Column("Action", 11, listed="Actions"),
    Column("Exercice", 12, listed="Exercices"),
    Column("Entente", 21),
    Column("Catégorie", 37, listed="Categories"),
    Column("Prévu ($)", 16, MONEY, total=True),
    Column("Réel ($)", 16, MONEY, total=True),
    Column("Écart ($)", 16, MONEY, total=True),
    Column("Écart (%)", 11, PERCENT),
    Column("Explication", 48),
)


def write_data_sheets(book: Workbook, view: BudgetAnnexView, accent: str) -> dict[str, Placed]:
    """Writes the four sheets of lines, and gives where each table stands."""
    return {
        NEEDS: _write_needs(book, view, accent),
        LEVERS: _write_levers(book, view, accent),
        GIFTS: _write_gifts(book, view, accent),
        ACTUALS: _write_actuals(book, view, accent),
    }


def _write_needs(book: Workbook, view: BudgetAnnexView, accent: str) -> Placed:
    note = "Ce que coûte chaque action, par exercice et par catégorie."
    start = start_sheet(book, "Besoins", view, note, _NEED_COLUMNS)
    set_up_page(start.sheet, view, portrait=True)  # a long and narrow table
    rows = [(row.action, row.exercice, row.categorie, row.description, row.montant) for row in view.besoins]
    placed = write_table(start.sheet, NEEDS, _NEED_COLUMNS, rows, top=start.top, accent=accent)
    _write_year_total(start.sheet, placed, _NEED_COLUMNS, view.exercice)
    return _print_year(start.sheet, placed, _NEED_COLUMNS, [row.exercice for row in view.besoins], view.exercice)


def _write_levers(book: Workbook, view: BudgetAnnexView, accent: str) -> Placed:
    note = "Ce qui finance chaque action, avec sa preuve. Le total au pied du tableau réunit tous les statuts."
    start = start_sheet(book, "Leviers", view, note, _LEVER_COLUMNS)
    rows = [
        (r.action, r.exercice, r.bailleur, r.programme, r.entente, r.statut, r.montant, r.date, r.reference)
        for r in view.leviers
    ]
    placed = write_table(start.sheet, LEVERS, _LEVER_COLUMNS, rows, top=start.top, accent=accent)
    _write_year_total(start.sheet, placed, _LEVER_COLUMNS, view.exercice, statuses=("Confirmé", "Reçu"))
    return _print_year(start.sheet, placed, _LEVER_COLUMNS, [row.exercice for row in view.leviers], view.exercice)


def _write_gifts(book: Workbook, view: BudgetAnnexView, accent: str) -> Placed:
    note = (
        "En nature et en expertise\u00a0: n’entrent jamais dans la couverture. Une expertise n’est pas évaluée "
        "(«\u00a0–\u00a0»)."
    )
    start = start_sheet(book, "Contributions", view, note, _GIFT_COLUMNS)
    rows = [
        (r.action, r.exercice, r.organisation, r.nature, r.description, "–" if r.valeur is None else r.valeur, r.statut)
        for r in view.contributions
    ]
    placed = write_table(start.sheet, GIFTS, _GIFT_COLUMNS, rows, top=start.top, accent=accent)
    _write_year_total(start.sheet, placed, _GIFT_COLUMNS, view.exercice)
    return _print_year(start.sheet, placed, _GIFT_COLUMNS, [row.exercice for row in view.contributions], view.exercice)


def _write_actuals(book: Workbook, view: BudgetAnnexView, accent: str) -> Placed:
    note = "Prévu et réel des exercices où il y a eu des dépenses. La première ligne d’une action explique l’ensemble."
    start = start_sheet(book, "Réel", view, note, _ACTUAL_COLUMNS)
    rows = [
        (
            *(r.action, r.exercice, r.entente, r.categorie, r.prevu, r.reel),
            Formula(f"={_REAL}-{_PLANNED}"),
            Formula(f'=IF({_PLANNED}=0,"n. d.",({_REAL}-{_PLANNED})/{_PLANNED})'),
            r.explication,
        )
        for r in view.reel
    ]
    placed = write_table(start.sheet, ACTUALS, _ACTUAL_COLUMNS, rows, top=start.top, accent=accent)
    _write_year_total(start.sheet, placed, _ACTUAL_COLUMNS, view.exercice_reel)
    return _print_year(start.sheet, placed, _ACTUAL_COLUMNS, [row.exercice for row in view.reel], view.exercice_reel)


def _write_year_total(
    sheet: Worksheet, placed: Placed, columns: Sequence[Column], fy: str, *, statuses: Sequence[str] = ()
) -> None:
    """Writes above the header what the lines of a year add up to: the foot of the table holds every year."""
    summed = [index for index, column in enumerate(columns, 1) if column.total]
    label = sheet.cell(TOTAL_ROW, summed[0] - 1)
    write_text(label, ", ".join((f"Exercice {fy}", *((" et ".join(statuses).lower(),) if statuses else ()))))
    label.font, label.alignment = grey(), aligned("right", wrap=False, indent=1)
    sheet.row_dimensions[TOTAL_ROW].height = 20
    for index in summed:
        cell, header = sheet.cell(TOTAL_ROW, index), columns[index - 1].header
        year = f'{placed.name}[{header}],{placed.name}[Exercice],"{fy}"'
        kinds = [f',{placed.name}[Statut],"{status}"' for status in statuses] or [""]
        cell.value = "=" + "+".join(f"SUMIFS({year}{kind})" for kind in kinds)
        cell.number_format, cell.font = MONEY, face(bold=True)
        cell.alignment = columns[index - 1].alignment(0, wrap=False)


def _print_year(sheet: Worksheet, placed: Placed, columns: Sequence[Column], years: Sequence[str], fy: str) -> Placed:
    """Prints the lines of one year, which come first; with no other year, the whole table and its total."""
    count = sum(year == fy for year in years)
    if 0 < count < len(years):
        sheet.print_area = f"A1:{get_column_letter(len(columns))}{placed.first + count - 1}"
    return placed


def write_lists(book: Workbook, view: BudgetAnnexView, accent: str) -> None:
    """Writes the vocabularies behind the drop-downs, each a table and a defined name."""
    lists: Sequence[tuple[str, str, Sequence[str]]] = (
        ("Exercices", "Exercices", view.exercices),
        ("Programmes", "Programmes", tuple(sorted({row.programme for row in view.leviers}))),
        ("Statuts", "Statuts des leviers", view.statuts),
        ("Categories", "Catégories de dépenses", view.categories),
        ("Natures", "Natures de contribution", view.natures),
        ("StatutsContribution", "Statuts des contributions", view.statuts_contribution),
    )
    columns = [Column(header, 14 if name in ("Exercices", "Programmes") else 36) for name, header, _ in lists]
    start = start_sheet(book, LISTS, view, "Les choix offerts dans les listes déroulantes.", columns)
    height = max(len(values) for *_, values in lists)
    padded = [[*values, *["–"] * (height - len(values))] for _, _, values in lists]
    rows = list(zip(*padded, strict=True))
    write_table(start.sheet, "Vocabulaires", columns, rows, top=start.top, accent=accent, filtered=False)
    for index, (name, _, values) in enumerate(lists, 1):
        letter = get_column_letter(index)
        span = f"{LISTS}!${letter}${start.top + 1}:${letter}${start.top + max(len(values), 1)}"
        book.defined_names[name] = DefinedName(name, attr_text=span)

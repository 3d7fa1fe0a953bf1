"""The budget annex as a workbook: ten sheets in order, formulas not yet computed (see ``cached_values``)."""

from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assembler.models.budget_annex import BudgetAnnexView
from assembler.render.excel.annex_data import write_data_sheets, write_lists
from assembler.render.excel.annex_summary import describe_charts, write_readme, write_summary
from assembler.render.excel.annex_totals import write_checks, write_montage, write_years
from assembler.render.excel.saving import save_workbook

_ORDER = (
    *("Lisez-moi", "Sommaire", "Montage", "Besoins", "Leviers", "Contributions", "Réel"),
    *("Par exercice", "Listes", "Contrôles"),
)
_PROTECTED = ("Sommaire", "Montage", "Par exercice", "Contrôles")


def render_budget_annex(view: BudgetAnnexView, *, accent: str, dated: date) -> bytes:
    """Gives the workbook of the annex; ``accent`` is the territory's colour, ``dated`` the date of its properties."""
    book = Workbook()
    book.remove(book.worksheets[0])
    write_data_sheets(book, view, accent)
    montage = write_montage(book, view, accent)
    write_years(book, view, accent)
    write_readme(book, view, accent)
    write_summary(book, view, accent, montage)
    write_lists(book, view, accent)
    write_checks(book, view, accent, montage)
    book._sheets.sort(key=lambda sheet: _ORDER.index(sheet.title))  # type: ignore[attr-defined]
    for name in _PROTECTED:
        _protect(book[name])
        book[name].sheet_properties.tabColor = accent
    told = describe_charts(view)
    return save_workbook(book, title=view.titre, author=view.organisme, dated=dated, descriptions=told)


def _protect(sheet: Worksheet) -> None:
    """Without a password: against slips, not against people, who may still widen a column or a row."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # what is not forbidden

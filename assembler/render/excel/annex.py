"""The budget annex as a workbook: ten sheets in order, formulas not yet computed (see ``cached_values``)."""

import io
import zipfile
from datetime import date, datetime

from openpyxl import Workbook

from assembler.models.budget_annex import BudgetAnnexView
from assembler.render.excel.annex_data import write_data_sheets, write_lists
from assembler.render.excel.annex_summary import write_readme, write_summary
from assembler.render.excel.annex_totals import write_checks, write_montage, write_years
from assembler.zipping import canonical_zip

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
        book[name].protection.sheet = True  # without a password: against slips, not against people
        book[name].sheet_properties.tabColor = accent
    return save_workbook(book, title=view.titre, author=view.organisme, dated=dated)


def save_workbook(book: Workbook, *, title: str, author: str, dated: date) -> bytes:
    """Gives the bytes of a workbook; same content, same bytes."""
    moment = datetime(dated.year, dated.month, dated.day)
    book.properties.title, book.properties.creator = title, author
    book.properties.language = "fr-CA"
    book.properties.created = moment
    book.active = 0
    saved = io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["docProps/core.xml"] = _fixed_modified(parts["docProps/core.xml"], moment)
    return canonical_zip(parts)


def _fixed_modified(core: bytes, moment: datetime) -> bytes:
    """openpyxl stamps the time of saving; the document's own date goes there instead."""
    from lxml import etree

    root = etree.fromstring(core)
    for element in root.iter("{http://purl.org/dc/terms/}modified"):
        element.text = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

"""Small Word and Excel files, good but for what a test spoils."""

import io
from collections.abc import Callable
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook

Spoil = Callable[[Document], object]


def word_file(*spoils: Spoil) -> bytes:
    """Gives a well-built Word file of a heading, a paragraph and a table, with something changed."""
    document = docx.Document()
    document.core_properties.title = "Plan"
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    language.set(qn("w:val"), "fr-CA")
    document.add_heading("Enjeux", 1)
    document.add_paragraph("Se nourrir dans la dignité.")
    add_table(document)
    for spoil in spoils:
        spoil(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def add_table(document: Document, *, is_headed: bool = True, first: str = "Action") -> Any:
    """Adds a table of two rows and two columns, its first row repeated on each page."""
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, (first, "Montant", "CG-A01", "12 000,00 $"), strict=True):
        cell.text = text
    if is_headed:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def workbook_file(**cells: Any) -> bytes:
    """Gives a workbook of one sheet, « Montage », with these cells."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Montage"
    for address, value in cells.items():
        sheet[address] = value
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()

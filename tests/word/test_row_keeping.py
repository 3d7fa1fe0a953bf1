"""What a page break must not part stays together."""

import docx
from docx.document import Document
from docx.shared import Pt

from assembler.word.ooxml import W
from assembler.word.row_keeping import end_lists, end_tables, keep_leads, keep_rows

KEEP = f"{W}pPr/{W}keepNext"


def test_only_a_sentence_that_announces_a_list_or_a_table_is_kept_with_it() -> None:
    document = _document(
        ("Normal", "Trois choses manquaient\u00a0:"),
        ("ListBullet", "l’eau;"),
        ("Normal", "Rien n’est annoncé."),
        ("Caption", "Tableau 1"),
        ("Normal", "Ils se répartissent ainsi\u00a0:"),
        ("Caption", "Tableau 2"),
    )
    keep_leads(document.element.body)
    assert _kept(document) == [True, False, False, False, True, False]


def test_no_item_of_a_list_is_alone_on_its_page() -> None:
    document = _document(*(("ListNumber", f"Point {n}") for n in range(5)), ("Normal", "Suite."))
    keep_leads(document.element.body)
    assert _kept(document) == [True, False, False, True, False, False]


def test_the_text_after_a_list_stands_off_it_unless_the_template_says_how() -> None:
    document = _document(("ListBullet", "a;"), ("ListBullet", "b."), ("Normal", "Suite."), ("ListBullet", "serré"))
    document.paragraphs[3].paragraph_format.space_after = 0
    end_lists(document.element.body)
    assert [p.paragraph_format.space_after for p in document.paragraphs] == [None, Pt(7), None, 0]


def test_running_text_stands_off_the_table_it_follows() -> None:
    document = docx.Document()
    for style in ("Normal", "Source"):
        document.add_table(rows=1, cols=1)
        document.add_paragraph("Suite.")._p.get_or_add_pPr().get_or_add_pStyle().set(f"{W}val", style)
    end_tables(document.element.body)
    assert [p.paragraph_format.space_before for p in document.paragraphs] == [Pt(8), None]


def _document(*told: tuple[str, str]) -> Document:
    document = docx.Document()
    for style, text in told:
        document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_pStyle().set(f"{W}val", style)
    return document


def _kept(document: Document) -> list[bool]:
    return [paragraph._p.find(KEEP) is not None for paragraph in document.paragraphs]


def test_a_short_table_is_whole_and_the_last_row_of_a_long_one_is_not_alone() -> None:
    document = docx.Document()
    for rows in (3, 6):
        table = document.add_table(rows=rows, cols=1)
        table.rows[0]._tr.get_or_add_trPr().append(docx.oxml.OxmlElement("w:tblHeader"))
    keep_rows(document.element.body)
    short, long = ([row._tr.find(f".//{KEEP}") is not None for row in table.rows] for table in document.tables)
    assert short == [True, True, False]
    assert long == [True, True, False, False, True, False]


def test_a_note_goes_with_the_text_it_follows() -> None:
    document = _document(
        ("Quote", "J’ai dormi onze heures."), ("Source", "Publié avec consentement."), ("Normal", "Suite.")
    )
    keep_leads(document.element.body)
    assert _kept(document) == [True, False, False]


def test_the_note_under_a_table_goes_with_its_last_row() -> None:
    document = docx.Document()
    for style in ("Source", "Normal"):
        document.add_table(rows=1, cols=1)
        document.add_paragraph("Solde")._p.get_or_add_pPr().get_or_add_pStyle().set(f"{W}val", style)
    keep_rows(document.element.body)
    assert [table.rows[0]._tr.find(f".//{KEEP}") is not None for table in document.tables] == [True, False]

"""What a page break must not part stays together."""

import docx

from assembler.word.ooxml import W
from assembler.word.row_keeping import keep_leads, keep_rows

KEEP = f"{W}pPr/{W}keepNext"


def test_only_a_sentence_that_announces_a_list_is_kept_with_it() -> None:
    document = docx.Document()
    document.add_paragraph("Trois choses manquaient\u00a0:")
    document.add_paragraph("l’eau;")
    document.add_paragraph("Rien n’est annoncé.")
    for paragraph, style in zip(document.paragraphs, ("Normal", "ListBullet", "Normal"), strict=True):
        paragraph._p.get_or_add_pPr().get_or_add_pStyle().set(f"{W}val", style)
    keep_leads(document.element.body)
    assert [p._p.find(KEEP) is not None for p in document.paragraphs] == [True, False, False]


def test_a_short_table_is_whole_and_the_last_row_of_a_long_one_is_not_alone() -> None:
    document = docx.Document()
    for rows in (3, 6):
        table = document.add_table(rows=rows, cols=1)
        table.rows[0]._tr.get_or_add_trPr().append(docx.oxml.OxmlElement("w:tblHeader"))
    keep_rows(document.element.body)
    short, long = ([row._tr.find(f".//{KEEP}") is not None for row in table.rows] for table in document.tables)
    assert short == [True, True, False]
    assert long == [True, True, False, False, True, False]

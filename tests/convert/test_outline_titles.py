"""The outline of a PDF says what the headings say, backslashes too."""

import docx

from assembler.assemble.outline import read_outline
from assembler.convert.office import OfficePool
from assembler.convert.outline_titles import restore_titles
from tests.convert.documents import saved, word_document

TITLES = ("C:Plans", r"C:\Plans", r"Fin\\", r"\{ accolade \}", "Fin")


def test_headings_keep_their_backslashes_in_the_outline(pool: OfficePool) -> None:
    document = docx.Document()
    for title in TITLES:
        document.add_heading(title, 1)
    converted = pool.convert_to_pdf(saved(document), kind="docx", name="plan.docx")
    assert tuple(entry.title for entry in read_outline(converted.pdf)) == TITLES


def test_a_file_without_backslash_is_left_alone() -> None:
    assert restore_titles(b"%PDF", word_document(1)) == b"%PDF"

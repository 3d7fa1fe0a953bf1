"""V-301 to V-309, V-313: each fault of a Word file's build is found, and a good file has none."""

import io

import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

from assembler.verify.word_structure import check_word_structure
from tests.verify.office_files import Spoil, add_table, word_file


def _empty_heading(document: Document) -> None:
    document.add_heading("", 1)
    document.add_paragraph("Suite.")


def _skip_a_level(document: Document) -> None:
    document.add_heading("Trop bas", 3)
    document.add_paragraph("Suite.")


def _leave_a_section_empty(document: Document) -> None:
    document.add_heading("Vide", 1)


def _forget_the_title(document: Document) -> None:
    document.core_properties.title = " "


def _speak_english(document: Document) -> None:
    document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").set(qn("w:val"), "en-US")


def _add_picture(document: Document, description: str = "") -> None:
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    document.add_picture(picture)._inline.docPr.set("descr", description)


def _merge(document: Document) -> None:
    table = document.tables[0]
    table.cell(1, 0).merge(table.cell(1, 1))


SPOILS: dict[str, Spoil] = {
    "V-301": _empty_heading,
    "V-302": _skip_a_level,
    "V-303": _leave_a_section_empty,
    "V-304": _forget_the_title,
    "V-305": _speak_english,
    "V-306": _add_picture,
    "V-307": lambda document: add_table(document, is_headed=False),
    "V-308": _merge,
    "V-309": lambda document: add_table(document, first=" "),
    "V-313": lambda document: document.paragraphs[1]._p.append(OxmlElement("w:ins")),
}


def test_a_good_file_has_no_defect() -> None:
    good = word_file(lambda document: _add_picture(document, "Une carte du territoire."), add_table)
    assert check_word_structure("plan.docx", good) == ()


@pytest.mark.parametrize("code", SPOILS)
def test_each_fault_is_found_alone_with_its_piece(code: str) -> None:
    found = check_word_structure("plan.docx", word_file(SPOILS[code]))
    assert [(defect.code, defect.piece) for defect in found] == [(code, "plan.docx")]


def test_a_level_may_rise_by_several() -> None:
    def nest(document: Document) -> None:
        for level, title in ((2, "Sous"), (3, "Encore"), (1, "Retour")):
            document.add_heading(title, level)
            document.add_paragraph("Texte.")

    assert check_word_structure("plan.docx", word_file(nest)) == ()


def test_a_heading_followed_by_its_subheading_is_not_empty() -> None:
    def nest(document: Document) -> None:
        document.add_heading("Partie", 1)
        document.add_heading("Section", 2)
        document.add_paragraph("Texte.")

    assert check_word_structure("plan.docx", word_file(nest)) == ()


def test_the_language_asked_for_is_the_one_checked() -> None:
    english = word_file(_speak_english)
    assert check_word_structure("x", english, language="en-US") == ()
    assert [d.place for d in check_word_structure("x", word_file(_skip_a_level))] == ["Trop bas"]

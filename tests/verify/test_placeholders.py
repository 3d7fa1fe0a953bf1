"""V-101 and V-102: what the machinery leaves is found, what a person wrote is theirs."""

import io

import pytest
from docx.document import Document
from PIL import Image

from assembler.verify.placeholders import check_word_leftovers, check_workbook_leftovers
from tests.verify.office_files import word_file, workbook_file

LEFTOVERS = ("{{ fiche.titre }}", "{% if x %}", "None", "nan", "NaN", "TODO", "XXX", "undefined", "#REF!", "#DIV/0!")


def word_codes(text: str, own: tuple[str, ...] = ()) -> list[str]:
    """Gives the codes found in a Word file that holds this paragraph."""
    content = word_file(lambda document: document.add_paragraph(text))
    return [defect.code for defect in check_word_leftovers("plan.docx", content, own)]


@pytest.mark.parametrize("leftover", LEFTOVERS)
def test_a_leftover_is_v_101_in_word_and_in_excel(leftover: str) -> None:
    assert word_codes(f"Avant {leftover} après") == ["V-101"]
    found = check_workbook_leftovers("annexe.xlsx", workbook_file(B2=f"Avant {leftover}"), ())
    assert [(d.code, d.place) for d in found] == [("V-101", "Montage!B2")]


def test_a_leftover_that_no_page_shows_is_found_too() -> None:
    def spoil(document: Document) -> None:
        document.core_properties.title = "Plan de {{ territoire.nom }}"
        picture = io.BytesIO()
        Image.new("RGB", (4, 4)).save(picture, "PNG")
        document.add_picture(picture)._inline.docPr.set("descr", "None")

    found = check_word_leftovers("plan.docx", word_file(spoil), ())
    assert [(d.code, d.place) for d in found] == [("V-101", "docProps/core.xml"), ("V-101", "Picture 1")]


@pytest.mark.parametrize("text", ["Nonette", "finances", "todomundo", "a { b } c", "C# et F#", "100 % {sic}"])
def test_a_word_that_only_looks_like_one_is_none(text: str) -> None:
    assert word_codes(text) == []


@pytest.mark.parametrize("leftover", LEFTOVERS)
def test_what_a_person_wrote_is_theirs(leftover: str) -> None:
    assert word_codes(f"Fiche : {leftover} (suite)", (f"{leftover} (suite)",)) == []


def test_each_line_of_a_person_s_text_is_theirs() -> None:
    assert word_codes("{{ 7*7 }} et plus", ("Première ligne\n{{ 7*7 }} et plus\nTroisième",)) == []


def test_a_person_s_text_does_not_hide_ours() -> None:
    assert word_codes("{{ 7*7 }} puis {{ fiche.titre }}", ("{{ 7*7 }}",)) == ["V-101"]


def test_a_formula_without_a_value_is_v_102() -> None:
    found = check_workbook_leftovers("annexe.xlsx", workbook_file(B2="=1+1", C2=2), ())
    assert [(d.code, d.piece, d.place) for d in found] == [("V-102", "annexe.xlsx", "Montage!B2")]
    assert check_workbook_leftovers("annexe.xlsx", workbook_file(B2=2), ()) == ()

"""The words of our own files are read back whole, and only the words."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from assembler.verify.office_text import read_word, workbook_cells
from tests.verify.office_files import word_file, workbook_file


def test_paragraphs_come_in_order_with_their_style() -> None:
    shown = [(p.style, p.text) for p in read_word(word_file()).paragraphs]
    assert shown[:2] == [("Heading1", "Enjeux"), ("", "Se nourrir dans la dignité.")]
    assert [text for _, text in shown[2:6]] == ["Action", "Montant", "CG-A01", "12 000,00 $"]


def test_headers_and_footers_count_among_the_words() -> None:
    def add_ends(document: object) -> None:
        document.sections[0].header.paragraphs[0].text = "En-tête"  # type: ignore[attr-defined]
        document.sections[0].footer.paragraphs[0].text = "Pied"  # type: ignore[attr-defined]

    lines = read_word(word_file(add_ends)).text.split("\n")
    assert {"En-tête", "Pied", "Enjeux"} <= set(lines)


def test_breaks_and_hyphens_are_read_and_instructions_are_not() -> None:
    def add_marks(document: object) -> None:
        run = document.add_paragraph("a").add_run()  # type: ignore[attr-defined]
        run.add_tab()
        run.add_break()
        run._r.append(OxmlElement("w:noBreakHyphen"))
        instruction = OxmlElement("w:instrText")
        instruction.text = "PAGEREF x"
        run._r.append(instruction)
        assert run._r.find(qn("w:instrText")) is not None

    assert read_word(word_file(add_marks)).paragraphs[-1].text == "a  -"


def test_cells_tell_their_place_their_value_and_whether_they_are_formulas() -> None:
    cells = {c.address: (c.sheet, c.value, c.is_formula) for c in workbook_cells(workbook_file(A1="Besoin", B2=12.5))}
    assert cells == {"A1": ("Montage", "Besoin", False), "B2": ("Montage", "12.5", False)}
    assert workbook_cells(workbook_file(C3="=1+1"))[0].is_formula

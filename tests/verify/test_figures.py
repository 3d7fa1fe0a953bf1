"""V-201, V-202 and V-203: what a view promised is in the document, to the cent and on paper."""

from datetime import date
from decimal import Decimal

import pytest

from assembler.convert.office import OfficePool
from assembler.models.view import Scalar
from assembler.verify.figures import (
    check_pdf_amounts,
    check_word_amounts,
    check_word_values,
    check_workbook_amounts,
)
from assembler.verify.paper import check_pdf_cells
from tests.convert.conftest import pool  # noqa: F401 - a fixture is found by its name
from tests.verify.office_files import word_file, workbook_file

AMOUNT = {"Demandé": Decimal("22000.00")}


def holding(text: str) -> bytes:
    """Gives a Word file with this paragraph."""
    return word_file(lambda document: document.add_paragraph(text))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("L’Île & <b>", "Titre : L’Île & <b>"),
        (Decimal("12345.5"), "12\u00a0345,50\u00a0$"),
        (Decimal("12345.00"), "12\u00a0345\u00a0$"),
        (42, "42 personnes"),
        (date(2026, 4, 1), "le 1er avril 2026"),
        (date(2026, 4, 1), "2026-04-01"),
        (True, "oui"),
    ],
)
def test_a_required_value_is_found_however_it_is_written_and_else_is_v_201(value: Scalar, written: str) -> None:
    assert check_word_values("plan.docx", holding(written), [("fiche.x", value)]) == ()
    missing = check_word_values("plan.docx", word_file(), [("fiche.x", value)])
    assert [(d.code, d.piece, d.place) for d in missing] == [("V-201", "plan.docx", "fiche.x")]


@pytest.mark.parametrize("text", ["22 000 $", "Total : 22\u00a0000,00\u00a0$"])
def test_a_total_that_is_printed_is_no_defect(text: str) -> None:
    assert check_word_amounts("plan.docx", holding(text), AMOUNT) == ()
    assert check_pdf_amounts("dossier.pdf", text, AMOUNT) == ()


@pytest.mark.parametrize("text", ["22 000,01 $", "122 000 $", "1 122 000 $", "2 200 $", "22 000 personnes"])
def test_a_total_that_is_not_printed_to_the_cent_is_v_202(text: str) -> None:
    for found in (
        check_word_amounts("x", holding(text), AMOUNT),
        check_pdf_amounts("x", text, AMOUNT),
    ):
        assert [(d.code, d.place) for d in found] == [("V-202", "Demandé")]


def test_a_total_is_a_number_in_a_workbook_and_else_is_v_202() -> None:
    assert check_workbook_amounts("x", workbook_file(A1=22000), AMOUNT) == ()
    assert [d.code for d in check_workbook_amounts("x", workbook_file(A1=22000.01), AMOUNT)] == ["V-202"]
    assert [d.code for d in check_workbook_amounts("x", workbook_file(A1="22 000 $"), AMOUNT)] == ["V-202"]


def test_a_cell_that_is_not_on_paper_is_v_203(pool: OfficePool) -> None:  # noqa: F811 - the fixture
    content = word_file()
    pdf = pool.convert_to_pdf(content, kind="docx", name="plan.docx").pdf
    assert check_pdf_cells("plan.docx", content, pdf) == ()
    other = word_file(lambda document: setattr(document.tables[0].cell(1, 0), "text", "CG-A99"))
    assert [(d.code, d.place) for d in check_pdf_cells("plan.docx", other, pdf)] == [("V-203", "CG-A99")]

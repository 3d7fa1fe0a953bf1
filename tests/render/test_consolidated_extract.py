"""The workbook of a consolidated report: live formulas, whose stored values are those a spreadsheet computes."""

import io
from datetime import date

from openpyxl import load_workbook

from assembler.convert.office import OfficePool
from assembler.render.excel.consolidated_extract import render_consolidated_extract
from assembler.views.consolidated.extract import view_consolidated_extract
from tests.journeys.readers import cells_of
from tests.views.sample_region import regional_request

DATED = date(2026, 10, 14)


def made(*leave: str) -> bytes:
    """Gives the extract of the Gaspésie, some territories left out."""
    return render_consolidated_extract(
        view_consolidated_extract(regional_request(leave=leave)), accent="334E68", dated=DATED
    )


def test_stored_values_are_those_that_a_spreadsheet_computes(pool: OfficePool) -> None:
    content = made("BO")
    assert cells_of(content) == cells_of(pool.recalculate(content, name="consolidee.xlsx"))


def test_totals_are_formulas() -> None:
    book = load_workbook(io.BytesIO(made()))
    sheet = book["Répartition"]
    assert [str(sheet.cell(10, column).value)[:9] for column in range(2, 7)] == ["=SUBTOTAL"] * 5
    assert sheet["F5"].value == "=D5-E5"
    assert book["Indicateurs"]["G5"].value == "=SUM(B5:F5)"


def test_every_sheet_of_a_partial_report_says_so() -> None:
    book = load_workbook(io.BytesIO(made("CG")))
    assert [sheet.title for sheet in book if "sans La Côte-de-Gaspé" not in str(sheet["A2"].value)] == []
    assert book.properties.title == "Reddition de comptes consolidée FQIS-G 2025-2026 – partielle"


def test_the_same_view_gives_the_same_bytes() -> None:
    assert made() == made()

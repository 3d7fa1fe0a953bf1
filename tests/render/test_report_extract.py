"""The extract's workbook: live formulas whose stored values are those a spreadsheet finds."""

import io

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from assembler.convert.office import OfficePool
from assembler.errors import BrokenOutputError
from assembler.models.vocabulary import Edition
from assembler.render.cached_values import with_cached_values
from assembler.render.excel.report_extract import render_report_extract
from assembler.views.report.extract import view_report_extract
from tests.views.sample_reports import FQIS, sample_request

ACCENT = "1B5E91"


def workbook(edition: Edition = Edition.OFFICIAL) -> bytes:
    """Gives the extract of the FQIS report."""
    request = sample_request(edition)
    return render_report_extract(view_report_extract(request, FQIS), accent=ACCENT, dated=request.dated)


def cells(content: bytes) -> dict[tuple[str, int, int], object]:
    """Gives every stored value, formulas included, by sheet, row and column."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        (name, row, column): round(value, 6) if isinstance(value, float) else value
        for name in book.sheet_names
        for row, line in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
        for column, value in enumerate(line, 1)
    }


def test_stored_values_are_what_a_spreadsheet_computes(pool: OfficePool) -> None:
    made = workbook()
    assert cells(made) == cells(pool.recalculate(made, name="reddition.xlsx"))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert workbook() == workbook()


def test_each_table_has_its_name_and_its_totals_are_live() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    tables = {name for sheet in book for name in sheet.tables}
    assert tables >= {
        *("Activites", "Indicateurs", "Personnes", "Clienteles", "Depenses", "Detail"),
        *("Revenus", "Rapprochement", "Contributions", "Justificatifs"),
    }
    sheet = book["Rapprochement"]
    last = sheet.max_row
    assert sheet.cell(last, 5).value == "=SUBTOTAL(109,Rapprochement[Solde ($)])"


def test_the_balance_of_the_agreement_is_there_to_the_cent() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()), data_only=True)
    sheet = book["Rapprochement"]
    assert [sheet.cell(sheet.max_row, column).value for column in range(1, 6)] == [
        "Total",
        239000,
        233800,
        234170,
        -370,
    ]


def test_no_cell_of_a_table_is_empty() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()), data_only=True)
    for sheet in book:
        for table in sheet.tables.values():
            assert all(cell.value not in (None, "") for row in sheet[table.ref] for cell in row), table.name


def test_masked_counts_count_for_nothing_in_the_public_total() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(Edition.PUBLIC)), data_only=True)
    assert "Justificatifs" not in book.sheetnames
    assert "<\u00a05" in [cell.value for cell in book["Personnes"]["B"]]


def test_a_formula_without_value_is_a_fault() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "=1+1"
    saved = io.BytesIO()
    book.save(saved)
    with pytest.raises(BrokenOutputError, match=f"{sheet.title}!A1"):
        with_cached_values(saved.getvalue(), {})

"""A sheet that a program copied without its named table is told as a copy: its rows are not lost unseen."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from assembler.read.headings import copied_table
from assembler.read.workbook import read_workbook
from assembler.validate.completeness import check_tables
from tests.odd.looking import FILES


def copied(title: str, *, is_emptied: bool = False) -> bytes:
    book = load_workbook(FILES / "straight.xlsx")
    sheet = book.copy_worksheet(book["Besoins"])  # openpyxl, like LibreOffice, copies cells and leaves the table
    sheet.title = title
    if is_emptied:
        sheet.delete_rows(6, sheet.max_row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("title", ["Besoins (2)", "Besoins_2", "Copie de Besoins"])
def test_a_copied_sheet_is_told_as_a_copy(title: str) -> None:
    (found,) = [one for one in check_tables(read_workbook(copied(title))) if one.code == "T-043"]
    assert (found.sheet, found.found) == (title, title)


def test_a_copy_without_rows_and_a_sheet_of_ones_own_are_left_alone() -> None:
    for content in (copied("Besoins (2)", is_emptied=True), copied("Mes brouillons")):
        assert [one for one in check_tables(read_workbook(content)) if one.code == "T-043"] == []


@pytest.mark.parametrize("title", ["Besoins", "Bilan (AM)", "Notes 2026", "2", ""])
def test_a_title_that_is_no_copy_is_not_taken_for_one(title: str) -> None:
    assert copied_table(title) is None

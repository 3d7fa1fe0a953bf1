"""The budget annex as a workbook: ten sheets, live formulas whose stored values are those of ``compute`` (C3)."""

import io
import zipfile
from decimal import Decimal
from functools import cache

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from assembler.compute.funding import compute_funding
from assembler.convert.office import OfficePool
from assembler.models.budget_annex import BudgetAnnexView
from assembler.regions import load_region
from assembler.render.cached_values import fill_cached_values
from assembler.render.excel.annex import render_budget_annex
from assembler.render.excel.look import DATE, DOLLARS, MONEY, PERCENT
from assembler.render.excel.page import LETTER
from assembler.views.budget_annex import view_budget_annex
from tests.views.sample_reports import sample_plan, sample_request

ACCENT = "1B5E91"
FY = "2026-2027"
SHEETS = [
    *("Lisez-moi", "Sommaire", "Montage", "Besoins", "Leviers", "Contributions", "Réel"),
    *("Par exercice", "Listes", "Contrôles"),
]
NAMESPACES = {
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}


@cache
def view() -> BudgetAnnexView:
    """Gives the annex of La Côte-de-Gaspé for 2026-2027."""
    return view_budget_annex(sample_request())


def rendered(shown: BudgetAnnexView | None = None) -> bytes:
    """Gives the workbook, its formulas not yet computed."""
    return render_budget_annex(shown or view(), accent=ACCENT, dated=sample_request().dated)


@pytest.fixture(scope="module")
def made(pool: OfficePool) -> bytes:
    """The workbook with the values of its formulas stored, as the dossier delivers it."""
    formulas = rendered()
    return fill_cached_values(formulas, pool.recalculate(formulas, name="annexe"))


def book_of(content: bytes, *, values: bool = False) -> openpyxl.Workbook:
    """Gives the workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def rows_of(sheet: Worksheet, table: str) -> list[dict[str, object]]:
    """Gives the rows of a named table, totals row included, by header."""
    header, *rows = ([cell.value for cell in row] for row in sheet[sheet.tables[table].ref])
    return [dict(zip((str(name) for name in header), row, strict=True)) for row in rows]


def cells(content: bytes) -> dict[tuple[str, int, int], object]:
    """Gives every stored value by sheet, row and column."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        (name, row, column): round(value, 6) if isinstance(value, float) else value
        for name in book.sheet_names
        for row, line in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
        for column, value in enumerate(line, 1)
    }


def number(value: object) -> float:
    """Gives a stored value that is a number."""
    assert isinstance(value, int | float)
    return value


def test_the_ten_sheets_stand_in_order() -> None:
    assert book_of(rendered()).sheetnames == SHEETS


def test_every_total_is_a_live_formula() -> None:
    book = book_of(rendered())
    montage = rows_of(book["Montage"], "Montage")
    for header, value in montage[0].items():
        if "($)" in header or "(%)" in header:
            assert str(value).startswith("="), header
    assert montage[0]["Besoin ($)"] == '=SUMIFS(Besoins[Montant ($)],Besoins[Action],$A5,Besoins[Exercice],"2026-2027")'
    assert montage[-1]["Besoin ($)"] == "=SUBTOTAL(109,Montage[Besoin ($)])"
    for sheet, table in (
        ("Sommaire", "SommaireEnjeux"),
        ("Sommaire", "SommaireBailleurs"),
        ("Par exercice", "ParExercice"),
    ):
        assert str(rows_of(book[sheet], table)[-1]["Confirmé ($)"]).startswith("=SUBTOTAL(109,"), table


def test_stored_totals_are_those_of_compute(made: bytes) -> None:
    total = compute_funding(sample_plan(), load_region()).total(FY)
    book = book_of(made, values=True)
    montage = rows_of(book["Montage"], "Montage")[-1]
    shown = [montage[f"{name} ($)"] for name in ("Besoin", "Total confirmé", "Total demandé", "Écart", "En nature")]
    assert shown == [total.need, total.confirmed, total.requested, total.gap, total.in_kind]
    assert shown[0] == 1112000
    assert [book["Sommaire"].cell(5, column).value for column in range(2, 7)] == shown
    verdicts = {row["Verdict"] for row in rows_of(book["Contrôles"], "Controles")}
    assert verdicts == {"Conforme"}


def test_each_action_and_each_funder_gets_what_compute_says(made: bytes) -> None:
    funding = compute_funding(sample_plan(), load_region())
    book = book_of(made, values=True)
    by_action = {row["No"]: row for row in rows_of(book["Montage"], "Montage")[:-1]}
    assert set(by_action) == {action.id for action in sample_plan().actions}
    for action, row in by_action.items():
        line = funding.of_action(str(action), FY)
        assert (row["Besoin ($)"], row["Total confirmé ($)"], row["Écart ($)"]) == (line.need, line.confirmed, line.gap)
    confirmed = sum(Decimal(str(row["Confirmé ($)"])) for row in rows_of(book["Sommaire"], "SommaireBailleurs")[:-1])
    assert confirmed == funding.total(FY).confirmed


def test_stored_values_are_what_a_spreadsheet_computes(made: bytes, pool: OfficePool) -> None:
    assert cells(made) == cells(pool.recalculate(made, name="annexe"))


def test_every_table_is_named_and_none_has_an_empty_cell(made: bytes) -> None:
    book = book_of(made, values=True)
    tables = {name: sheet for sheet in book for name in sheet.tables}
    assert set(tables) == {
        *("SommaireEnjeux", "SommaireBailleurs", "Montage", "Besoins", "Leviers", "Contributions", "Reel"),
        *("ParExercice", "BesoinsParExercice", "Vocabulaires", "Controles", "Constats"),
    }
    for name, sheet in tables.items():
        assert all(cell.value not in (None, "") for row in sheet[sheet.tables[name].ref] for cell in row), name
        assert not sheet.merged_cells.ranges


def test_two_charts_say_what_they_show_to_those_who_do_not_see_them() -> None:
    with zipfile.ZipFile(io.BytesIO(rendered())) as package:
        drawing = etree.fromstring(package.read("xl/drawings/drawing1.xml"))
        charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        hatched = b"wdUpDiag" in package.read("xl/charts/chart1.xml")
    told = [frame.get("descr", "") for frame in drawing.iter(f"{{{NAMESPACES['xdr']}}}cNvPr")]
    assert len(charts) == len(told) == 2
    assert told[0].startswith("Barres empilées du confirmé, du demandé et de l’écart de l’exercice 2026-2027")
    assert told[1].endswith("second tableau.")
    assert hatched, "the gap must read in grey"


@pytest.mark.parametrize(
    ("sheet", "choices"),
    [
        ("Besoins", {"Actions", "Exercices", "Categories"}),
        ("Leviers", {"Actions", "Exercices", "Programmes", "Statuts"}),
        ("Contributions", {"Actions", "Exercices", "Natures", "StatutsContribution"}),
        ("Réel", {"Actions", "Exercices", "Categories"}),
    ],
)
def test_closed_lists_hold_what_the_sheet_says_and_warn_of_the_rest(sheet: str, choices: set[str]) -> None:
    """A misspelt status or action would silently leave its amount out of every total."""
    book = book_of(rendered())
    rules = book[sheet].data_validations.dataValidation
    assert {rule.formula1 for rule in rules} == choices
    for rule in rules:
        assert rule.showErrorMessage
        assert rule.errorStyle == "warning"
        home, _, span = book.defined_names[rule.formula1].attr_text.partition("!")
        offered = {cell[0].value for cell in book[home][span.replace("$", "")]}
        assert not offered & {None, "", "–"}
        typed = {cell[0].value for cell in book[sheet][str(rule.sqref)]}
        assert typed <= offered, rule.formula1


def test_numbers_stay_numbers_under_the_masks_of_quebec() -> None:
    book = book_of(rendered())
    for cell, mask in (
        (book["Montage"]["F5"], DOLLARS),
        (book["Besoins"]["E5"], MONEY),
        (book["Leviers"]["G5"], MONEY),
        (book["Leviers"]["H5"], DATE),
        (book["Réel"]["H5"], PERCENT),
    ):
        assert cell.number_format == mask
    assert isinstance(book["Besoins"]["E5"].value, int | float)
    for mask in (DOLLARS, MONEY, PERCENT):
        assert "[Red]" in mask.split(";")[1] and "−" in mask


def test_every_sheet_prints_on_letter_one_page_wide_with_its_header_repeated() -> None:
    book = book_of(rendered())
    for sheet in book:
        assert sheet.page_setup.paperSize == LETTER
        assert sheet.oddFooter is not None
        assert sheet.oddFooter.left.text == "Annexe budgétaire 2026-2027 – La Côte-de-Gaspé"
        if sheet.title != "Montage":
            assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert {sheet.title for sheet in book if sheet.page_setup.orientation == "portrait"} == {"Besoins"}
    for name in ("Besoins", "Leviers", "Contributions", "Réel", "Montage"):
        assert book[name].print_title_rows == "$4:$4"
        assert book[name].freeze_panes is not None


@pytest.mark.parametrize("programs", [3, 9])
def test_neither_half_of_the_montage_is_wider_than_its_page(programs: int) -> None:
    shown = view().model_copy(update={"programmes": view().programmes[:programs]})
    sheet = book_of(rendered(shown))["Montage"]
    widths = [sheet.column_dimensions[get_column_letter(column)].width for column in range(1, sheet.max_column + 1)]
    (cut,) = (mark.id for mark in sheet.col_breaks.brk)
    halves = (sum(widths[:cut]), sum(widths[:4]) + sum(widths[cut:]))
    assert 75 <= int(sheet.page_setup.scale or 0) <= 128 * 100 / max(halves)


def test_only_the_year_asked_for_and_the_year_reported_are_printed(made: bytes, pool: OfficePool) -> None:
    pages = PdfReader(io.BytesIO(pool.convert_to_pdf(made, kind="xlsx", name="annexe").pdf)).pages
    texts = [page.extract_text() for page in pages]
    needs = [text for text in texts if "Besoins – page" in text]
    actuals = [text for text in texts if "Réel – page" in text]
    assert needs and not any("2027-2028" in text for text in needs)
    assert actuals and not any("2024-2025" in text for text in actuals)
    assert len(pages) <= 18


def test_a_column_that_computes_itself_does_so_on_the_rows_a_person_adds() -> None:
    columns = {column.name: column for column in book_of(rendered())["Réel"].tables["Reel"].tableColumns}
    told = columns["Écart ($)"].calculatedColumnFormula
    assert told is not None
    assert told.attr_text == "Reel[[#This Row],[Réel ($)]]-Reel[[#This Row],[Prévu ($)]]"


def test_filters_stand_where_they_open_and_cover_no_figure() -> None:
    book = book_of(rendered())
    tables = {table.name: table for sheet in book for table in sheet.tables.values()}
    assert {name for name, table in tables.items() if table.autoFilter} == {
        *("Besoins", "Leviers", "Contributions", "Reel"),
    }
    assert [column.colId for column in tables["Reel"].autoFilter.filterColumn] == [4, 5, 6, 7]


def test_what_a_person_changes_is_followed_by_every_total(made: bytes, pool: OfficePool) -> None:
    book = book_of(made)
    needs, levers = book["Besoins"], book["Leviers"]
    needs["E5"] = needs["E5"].value + 1000
    needs["A6"] = "CG-A99"  # no action of the Montage
    levers["F5"] = "Demandé"
    typed = io.BytesIO()
    book.save(typed)
    was, now = cells(made), cells(pool.recalculate(typed.getvalue(), name="annexe"))
    lost, moved = number(was["Besoins", 6, 5]), number(was["Leviers", 5, 7])
    need = number(was["Montage", 13, 6]) + 1000 - lost
    assert now["Montage", 13, 6] == now["Sommaire", 5, 2] == need
    assert now["Sommaire", 5, 4] == number(was["Sommaire", 5, 4]) + moved
    assert now["Besoins", 3, 5] == number(was["Besoins", 3, 5]) + 1000
    verdicts = {now["Contrôles", row, 1]: now["Contrôles", row, 5] for row in range(5, 16)}
    assert verdicts["Lignes de Besoins – besoin du montage"] == "À revoir"
    assert verdicts["Lignes de Leviers – total confirmé"] == "Conforme"


def test_the_sheets_of_formulas_are_protected_without_password() -> None:
    book = book_of(rendered())
    guarded = {sheet.title for sheet in book if sheet.protection.sheet}
    assert guarded == {"Sommaire", "Montage", "Par exercice", "Contrôles"}
    assert all(book[name].protection.password is None for name in guarded)


def test_texts_that_look_like_formulas_stay_texts() -> None:
    need = view().besoins[0].model_copy(update={"description": "=1+1"})
    gift = view().contributions[0].model_copy(update={"description": "@SUM(A1)"})
    action = view().actions[0].model_copy(update={"titre": '=HYPERLINK("https://exemple.test")'})
    shown = view().model_copy(
        update={
            "besoins": (need, *view().besoins[1:]),
            "contributions": (gift, *view().contributions[1:]),
            "actions": (action, *view().actions[1:]),
        }
    )
    book = book_of(rendered(shown))
    for cell in (book["Besoins"]["D5"], book["Contributions"]["E5"], book["Montage"]["D5"]):
        assert cell.data_type == "s"
        assert str(cell.value)[0] in "=@"


def test_the_same_view_gives_the_same_bytes() -> None:
    assert rendered() == rendered()


def test_rows_have_room_for_their_longest_text() -> None:
    """LibreOffice and Excel do not agree on automatic heights: ours are told, two lines where two are needed."""
    sheet = book_of(rendered())["Réel"]
    long = next(row for row in range(5, sheet.max_row) if len(str(sheet.cell(row, 9).value)) > 120)
    assert sheet.row_dimensions[long].height >= 3 * 13
    assert sheet.row_dimensions[5].height == 18

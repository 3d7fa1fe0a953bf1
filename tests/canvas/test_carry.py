"""Last year's workbook in a new canvas: everything as typed."""

import io

from openpyxl import load_workbook

from assembler.canvas.build import build_canvas
from assembler.canvas.carry import list_left_behind, move_forward
from assembler.models.source import WorkbookSource
from assembler.read.workbook import read_workbook
from assembler.regions import load_region
from tests.small_plan import small_plan

REGION = load_region()


def last_year(**edits: str) -> WorkbookSource:
    """Gives the small plan's workbook as read, with cells of « Actions » changed by address."""
    book = load_workbook(io.BytesIO(build_canvas(REGION, territory=REGION.territory("CG"), plan=small_plan())))
    for address, value in edits.items():
        book["Actions"][address] = value
    saved = io.BytesIO()
    book.save(saved)
    return read_workbook(saved.getvalue())


def test_everything_is_carried_and_the_fiscal_year_stays() -> None:
    """The new canvas reads as the old one."""
    old = last_year()
    new = read_workbook(move_forward(old, REGION, REGION.territory("CG")))
    assert {name: table.rows for name, table in new.tables.items() if name != "tblPlan"} == {
        name: table.rows for name, table in old.tables.items() if name != "tblPlan"
    }
    years = [
        row.cells["Valeur"].value
        for row in new.tables["tblPlan"].rows
        if row.cells["Champ"].value == "Exercice courant"
    ]
    assert years == ["2026-2027"]
    assert list_left_behind(old) == ()


def test_values_that_do_not_parse_are_carried_as_typed() -> None:
    """Carrying is not judging: the person finds the same text in the same place."""
    new = read_workbook(move_forward(last_year(H6="En coures", V6="bientôt"), REGION, REGION.territory("CG")))
    cells = new.tables["tblActions"].rows[0].cells
    assert (cells["État"].value, cells["Début"].value) == ("En coures", "bientôt")


def test_what_has_no_place_in_the_new_canvas_is_listed() -> None:
    """A column renamed by hand, and a formula never calculated."""
    old = last_year(B5="Intitulé de l’action", K6="=1+1")
    assert list_left_behind(old) == ("Actions!B6", "Actions!K6")


def test_the_sheets_of_ones_own_are_told_and_ours_are_not() -> None:
    old = read_workbook(build_canvas(REGION, territory=REGION.territory("CG"), plan=small_plan()))
    grown = old.model_copy(update={"sheets": (*old.sheets, "Corrections (Dossier)", "Mes brouillons")})
    assert list_left_behind(old) == ()
    assert list_left_behind(grown) == ("Mes brouillons",)

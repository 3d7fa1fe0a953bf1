"""``dossier sheet`` gives a sheet to fill; ``check --sheet`` reads it back."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.command_line import Dossier, dossier_in
from tests.filled_sheets import filled, given

WORKBOOK = Path(__file__).parents[2] / "canvases" / "samples" / "CG" / "canevas.xlsx"


@pytest.fixture
def dossier(capsys: pytest.CaptureFixture[str]) -> Dossier:
    return dossier_in(capsys)


def test_a_sheet_is_written_filled_and_always_the_same(dossier: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "fiche.docx"
    told = dossier("sheet", "cg-a01", "--from", WORKBOOK, "-o", path)
    assert (told.code, told.out, told.err) == (0, f"{path}\n", "")
    assert path.read_bytes() == given()


def test_a_sheet_for_a_new_action_says_that_it_is_blank(dossier: Dossier, tmp_path: Path) -> None:
    told = dossier("sheet", "CG-A77", "--from", WORKBOOK, "-o", tmp_path / "fiche.docx")
    assert (told.code, "la fiche est vierge, pour une nouvelle action" in told.err) == (0, True)


def test_no_sheet_is_made_for_another_territory(dossier: Dossier, tmp_path: Path) -> None:
    told = dossier("sheet", "RP-A01", "--from", WORKBOOK, "-o", tmp_path / "fiche.docx")
    assert (told.code, "« RP-A01 » est introuvable" in told.err.replace("\u00a0", " ")) == (2, True)
    assert not (tmp_path / "fiche.docx").exists()


def test_check_tells_what_sheets_say_under_their_own_name(dossier: Dossier, tmp_path: Path) -> None:
    sheet, other = tmp_path / "rendue.docx", tmp_path / "intacte.docx"
    sheet.write_bytes(filled(given(), lambda one: one.write("tblLeviers.montant", "dix piastres")))
    other.write_bytes(given("CG-A02"))
    told = dossier("check", WORKBOOK, "--sheet", sheet, "--sheet", other)
    words = told.out.replace("\u00a0", " ")
    assert told.code == 1
    assert words.startswith("Fiche CG-A01\n")
    assert (
        "T-001 Fiche CG-A01 › Leviers, ligne 1 › Montant  « Montant » : « dix piastres » n’est pas un nombre." in words
    )
    assert "Fiche CG-A02" not in words


def test_a_canvas_filled_again_tells_what_a_sheet_and_the_workbook_both_changed(
    dossier: Dossier, tmp_path: Path
) -> None:
    book = load_workbook(WORKBOOK)
    book["Actions"]["P6"] = "Nouvelle personne"
    book.save(newer := tmp_path / "classeur.xlsx")
    (sheet := tmp_path / "rendue.docx").write_bytes(
        filled(given(), lambda one: one.write("tblActions.repondant", "Une autre"))
    )
    told = dossier("canvas", "CG", "--from", newer, "--sheet", sheet, "-o", tmp_path / "neuf.xlsx")
    words = told.err.replace("\u00a0", " ")
    assert told.code == 0
    assert "avertissement F-013 Fiche CG-A01 › Personne répondante" in words
    assert "(« Nouvelle personne »); la fiche dit « Une autre »." in words
    assert load_workbook(tmp_path / "neuf.xlsx")["Actions"]["P6"].value == "Une autre"

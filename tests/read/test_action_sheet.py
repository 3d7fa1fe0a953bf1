"""What a filled action sheet says, whatever program saved it."""

import copy
import subprocess
from pathlib import Path

import pytest

from assembler.errors import HostileUploadError, LargeUploadError, WrongKindError
from assembler.journey.reading import read_upload_sheet
from assembler.models.action_sheet import SheetSource, sheet_tables
from assembler.models.upload import UploadedFile
from assembler.regions import load_region
from tests.filled_sheets import Filled, filled, given, read

REGION = load_region()


def rows(sheet: SheetSource, table: str) -> list[dict[str, str]]:
    """Gives the rows of a table."""
    return [row.texts for row in sheet.tables[table]]


def worked_on(sheet: Filled) -> None:
    """What a person does: types, chooses, empties, copies a row, adds a bare one."""
    sheet.write("tblActions.titre", "Comptoir élargi")
    sheet.write("tblActions.description", "Deux lignes\net un « mot ».")
    sheet.write("tblActions.porteur", "MRC de La Côte-de-Gaspé")
    sheet.write("tblActions.perennite", "")
    sheet.write("tblBesoins.montant", "1 200,50 $", 0)
    sheet.copy_row("tblBesoins.montant", 1)
    sheet.add_bare_row("tblActivites.libelle", "Une activité de plus", "2026-05-01", "", "Moisson")


def test_a_sheet_given_out_says_all_that_its_action_holds() -> None:
    sheet = read(given())
    assert (sheet.action, sheet.territory, sheet.region, sheet.version) == ("CG-A01", "CG", REGION.id, "1.0")
    assert set(sheet.tables) == {table.name for table in sheet_tables()}
    (action,) = rows(sheet, "actions")
    assert (action["title"], action["issue"], action["status"]) == ("Comptoir alimentaire", "CG-E1", "en_cours")
    assert action["needs"] == "CG-B01\nCG-B02\nCG-B11"
    assert rows(sheet, "lever_lines")[0]["agreement"] == "AG-2024-FQIS-G-04"
    assert (sheet.unknown, sheet.changes) == ((), 0)


def test_a_new_sheet_asks_and_says_nothing() -> None:
    sheet = read(given("CG-A77"))
    assert set(rows(sheet, "actions")[0].values()) == {""}
    assert all(not held for name, held in sheet.tables.items() if name != "actions")


def test_no_confidential_field_is_on_a_sheet() -> None:
    asked = {spec.tag for table in sheet_tables() for spec in table.fields.values() if spec.privacy == "C"}
    assert asked == set()
    assert "notes" not in {spec.tag for spec in sheet_tables()[0].fields.values()}


def test_what_a_person_writes_is_read() -> None:
    sheet = read(filled(given(), worked_on))
    (action,) = rows(sheet, "actions")
    assert action["summary"] == "Deux lignes\net un « mot »."
    assert (action["owner"], action["sustainability"]) == ("mrc-cote-de-gaspe", "")
    assert [row["id"] for row in rows(sheet, "need_lines")][:4] == ["N01", "N02", "N02", "N03"]
    bare = {"label": "Une activité de plus", "start": "2026-05-01", "end": "", "lead_org": "Moisson"}
    assert bare in rows(sheet, "activities")


def test_libreoffice_saves_a_sheet_that_reads_the_same(tmp_path: Path) -> None:
    written = filled(given("CG-A03"), lambda sheet: sheet.write("tblActions.titre", "Un titre — tapé"))
    source = tmp_path / "fiche.docx"
    source.write_bytes(written)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profil'}"
    command = ["soffice", "--headless", profile, "--convert-to", "docx", "--outdir", str(tmp_path / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    mine, theirs = read(written), read((tmp_path / "out" / "fiche.docx").read_bytes())
    assert theirs.model_copy(update={"sha256": mine.sha256}) == mine
    assert rows(theirs, "actions")[0]["title"] == "Un titre — tapé"


def test_a_sheet_that_lost_its_variables_is_known_by_its_number() -> None:
    sheet = read(filled(given(), lambda sheet: sheet.forget()))
    assert (sheet.action, sheet.territory, sheet.given) == ("CG-A01", None, None)
    assert sheet.tables == read(given()).tables


def test_another_word_file_is_refused() -> None:
    def empty(sheet: Filled) -> None:
        sheet.forget()
        sheet.write("fiche.action", "")

    with pytest.raises(WrongKindError, match="fiche d’action à remplir"):
        read(filled(given(), empty))


def test_a_sheet_that_reaches_outside_is_refused() -> None:
    def reach_out(sheet: Filled) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
        sheet.document.part.relate_to("http://exemple.invalid/suivi.png", kind, is_external=True)

    with pytest.raises(HostileUploadError):
        read_upload_sheet(UploadedFile(name="fiche.docx", content=filled(given(), reach_out)))


def test_a_sheet_of_countless_rows_is_refused() -> None:
    def multiply(sheet: Filled) -> None:
        row = sheet.row("tblRisques.risque")
        for _each in range(500):
            row.addnext(copy.deepcopy(row))

    with pytest.raises(LargeUploadError, match="Risques"):
        read(filled(given(), multiply))

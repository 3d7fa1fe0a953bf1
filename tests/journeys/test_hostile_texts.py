"""Texts that break careless programs, in every free field and every section: kept whole, run by nobody."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from openpyxl import load_workbook

from assembler.canvas.build import build_canvas
from assembler.canvas.narrative import build_narrative
from assembler.models.field import Privacy
from assembler.models.plan import record_types
from assembler.verify.office_text import read_word
from assembler.verify.page_text import read_page_texts
from tests.journeys.conftest import Assembled, made_once
from tests.journeys.hostile_texts import (
    FISH,
    FORMULA_TITLE,
    HEBREW,
    LONG_WORD,
    STORY,
    TEXTS,
    TITLE,
    Hostile,
    hostile_narrative,
    hostile_plan,
)
from tests.journeys.program import Left, dossier
from tests.journeys.readers import plain
from tests.journeys.small_upload import CODE, REGION, small_plan_of, write_small_upload

OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"
ELSEWHERE = str.maketrans("", "", FISH + "\N{CHECK MARK}")  # what another font draws comes after the rest of the line
# What the sheet of an action has no place for; donnees.json holds all of it but the confidential notes.
UNPRINTED = {
    *("ml_ressources", "ml_activites", "ml_extrants", "ml_court", "ml_moyen", "ml_long", "ml_externes"),
    *("evaluation", "bons_coups", "apprentissages", "notes_internes"),
}
CONFIDENTIAL = {
    (n, s.tag) for n, t in record_types().items() for s in t.specs().values() if s.privacy is Privacy.CONFIDENTIAL
}


@pytest.fixture(scope="session")
def hostile() -> Hostile:
    return hostile_plan()


@pytest.fixture(scope="session")
def upload(hostile: Hostile, tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    """The arguments that hand in the hostile workbook and narrative."""
    folder = tmp_path_factory.mktemp("hostile")
    workbook, *attached = write_small_upload(folder, hostile.plan)
    recit = folder / "recit.docx"
    recit.write_bytes(build_narrative(REGION, REGION.territory(CODE), hostile_narrative()))
    return [workbook, "--narrative", recit, *attached]


@pytest.fixture(scope="session")
def checked(upload: list[object], tmp_path_factory: pytest.TempPathFactory) -> Left:
    return dossier("check", *upload[:3], "--json", home=tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def made(common: Path, upload: list[object]) -> Assembled:
    """The dossier of the hostile plan: a working edition, for no other prints what looks like a leftover (R-106)."""
    return made_once(common / "hostile", [*upload, "--edition", "travail"])


@pytest.fixture(scope="session")
def printed(made: Assembled) -> str:
    """All the words of the PDF, without spaces: lines break where they like."""
    return "".join("".join(page.split()) for page in read_page_texts(made.read("dossier.pdf")))


def test_hostile_texts_block_nothing_but_what_looks_like_a_leftover(checked: Left) -> None:
    findings = json.loads(checked.out)["findings"]
    assert (checked.code, checked.err) == (1, "")
    blocking = [finding for finding in findings if finding["severity"] == "bloquant"]
    told = {(finding["code"], left) for finding in blocking for left in finding["found"].split()}
    assert told == {("R-106", "{{"), ("R-106", "{%")}


def test_a_title_of_200_characters_is_a_warning(checked: Left) -> None:
    told = [finding for finding in json.loads(checked.out)["findings"] if finding["code"] == "T-020"]
    places = [(f["severity"], f["cell"]) for f in told if f["sheet"] == "Actions"]
    assert places == [("avertissement", "B6"), ("avertissement", "K6")]
    assert "200 caractères" in told[0]["message"]
    assert "2000 mots" in told[1]["message"]


def test_marks_that_turn_the_reading_order_are_taken_out_and_told(checked: Left, hostile: Hostile) -> None:
    turned = [place for place, typed in hostile.texts.items() if any(OVERRIDE in text for text in _texts(typed))]
    told = [finding for finding in json.loads(checked.out)["findings"] if finding["code"] == "T-013"]
    assert len(turned) > 10
    assert len(told) == len(turned)


def test_the_hostile_plan_becomes_a_verified_dossier(made: Assembled, tmp_path: Path) -> None:
    assert (made.left.code, made.left.err) == (0, "")
    assert dossier("verify", made.archive, home=tmp_path).code == 0


def test_the_data_hold_every_text_as_it_was_typed(made: Assembled, hostile: Hostile) -> None:
    tables = json.loads(made.read("donnees.json"))["tables"]
    shown = {key: typed for key, typed in hostile.texts.items() if (key[0], key[2]) not in CONFIDENTIAL}
    assert len(shown) > 500
    changed = {
        (table, rank, tag): typed
        for (table, rank, tag), typed in shown.items()
        if list(_texts(tables[table][rank][tag])) != [text.replace(OVERRIDE, "") for text in _texts(typed)]
    }
    assert changed == {}


def test_no_confidential_text_is_in_the_data(made: Assembled, hostile: Hostile) -> None:
    data = made.read("donnees.json").decode()
    secret = [typed for key, typed in hostile.texts.items() if (key[0], key[2]) in CONFIDENTIAL]
    assert [text for typed in secret for text in _texts(typed) if json.dumps(text, ensure_ascii=False) in data] == []


def test_an_action_sheet_shows_every_text_of_its_action(made: Assembled, hostile: Hostile) -> None:
    for rank, action in enumerate(hostile.plan.actions):
        words = plain(read_word(made.read(f"fiches/{action.id}.docx")).text)
        typed = {tag: t for (table, n, tag), t in hostile.texts.items() if (table, n) == ("actions", rank)}
        lost = {
            tag: text
            for tag, value in typed.items()
            if tag not in UNPRINTED
            for text in _texts(value)
            if plain(text.replace(OVERRIDE, "")) not in words
        }
        assert lost == {}


def test_the_word_plan_shows_every_paragraph_of_the_narrative(made: Assembled) -> None:
    words = plain(read_word(made.read("plan.docx")).text)
    wanted = [f"{text.replace(OVERRIDE, '')} {tag}" for tag in hostile_narrative() for text in TEXTS]
    assert [text for text in wanted if plain(text) not in words] == []


def test_the_pdf_shows_the_texts_and_computes_none(made: Assembled, hostile: Hostile, printed: str) -> None:
    shown = [_on_one_line(text) for text in _action_texts(hostile) if text != STORY and HEBREW not in text]
    without = printed.translate(ELSEWHERE)
    assert [text for text in shown if text not in without] == []
    assert HEBREW.split()[-1] in printed
    assert [word for word in STORY.split() if word not in printed] == []
    assert printed.count("{{7*7}}") > 20
    computed = [text.replace("{{ 7*7 }} ", "49") for text in _action_texts(hostile) if text.startswith("{{ 7*7 }} ")]
    assert [text for text in computed if text in printed] == []


def test_the_fish_is_drawn_by_a_font_that_has_one(made: Assembled, printed: str) -> None:
    assert FISH in printed
    with pikepdf.open(io.BytesIO(made.read("dossier.pdf"))) as pdf:
        named = {
            str(item.BaseFont) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
        }
    assert any(name.endswith("+Symbola") for name in named), named


@pytest.mark.parametrize("start", ["=SUM(A1)", "=cmd|", "+1+1", "@SUM(A1)"])
def test_a_text_that_looks_like_a_formula_is_a_text_in_every_workbook(made: Assembled, start: str) -> None:
    found = 0
    for path in (path for path in made.files() if path.endswith(".xlsx")):
        for cell in _cells(made.read(path)):
            if isinstance(cell.value, str) and start in cell.value:
                assert cell.data_type == "s", (path, cell.coordinate)
                found += 1
    assert found > 0


def test_no_formula_of_a_workbook_holds_a_typed_text(made: Assembled) -> None:
    formulas = [
        cell.value
        for path in made.files()
        if path.endswith(".xlsx")
        for cell in _cells(made.read(path))
        if cell.data_type == "f"
    ]
    assert len(formulas) > 100
    assert [formula for formula in formulas if "cmd" in str(formula) or "A1)" in str(formula)] == []


def test_the_annex_shows_every_description_of_a_need_of_the_year(made: Assembled, hostile: Hostile) -> None:
    shown = {cell.value for cell in _cells(made.read("annexe-budgetaire.xlsx"))}
    lost = [
        row.description
        for row in hostile.plan.need_lines
        if row.fy == "2026-2027" and row.description and row.description.replace(OVERRIDE, "") not in shown
    ]
    assert lost == []


def test_the_list_of_files_keeps_a_spreadsheet_from_running_a_title(made: Assembled) -> None:
    rows = list(csv.DictReader(io.StringIO(made.read("bordereau.csv").decode("utf-8-sig")), delimiter=";"))
    titles = {row["Fichier"]: row["Titre"] for row in rows}
    assert titles["plan.docx"] == f"'{FORMULA_TITLE}"
    assert titles["fiches/RP-A01.docx"].endswith(TITLE)


def test_no_file_has_a_name_that_leaves_the_folder(made: Assembled) -> None:
    with zipfile.ZipFile(made.archive) as archive:
        names = archive.namelist()
    assert [name for name in names if ".." in name or name.startswith("/") or "passwd" in name] == []


def test_control_characters_are_taken_out_and_told(tmp_path: Path) -> None:
    """A zero-width space and an override, as they come with a text copied from the web."""
    plan = small_plan_of()
    action = plan.actions[0].model_copy(update={"sustainability": "avant\u200bapr\u202eès"})
    plan = plan.model_copy(update={"actions": (action, *plan.actions[1:])})
    workbook = tmp_path / "canevas.xlsx"
    workbook.write_bytes(build_canvas(REGION, territory=REGION.territory(CODE), plan=plan))
    told = dossier("check", workbook, "--json", home=tmp_path)
    found = [finding for finding in json.loads(told.out)["findings"] if finding["code"] == "T-013"]
    assert (told.code, [(f["severity"], f["sheet"]) for f in found]) == (0, [("information", "Actions")])
    assert "des caractères invisibles ont été retirés" in found[0]["message"]


def _on_one_line(text: str) -> str:
    """The words as the PDF has them; of a long word, which may go over a page's foot, the end."""
    words = "".join(text.replace(OVERRIDE, "").split()).translate(ELSEWHERE)
    return words[-20:] if LONG_WORD in text else words


def _action_texts(hostile: Hostile) -> list[str]:
    actions = [(tag, typed) for (table, _, tag), typed in hostile.texts.items() if table == "actions"]
    return [text for tag, typed in actions if tag not in UNPRINTED for text in _texts(typed)]


def _texts(value: Any) -> Iterator[str]:
    yield from (value,) if isinstance(value, str) else value


def _cells(content: bytes) -> Iterator[Any]:
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)

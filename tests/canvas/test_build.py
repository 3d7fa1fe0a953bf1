"""The canvas is built from the declarations alone, safely and repeatably."""

import io
import time
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from assembler.canvas.build import build_canvas
from assembler.errors import CanvasError
from assembler.models.field import Kind
from assembler.models.plan import record_types
from assembler.models.record import Layout
from assembler.models.vocabulary import ActionStatus
from assembler.models.waiver import WAIVABLE
from assembler.read.workbook import read_workbook
from assembler.regions import load_region
from assembler.settings import data_folder
from tests.small_plan import AWKWARD, small_plan

REGION = load_region()
COTE_DE_GASPE = REGION.territory("CG")


def opened(content: bytes) -> Workbook:
    """Gives the workbook as openpyxl sees it: a reader that did not write our XML."""
    return load_workbook(io.BytesIO(content), rich_text=True)


@pytest.fixture(scope="module")
def filled() -> bytes:
    """The canvas of the small plan."""
    return build_canvas(REGION, territory=COTE_DE_GASPE, plan=small_plan())


@pytest.fixture(scope="module")
def book(filled: bytes) -> Workbook:
    """The same, opened."""
    return opened(filled)


def test_sheets_follow_the_declarations_between_the_welcome_and_the_lists(book: Workbook) -> None:
    """Lisez-moi, the tables in order, Listes."""
    titles = [record_type.table.fr for record_type in record_types().values() if record_type.table]
    assert book.sheetnames == ["Lisez-moi", *titles, "Listes"]


def test_every_header_is_exactly_the_french_label(book: Workbook) -> None:
    """The header row of each grid, and the first column of each form."""
    for record_type in record_types().values():
        assert record_type.table is not None
        sheet = book[record_type.table.fr]
        labels = [spec.fr for spec in record_type.specs().values()]
        if record_type.table.layout is Layout.GRID:
            assert [cell.value for cell in sheet[5]] == labels
        else:
            assert [cell.value for cell in sheet["A"][5:]] == labels


def test_same_content_gives_same_bytes_whatever_the_clock() -> None:
    """Zip dates have a step of two seconds."""
    first = build_canvas(REGION, territory=COTE_DE_GASPE)
    time.sleep(2.1)
    assert build_canvas(REGION, territory=COTE_DE_GASPE) == first


def test_the_canvas_kept_with_the_product_is_up_to_date() -> None:
    """When this fails: ``python -m assembler.canvas`` writes it anew."""
    assert (data_folder("canvases") / "canevas.xlsx").read_bytes() == build_canvas(REGION)


def test_texts_that_look_like_formulas_stay_texts(book: Workbook) -> None:
    """No cell of a data sheet is a formula."""
    assert book["Territoire"]["B12"].value == "=SUM(A1)"
    assert book["Actions"]["K6"].value == AWKWARD
    formulas = [
        cell for sheet in book.worksheets[1:] for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert formulas == []


def test_codes_are_shown_as_labels(book: Workbook) -> None:
    """Status, dimensions and yes or no."""
    actions, partners = book["Actions"], book["Partenaires"]
    assert (actions["H6"].value, actions["F6"].value) == ("En cours", "Sécurité et autonomie alimentaires")
    assert partners["E6"].value == "Sécurité et autonomie alimentaires; Culture et appartenance"
    assert book["Ententes"]["N6"].value == "non"


def test_amounts_are_numbers_with_quebec_separators(book: Workbook) -> None:
    """The mask prints them the same whatever the machine's locale."""
    amount = book["Dépenses"]["H6"]
    assert (amount.value, amount.number_format) == (1234567.89, '[$-C0C]#,##0.00\\ "$"')
    assert Decimal(str(amount.value)) == Decimal("1234567.89")


def test_drop_downs_read_lists_and_ids_by_name(book: Workbook) -> None:
    """A choice lists its labels; a reference lists the ids of the target table, as it grows."""
    rules = {str(rule.sqref).split(":")[0]: rule for rule in book["Actions"].data_validations.dataValidation}
    assert rules["H6"].formula1 == "liste_ActionStatus"
    assert rules["C6"].formula1 == "ids_Issue"
    assert book.defined_names["ids_Issue"].attr_text == "tblEnjeux[Identifiant]"
    sheet, cells = book.defined_names["liste_ActionStatus"].attr_text.split("!")
    listed = [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]
    assert listed == [status.fr for status in ActionStatus]


def test_a_waiver_offers_the_rules_that_allow_one_and_refuses_no_other(book: Workbook) -> None:
    rules = book["Dérogations"].data_validations.dataValidation
    (offered,) = [rule for rule in rules if rule.type == "list" and "R-0" in rule.formula1]
    assert offered.formula1 == f'"{",".join(WAIVABLE)}"' and len(offered.formula1) <= 255
    assert (offered.errorStyle, str(offered.sqref)[:2]) == ("warning", "A6")


def test_every_drop_down_has_its_name(book: Workbook) -> None:
    """No list points nowhere."""
    sources = {
        rule.formula1
        for sheet in book.worksheets
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list" and not rule.formula1.startswith('"')
    }
    assert sources <= set(book.defined_names)


def test_prompts_and_titles_fit_what_excel_shows(book: Workbook) -> None:
    """Excel refuses a file whose prompt is over 255 characters or whose prompt title is over 32."""
    for sheet in book.worksheets:
        assert len(sheet.title) <= 31
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.prompt) <= 255
            assert len(rule.promptTitle) <= 32


def test_welcome_counts_records_and_shows_them_to_previews(filled: bytes) -> None:
    """Formulas over the tables, with their results stored."""
    stored = load_workbook(io.BytesIO(filled), data_only=True)["Lisez-moi"]
    counts = {row[1].value: row[4].value for row in stored.iter_rows()}
    assert (counts["Actions"], counts["Partenaires"], counts["Risques"]) == (1, 1, 0)
    wanted = {row[1].value: row[3].value for row in stored.iter_rows()}
    told = [wanted[sheet] for sheet in ("Actions", "Indicateurs", "Dépenses", "Risques")]
    assert told == ["Dès l’ébauche", "Pour l’adoption", "Pour rendre compte", "Au besoin"]
    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        assert b"COUNTA(tblActions[No de fiche])</f><v>1</v>" in archive.read("xl/worksheets/sheet1.xml")


def test_a_territory_canvas_knows_its_constants() -> None:
    """Code, population and its source; stamps tell version, region and territory."""
    book = opened(build_canvas(REGION, territory=COTE_DE_GASPE))
    assert [book["Territoire"][f"B{row}"].value for row in (6, 7, 8)] == ["CG", 17934, 2023]
    assert book["Lisez-moi"]["B3"].value == "La Côte-de-Gaspé"
    stamps = {name: book.defined_names[name].attr_text for name in book.defined_names if name.startswith("DOSSIER")}
    assert stamps == {
        "DOSSIER_CANEVAS": '"1.0"',
        "DOSSIER_REGION": '"gaspesie-iles"',
        "DOSSIER_TERRITOIRE": '"CG"',
    }


def test_a_text_longer_than_a_cell_is_refused_rather_than_cut() -> None:
    """Excel keeps 32,767 characters; openpyxl would cut the rest without a word."""
    plan = small_plan()
    action = plan.actions[0].model_copy(update={"summary": "x" * 32_768})
    with pytest.raises(CanvasError, match="32768 caractères"):
        build_canvas(REGION, plan=plan.model_copy(update={"actions": (action,)}))


def test_an_english_canvas_has_english_labels() -> None:
    """Sheets, headers and choices; the tables keep their names."""
    content = build_canvas(REGION, territory=COTE_DE_GASPE, plan=small_plan(), lang="en")
    sheet = opened(content)["Need lines"]
    assert [cell.value for cell in sheet[5]][:4] == ["Id", "Action", "Fiscal year", "Category"]
    assert sheet["D6"].value == "Salaries and benefits"
    assert "tblBesoins" in read_workbook(content).tables


def test_no_label_holds_the_separator_of_lists() -> None:
    """« ; » parts several choices in one cell."""
    labels = [
        code.fr
        for record_type in record_types().values()
        for spec in record_type.specs().values()
        if spec.kind is Kind.CHOICES and spec.vocabulary
        for code in REGION.vocabulary(spec.vocabulary)
    ]
    assert [label for label in labels if ";" in label] == []

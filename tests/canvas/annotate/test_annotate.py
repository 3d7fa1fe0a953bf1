"""A workbook handed back: each finding on its cell and in a list, and every other byte as it came."""

import io
import re
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from assembler.canvas.annotate import annotate
from assembler.canvas.build import build_canvas
from assembler.errors import DamagedUploadError
from assembler.i18n import speaking
from assembler.models.finding import Finding, Severity, Waived
from assembler.models.upload import UploadedFile
from assembler.read.screen import screen_workbook
from assembler.read.workbook import read_workbook
from assembler.regions import load_region
from tests.canvas.annotate.books import (
    Page,
    found,
    highlights_of,
    make_book,
    notes_of,
    order_of,
    packed_parts,
    parts_of,
    sheet_part,
    tree,
    words,
)
from tests.small_plan import small_plan

REGION = load_region()
OF_THE_BOOK = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
FINDINGS = (
    found("B8", "Plan", message="«\u00a0Titre\u00a0» est requis."),
    found("D6", "Actions", severity=Severity.WARNING, message="Trop tard."),
    found("D6", "Actions", message="Trop tôt."),
    found("", "Actions", severity=Severity.NOTICE, message="Une action de moins."),
    found("", "", severity=Severity.WARNING, message="Le récit manque."),
)


@pytest.fixture(scope="module")
def canvas() -> bytes:
    return build_canvas(REGION, territory=REGION.territory("CG"), plan=small_plan())


@pytest.fixture(scope="module")
def annotated(canvas: bytes) -> bytes:
    return annotate(canvas, FINDINGS)


@pytest.fixture(scope="module")
def opened(annotated: bytes) -> Workbook:
    """The annotated workbook as openpyxl reads it."""
    return load_workbook(io.BytesIO(annotated))


def test_a_note_tells_the_code_the_message_and_the_remedy(annotated: bytes) -> None:
    assert notes_of(annotated, "Plan") == {
        "B8": "Dossier – à corriger\nBloquant T-010\n«\u00a0Titre\u00a0» est requis.\nÀ faire\u00a0: Écrivez-le.\n"
        "(Note de Dossier\u00a0: elle s’enlève d’elle-même à la prochaine vérification.)"
    }


def test_findings_of_one_cell_make_one_note_the_worst_first(annotated: bytes) -> None:
    (note,) = notes_of(annotated, "Actions").values()
    assert re.findall("Trop t.*", note) == ["Trop tôt.", "Trop tard."]


def test_the_colour_is_that_of_the_worst_finding(canvas: bytes, annotated: bytes) -> None:
    assert highlights_of(annotated, "Actions") == {"D6": "FFFFC7CE"}
    warned = annotate(canvas, [found("D6", "Actions", severity=Severity.WARNING), found("D7", "Actions")])
    assert highlights_of(warned, "Actions") == {"D7": "FFFFC7CE", "D6": "FFFFEB9C"}


def test_what_was_waived_only_informs(canvas: bytes) -> None:
    waived = Waived(severity=Severity.BLOCKING, reason="cas unique", authorised_by="la MRC", dated="2026-05-01")
    made = annotate(canvas, [found("B8").model_copy(update={"waived": waived})])
    assert highlights_of(made, "Plan") == {"B8": "FFDDEBF7"}
    assert "Information T-010" in notes_of(made, "Plan")["B8"]
    assert "Rien\u00a0: dérogation accordée par la MRC (cas unique)." in notes_of(made, "Plan")["B8"]


def test_the_corrections_list_every_finding_the_worst_first_with_links(opened: Workbook) -> None:
    assert opened.sheetnames[:3] == ["Lisez-moi", "Corrections", "Territoire"]
    sheet = opened["Corrections"]
    assert sheet["A2"].value == "2 constats bloquants, 2 avertissements, 1 information."
    assert [cell.value for cell in sheet[7]][:4] == ["No", "Gravité", "Feuille", "Cellule ou endroit"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=8)]
    assert lines[0] == [
        1, "Bloquant", "Plan", "B8", "rien", "un nom", "«\u00a0Titre\u00a0» est requis.", "Écrivez-le.", "T-010",
    ]  # fmt: skip
    assert [line[1:4] for line in lines[1:]] == [
        ["Bloquant", "Actions", "D6"],
        ["Avertissement", "Actions", "D6"],
        ["Avertissement", "Tout le dépôt", None],
        ["Information", "Actions", None],
    ]
    links = {cell.coordinate: cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink}
    assert links == {"D8": "'Plan'!B8", "D9": "'Actions'!D6", "D10": "'Actions'!D6", "C12": "'Actions'!A1"}


def test_a_finding_without_a_cell_says_its_place() -> None:
    sheet, heading = "Fiche CG-A01", "Portrait du territoire, paragraphe 3"
    placed = [
        found("", sheet).model_copy(update={"place": f"{sheet} › Besoins, ligne 2 › Montant"}),
        found("", "recit.docx").model_copy(update={"place": heading}),
        found("", "Actions").model_copy(update={"place": "Actions"}),
    ]
    listed = load_workbook(io.BytesIO(annotate(make_book([Page(name="Actions")]), placed)))["Corrections"]
    assert [[cell.value for cell in row[2:4]] for row in listed.iter_rows(min_row=8)] == [
        [sheet, "Besoins, ligne 2 › Montant"],
        ["recit.docx", heading],
        ["Actions", None],
    ]


def test_the_corrections_are_ready_to_be_read_and_printed(opened: Workbook) -> None:
    sheet = opened["Corrections"]
    assert sheet.freeze_panes == "A8"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight, sheet.print_title_rows) == (
        "landscape",
        0,
        "$7:$7",
    )
    assert all(cell.alignment.wrap_text for cell in sheet[8][1:])
    assert sheet.auto_filter.ref == "A7:I12"


def test_only_the_parts_concerned_change_and_the_others_keep_their_compressed_bytes(
    canvas: bytes, annotated: bytes
) -> None:
    before, after = packed_parts(canvas), packed_parts(annotated)
    concerned = {sheet_part(canvas, name) for name in ("Plan", "Actions")}
    rels = {name.replace("worksheets/", "worksheets/_rels/") + ".rels" for name in concerned}
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed == OF_THE_BOOK | concerned | rels
    assert list(after)[: len(before)] == list(before)
    assert {re.sub(r"\d+", "N", name) for name in list(after)[len(before) :]} == {
        "xl/commentsN.xml",
        "xl/drawings/vmlDrawingN.vml",
        "xl/worksheets/sheetN.xml",
    }


def test_a_changed_sheet_only_gains_its_marks(canvas: bytes, annotated: bytes) -> None:
    part = sheet_part(canvas, "Actions")
    before, after = parts_of(canvas)[part], parts_of(annotated)[part]
    added = rb"<conditionalFormatting sqref=.*?</conditionalFormatting>|<legacyDrawing [^>]*/>"
    assert len(re.findall(added, after)) == 2
    assert re.sub(added, b"", after) == before
    assert order_of(after) == sorted(order_of(after))


def test_the_same_request_gives_the_same_bytes_and_annotating_again_changes_nothing(
    canvas: bytes, annotated: bytes
) -> None:
    assert annotate(canvas, FINDINGS) == annotated
    assert annotate(annotated, FINDINGS) == annotated


def test_without_a_finding_our_marks_go_and_every_sheet_is_as_it_was(canvas: bytes, annotated: bytes) -> None:
    before, after = parts_of(canvas), parts_of(annotate(annotated, ()))
    assert list(after) == list(before)
    assert {name for name in before if before[name] != after[name]} <= {"[Content_Types].xml", "xl/styles.xml"}


def test_a_workbook_never_annotated_and_without_findings_comes_back_as_it_is(canvas: bytes) -> None:
    assert annotate(canvas, ()) is canvas


def test_other_findings_take_the_place_of_the_first_ones(canvas: bytes, annotated: bytes) -> None:
    again = annotate(annotated, [found("A6", "Partenaires")])
    assert notes_of(again, "Plan") == notes_of(again, "Actions") == {}
    assert highlights_of(again, "Plan") == {}
    assert list(notes_of(again, "Partenaires")) == ["A6"]
    part = sheet_part(canvas, "Plan")
    assert parts_of(again)[part] == parts_of(canvas)[part]


def test_our_reader_reads_the_same_tables(canvas: bytes, annotated: bytes) -> None:
    screen_workbook(UploadedFile(name="annoté.xlsx", content=annotated))
    assert read_workbook(annotated).tables == read_workbook(canvas).tables


def _names(content: bytes) -> dict[tuple[str, str], str]:
    """Gives each name of the workbook, with the sheet it belongs to."""
    book = tree(parts_of(content)["xl/workbook.xml"])
    sheets = [sheet.get("name", "") for sheet in book.iter("{*}sheet")]
    names = [(one.get("localSheetId"), one) for one in book.iter("{*}definedName")]
    return {(one.get("name", ""), sheets[int(rank)] if rank else ""): one.text or "" for rank, one in names}


def test_names_and_print_titles_still_belong_to_their_sheets(canvas: bytes, annotated: bytes) -> None:
    before, after = _names(canvas), _names(annotated)
    assert {key: after[key] for key in before} == before
    assert set(after) - set(before) == {("DOSSIER_CORRECTIONS", ""), ("_xlnm.Print_Titles", "Corrections")}
    assert sum(name == "_xlnm.Print_Titles" for name, _sheet in before) > 40


def test_english_is_spoken_when_asked_and_both_languages_are_known_again(canvas: bytes, annotated: bytes) -> None:
    with speaking("en"):
        english = annotate(annotated, FINDINGS)
    assert notes_of(english, "Plan")["B8"].startswith("Dossier – to be corrected\nBlocking T-010\n")
    listed = tree(parts_of(english)[sheet_part(english, "Corrections")])
    assert [words(cell) for cell in listed.findall(".//{*}row[@r='7']/{*}c")][:3] == ["No.", "Severity", "Sheet"]
    assert annotate(english, FINDINGS) == annotated


def test_texts_stay_texts() -> None:
    hostile = '=HYPERLINK("http://x")<b>&amp;</b>]]>\x08_x0041_ \'@ \ud83d'
    finding = Finding(
        code="T-010", severity=Severity.BLOCKING, sheet="L'été & <b>", cell="B2", found=hostile, expected="+1",
        message=hostile, remedy="-1",
    )  # fmt: skip
    made = annotate(make_book([Page(name="L'été &amp; &lt;b&gt;")]), [finding])
    sheet = tree(parts_of(made)[sheet_part(made, "Corrections")])
    assert list(sheet.iter("{*}f")) == []
    values = [words(cell) for cell in sheet.iter("{*}c")]
    wanted = '=HYPERLINK("http://x")<b>&amp;</b>]]>_x0008__x005F_x0041_ \'@ \ufffd'
    assert values.count(wanted) == 2
    (link,) = sheet.iter("{*}hyperlink")
    assert link.get("location") == "'L''été & <b>'!B2"
    assert wanted in notes_of(made, "L'été & <b>")["B2"]


def test_a_very_long_text_is_cut() -> None:
    made = annotate(make_book([Page()]), [found(message="mot " * 20_000)])
    assert len(notes_of(made, "Plan")["B2"]) < 1_200


@pytest.mark.parametrize("cell", ["", "ZZZ1", "A0", "A1048577", "B2:B9", "B-2", "récit"])
def test_what_is_not_a_cell_is_only_listed(cell: str) -> None:
    made = annotate(make_book([Page()]), [found(cell)])
    assert notes_of(made, "Plan") == {}
    assert len(tree(parts_of(made)[sheet_part(made, "Corrections")]).findall(".//{*}row")) == 7


def test_a_sheet_of_the_person_called_corrections_is_left_alone() -> None:
    mine = make_book([Page(), Page(name="Corrections")])
    made = annotate(mine, [found()])
    names = [sheet.get("name") for sheet in tree(parts_of(made)["xl/workbook.xml"]).iter("{*}sheet")]
    assert names == ["Plan", "Corrections (Dossier)", "Corrections"]
    assert annotate(made, [found()]) == made
    left = [sheet.get("name") for sheet in tree(parts_of(annotate(made, ()))["xl/workbook.xml"]).iter("{*}sheet")]
    assert left == ["Plan", "Corrections"]


def test_a_workbook_that_does_not_hold_together_is_refused_in_words() -> None:
    with pytest.raises(DamagedUploadError, match="son contenu est endommagé"):
        annotate(make_book([Page(after="<@pageMargins")]), [found()], name="a.xlsx")


def test_two_hundred_findings_of_a_sample_make_two_hundred_notes_and_leave_its_tables() -> None:
    samples = Path(__file__).parents[3] / "canvases" / "samples"
    content = (samples / "RP" / "canevas.xlsx").read_bytes()
    cells = [found(f"{column}{row}", "Actions") for row in range(6, 26) for column in "ABCDEFGHIJ"]
    made = annotate(content, cells)
    assert len(notes_of(made, "Actions")) == 200
    assert read_workbook(made).tables == read_workbook(content).tables

"""However a program wrote the workbook, the marks go in at their place and come out without a trace."""

import pytest

from assembler.canvas.annotate import annotate
from assembler.models.finding import Severity
from tests.canvas.annotate.books import (
    BUTTON,
    Page,
    comments,
    drawing,
    found,
    highlights_of,
    make_book,
    note_box,
    notes_of,
    order_of,
    packed_parts,
    parts_of,
    reference,
    related,
    sheet_part,
    tree,
    words,
    zipped,
)
from tests.canvas.annotate.writers import WRITERS, noted_page

EVERY = pytest.mark.parametrize("name", WRITERS)
OURS = "Dossier – à corriger\nBloquant T-010\nIl manque un nom.\nÀ faire\u00a0: Écrivez-le.\n"


@EVERY
def test_the_cell_has_its_note_its_colour_and_its_line(name: str) -> None:
    made = annotate(WRITERS[name], [found()])
    assert OURS in notes_of(made, "Plan")["B2"]
    assert highlights_of(made, "Plan") == {"B2": "FFFFC7CE"}
    (link,) = tree(parts_of(made)[sheet_part(made, "Corrections")]).iter("{*}hyperlink")
    assert link.get("location") == "'Plan'!B2"


@EVERY
def test_the_order_of_the_schema_is_kept_and_the_box_is_there(name: str) -> None:
    made = annotate(WRITERS[name], [found()])
    part = sheet_part(made, "Plan")
    sheet = parts_of(made)[part]
    assert order_of(sheet) == sorted(order_of(sheet))
    boxes = parts_of(made)[related(made, part, "vmlDrawing")].decode()
    assert boxes.count("<x:Row>1</x:Row>") == 1
    (named,) = tree(sheet).iter("{*}legacyDrawing")
    assert reference(named)


@EVERY
def test_every_part_has_a_type_and_every_relation_a_part(name: str) -> None:
    parts = parts_of(annotate(WRITERS[name], [found()]))
    types = tree(parts["[Content_Types].xml"])
    known = {one.get("PartName", "").lstrip("/") for one in types}
    extensions = {one.get("Extension") for one in types}
    assert known - {""} <= set(parts)
    assert all(
        part in known or part.rpartition(".")[2] in extensions for part in parts if part != "[Content_Types].xml"
    )
    for holder in (part for part in parts if part.endswith(".rels") and "worksheets" in part):
        targets = [one.get("Target", "").replace("../", "/xl/").lstrip("/") for one in tree(parts[holder])]
        assert set(targets) <= set(parts)


@EVERY
def test_what_was_there_is_there_again_without_the_marks(name: str) -> None:
    before = parts_of(WRITERS[name])
    made = annotate(WRITERS[name], [found()])
    after = parts_of(annotate(made, ()))
    may_change = {"[Content_Types].xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"}
    if "note" in name:  # a bare text became a run
        may_change |= {part for part in after if "comments" in part or "vmlDrawing" in part or part.endswith(".rels")}
    if name in ("utf-16", "two sheets with the same notes"):  # now in UTF-8; now with notes of its own
        may_change.add("xl/worksheets/sheet1.xml")
    assert {part for part in before if before[part] != after.get(part)} - may_change == set()
    assert notes_of(annotate(made, ()), "Plan") == notes_of(WRITERS[name], "Plan")


@EVERY
def test_annotating_again_gives_the_same_file(name: str) -> None:
    made = annotate(WRITERS[name], [found()])
    assert annotate(made, [found()]) == made


@EVERY
def test_sheets_without_a_finding_keep_their_compressed_bytes(name: str) -> None:
    before, after = packed_parts(WRITERS[name]), packed_parts(annotate(WRITERS[name], [found()]))
    others = {part for part in before if part.startswith("xl/worksheets/") and "sheet1." not in part}
    assert {part for part in others if before[part] != after[part]} == set()


def test_the_note_of_the_person_stays_before_ours() -> None:
    made = annotate(WRITERS["a note on the cell"], [found()])
    assert notes_of(made, "Plan")["B2"].startswith(f"À vérifier avec Luc\n\n{OURS}")
    rich = annotate(WRITERS["a rich note on the cell"], [found()])
    assert notes_of(rich, "Plan")["B2"].startswith(f"Marie :\nvoir Luc\n\n{OURS}")


def test_what_the_person_wrote_after_our_note_stays() -> None:
    made = annotate(WRITERS["plain"], [found()])
    part = related(made, sheet_part(made, "Plan"), "comments")
    text = notes_of(made, "Plan")["B2"]
    answered = make_book(
        [
            noted_page(
                comments(("B2", f"<@t xml:space='preserve'>{text}\nLuc : c’est fait!</@t>")), drawing(note_box(1, 1))
            )
        ]
    )
    assert part
    assert notes_of(annotate(answered, ()), "Plan") == {"B2": "\nLuc : c’est fait!"}


def test_a_conversation_is_left_alone_and_the_cell_still_has_its_colour() -> None:
    talk = make_book([noted_page(comments(("B2", "<@t>[Fil]</@t>"), author="tc={1}"), drawing(note_box(1, 1)))])
    made = annotate(talk, [found()])
    assert notes_of(made, "Plan") == {"B2": "[Fil]"}
    assert highlights_of(made, "Plan") == {"B2": "FFFFC7CE"}


def test_what_no_program_of_ours_knows_keeps_its_very_bytes() -> None:
    unknown = {
        "xl/threadedComments/threadedComment1.xml": "<ThreadedComments><threadedComment ref='A1'/></ThreadedComments>",
        "xl/drawings/drawing1.xml": "<xdr:wsDr><xdr:sp>une zone de texte</xdr:sp></xdr:wsDr>",
        "xl/charts/chart1.xml": "<c:chartSpace/>",
        "xl/vbaProject.bin": "\x00\x01 macros",
        "customXml/item1.xml": "<a/>",
    }
    links = (("rId8", "threadedComment", "../threadedComments/threadedComment1.xml"),)
    book = make_book([Page(relations=links, parts=unknown), Page(name="Autre")])
    before, after = packed_parts(book), packed_parts(annotate(book, [found()]))
    assert {part for part in unknown if before[part] != after[part]} == set()
    assert "threadedComment1" in parts_of(annotate(book, [found()]))["xl/worksheets/_rels/sheet1.xml.rels"].decode()


def test_a_button_stays_when_notes_come_and_go() -> None:
    made = annotate(WRITERS["a button"], [found()])
    part = related(made, sheet_part(made, "Plan"), "vmlDrawing")
    assert BUTTON in parts_of(made)[part].decode()
    assert BUTTON in parts_of(annotate(made, ()))[part].decode()


def test_two_sheets_that_had_the_same_notes_no_longer_have_the_same_part() -> None:
    made = annotate(WRITERS["two sheets with the same notes"], [found()])
    assert notes_of(made, "Autre") == {"A1": "Bravo"}
    assert set(notes_of(made, "Plan")) == {"A1", "B2"}


def test_our_rules_come_first_and_the_ranks_of_the_others_come_back() -> None:
    name = "own rules and an extension"
    made = annotate(WRITERS[name], [found(), found("C3", severity=Severity.NOTICE)])
    rules = tree(parts_of(made)["xl/worksheets/sheet1.xml"]).iter("{*}cfRule")
    told = {words(rule): rule.get("priority") for rule in rules}
    assert told == {
        "A1=1": "3",
        '"Dossier:bloquant"<>""': "1",
        '"Dossier:information"<>""': "2",
        "Autre!$A$1=1": "4",
    }
    assert (
        parts_of(annotate(made, ()))["xl/worksheets/sheet1.xml"] == parts_of(WRITERS[name])["xl/worksheets/sheet1.xml"]
    )


def test_names_of_one_sheet_follow_their_sheet() -> None:
    made = annotate(WRITERS["local names"], [found()])
    names = [
        (one.get("localSheetId"), one.text) for one in tree(parts_of(made)["xl/workbook.xml"]).iter("{*}definedName")
    ]
    assert names[:2] == [("3", "Fin!$1:$1"), ("0", "Plan!$A$1:$B$2")]
    assert parts_of(annotate(made, ()))["xl/workbook.xml"] == parts_of(WRITERS["local names"])["xl/workbook.xml"]


def test_a_strict_workbook_stays_strict() -> None:
    parts = parts_of(annotate(WRITERS["strict"], [found()]))
    assert not any(b"schemas.openxmlformats.org/spreadsheetml" in part for part in parts.values())


@pytest.mark.parametrize("rank", [0, 1, 2])
def test_the_sheet_of_corrections_goes_wherever_it_was_moved_and_whatever_it_is_called(rank: int) -> None:
    made = parts_of(annotate(WRITERS["local names"], [found()]))
    book = made["xl/workbook.xml"].decode()
    sheets = [one + "/>" for one in book[book.index("<sheets>") + 8 : book.index("</sheets>")].split("/>") if one]
    ours = sheets.pop(1)
    sheets.insert(rank, ours.replace('"Corrections"', '"À faire"'))
    moved = book[: book.index("<sheets>") + 8] + "".join(sheets) + book[book.index("</sheets>") :]
    moved = moved.replace("'Corrections'!$A$1", "'À faire'!$A$1")
    left = parts_of(annotate(zipped(made | {"xl/workbook.xml": moved.encode()}), ()))
    names = [sheet.get("name") for sheet in tree(left["xl/workbook.xml"]).iter("{*}sheet")]
    assert names == ["Plan", "Autre", "Fin"]
    assert set(left) == set(parts_of(WRITERS["local names"]))


def test_a_name_whose_sheet_the_person_deleted_goes_too() -> None:
    names = '<definedNames><definedName name="DOSSIER_CORRECTIONS">#REF!$A$1</definedName></definedNames>'
    left = parts_of(annotate(make_book([Page()], names=names), ()))
    assert b"DOSSIER" not in left["xl/workbook.xml"]

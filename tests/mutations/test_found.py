"""What spoiling workbooks found, each held by a case: what crashed, hung, swelled or was read wrong."""

import io
import re
import struct
import time
import zipfile
from collections.abc import Callable
from decimal import Decimal

import pytest
from lxml import etree

from assembler import errors, pipeline
from assembler.models.finding import Finding
from assembler.models.upload import UploadedFile
from tests.mutations.book import MAIN, Book, opened, small
from tests.mutations.cells import fill
from tests.mutations.documents import document
from tests.mutations.judging import check, judge_document


def spoiled(change: Callable[[Book], None]) -> bytes:
    """Gives the small workbook after a change."""
    book = opened("small").copy()
    change(book)
    return book.packed()


def with_cell(sheet: str, address: str, kind: str | None, value: str, *, style: str = "") -> bytes:
    """Gives the small workbook with one cell changed."""

    def change(book: Book) -> None:
        part = book.sheets[sheet]
        root = book.xml(part)
        cell = next(node for node in root.iter(f"{MAIN}c") if node.get("r") == address)
        fill(cell, kind, value, None)
        if style:
            cell.set("s", style)
        book.write(part, root)

    return spoiled(change)


def with_text(sheet: str, old: bytes, new: bytes) -> bytes:
    """Gives the small workbook with some XML of a sheet replaced."""

    def change(book: Book) -> None:
        part = book.sheets[sheet]
        assert old in book.parts[part]
        book.parts[part] = book.parts[part].replace(old, new, 1)

    return spoiled(change)


def with_table(sheet: str, **attributes: str) -> bytes:
    """Gives the small workbook with other attributes on a table."""

    def change(book: Book) -> None:
        part = book.tables[book.sheets[sheet]][0]
        root = book.xml(part)
        for name, value in attributes.items():
            root.set(name, value)
        book.write(part, root)

    return spoiled(change)


def findings_at(content: bytes, place: str) -> list[Finding]:
    """Gives the findings of one place."""
    return [one for one in check(content).findings if one.place == place]


def without_sheets() -> bytes:
    """The workbook lists no sheet."""

    def change(book: Book) -> None:
        root = book.xml("xl/workbook.xml")
        for node in list(root.iter(f"{MAIN}sheet")):
            node.getparent().remove(node)  # type: ignore[union-attr]
        book.write("xl/workbook.xml", root)

    return spoiled(change)


def directory_one_byte_too_long() -> bytes:
    """The end of the zip says that its directory begins before the file."""
    content = bytearray(small())
    size = struct.unpack_from("<I", content, len(content) - 22 + 12)[0]
    offset = struct.unpack_from("<I", content, len(content) - 22 + 16)[0]
    struct.pack_into("<II", content, len(content) - 22 + 12, size + 1, offset)
    return bytes(content)


def name_that_is_no_text() -> bytes:
    """A name says that it is UTF-8 and is not."""
    content = bytearray(small())
    place = content.rfind(b"PK\x01\x02")
    struct.pack_into("<H", content, place + 8, 0x800)
    content[place + 46] = 0xFF
    return bytes(content)


def damaged_stream(method: int) -> bytes:
    """A part packed by another method stops making sense."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, part in opened("small").parts.items():
            archive.writestr(name, part)
    content = bytearray(made.getvalue())
    place = content.find(b"[Content_Types].xml") + 60
    content[place : place + 30] = b"\xff\0\xff" * 10
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        directory_one_byte_too_long(),
        name_that_is_no_text(),
        damaged_stream(zipfile.ZIP_LZMA),
        damaged_stream(zipfile.ZIP_BZIP2),
        with_table("Besoins", ref="A5:ZZZZZZZZZZ9"),
        with_cell("Besoins", "F6", "s", "-1"),
        with_text("Besoins", b'r="F7"', b'r="F6000"'),
        with_text("Besoins", b'r="F7"', b'r="?"'),
        without_sheets(),
        with_text("Besoins", b"<v>12500</v>", b"<v>12<x/>500</v>"),
        with_text("Besoins", b"<worksheet", b'<!DOCTYPE worksheet [<!ENTITY a "5">]><worksheet'),
        with_text("Contributions", b'<c r="G6"', b'<alt/><c r="G6"'),
    ],
    ids=[
        "directory before the file", "name that is no text", "LZMA cut", "BZIP2 cut", "table beyond the sheet",
        "text before the first", "cell in another row", "cell nowhere", "no sheet",
        "value in pieces", "document type", "something among cells",
    ],
)  # fmt: skip
def test_what_no_program_could_make_is_refused_as_damaged(content: bytes) -> None:
    with pytest.raises(errors.DamagedUploadError, match=r"Le fichier «\u00a0canevas\.xlsx\u00a0» est refusé"):
        check(content)


def test_a_part_whose_name_would_command_a_terminal_is_refused_and_shown_without_it() -> None:
    content = small().replace(b"docProps/app.xml", b"docProps/\x1b[31mxyz"[:16])
    with pytest.raises(errors.HostileUploadError, match=r"nom interdit \(docProps/\ufffd\[31m"):
        check(content)


@pytest.mark.parametrize("value", ["1e308", "-1E+300", "1000000000000", "9" * 300])
def test_a_number_beyond_measure_is_refused_at_its_place(value: str) -> None:
    found = findings_at(with_cell("Besoins", "F6", None, value), "Besoins!F6")
    assert [(one.code, one.is_blocking) for one in found] == [("T-007", True)]
    assert len(found[0].message) < 60


@pytest.mark.parametrize("value", ["NaN", "INF", "-inf", "1e400"])
@pytest.mark.parametrize(("sheet", "place"), [("Besoins", "F6"), ("Répartition", "C6"), ("Plan", "B12")])
def test_what_is_no_number_is_never_counted(sheet: str, place: str, value: str) -> None:
    assert "T-001" in {one.code for one in findings_at(with_cell(sheet, place, None, value), f"{sheet}!{place}")}


@pytest.mark.parametrize("text", ["a_xD800_b", "_xDFFF__xD83D_", "_xFFFF__xFFFE_", "_x0001__x0000_12"])
def test_halves_of_characters_and_controls_stay_out_of_what_is_told(text: str) -> None:
    checked = check(with_cell("Besoins", "F6", "str", text))
    told = checked.model_dump_json()
    assert [one.code for one in checked.findings if one.place == "Besoins!F6"] == ["T-001"]
    assert not any(f"\\u{code}" in told for code in ("d800", "0000", "0001", "ffff", "fffe"))


def test_two_escaped_halves_are_one_character() -> None:
    found = findings_at(with_cell("Besoins", "F6", "str", "_xD83D__xDC0B_"), "Besoins!F6")
    assert "🐋" in found[0].message


def test_columns_hidden_from_far_before_the_first_are_read_at_once() -> None:
    content = with_text(
        "Besoins", b"</sheetData>", b'</sheetData><cols><col min="-99999999999" max="3" hidden="1"/></cols>'
    )
    begin = time.process_time()
    assert [one.code for one in check(content).findings if one.code == "T-063"] == ["T-063"]
    assert time.process_time() - begin < 2


def test_a_page_pasted_where_an_id_goes_is_told_shortly_and_at_once() -> None:
    begin = time.process_time()
    checked = check(with_cell("Ententes", "A6", "str", "x" * 32_767))
    assert time.process_time() - begin < 2
    assert max(len(one.message) for one in checked.findings) <= 2_000


def test_true_is_true_however_it_is_spelled() -> None:
    place = next(one for one in check(small()).plan.actions if one.participation_paid)  # type: ignore[union-attr]
    assert place.place is not None
    for spelled in ("1", "true"):
        plan = check(with_cell("Actions", place.place.cell("participation_paid"), "b", spelled)).plan
        assert plan is not None and plan.actions[0].participation_paid is True


@pytest.mark.parametrize("count", ["1", "5", "-1", "abc"])
def test_a_row_of_totals_that_no_column_names_is_a_record(count: str) -> None:
    """The last line of needs would be lost without a word."""
    totals = check(with_table("Besoins", ref="A5:I9", totalsRowCount=count)).totals
    assert totals is not None and totals.need == Decimal("14490.65")


def test_an_amount_shown_as_a_percentage_is_refused_at_its_place() -> None:
    """Of 12 500 and the 1 250 000 % that the cell shows, nobody can tell which was meant."""

    def change(book: Book) -> None:
        styles = book.xml("xl/styles.xml")
        formats = styles.find(f"{MAIN}cellXfs")
        assert formats is not None
        etree.SubElement(formats, f"{MAIN}xf", numFmtId="9")
        book.write("xl/styles.xml", styles)
        part = book.sheets["Besoins"]
        root = book.xml(part)
        next(cell for cell in root.iter(f"{MAIN}c") if cell.get("r") == "F6").set("s", str(len(formats) - 1))
        book.write(part, root)

    found = findings_at(spoiled(change), "Besoins!F6")
    assert [(one.code, one.is_blocking) for one in found if one.code == "T-001"] == [("T-001", True)]
    assert found[0].message.endswith("la cellule montre un pourcentage, 1\u00a0250\u00a0000\u00a0%.")


def test_a_value_cut_by_an_instruction_is_read_whole() -> None:
    totals = check(with_text("Besoins", b"<v>12500</v>", b"<v>12<?x y?>5<!-- -->00</v>")).totals
    assert totals is not None and totals.need == Decimal("14490.65")


def test_a_text_that_is_not_where_its_type_says_is_read() -> None:
    checked = check(with_cell("Contributions", "G6", "inlineStr", "500"))
    assert checked.totals is not None and checked.totals.in_kind == 500
    assert [one.code for one in checked.findings if one.place == "Contributions!G6"] == ["T-004"]


def test_nothing_above_changes_the_sound_workbook() -> None:
    totals = check(small()).totals
    assert totals is not None and totals.need == Decimal("14490.65")


def test_a_relation_without_a_name_is_no_drawing_of_notes() -> None:
    def change(book: Book) -> None:
        holder = book.sheets["Besoins"].replace("worksheets/", "worksheets/_rels/") + ".rels"
        book.parts[holder] = re.sub(rb'Id="\w+"', b'Id=""', book.parts[holder])

    content = spoiled(change)
    findings = check(content).findings
    marked = pipeline.annotate_workbook(UploadedFile(name="canevas.xlsx", content=content), findings)
    assert check(marked).findings == findings


def test_a_narrative_whose_notes_declare_entities_is_read_without_them() -> None:
    book = document("narrative")
    notes = b"<!DOCTYPE a [<!ENTITY x 'ha'>]><w:footnotes"
    parts = dict(book.parts) | {"word/footnotes.xml": book.parts["word/footnotes.xml"].replace(b"<w:footnotes", notes)}
    assert judge_document("narrative", Book(parts).packed()).outcome == "lu"

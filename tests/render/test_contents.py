"""Tables of contents: complete in Word without a prompt, with the page numbers of the PDF."""

import io
import re
import zipfile

import pypdf
import pytest

from assembler.convert.office import OfficePool
from assembler.errors import ContentsError
from assembler.render.contents import write_page_numbers
from assembler.render.rendered import RenderedDocx
from tests.projection import project
from tests.render.documents import add_field, add_line, render, template

FILLER = "La concertation se poursuit à l’échelle du territoire, de village en village. " * 30


def _plan() -> RenderedDocx:
    document = template(("Plan d’essai", "Title"), ("Table des matières", "TOCHeading"))
    add_field(document, 'TOC \\o "1-3" \\h \\z \\u')
    add_line(document, "Liste des tableaux", "TOCHeading")
    add_field(document, 'TOC \\h \\z \\c "Tableau"')
    for chapter in range(1, 5):
        add_line(document, f"Chapitre {chapter} & suite", "Heading1")
        for section in range(1, chapter + 1):
            add_line(document, f"Section {chapter}.{section}", "Heading2")
            add_line(document, FILLER)
            add_field(
                document,
                "SEQ Tableau \\* ARABIC",
                before="Tableau ",
                after=f" — Mesure {chapter}.{section}",
                style="Caption",
            )
            add_line(document, FILLER)
        add_line(document, "Trop profond", "Heading4")
    return render(document, {})


@pytest.fixture(scope="module")
def laid_out(pool: OfficePool) -> tuple[RenderedDocx, bytes]:
    """The plan with its page numbers, and its PDF."""
    rendered = _plan()
    converted = pool.convert_to_pdf(rendered.content, kind="docx", name="essai")
    indexes = [index.entries for index in converted.indexes]
    numbered = write_page_numbers(rendered, indexes)
    assert write_page_numbers(numbered, indexes) == numbered
    return numbered, converted.pdf


def _lines(content: bytes, style: str) -> list[tuple[str, int]]:
    found = re.findall(rf"^\[{style}\] (?:‹TOC[^›]*›)?(.*)→‹PAGEREF \S+ \\h›(\d+)$", project(content), re.MULTILINE)
    return [(text, int(page)) for text, page in found]


def test_every_line_has_the_page_of_the_pdf(laid_out: tuple[RenderedDocx, bytes]) -> None:
    """The number in Word is where the heading stands in the PDF."""
    numbered, pdf = laid_out
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    lines = [line for style in ("TOC1", "TOC2", "TableofFigures") for line in _lines(numbered.content, style)]
    assert len(lines) == 4 + 10 + 10
    for text, page in lines:
        assert text in pages[page - 1].replace("\u00a0", " ")
    assert len({page for _, page in lines}) > 6


def test_captions_are_numbered_in_the_order_of_the_document(laid_out: tuple[RenderedDocx, bytes]) -> None:
    """By us: no field waits to be updated."""
    texts = [text for text, _ in _lines(laid_out[0].content, "TableofFigures")]
    assert texts[0] == "Tableau 1 — Mesure 1.1"
    assert texts[-1] == "Tableau 10 — Mesure 4.4"


def test_headings_deeper_than_asked_are_left_out(laid_out: tuple[RenderedDocx, bytes]) -> None:
    """The field says 1 to 3."""
    assert "Trop profond" not in {line.text for lines in laid_out[0].contents for line in lines}


def test_each_line_links_to_a_bookmark_that_exists_once(laid_out: tuple[RenderedDocx, bytes]) -> None:
    """A click in Word leads to the heading."""
    xml = zipfile.ZipFile(io.BytesIO(laid_out[0].content)).read("word/document.xml").decode()
    anchors = re.findall(r'w:anchor="([^"]+)"', xml)
    bookmarks = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', xml)
    assert len(anchors) == 24
    assert set(anchors) <= set(bookmarks)
    assert len(bookmarks) == len(set(bookmarks))


def test_the_numbered_file_lays_out_as_the_first_one(laid_out: tuple[RenderedDocx, bytes], pool: OfficePool) -> None:
    """Writing the numbers moves nothing."""
    numbered, pdf = laid_out
    again = pool.convert_to_pdf(numbered.content, kind="docx", name="essai")
    assert again.pages == len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_an_index_that_does_not_have_our_lines_is_refused() -> None:
    """Better no document than wrong page numbers."""
    rendered = _plan()
    indexes = [[f"{line.text}\t1" for line in lines] for lines in rendered.contents]
    indexes[0][2] = "Autre chose\t3"
    with pytest.raises(ContentsError, match="Chapitre 1"):
        write_page_numbers(rendered, indexes)


def test_a_table_without_entries_says_so() -> None:
    """No empty field."""
    document = template()
    add_field(document, 'TOC \\h \\z \\c "Figure"')
    assert "Aucune entrée." in project(render(document, {}).content)


def test_a_style_of_our_own_can_be_a_level_and_word_keeps_the_field_as_drawn(pool: OfficePool) -> None:
    """LibreOffice alone would drop level 3 of a table that asks for headings 1 and 2."""
    document = template()
    instruction = 'TOC \\o "1-2" \\h \\z \\t "Fiche titre;3"'
    add_field(document, instruction)
    for text, style in (
        ("Plan", "Heading1"),
        ("Comptoir", "FicheTitre"),
        ("Détail", "Heading3"),
        ("Suite", "Heading2"),
    ):
        add_line(document, text, style)
    rendered = render(document, {})
    converted = pool.convert_to_pdf(rendered.content, kind="docx", name="essai")
    numbered = write_page_numbers(rendered, [index.entries for index in converted.indexes]).content
    lines = [_lines(numbered, f"TOC{level}") for level in (1, 2, 3)]
    assert lines == [[("Plan", 2)], [("Suite", 2)], [("Comptoir", 2)]]
    assert f"‹{instruction}›" in project(numbered)

"""Reading the headings, lists, tables, pictures and charts of a narrative: what is kept, what is told."""

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assembler.models.narrative import Heading, ListItem, Paragraph, Picture, Table
from tests.read.narratives import (
    add_image,
    image,
    narrative,
    paragraph,
    read_blocks,
    run,
    runs,
    saved,
    told,
)


def test_headings_inside_a_section_never_skip_a_level() -> None:
    """Some choose « Titre 4 » for its size."""

    def headings(document: Any) -> None:
        document.add_heading("Gros", 2)
        document.add_heading("Petit", 4)

    assert read_blocks(narrative(headings)) == (Heading(level=1, text="Gros"), Heading(level=2, text="Petit"))


def test_french_style_names_are_headings_too() -> None:
    """« Titre 2 » with id « Titre2 », as Word in French writes it."""
    document = docx.Document(io.BytesIO(narrative(paragraph(run("Sous-titre"), '<w:pStyle w:val="Titre2"/>'))))
    style = document.styles["Heading 2"].element
    style.set(style.tag.replace("style", "styleId"), "Titre2")
    assert read_blocks(saved(document)) == (Heading(level=1, text="Sous-titre"),)


def test_lists_by_style_and_by_number_are_lists() -> None:
    """Bullets of the ribbon and styles « Liste à puces »."""

    def lists(document: Any) -> None:
        document.add_paragraph("puce", style="List Bullet")
        document.add_paragraph("numéro", style="List Number")
        document.add_paragraph("numéro deux", style="List Number")

    assert read_blocks(narrative(lists)) == (
        ListItem(runs=runs("puce")),
        ListItem(runs=runs("numéro"), ordered=True, start=True),
        ListItem(runs=runs("numéro deux"), ordered=True),
    )


def test_lists_of_one_model_count_on_from_each_other() -> None:
    """LibreOffice saves a list for each item, and says which of them begins again."""

    def lists(document: Any) -> None:
        numbering = document.part.numbering_part.element
        level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>'
        numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="70">{level}</w:abstractNum>'))
        again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        for list_id, override in (("71", again), ("72", ""), ("73", ""), ("74", again), ("75", "")):
            model = f'<w:abstractNumId w:val="70"/>{override}'
            numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{list_id}">{model}</w:num>'))
            item = document.add_paragraph(list_id)._p.get_or_add_pPr()
            item.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{list_id}"/></w:numPr>'))

    blocks = read_blocks(narrative(lists))
    assert [block.start for block in blocks if isinstance(block, ListItem)] == [True, False, False, True, False]


def test_bold_in_a_header_or_a_first_column_is_the_look_of_every_table() -> None:
    """LibreOffice writes in the runs what the style of a table says."""

    def table(document: Any) -> None:
        made = document.add_table(2, 2)
        for cell, text in zip((*made.rows[0].cells, *made.rows[1].cells), "ABCD", strict=True):
            cell.paragraphs[0].add_run(text).bold = True

    (block,) = read_blocks(narrative(table))
    assert isinstance(block, Table)
    assert [[cell[0].bold for cell in row] for row in block.rows] == [[False, False], [False, True]]


def test_merged_cells_are_undone_and_told() -> None:
    """Each cell says what it is about."""

    def table(document: Any) -> None:
        made = document.add_table(3, 3)
        for row, texts in zip(made.rows, (("A", "B", "C"), ("un", "2", "3"), ("x", "5", "6")), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        made.cell(1, 0).merge(made.cell(2, 0)).text = "un"
        made.cell(0, 1).merge(made.cell(0, 2)).text = "B"

    content = narrative(table)
    (block,) = read_blocks(content)
    assert isinstance(block, Table)
    assert [[cell[0].text for cell in row] for row in block.rows] == [
        ["A", "B", "B"],
        ["un", "2", "3"],
        ["un", "5", "6"],
    ]
    assert told(content, "N-014")


def test_empty_cells_are_told() -> None:
    """They will say « s. o. »."""

    def table(document: Any) -> None:
        made = document.add_table(2, 2)
        made.cell(0, 0).text, made.cell(0, 1).text, made.cell(1, 0).text = "A", "B", "c"

    assert told(narrative(table), "N-015")[0].found == "1 cellule"


def test_a_table_of_one_column_is_plain_text() -> None:
    """A frame drawn with a table."""

    def frame(document: Any) -> None:
        document.add_table(1, 1).cell(0, 0).text = "Encadré"

    assert read_blocks(narrative(frame)) == (Paragraph(runs=runs("Encadré")),)


@pytest.mark.parametrize("is_above", [True, False])
def test_a_caption_is_given_to_its_table_without_its_number(is_above: bool) -> None:
    """Above, or below when there is nothing else."""

    def table(document: Any) -> None:
        if is_above:
            document.add_paragraph("Tableau 3 : Les lieux", style="Caption")
        made = document.add_table(2, 2)
        for cell in made._cells:
            cell.text = "x"
        if not is_above:
            document.add_paragraph("Tableau 3 — Les lieux", style="Caption")

    (block,) = read_blocks(narrative(table))
    assert isinstance(block, Table)
    assert block.caption == "Les lieux"


def test_a_picture_comes_with_its_words_and_the_caption_below() -> None:
    """Word puts captions of pictures below."""

    def pictures(document: Any) -> None:
        for name in ("quai", "phare"):
            add_image(document, image("PNG", (200, 100 + len(name))), f"Un {name}.")
            document.add_paragraph(f"Figure 1 — Le {name}", style="Caption")

    blocks = read_blocks(narrative(pictures))
    assert [(b.alt, b.caption) for b in blocks if isinstance(b, Picture)] == [
        ("Un quai.", "Le quai"),
        ("Un phare.", "Le phare"),
    ]
    assert len(blocks) == 2


def test_a_picture_without_alternative_text_is_told_at_its_place() -> None:
    """« Titre › Sous-titre »."""

    def picture(document: Any) -> None:
        document.add_heading("Le port", 2)
        add_image(document, image("JPEG"))

    (finding,) = told(narrative(picture), "N-005")
    assert finding.place == "Bilan de la mobilisation › Le port"


def test_a_vector_picture_is_told_and_left_out() -> None:
    """EMF and SVG draw themselves: not in our documents."""

    def picture(document: Any) -> None:
        add_image(document, image("PNG"), "Un plan.")
        part = next(r.target_part for r in document.part.rels.values() if r.reltype.endswith("/image"))
        part._blob = b"\x01\x00\x00\x00EMF"

    content = narrative(picture)
    assert read_blocks(content) == ()
    assert told(content, "N-006")


def test_a_linked_picture_is_told_and_never_fetched() -> None:
    """A link may point anywhere."""

    def picture(document: Any) -> None:
        add_image(document, image("PNG"), "Un plan.")
        blip = next(document.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
        relations = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
        del blip.attrib[f"{relations}embed"]
        blip.set(f"{relations}link", "rId99")

    assert told(narrative(picture), "N-007")


def test_a_native_chart_is_told() -> None:
    """Not taken: it leans on a workbook of its own."""
    chart = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="9" name="g"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></wp:inline></w:drawing></w:r>'
    )
    assert told(narrative(paragraph(run("x") + chart)), "N-017")

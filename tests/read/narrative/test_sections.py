"""Which section a text belongs to: frames, headings of any level, bare words, annexes; and photos of people."""

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from PIL import Image

from assembler.models.narrative import Heading, Paragraph, Picture, Run, Table
from assembler.read.narrative.reading import read_narrative
from tests.read.narratives import (
    NS,
    add_image,
    image,
    narrative,
    paragraph,
    read_blocks,
    run,
    runs,
    saved,
    tags,
    told,
    with_part,
)

HEADINGS = ("Partie I — Bilan", "Gouvernance", "Partenaires")


def _document(*lines: tuple[str, int] | str) -> bytes:
    document = docx.Document()
    for line in lines:
        if isinstance(line, str):
            document.add_paragraph(line)
        else:
            document.add_heading(*line)
    return saved(document)


def test_sections_under_parts_are_known_one_level_lower() -> None:
    content = _document((HEADINGS[0], 1), (HEADINGS[1], 2), "Texte un.", (HEADINGS[2], 2), "Texte deux.")
    assert tags(read_narrative(content)[0]) == ["gouvernance", "partenaires"]
    assert [finding.found for finding in told(content, "N-037")] == ["Gouvernance", "Partenaires"]
    assert told(content, "N-002") == []


def test_a_sub_heading_named_like_another_section_stays_where_it_is() -> None:
    content = _document(("Gouvernance", 1), "Texte.", ("Partenaires", 2), "Autre texte.")
    assert tags(read_narrative(content)[0]) == ["gouvernance"]
    assert Heading(level=1, text="Partenaires") in read_blocks(content, "gouvernance")


@pytest.mark.parametrize("look", ["bold", "title"])
def test_a_title_typed_by_hand_is_known_by_its_words(look: str) -> None:
    document = docx.Document()
    line = document.add_paragraph("CONCLUSION", style="Title" if look == "title" else None)
    line.runs[0].bold = look == "bold"
    document.add_paragraph("Fin.")
    assert read_blocks(saved(document), "conclusion") == (Paragraph(runs=runs("Fin.")),)


def test_english_names_are_known() -> None:
    assert tags(read_narrative(_document(("Governance", 1), "Text."))[0]) == ["gouvernance"]


def test_a_section_twice_and_out_of_order_is_put_together_and_told() -> None:
    content = _document(("Conclusion", 1), "Un.", ("Gouvernance", 1), "Deux.", ("Conclusion", 1), "Trois.")
    assert read_blocks(content, "conclusion") == (Paragraph(runs=runs("Un.")), Paragraph(runs=runs("Trois.")))
    assert len(told(content, "N-038")) == len(told(content, "N-039")) == 1


def test_an_annex_of_the_territory_keeps_its_title() -> None:
    content = _document(
        ("Annexe — Carte des services", 1), "Texte.", ("Au nord", 2), "Plus.", ("Annexe B : Sondage", 1), "S."
    )
    assert read_blocks(content, "annexes") == (
        Heading(level=1, text="Annexe — Carte des services"),
        Paragraph(runs=runs("Texte.")),
        Heading(level=2, text="Au nord"),
        Paragraph(runs=runs("Plus.")),
        Heading(level=1, text="Annexe B : Sondage"),
        Paragraph(runs=runs("S.")),
    )
    assert told(content, "N-002") == told(content, "N-013") == []


def test_an_annex_in_a_content_control_has_the_name_of_the_control() -> None:
    control = (
        '<w:sdt NS><w:sdtPr><w:alias w:val="Annexe — Sondage"/><w:tag w:val="annexe.sondage"/></w:sdtPr>'
        f"<w:sdtContent><w:p>{run('Réponses.')}</w:p></w:sdtContent></w:sdt>"
    )
    blocks = read_blocks(narrative(control), "annexes")
    assert blocks == (Heading(level=1, text="Annexe — Sondage"), Paragraph(runs=runs("Réponses.")))


def test_words_left_out_are_counted() -> None:
    content = _document(("Conclusion", 1), "Fin.", ("Remerciements", 1), "Merci à toutes et à tous.")
    assert told(content, "N-002")[0].found == "Remerciements — 6 mots"


def _pictures(content: bytes) -> list[Picture]:
    return [block for block in read_blocks(content) if isinstance(block, Picture)]


@pytest.mark.parametrize(
    ("alt", "people", "consents"),
    [
        ("Des enfants au quai. [CONS-2026-04]", True, ("CONS-2026-04",)),
        ("Des enfants au quai.", True, ()),
        ("Des enfants au loin. [aucune personne reconnaissable]", False, ()),
        ("Dessin d’enfants au quai.", False, ()),
        ("Un quai.", False, ()),
    ],
)
def test_people_and_consents_are_read_in_the_words_of_a_picture(
    alt: str, people: bool, consents: tuple[str, ...]
) -> None:
    (picture,) = _pictures(narrative(_picture(alt)))
    assert (picture.people, picture.consents) == (people, consents)
    assert "[" not in picture.alt


def _picture(alt: str) -> Callable[[Document], None]:
    return lambda document: add_image(document, image("PNG"), alt)


def test_what_was_cropped_never_comes_back() -> None:
    """A face cut out in Word is still in the file; it is not in the plan."""
    shown = _shaped('<a:srcRect NS l="50000"/>', "")
    assert shown.size == (100, 100)
    assert set(shown.convert("RGB").getdata()) == {(0, 0, 255)}


def test_a_quarter_turn_is_made() -> None:
    assert _shaped("", 'rot="5400000"').size == (100, 200)


def _shaped(crop: str, turn: str) -> Image.Image:
    """Reads back a picture red on its left half and blue on its right, as it is shown."""
    halves = Image.new("RGB", (200, 100), (255, 0, 0))
    halves.paste((0, 0, 255), (100, 0, 200, 100))
    made = io.BytesIO()
    halves.save(made, "PNG")

    def add(document: Any) -> None:
        add_image(document, made.getvalue(), "Deux moitiés.")
        drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
        blip = next(document.element.body.iter(f"{drawing}blip"))
        if crop:
            blip.addnext(parse_xml(crop.replace("NS", NS)))
        if turn:
            name, value = turn.replace('"', "").split("=")
            next(document.element.body.iter(f"{drawing}xfrm")).set(name, value)

    (picture,) = _pictures(narrative(add))
    return Image.open(io.BytesIO(picture.content))


def test_the_note_of_a_heading_follows_it_and_that_of_a_merged_cell_is_called_once() -> None:
    note = '<w:r><w:footnoteReference w:id="9"/></w:r>'
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p>{run("large")}{note}</w:p></w:tc>'
    head = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in "AB")
    table = f"<w:tbl NS><w:tblPr/><w:tblGrid/><w:tr>{head}</w:tr><w:tr>{wide}</w:tr></w:tbl>"
    content = with_part(
        narrative(paragraph(run("Titre") + note, '<w:pStyle w:val="Heading2"/>'), table),
        "footnotes",
        f'<w:footnotes {NS}><w:footnote w:id="9"><w:p>{run("Source.")}</w:p></w:footnote></w:footnotes>',
    )
    heading, moved, grid = read_blocks(content)
    assert (heading, moved) == (Heading(level=1, text="Titre"), Paragraph(runs=(Run(text="* "), Run(text="Source."))))
    assert isinstance(grid, Table)
    assert grid.rows[1] == ((Run(text="large", footnote=runs("Source.")),), runs("large"))
    assert told(content, "N-035")

"""Narrative blocks in a rendered plan: real notes, lists, tables and pictures, in Word and in the PDF."""

import hashlib
import io
import re
from typing import Any

import docx
import pypdf
import pytest
from PIL import Image

from assembler.convert.office import OfficePool
from assembler.errors import TemplateError
from assembler.models.narrative import Block, Heading, ListItem, Paragraph, Picture, Run, Table
from assembler.word.ooxml import WP, W
from tests.projection import project
from tests.render.documents import render, runs, template


def _picture() -> Picture:
    made = io.BytesIO()
    Image.new("RGB", (400, 200), (27, 94, 145)).save(made, "PNG")
    content = made.getvalue()
    return Picture(
        sha256=hashlib.sha256(content).hexdigest(),
        content_type="image/png",
        alt="Un quai au soleil, vu de la mer.",
        caption="Le quai de Gaspé",
        width_mm=400,
        height_mm=200,
        content=content,
    )


BLOCKS: tuple[Block, ...] = (
    Heading(level=1, text="Notre histoire"),
    Heading(level=2, text="Les débuts"),
    Paragraph(
        runs=(
            Run(text="Du texte "),
            Run(text="gras", bold=True),
            Run(
                text=", un appel de note",
                footnote=(Run(text="La note {{ 7*7 }} & "), Run(text="son site", link="https://exemple.org/?a=1&b=2")),
            ),
            Run(text=" et un "),
            Run(text="lien", link="https://exemple.org/"),
            Run(text=" in English", lang="en", italic=True),
        )
    ),
    ListItem(runs=runs("premier point"), ordered=True, start=True),
    ListItem(runs=runs("sous-point"), ordered=True, level=1),
    ListItem(runs=runs("deuxième point"), ordered=True),
    Paragraph(runs=runs("Entre deux listes.")),
    ListItem(runs=runs("autre premier point"), ordered=True, start=True),
    ListItem(runs=runs("une puce")),
    Table(
        caption="Les lieux",
        rows=((runs("Lieu"), runs("Places")), (runs("Gaspé"), runs("1\u00a0200")), (runs("Percé"), ())),
    ),
    Paragraph(runs=runs("Après le tableau.")),
    _picture(),
)


@pytest.fixture(scope="module")
def rendered() -> bytes:
    """A template whose section shows the blocks."""
    return render(
        template(("Bilan", "Heading1"), "{{p recit.mobilisation|blocs }}"), {"recit": {"mobilisation": BLOCKS}}
    ).content


def test_sub_headings_go_under_the_heading_of_the_section(rendered: bytes) -> None:
    """Levels are shifted, never skipped."""
    headings = [line for line in project(rendered).splitlines() if line.startswith("#")]
    assert headings == ["# Bilan", "## Notre histoire", "### Les débuts"]


def test_the_level_of_sub_headings_can_be_chosen() -> None:
    """A section under a Heading 2 asks for blocs(3)."""
    content = render(template("{{p recit|blocs(3) }}"), {"recit": BLOCKS[:2]}).content
    assert [line for line in project(content).splitlines() if line.startswith("#")] == [
        "### Notre histoire",
        "#### Les débuts",
    ]


def test_the_pdf_shows_notes_numbers_and_captions(rendered: bytes, pool: OfficePool) -> None:
    """Footnotes at the foot, numbering restarted, captions numbered."""
    pdf = pypdf.PdfReader(io.BytesIO(pool.convert_to_pdf(rendered, kind="docx", name="essai").pdf))
    words = re.sub(r"\s+", " ", "\n".join(page.extract_text() for page in pdf.pages))
    assert "La note {{ 7*7 }} & son site" in words
    assert "1. premier point" in words
    assert "a) sous-point" in words
    assert "2. deuxième point" in words
    assert "1. autre premier point" in words
    assert "• une puce" in words
    assert "Tableau 1 — Les lieux" in words
    assert "Figure 1 — Le quai de Gaspé" in words
    assert "Percé s. o." in words
    links = {
        a.get_object()["/A"]["/URI"] for page in pdf.pages for a in page.get("/Annots", []) if "/A" in a.get_object()
    }
    assert links == {"https://exemple.org/", "https://exemple.org/?a=1&b=2"}


def test_a_table_repeats_its_header_and_fills_its_empty_cells(rendered: bytes) -> None:
    """Numbers to the right; « s. o. » where nothing was written."""
    lines = project(rendered).splitlines()
    assert "‖ [TableauEntete] Lieu | [TableauEnteteNombre] Places" in lines
    assert "| [TableauTexte] Percé | [TableauNombre] s.\u00a0o." in lines


def test_a_picture_keeps_its_alternative_text_and_fits_the_page(rendered: bytes) -> None:
    """165 mm at most."""
    inline = next(docx.Document(io.BytesIO(rendered)).element.body.iter(f"{WP}inline"))
    assert inline.find(f"{WP}docPr").get("descr") == "Un quai au soleil, vu de la mer."
    assert int(inline.find(f"{WP}extent").get("cx")) == 165 * 36000


def test_foreign_words_are_marked(rendered: bytes) -> None:
    """A screen reader changes its voice."""
    run = next(r for r in docx.Document(io.BytesIO(rendered)).element.body.iter(f"{W}r") if "English" in _text(r))
    assert run.find(f"{W}rPr/{W}lang").get(f"{W}val") == "en-CA"


def _text(run: Any) -> str:
    return "".join(t.text or "" for t in run.iter(f"{W}t"))


def test_only_narrative_sections_are_blocks() -> None:
    """A text under « blocs » is a fault of the template."""
    with pytest.raises(TemplateError, match="attend une section du récit"):
        render(template("{{p texte|blocs }}"), {"texte": "du texte"})

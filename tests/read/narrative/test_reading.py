"""Reading a narrative: what a person wrote is kept, what was changed or dropped is told."""

import datetime
import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from lxml import etree

from assembler.canvas.narrative import build_narrative
from assembler.models.finding import Severity
from assembler.models.narrative import SECTIONS, Block, Heading, ListItem, Paragraph, Run, Table
from assembler.read.narrative.reading import read_narrative
from assembler.regions import load_region
from tests.read.narratives import (
    NS,
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

REGION = load_region()


WRITTEN: tuple[Block, ...] = (
    Heading(level=1, text="Un sous-titre"),
    Heading(level=2, text="Plus bas"),
    Paragraph(
        runs=(
            Run(text="Du "),
            Run(
                text="gras",
                bold=True,
                footnote=(Run(text="Une note, "), Run(text="avec un lien", link="https://exemple.org/a?b=1&c=2")),
            ),
            Run(text=" et de l’italique", italic=True),
            Run(text=" le 1"),
            Run(text="er", superscript=True),
            Run(text=" in English only", lang="en"),
            Run(text=" puis\nà la ligne, {{ 7*7 }} & <b>"),
        )
    ),
    ListItem(runs=runs("un"), ordered=True, start=True),
    ListItem(runs=runs("un a"), ordered=True, level=1),
    ListItem(runs=runs("deux"), ordered=True),
    Paragraph(runs=runs("Entre les deux.")),
    ListItem(runs=runs("encore un"), ordered=True, start=True),
    ListItem(runs=runs("puce")),
    ListItem(runs=runs("sous-puce"), level=1),
    Table(caption="Les lieux", rows=((runs("Lieu"), runs("Places")), (runs("Gaspé"), runs("12")))),
    Paragraph(runs=runs("Après.")),
)


def test_what_the_canvas_holds_is_read_back_as_it_was() -> None:
    """Writing blocks in the canvas and reading them gives the same blocks."""
    content = build_narrative(REGION, REGION.territory("CG"), {"mobilisation": WRITTEN, "conclusion": WRITTEN[-1:]})
    found, _ = read_narrative(content)
    assert tags(found) == ["mobilisation", "conclusion"]
    assert found.blocks("mobilisation") == WRITTEN


def test_a_blank_canvas_is_empty_and_tells_the_sections_an_adopted_plan_needs() -> None:
    """Prompts are not texts."""
    found, findings = read_narrative(build_narrative(REGION, None))
    assert found.sections == ()
    assert {finding.code for finding in findings} == {"N-003"}
    assert [finding.place for finding in findings][:2] == ["Sommaire", "Mise en contexte"]
    assert not any(finding.is_blocking for finding in findings)


@pytest.mark.parametrize(
    "title",
    [
        "Bilan de la mobilisation",
        "3. BILAN DE LA MOBILISATION",
        "Partie I – Bilan de la mobilisation",
        "bilan de la mobilisàtion :",
    ],
)
def test_a_heading_is_recognised_whatever_its_case_accents_and_number(title: str) -> None:
    """Without content control, the « Titre 1 » tells the section."""
    assert read_blocks(narrative(paragraph(run("Texte.")), title=title)) == (Paragraph(runs=runs("Texte.")),)


def test_an_unknown_heading_is_told_with_the_nearest_section() -> None:
    """Its text is not taken, and the person knows."""
    document = docx.Document(io.BytesIO(narrative(paragraph(run("Texte.")))))
    document.add_heading("Les bons coup", 1)
    document.add_paragraph("Perdu sinon.")
    (finding,) = told(saved(document), "N-002")
    assert finding.severity is Severity.WARNING
    assert "«\u00a0Bons coups\u00a0»" in finding.remedy
    assert finding.place == "Les bons coup"


def test_a_file_without_any_section_blocks() -> None:
    """Nothing could be taken."""
    found, (finding,) = read_narrative(narrative(paragraph(run("x")), title="Ma recette de tarte"))
    assert found.sections == ()
    assert finding.code == "N-001"
    assert finding.is_blocking


def test_a_file_that_is_not_well_formed_blocks() -> None:
    """The screen let it through; the reader does not stumble."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(narrative())) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<w:document" if name == "word/document.xml" else source.read(name))
    assert [finding.code for finding in read_narrative(made.getvalue())[1]] == ["N-001"]


def test_text_before_the_first_section_is_told() -> None:
    """A cover page made by hand."""
    document = docx.Document()
    document.add_paragraph("Mon beau récit")
    document.add_heading("Conclusion", 1)
    document.add_paragraph("Fin.")
    (finding,) = told(saved(document), "N-011")
    assert finding.found == "Mon beau récit"


def test_text_under_a_heading_beside_its_control_is_kept() -> None:
    """People write next to the frame."""
    content = build_narrative(REGION, None, {"conclusion": (Paragraph(runs=runs("Dans le cadre.")),)})
    document = docx.Document(io.BytesIO(content))
    controls = [e for e in document.element.body if e.tag.endswith("}sdt")]
    frame = next(c for c in controls if b"recit.conclusion" in etree.tostring(c))
    frame.addnext(parse_xml(paragraph(run("À côté.")).replace("NS", NS, 1)))
    assert [b.runs[0].text for b in read_blocks(saved(document), "conclusion") if isinstance(b, Paragraph)] == [
        "Dans le cadre.",
        "À côté.",
    ]


def test_the_words_of_the_canvas_are_left_out_when_its_frames_are_gone() -> None:
    """LibreOffice saves the canvas as plain paragraphs."""
    lines = ("Partie I · Requis pour un plan adopté", SECTIONS[3].prompt, "Mon texte.")
    assert read_blocks(narrative(*(paragraph(run(line)) for line in lines))) == (Paragraph(runs=runs("Mon texte.")),)


def test_a_section_over_its_limit_is_told_and_kept() -> None:
    """350 words for the foreword."""
    content = narrative(paragraph(run("mot " * 360)), title="Mot de la coordination")
    (finding,) = told(content, "N-004")
    assert (finding.found, finding.expected) == ("360 mots", "350 mots au plus")
    assert len(read_blocks(content, "mot")) == 1


def test_tracked_insertions_are_accepted_and_deletions_made() -> None:
    """And told."""
    author = 'w:id="1" w:author="X" w:date="2026-01-01T00:00:00Z"'
    content = narrative(
        paragraph(
            run("Gardé")
            + f"<w:ins {author}>{run(' ajouté')}</w:ins>"
            + f"<w:del {author}><w:r><w:delText> ôté</w:delText></w:r></w:del>"
            + f"<w:moveTo {author}>{run(' déplacé')}</w:moveTo>"
            + f"<w:moveFrom {author}>{run(' d’ici')}</w:moveFrom>"
        )
    )
    assert read_blocks(content) == (Paragraph(runs=runs("Gardé ajouté déplacé")),)
    assert told(content, "N-009")[0].found == "4"


def test_comments_are_dropped_and_counted() -> None:
    """No name of who wrote them goes on."""

    def commented(document: Any) -> None:
        line = document.add_paragraph("Du texte commenté.")
        document.add_comment(line.runs, text="À revoir", author="Jeanne Tremblay")

    content = narrative(commented)
    assert read_blocks(content) == (Paragraph(runs=runs("Du texte commenté.")),)
    (finding,) = told(content, "N-008")
    assert finding.found == "1"
    assert "Jeanne" not in finding.model_dump_json()


def test_text_boxes_content_controls_and_fields_give_their_words() -> None:
    """What « paragraph.text » of python-docx would miss."""
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="9" name="b"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:txbx><w:txbxContent>'
        f"<w:p>{run('Dans la boîte')}</w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        f"<w:p>{run('Dans la boîte')}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    inline = f"<w:sdt><w:sdtContent>{run(' contrôlé')}</w:sdtContent></w:sdt>"
    simple = f'<w:fldSimple w:instr=" DATE ">{run(" 2026")}</w:fldSimple>'
    complex_field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    content = narrative(paragraph(run("Texte") + inline + simple + run(", page ") + complex_field + box))
    assert read_blocks(content) == (
        Paragraph(runs=runs("Texte contrôlé 2026, page 12")),
        Paragraph(runs=runs("Dans la boîte")),
    )
    assert told(content, "N-019")


def test_hidden_text_is_left_out() -> None:
    """What does not show in Word does not show in the plan."""
    content = narrative(paragraph(run("Visible") + run(" caché", "<w:vanish/>")))
    assert read_blocks(content) == (Paragraph(runs=runs("Visible")),)


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "javascript:alert(1)", "\\\\serveur\\partage", "ftp://exemple.org"]
)
def test_an_unsafe_link_is_told_and_its_text_kept(target: str) -> None:
    """Only pages and addresses."""

    def linked(document: Any) -> None:
        rid = document.part.relate_to(
            target, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True
        )
        document.add_paragraph()._p.append(parse_xml(f'<w:hyperlink {NS} r:id="{rid}">{run("cliquez")}</w:hyperlink>'))

    content = narrative(linked)
    assert read_blocks(content) == (Paragraph(runs=runs("cliquez")),)
    assert told(content, "N-012")[0].found == target


def test_endnotes_become_footnotes() -> None:
    """One kind of note in the plan."""
    content = with_part(
        narrative(paragraph(run("Fin") + '<w:r><w:endnoteReference w:id="3"/></w:r>')),
        "endnotes",
        f'<w:endnotes {NS}><w:endnote w:id="3"><w:p><w:r><w:endnoteRef/></w:r>{run(" La note de fin.")}</w:p>'
        "</w:endnote></w:endnotes>",
    )
    assert read_blocks(content) == (Paragraph(runs=(Run(text="Fin", footnote=runs("La note de fin.")),)),)
    assert told(content, "N-010")


def test_every_finding_tells_the_person_what_to_do() -> None:
    """Message and remedy, in French, with their full stop."""
    _, findings = read_narrative(build_narrative(REGION, None))
    assert all(finding.message.endswith(".") and finding.remedy for finding in findings)
    assert all(finding.sheet == "Récit" for finding in findings)


def test_sections_come_in_the_order_of_the_plan() -> None:
    """Whatever the order in the file."""
    document = docx.Document()
    for name in ("Conclusion", "Gouvernance"):
        document.add_heading(name, 1)
        document.add_paragraph(f"Texte, {datetime.date(2026, 1, 1)}.")
    order = [section.tag for section in SECTIONS]
    found = tags(read_narrative(saved(document))[0])
    assert found == sorted(found, key=order.index) == ["gouvernance", "conclusion"]

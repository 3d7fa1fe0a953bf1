"""Small real documents laid out by LibreOffice, and crafted PDFs, for the assembly and the verification."""

import io
import subprocess
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

import docx
import pikepdf
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Inches, Pt
from docx.text.paragraph import Paragraph
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from PIL import Image

from assembler.assemble.dossier import AssembledPdf, assemble_pdf
from assembler.assemble.part import Identity, LabelStyle, PageTarget, PartFile
from assembler.convert.canonical import canonical_pdf
from assembler.convert.office import OfficePool

DATE = date(2026, 11, 21)
IDENTITY = Identity(title="Dossier — La Côte-de-Gaspé & cie", author="RESSORT", date=DATE, keywords=("plan", "budget"))
FOOTER = "Version 3 — pied du document"
FOOTNOTE = "Une note au bas de la page."
ANCHORS = {"plan": PageTarget(part="plan"), "budget": PageTarget(part="plan", page_index=1)}
LETTER = (0, 0, 612, 792)


@cache
def font_path() -> Path:
    """Give the file of the stamp's font, as the caller of the library finds it."""
    found = subprocess.run(["fc-match", "-f", "%{file}", "Carlito"], capture_output=True, text=True, check=True)
    return Path(found.stdout)


@cache
def converted() -> dict[str, bytes]:
    """Give the contents page and the plan as PDFs, converted once for each test process."""
    documents = {"contents": _contents_document(), "plan": _plan_document()}
    with tempfile.TemporaryDirectory() as home, OfficePool(1, Path(home)) as pool:
        return {
            name: canonical_pdf(pool.convert_to_pdf(_saved(word), kind="docx", name=name).pdf, DATE)
            for name, word in documents.items()
        }


def contents_part() -> PartFile:
    """Give the front matter: one page whose links are placeholders."""
    return PartFile(id="table", title="Table", pdf=converted()["contents"], label_style=LabelStyle.ROMAN)


def plan_part(identifier: str = "plan", title: str = "Plan de communauté", prefix: str = "") -> PartFile:
    """Give the plan: portrait, portrait, landscape."""
    return PartFile(id=identifier, title=title, pdf=converted()["plan"], label_prefix=prefix)


def attachment(pdf: bytes, title: str = "P1 — Résolution", prefix: str = "P1-") -> PartFile:
    """Give an attachment as a part."""
    return PartFile(id=title, title=title, pdf=pdf, label_prefix=prefix, is_attachment=True)


@cache
def assembled() -> AssembledPdf:
    """Give a dossier of five parts: contents, plan, annex, a typed letter and a scan."""
    parts = (
        contents_part(),
        plan_part(),
        plan_part("annexe", "Annexe A", "A-"),
        attachment(letter_pdf()),
        attachment(scan_pdf(), "P2 — Photo", "P2-"),
    )
    return assemble_pdf(parts, IDENTITY, anchors=ANCHORS, font_path=font_path())


def letter_pdf(*, rotate: int = 0, box: tuple[int, int, int, int] = LETTER, pages: int = 1) -> bytes:
    """Give an untagged letter whose content leaves its graphics state open, as careless writers do."""
    pdf = Pdf.new()
    for _ in range(pages):
        add_letter_page(pdf, rotate=rotate, box=box)
    return saved_pdf(pdf)


def add_letter_page(pdf: Pdf, *, rotate: int = 0, box: tuple[int, int, int, int] = LETTER) -> Object:
    """Add a page that says « Bonjour la resolution » and give it."""
    pdf.add_blank_page()
    page = pdf.pages[-1].obj
    page.MediaBox, page.Rotate = Array(list(box)), rotate
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(helvetica)))
    text = b"q 2 0 0 2 0 0 cm /Span <</MCID 7>> BDC BT /F1 12 Tf %d %d Td (Bonjour la resolution) Tj ET"
    page.Contents = Stream(pdf, text % (box[0] // 2 + 36, box[1] // 2 + 200))
    return page


def scan_pdf() -> bytes:
    """Give one dark page without any text, its sheet away from the origin."""
    pdf = Pdf.new()
    pdf.add_blank_page()
    pdf.pages[0].obj.MediaBox = Array([-100, -50, 512, 742])
    pdf.pages[0].obj.Contents = Stream(pdf, b"0.1 g -100 -50 612 792 re f")
    return saved_pdf(pdf)


def link(pdf: Pdf, action: Dictionary, bottom: int = 300) -> Object:
    """Give a link annotation."""
    rect = Array([100, bottom, 200, bottom + 10])
    return pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=action))


def web_link(pdf: Pdf, uri: str = "https://example.org/") -> Object:
    """Give a link to the web."""
    return link(pdf, Dictionary(S=Name.URI, URI=String(uri)))


def saved_pdf(pdf: Pdf) -> bytes:
    """Give the bytes of an open PDF."""
    written = io.BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


@cache
def opened(pdf: bytes) -> Pdf:
    """Open bytes with pikepdf, and keep them open: an object of a closed file is gone."""
    return pikepdf.open(io.BytesIO(pdf))


def _contents_document() -> Document:
    document = _new_document("Table du dossier")
    document.add_heading("Table du dossier", 1)
    for anchor in ANCHORS:
        _add_link(document.add_paragraph("Voir "), f"la partie {anchor}", uri=f"https://dossier.invalid/#{anchor}")
    return document


def _plan_document() -> Document:
    document = _new_document("Plan")
    document.add_heading("Situation", 1)
    noted = document.add_paragraph("Besoin confirmé\u00a0: 1\u00a0260\u00a0000\u00a0$ pour le territoire.")
    _add_footnote(document, noted)
    _add_link(document.add_paragraph("Voir "), "le budget", anchor="budget")
    document.add_heading("Tableau", 2)
    _add_table(document)
    picture = io.BytesIO()
    Image.new("RGB", (60, 40), (20, 90, 140)).save(picture, "PNG")
    document.add_picture(picture, width=Inches(2))
    for drawing in document.paragraphs[-1]._p.iter(qn("wp:docPr")):
        drawing.set("descr", "Un rectangle bleu.")
    heading = document.add_heading("Budget", 1)
    heading.paragraph_format.page_break_before = True
    for tag in ("bookmarkStart", "bookmarkEnd"):
        heading._p.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:id="1" w:name="budget"/>'))
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_heading("Montage", 2)
    document.add_paragraph("Page en paysage.")
    return document


def _new_document(title: str) -> Document:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.language = "fr-CA"
    for style in ("Normal", "Heading 1", "Heading 2", "Title"):
        document.styles[style].font.name = "Calibri"
        for fonts in document.styles[style].element.iter(qn("w:rFonts")):
            for name in list(fonts.attrib):
                fonts.set(name, "Calibri") if "Theme" not in name and "theme" not in name else fonts.attrib.pop(name)
    document.styles["Normal"].font.size = Pt(11)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-CA")
    section = document.sections[0]
    section.footer_distance = Cm(1.1)
    section.footer.paragraphs[0].text = FOOTER
    return document


def _add_table(document: Document) -> None:
    table = document.add_table(3, 2)
    row = table.rows[0]._tr.get_or_add_trPr()
    row.append(OxmlElement("w:tblHeader"))
    for index, texts in enumerate(
        (("Action", "Besoin ($)"), ("CG-A01", "60\u00a0000"), ("CG-A02", "1\u00a0200\u00a0000"))
    ):
        for cell, text in zip(table.rows[index].cells, texts, strict=True):
            cell.text = text


def _add_link(paragraph: Paragraph, text: str, *, uri: str = "", anchor: str = "") -> None:
    element = OxmlElement("w:hyperlink")
    if uri:
        element.set(qn("r:id"), paragraph.part.relate_to(uri, RT.HYPERLINK, is_external=True))
    else:
        element.set(qn("w:anchor"), anchor)
    element.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>{text}</w:t></w:r>"))
    paragraph._p.append(element)


def _add_footnote(document: Document, paragraph: Paragraph) -> None:
    """python-docx has no footnotes: the part is written here."""
    notes = (
        f"<w:footnotes {nsdecls('w')}>"
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote>"
        f'<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{FOOTNOTE}</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
    document.part.relate_to(part, RT.FOOTNOTES)
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="1"/></w:r>'))


def _saved(document: Document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()

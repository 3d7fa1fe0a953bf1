"""Sets the attachments as letters, resolutions and minutes, and converts them to PDF."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.text.paragraph import Paragraph

from assembler.convert.canonical import canonical_pdf
from assembler.convert.office import OfficePool
from assembler.typography import format_date_long
from canvases.samples.content import Row

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_FACE = "Carlito"
_SUBJECT = {False: "Objet\u00a0:", True: "Re:"}
_GREY = RGBColor(0x52, 0x60, 0x6D)


@dataclass(frozen=True)
class Letterhead:
    """The look of what one organization sends."""

    lines: Sequence[str]
    colour: RGBColor


def make_pieces(pieces: Sequence[Row], accent: str, home: Path) -> dict[str, bytes]:
    """Gives each attachment as a PDF by file name, the same bytes each time; ``home`` is where LibreOffice works."""
    if not pieces:
        return {}
    colours = _colours(pieces, accent)
    with OfficePool(1, home) as office:
        return {
            piece["file"]: canonical_pdf(
                office.convert_to_pdf(set_piece(piece, colours[piece["file"]]), kind="docx", name=piece["title"]).pdf,
                piece["dated"],
            )
            for piece in pieces
        }


def set_piece(piece: Row, colour: RGBColor) -> bytes:
    """Gives an attachment as a Word file."""
    document = docx.Document()
    _set_up(document, piece)
    _write_letterhead(document, Letterhead(piece["letterhead"], colour))
    if piece["layout"] == "lettre":
        _write_address(document, piece)
    else:
        _write_title(document, piece, colour)
    for text in piece["body"]:
        _write_text(document, text)
    _write_signature(document, piece)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _colours(pieces: Sequence[Row], accent: str) -> dict[str, RGBColor]:
    """One colour for each organization; the first one, the territory's own, has its accent."""
    palette = (accent, "2F4858", "5B3A29", "3F5E4E", "6B2737", "4A4E69")
    heads = list(dict.fromkeys(piece["letterhead"][0] for piece in pieces))
    return {
        piece["file"]: RGBColor.from_string(palette[heads.index(piece["letterhead"][0]) % len(palette)])
        for piece in pieces
    }


def _set_up(document: Document, piece: Row) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(1.1)
    section.top_margin = section.bottom_margin = Inches(0.9)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FACE, Pt(11.5)
    fonts = normal.element.rPr.rFonts
    for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FACE)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), piece.get("lang", "fr-CA"))
    normal.element.rPr.append(language)
    normal.paragraph_format.space_after = Pt(9)
    normal.paragraph_format.line_spacing = 1.2
    document.core_properties.title = piece["title"]
    document.core_properties.author = piece["letterhead"][0]
    document.core_properties.language = piece.get("lang", "fr-CA")


def _write_letterhead(document: Document, head: Letterhead) -> None:
    for number, line in enumerate(head.lines):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(line)
        run.bold = number == 0
        run.font.size = Pt(14.5 if number == 0 else 10)
        run.font.color.rgb = head.colour if number == 0 else _GREY
    _rule(paragraph, head.colour)
    paragraph.paragraph_format.space_after = Pt(26)


def _rule(paragraph: Paragraph, colour: RGBColor) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", str(colour))):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def _write_address(document: Document, piece: Row) -> None:
    is_english = piece.get("lang", "fr-CA").startswith("en")
    day: date = piece["dated"]
    written = format_date_long(day, lang="en") if is_english else f"Le {format_date_long(day)}"
    _plain(document, written).paragraph_format.space_after = Pt(22)
    for line in piece["recipient"]:
        _plain(document, line).paragraph_format.space_after = Pt(0)
    subject = document.add_paragraph()
    subject.paragraph_format.space_before = Pt(22)
    subject.add_run(f"{_SUBJECT[is_english]} {piece['subject']}").bold = True


def _write_title(document: Document, piece: Row, colour: RGBColor) -> None:
    title = document.add_paragraph()
    title.paragraph_format.space_before = Pt(0)
    title.paragraph_format.space_after = Pt(4)
    run = title.add_run(piece["title"])
    run.bold, run.font.size, run.font.color.rgb = True, Pt(17), colour
    reference = document.add_paragraph()
    reference.paragraph_format.space_after = Pt(20)
    said = reference.add_run(piece.get("reference", format_date_long(piece["dated"])))
    said.font.color.rgb = _GREY


def _write_text(document: Document, text: str) -> None:
    if text.startswith("- "):
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.paragraph_format.space_after = Pt(4)
        _write_runs(paragraph, text[2:])
    else:
        _write_runs(document.add_paragraph(), text)


def _write_runs(paragraph: Paragraph, text: str) -> None:
    for number, words in enumerate(_BOLD.split(text)):
        if words:
            paragraph.add_run(words).bold = number % 2 == 1


def _write_signature(document: Document, piece: Row) -> None:
    line = document.add_paragraph()
    line.paragraph_format.space_before = Pt(40)
    line.paragraph_format.space_after = Pt(2)
    line.paragraph_format.keep_with_next = True
    line.add_run("_" * 34).font.color.rgb = _GREY
    for number, words in enumerate(piece["signature"]):
        paragraph = _plain(document, words)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.keep_with_next = number < len(piece["signature"]) - 1
        paragraph.runs[0].bold = number == 0


def _plain(document: Document, words: str) -> Paragraph:
    paragraph = document.add_paragraph(words)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    return paragraph

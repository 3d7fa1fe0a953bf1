"""A narrative with everything Word can put in a text: each thing with words of its own, to be found again or told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from tests.read.narratives import NS, run, saved

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
AUTHOR = 'w:id="1" w:author="X" w:date="2026-01-01T00:00:00Z"'


@dataclass(frozen=True)
class Construct:
    """Something in a narrative: what makes it, the words a plan must show, those it must not, the codes told."""

    name: str
    make: str | Callable[[Document], None]
    kept: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


def torture(constructs: tuple[Construct, ...]) -> bytes:
    """Gives one narrative with all of them, each after a paragraph that separates it from the one before."""
    document = docx.Document()
    document.add_heading("Bilan de la mobilisation", 1)
    for construct in constructs:
        document.add_paragraph(mark_of(construct))
        if callable(construct.make):
            construct.make(document)
        else:
            document.element.body.insert(-1, parse_xml(construct.make.replace(" NS", f" {NS}", 1)))
    return saved(document)


def mark_of(construct: Construct) -> str:
    """Gives the line that comes before a construct."""
    return f"Ici\u00a0: {construct.name}."


def add_part(document: Document, name: str, kind: str, content: bytes, content_type: str = "application/xml") -> str:
    """Adds a part that the body names; gives its relation id."""
    part = Part(PackURI(f"/word/{name}"), content_type, content, document.part.package)
    return document.part.relate_to(part, f"{RELATIONS}/{kind}")


def append(document: Document, xml: str) -> Any:
    """Adds raw XML at the end of the body."""
    element = parse_xml(xml.replace(" NS", f" {NS}", 1))
    document.element.body.insert(-1, element)
    return element


def drawing(uri: str, inside: str) -> str:
    """Gives a run that draws something of a kind."""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="9" name="x"/><a:graphic>'
        f'<a:graphicData uri="{uri}">{inside}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def field(instruction: str, result: str) -> str:
    """Gives a complex field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(content: str, properties: str = "") -> str:
    """Gives a cell of paragraphs."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def text_cell(text: str, properties: str = "") -> str:
    """Gives a cell of one text."""
    return cell(f"<w:p>{run(text)}</w:p>", properties)


def table(*rows: str) -> str:
    """Gives a raw table."""
    return f"<w:tbl NS><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"

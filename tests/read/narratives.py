"""Narratives as people write them, built on the spot: with Word's styles, changes, comments, boxes and traps."""

import io
from collections.abc import Callable
from typing import Any

import docx
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from assembler.models.finding import Finding
from assembler.models.narrative import Block, Narrative, Run
from assembler.read.narrative.reading import read_narrative

NS = nsdecls("w", "r", "wp", "a", "pic")


def narrative(*elements: str | Callable[[Document], None], title: str = "Bilan de la mobilisation") -> bytes:
    """Gives a narrative of one section, under its « Heading 1 »: raw body XML, or what a function adds."""
    document = docx.Document()
    document.add_heading(title, 1)
    for element in elements:
        if callable(element):
            element(document)
        else:
            document.element.body.insert(-1, parse_xml(element.replace(" NS", f" {NS}", 1)))
    return saved(document)


def saved(document: Document) -> bytes:
    """Gives the bytes of a document."""
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def paragraph(content: str, properties: str = "") -> str:
    """Gives a paragraph of raw runs."""
    return f"<w:p NS><w:pPr>{properties}</w:pPr>{content}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Gives a raw run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def read_blocks(content: bytes, tag: str = "mobilisation") -> tuple[Block, ...]:
    """Gives the blocks of one section."""
    return read_narrative(content)[0].blocks(tag)


def told(content: bytes, code: str) -> list[Finding]:
    """Gives the findings of one code."""
    return [finding for finding in read_narrative(content)[1] if finding.code == code]


def tags(found: Narrative) -> list[str]:
    """Gives the sections found."""
    return [section.tag for section in found.sections]


def image(kind: str, size: tuple[int, int] = (200, 100), **options: Any) -> bytes:
    """Gives a picture file."""
    made = io.BytesIO()
    Image.new("RGB", size, (27, 94, 145)).save(made, kind, **options)
    return made.getvalue()


def add_image(document: Document, content: bytes, alt: str = "") -> None:
    """Adds a picture in a paragraph of its own."""
    shape = document.add_picture(io.BytesIO(content))
    shape._inline.docPr.set("descr", alt)


def runs(text: str) -> tuple[Run, ...]:
    """Gives plain words as they are read."""
    return (Run(text=text),)


def with_part(content: bytes, name: str, xml: str) -> bytes:
    """Gives a narrative with a part that the body leans on: footnotes, endnotes."""
    document = docx.Document(io.BytesIO(content))
    kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
    part = Part(PackURI(f"/word/{name}.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}")
    return saved(document)

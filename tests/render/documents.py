"""Small templates and contexts, built on the spot on the base of the house."""

import datetime
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assembler.models.narrative import Run
from assembler.render.rendered import RenderedDocx
from assembler.render.word import render_word
from assembler.word.ooxml import W, field_xml
from assembler.word.package import Identity

BASE = Path(__file__).parents[2] / "canvases" / "base.docx"
IDENTITY = Identity(title="Plan d’essai", author="RDS-GÎM", dated=datetime.date(2026, 10, 5), accent="A4451C")
HEADER_VALUES: dict[str, Any] = {
    "document": {"titre": "Plan d’essai", "version": 3, "date": datetime.date(2026, 10, 5), "ebauche": False},
    "territoire": {"nom": "La Côte-de-Gaspé"},
}


def template(*lines: str | tuple[str, str]) -> Document:
    """Gives a template on the base: texts, or texts with their style id."""
    document = docx.Document(str(BASE))
    body = document.element.body
    for paragraph in body.findall(f"{W}p"):
        body.remove(paragraph)
    for line in lines:
        text, style = line if isinstance(line, tuple) else (line, "Normal")
        add_line(document, text, style)
    return document


def add_line(document: Document, text: str, style: str = "Normal") -> None:
    """Adds a paragraph of a style, by id."""
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().insert(0, parse_xml(f'<w:pStyle {nsdecls("w")} w:val="{style}"/>'))


def add_field(
    document: Document, instruction: str, *, before: str = "", after: str = "", style: str = "Normal"
) -> None:
    """Adds a paragraph that holds a field between two texts."""
    add_line(document, before, style)
    paragraph = document.paragraphs[-1]._p
    for run in parse_xml(f"<w:p {nsdecls('w')}>{field_xml(instruction, '?')}</w:p>"):
        paragraph.append(run)
    document.paragraphs[-1].add_run(after)


def saved(document: Document) -> bytes:
    """Gives the bytes of a document."""
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def library(**templates: Document) -> Callable[[str], bytes]:
    """Gives a reader of templates by path: ``essai/<name>.docx``."""
    contents = {f"essai/{name}.docx": saved(document) for name, document in templates.items()}
    return contents.__getitem__


def render(document: Document, context: Mapping[str, Any], **others: Any) -> RenderedDocx:
    """Renders one template with a context, header values included."""
    read = others.pop("read", None) or library(gabarit=document)
    return render_word("essai/gabarit.docx", {**HEADER_VALUES, **context}, identity=IDENTITY, read=read, **others)


def runs(text: str) -> tuple[Run, ...]:
    """Gives a text as runs."""
    return (Run(text=text),)

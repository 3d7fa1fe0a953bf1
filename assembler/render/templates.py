"""Make Word templates ready to render: includes spliced, tags made readable to Jinja2, compiled once per content."""

import hashlib
import io
import re
from dataclasses import dataclass
from typing import Any, Final

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part, XmlPart
from docxtpl import DocxTemplate
from jinja2 import Template
from jinja2 import TemplateError as JinjaError
from lxml import etree

from assembler.errors import TemplateError
from assembler.i18n import translate as _
from assembler.render.environment import template_environment
from assembler.render.inclusion import ReadTemplate, splice_includes
from assembler.render.places import TemplateSource, template_error
from assembler.settings import data_folder
from assembler.word.ooxml import W
from assembler.word.outline import outline_levels

MOST_KEPT: Final = 64  # compiled templates in memory
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_NAMES = {RT.HEADER: "en-tête", RT.FOOTER: "pied de page", RT.FOOTNOTES: "notes"}


@dataclass(frozen=True)
class CompiledPart:
    """One part of a template, ready to render."""

    partname: str
    source: TemplateSource
    template: Template


@dataclass(frozen=True)
class PreparedTemplate:
    """A template with its includes spliced in, and its parts that hold tags, compiled."""

    name: str
    package: bytes
    parts: tuple[CompiledPart, ...]
    included: tuple[tuple[str, str], ...]  # template, hash


_kept: dict[tuple[str, str], PreparedTemplate] = {}


def read_template_file(path: str) -> bytes:
    """Gives a template by its path from the data folders, ``canvases/plan.docx``."""
    folder, _slash, name = path.partition("/")
    file = data_folder(folder) / name
    if ".." in path.split("/") or not file.is_file():
        raise TemplateError(path, _("le fichier est introuvable"), _("Vérifiez son nom et son dossier."))
    return file.read_bytes()


def prepare_template(name: str, read: ReadTemplate) -> PreparedTemplate:
    """Gives a template ready to render, from memory when neither it nor what it includes has changed."""
    content = read(name)
    key = (name, _hash(content))
    kept = _kept.get(key)
    if kept is not None and all(_hash(read(path)) == digest for path, digest in kept.included):
        return kept
    made = _prepare(name, content, read)
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[key] = made
    return made


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _prepare(name: str, content: bytes, read: ReadTemplate) -> PreparedTemplate:
    document = open_template(name, content)
    included = splice_includes(document, name, read)
    written = io.BytesIO()
    document.save(written)
    headings = frozenset(outline_levels(document.styles.element))
    return PreparedTemplate(
        name=name,
        package=written.getvalue(),
        parts=tuple(
            _compile(name, part, place, headings) for part, place in _tagged_parts(document) if _has_tags(part.blob)
        ),
        included=tuple((path, _hash(read(path))) for path in dict.fromkeys(included)),
    )


def open_template(name: str, content: bytes) -> Document:
    """Gives the document; ``TemplateError`` when the file is not a Word document."""
    try:
        return docx.Document(io.BytesIO(content))
    except Exception as error:  # zip, XML and package errors share no base
        raise TemplateError(
            name,
            _("ce n’est pas un document Word (.docx) lisible"),
            _("Ouvrez-le dans Word et enregistrez-le de nouveau."),
        ) from error


def _tagged_parts(document: Document) -> list[tuple[Part, str]]:
    parts: list[tuple[Part, str]] = [(document.part, "corps")]
    parts.extend(
        (relation.target_part, _NAMES[relation.reltype])
        for relation in document.part.rels.values()
        if relation.reltype in _NAMES
    )
    return parts


def _has_tags(blob: bytes) -> bool:
    """Word may cut « {{ » into two runs, so look at the text alone."""
    text = "".join(node.text or "" for node in etree.fromstring(blob).iter(f"{W}t"))
    return any(mark in text for mark in ("{{", "{%", "{#")) or b"{{" in blob


def _compile(name: str, part: Part, place: str, headings: frozenset[str]) -> CompiledPart:
    xml = etree.tostring(_root(part), encoding="unicode")
    patched = DocxTemplate(io.BytesIO()).patch_xml(xml)
    source = TemplateSource(_PARAGRAPH.sub("\n<w:p", patched), place, headings)
    try:
        template = template_environment().from_string(source.text)
    except JinjaError as error:
        raise template_error(name, source, error) from error
    return CompiledPart(str(part.partname), source, template)


def _root(part: Part) -> Any:
    return part.element if isinstance(part, XmlPart) else etree.fromstring(part.blob)

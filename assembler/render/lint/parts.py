"""Every part of a template that holds tags, read with the templates it includes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part, XmlPart
from lxml import etree

from assembler.errors import TemplateError
from assembler.i18n import mark
from assembler.i18n import translate as _
from assembler.render.inclusion import ReadTemplate, included_name
from assembler.render.lint.blocks import Reading
from assembler.render.lint.drawings import charts_of
from assembler.render.lint.fault import Fault
from assembler.render.lint.scope import Scope
from assembler.render.lint.tag import Tag, leftover, paragraphs_of, shortened, tags_of, words_of
from assembler.render.templates import open_template
from assembler.word.ooxml import W
from assembler.word.outline import outline_levels
from assembler.word.spots import countable

_NAMES = {RT.HEADER: mark("en-tête"), RT.FOOTER: mark("pied de page"), RT.FOOTNOTES: mark("notes")}
BETWEEN = " › "


@dataclass
class Found:
    """What reading a template gave: its faults, the paths it shows, the names of the charts it draws."""

    faults: list[Fault] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    charts: list[tuple[str, Fault]] = field(default_factory=list)  # with a fault that says where it stands


def read_parts(path: str, document: Document, scope: Scope, read: ReadTemplate) -> Found:
    """Gives what the body, then the headers, footers and notes of a template hold."""
    found = Found()
    _read_body(path, document, scope, read, found)
    for part, name in _others(document):
        root = part.element if isinstance(part, XmlPart) else etree.fromstring(part.blob)
        _read(root, scope, found, place=partial(_outside, name))
    return found


def _outside(name: str, _paragraph: Any) -> tuple[str, int]:
    return _(name), 0


def headings_above(document: Document) -> Callable[[Any], str]:
    """Gives what names the place of a paragraph of the body: the heading above it, and its own words."""
    levels = outline_levels(document.styles.element)
    heading, places = "", {}
    for paragraph in paragraphs_of(document.element.body):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        words = shortened(words_of(paragraph))
        if style is not None and style.get(f"{W}val") in levels and words:
            heading = words
        places[paragraph] = BETWEEN.join(dict.fromkeys(word for word in (heading, words) if word))
    return lambda paragraph: places.get(paragraph, "")


@dataclass(frozen=True)
class _Included:
    """Where an included template stands: its name, the rank of the paragraph, the templates around it."""

    name: str = ""
    spot: int = 0
    above: tuple[str, ...] = ()


def _read_body(
    path: str, document: Document, scope: Scope, read: ReadTemplate, found: Found, at: _Included = _Included()
) -> None:
    """Reads a body; the places of what it includes are the paragraph that includes it."""
    ranks = {paragraph: rank for rank, paragraph in enumerate(countable(document.element.body), 1)}
    named = headings_above(document)

    def place(paragraph: Any) -> tuple[str, int]:
        words = BETWEEN.join(word for word in (at.name, named(paragraph)) if word)
        return words, at.spot or _rank(paragraph, ranks)

    def include(name: str, paragraph: Any, here: Scope) -> None:
        where, spot = place(paragraph)
        other = str(PurePosixPath(path).parent / name)
        if other in (*at.above, path):
            message = _("Le gabarit «\u00a0{name}\u00a0» s’inclut lui-même.").format(name=name)
            found.faults.append(Fault("L-010", message, where, spot, found=name))
            return
        try:
            included = open_template(other, read(other))
        except TemplateError:
            message = _("Le gabarit inclus «\u00a0{name}\u00a0» n’existe pas ou n’est pas lisible.").format(name=name)
            found.faults.append(Fault("L-010", message, where, spot, found=name))
            return
        _read_body(other, included, here, read, found, _Included(name, spot, (*at.above, path)))

    _read(document.element.body, scope, found, place=place, include=include)


def _read(
    root: Any,
    scope: Scope,
    found: Found,
    *,
    place: Callable[[Any], tuple[str, int]],
    include: Callable[[str, Any, Scope], None] | None = None,
) -> None:
    reading = Reading(scope, partial(_tell, found, place))
    for paragraph in paragraphs_of(root):
        name = included_name(paragraph)
        if name and include is not None:
            include(name, paragraph, reading.here)
            continue
        for tag in tags_of(paragraph):
            reading.read(tag)
        where, spot = place(paragraph)
        if left := leftover(paragraph):
            found.faults.append(
                Fault("L-005", _("Une balise ne finit pas dans son paragraphe."), where, spot, found=left)
            )
        found.charts += [(chart, Fault("L-011", "", where, spot, found=chart)) for chart in charts_of(paragraph)]
    reading.end()
    found.shown += reading.shown


def _tell(
    into: Found, place: Callable[[Any], tuple[str, int]], code: str, message: str, tag: Tag, /, **facts: str
) -> None:
    where, spot = place(tag.paragraph)
    told = {"found": shortened(tag.text), **facts}
    into.faults.append(Fault(code, message, where, spot, **told))


def _rank(paragraph: Any, ranks: Mapping[Any, int]) -> int:
    """The rank of a paragraph, or of the one whose text box holds it."""
    return next((ranks[one] for one in (paragraph, *paragraph.iterancestors()) if one in ranks), 0)


def _others(document: Document) -> Iterator[tuple[Part, str]]:
    for relation in document.part.rels.values():
        if relation.reltype in _NAMES:
            yield relation.target_part, _NAMES[relation.reltype]

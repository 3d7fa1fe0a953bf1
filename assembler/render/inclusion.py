"""Splice one template's body into another before rendering, so that a sheet is drawn once and appears everywhere.

    {%p include "fiche-action.docx" %}

alone in a paragraph is replaced by the body of that template, found beside the one that includes it.
"""

import copy
import io
import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any, Final

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.rel import _Relationship

from assembler.errors import TemplateError
from assembler.i18n import translate as _
from assembler.word.ooxml import R, W
from assembler.word.outline import paragraph_text

ReadTemplate = Callable[[str], bytes]

_INCLUDE: Final = re.compile(r"\{%p\s+include\s+[\"“”«»\s\u00a0]*([\w./-]+\.docx)[\"“”«»\s\u00a0]*%\}")
_DRAWN = ("image", "chart")
_REFUSED = ("footnoteReference", "endnoteReference", "commentReference", "altChunk", "object")


def splice_includes(document: Document, template: str, read: ReadTemplate, *, above: tuple[str, ...] = ()) -> list[str]:
    """Replaces every include of a document, at any depth; gives the templates that were read.

    Raises ``TemplateError`` for a template that includes itself, has other styles, or holds what cannot travel.
    """
    used: list[str] = []
    for paragraph, name in list(_find_includes(document.element.body)):
        path = str(PurePosixPath(template).parent / name)
        if path in (*above, template):
            raise TemplateError(
                template,
                _("le gabarit «\u00a0{name}\u00a0» s’inclut lui-même").format(name=name),
                _("Retirez l’inclusion."),
            )
        included = docx.Document(io.BytesIO(read(path)))
        used += [path, *splice_includes(included, path, read, above=(*above, template))]
        _check_included(document, included, template, name)
        for element in _carry_body(document, included, template, name):
            paragraph.addprevious(element)
        paragraph.getparent().remove(paragraph)
    return used


def included_name(paragraph: Any) -> str:
    """Gives the template that a paragraph includes; empty when it includes none."""
    match = _INCLUDE.fullmatch(paragraph_text(paragraph))
    return match[1] if match else ""


def _find_includes(body: Any) -> Iterator[tuple[Any, str]]:
    for paragraph in body.iter(f"{W}p"):
        if name := included_name(paragraph):
            yield paragraph, name


def _check_included(document: Document, included: Document, template: str, name: str) -> None:
    for tag in _REFUSED:
        if next(included.element.body.iter(f"{W}{tag}"), None) is not None:
            raise TemplateError(
                template,
                _("le gabarit inclus «\u00a0{name}\u00a0» contient des notes, des commentaires ou des objets").format(
                    name=name
                ),
                _("Retirez-les du gabarit inclus."),
            )
    if _numbering(included) != _numbering(document) and next(included.element.body.iter(f"{W}numId"), None) is not None:
        raise TemplateError(
            template,
            _(
                "le gabarit inclus «\u00a0{name}\u00a0» numérote des listes avec une numérotation qui n’est pas d’ici"
            ).format(name=name),
            _("Employez les styles de liste de la base plutôt que les boutons de liste."),
        )
    known = _style_ids(document)
    unknown = sorted({style.get(f"{W}val") for style in included.element.body.iter(*_STYLED)} - known)
    if unknown:
        raise TemplateError(
            template,
            _("le gabarit inclus «\u00a0{name}\u00a0» emploie des styles absents d’ici ({styles})").format(
                name=name, styles=", ".join(unknown)
            ),
            _("Redonnez aux deux gabarits les styles de la base («\u00a0dossier restyle\u00a0»)."),
        )


_STYLED = (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")


def _numbering(document: Document) -> bytes:
    try:
        return document.part.part_related_by(RT.NUMBERING).blob
    except KeyError:
        return b""


def _style_ids(document: Document) -> set[str]:
    return {style.get(f"{W}styleId") for style in document.styles.element.iterchildren(f"{W}style")}


def _carry_body(document: Document, included: Document, template: str, name: str) -> list[Any]:
    try:
        return _carried_body(document, included)
    except _NotPortableError as error:
        raise TemplateError(
            template,
            _("le gabarit inclus «\u00a0{name}\u00a0» s’appuie sur ce qui ne se transporte pas ({error})").format(
                name=name, error=error
            ),
            _("N’y gardez que des textes, des tableaux, des images et des graphiques."),
        ) from error


class _NotPortableError(Exception):
    """A relation of an included template that another cannot take over; the message is its kind."""


def _carried_body(document: Document, included: Document) -> list[Any]:
    """The included body without its last section, its relations rewritten to parts of the including document."""
    elements = [copy.deepcopy(element) for element in included.element.body if element.tag != f"{W}sectPr"]
    relations = included.part.rels
    carried: dict[str, str] = {}
    for element in elements:
        for section in element.iter(f"{W}sectPr"):  # a section of the including document keeps its own headers
            for reference in section.findall(f"{W}headerReference") + section.findall(f"{W}footerReference"):
                section.remove(reference)
        for node in element.iter():
            for attribute, rid in node.attrib.items():
                if attribute.startswith(R) and rid in relations:
                    if rid not in carried:
                        carried[rid] = _carry(document, relations[rid])
                    node.set(attribute, carried[rid])
    return elements


def _carry(document: Document, relation: _Relationship) -> str:
    if relation.is_external and relation.reltype == RT.HYPERLINK:
        return document.part.relate_to(relation.target_ref, relation.reltype, is_external=True)
    if relation.is_external or relation.reltype.rsplit("/", 1)[-1] not in _DRAWN:
        raise _NotPortableError(relation.reltype.rsplit("/", 1)[-1])
    return document.part.relate_to(_clone(relation.target_part, document), relation.reltype)


def _clone(part: Part, document: Document) -> Part:
    package = document.part.package
    assert package is not None
    used = {str(known.partname) for known in package.iter_parts()}
    folder, suffix = part.partname.baseURI, part.partname.ext
    name = next(uri for n in itertools.count(1) if (uri := f"{folder}/inclus{n}.{suffix}") not in used)
    clone = Part(PackURI(name), part.content_type, part.blob, package)
    for relation in part.rels.values():
        if relation.is_external:
            raise _NotPortableError(relation.reltype.rsplit("/", 1)[-1])
        clone.load_rel(relation.reltype, _clone_under(relation.target_part, clone), relation.rId)
    return clone


def _clone_under(part: Part, owner: Part) -> Part:
    """A chart's workbook, style and colours: named after the chart, which no other part of the package is."""
    stem = owner.partname.filename.rsplit(".", 1)[0]
    name = f"{part.partname.baseURI}/{stem}-{part.partname.filename}"
    return Part(PackURI(name), part.content_type, part.blob, owner.package)

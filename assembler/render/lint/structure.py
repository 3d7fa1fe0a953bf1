"""How a template is built: headings in order, language and title, tables a screen reader can walk, nothing left in."""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from docx.document import Document
from lxml import etree

from assembler.i18n import translate as _
from assembler.render.lint.fault import Fault
from assembler.render.lint.tag import shortened, words_of
from assembler.word.ooxml import W
from assembler.word.outline import find_headings
from assembler.word.restyle import SHARED_PARTS
from assembler.word.styles import LANG

Place = Callable[[Any], tuple[str, int]]  # of an element: its words, the rank of its paragraph
_CHANGES = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange")


def structure_faults(document: Document, place: Place) -> Iterator[Fault]:
    """Gives every fault of the build of a template, in the order of its body."""
    yield from _heading_faults(document, place)
    yield from _table_faults(document, place)
    yield from _identity_faults(document)
    yield from _left_faults(document, place)


def style_fault(content: bytes, base: bytes) -> Iterator[Fault]:
    """Tells the styles, numbering or theme that are not those of the base."""
    with zipfile.ZipFile(io.BytesIO(content)) as own, zipfile.ZipFile(io.BytesIO(base)) as shared:
        names = set(own.namelist())
        differing = [
            name
            for name in SHARED_PARTS
            if name in shared.namelist()
            and name in names
            and _canonical(own.read(name)) != _canonical(shared.read(name))
        ]
    if differing:
        message = _("Les styles, la numérotation ou le thème ne sont pas ceux de la base.")
        yield Fault("L-014", message, found=", ".join(differing))


def _canonical(part: bytes) -> bytes:
    return etree.tostring(etree.fromstring(part), method="c14n")


def _heading_faults(document: Document, place: Place) -> Iterator[Fault]:
    before = 0
    for heading in find_headings(document):
        if before and heading.level > before + 1:
            where, spot = place(heading.paragraph)
            message = _("Le titre saute du niveau {before} au niveau {level}.").format(
                before=before, level=heading.level
            )
            yield Fault("L-015", message, where, spot, found=shortened(heading.text), expected=str(before + 1))
        before = heading.level


def _table_faults(document: Document, place: Place) -> Iterator[Fault]:
    for table in document.element.body.iter(f"{W}tbl"):
        where, spot = place(next(table.iter(f"{W}p"), table))
        if next(table.iter(f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge"), None) is not None:
            yield Fault("L-018", _("Un tableau a des cellules fusionnées."), where, spot)
        head = table.find(f"{W}tr")
        if head is None or head.find(f"{W}trPr/{W}tblHeader") is None:
            yield Fault("L-019", _("Un tableau n’a pas de ligne d’en-tête répétée."), where, spot)
        elif any(not "".join(map(words_of, cell.iter(f"{W}p"))).strip() for cell in head.findall(f"{W}tc")):
            yield Fault("L-019", _("Un en-tête de tableau est vide."), where, spot)


def _identity_faults(document: Document) -> Iterator[Fault]:
    lang = document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    found = lang.get(f"{W}val") if lang is not None else ""
    if found != LANG:
        message = _("La langue du gabarit n’est pas {language}.").format(language=LANG)
        yield Fault("L-016", message, found=found or "", expected=LANG)
    if not (document.core_properties.title or "").strip():
        yield Fault("L-017", _("Le gabarit n’a pas de titre dans ses propriétés."))


def _left_faults(document: Document, place: Place) -> Iterator[Fault]:
    """One fault a kind: what is left in is taken out all at once, in Word."""
    body = document.element.body
    for tags, message in (
        (("commentReference",), _("Des commentaires sont restés dans le gabarit.")),
        (_CHANGES, _("Des modifications suivies sont restées dans le gabarit.")),
    ):
        left = next(body.iter(*(f"{W}{tag}" for tag in tags)), None)
        if left is not None:
            where, spot = place(left)
            yield Fault("L-023", message, where, spot)

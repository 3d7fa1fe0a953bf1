"""The last steps before a Word file leaves: ids in order, clean properties and settings, canonical bytes."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.part import XmlPart
from lxml import etree

from assembler.word.ooxml import WP, R, W
from assembler.word.styles import BASE_ACCENT, BASE_TINT, LANG, tint_of
from assembler.zipping import canonical_zip

PRODUCT: Final = "Dossier"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# What settings.xml may not say: ask to update fields, name a template elsewhere, keep a trace of editing sessions.
_UNWANTED_SETTINGS = ("updateFields", "rsids", "attachedTemplate", "trackRevisions", "proofState", "documentProtection")
_UNWANTED_PARTS = ("docProps/custom.xml", "docProps/thumbnail")
_SPARED_RELS = ("image", "chart", "hyperlink")  # kinds of relation that only an r: attribute uses


@dataclass(frozen=True)
class Identity:
    """What a finished Word file says of itself.

    ``dated`` is written as the date of creation: nothing reads the clock. ``accent`` (RRGGBB) takes the place of
    ``BASE_ACCENT``, and its tint that of ``BASE_TINT``.
    """

    title: str
    author: str  # the organisation, never a person
    dated: date
    accent: str = BASE_ACCENT
    lang: str = LANG


def canonical_docx(document: Document, identity: Identity) -> bytes:
    """Gives the same bytes for the same document: accent, properties and settings set, ids in order.

    Pictures, charts and links that nothing shows any more are left out.
    """
    number_ids(document)
    _drop_unused_relations(document)
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return canonical_zip(_cleaned(parts, identity))


def number_ids(document: Document) -> None:
    """Numbers drawings, content controls and bookmarks in order; of two bookmarks of one name the first stays."""
    drawings = 0
    for part in _xml_parts(document):
        for properties in part.element.iter(f"{WP}docPr"):
            drawings += 1
            properties.set("id", str(drawings))
    body = document.element.body
    for number, control in enumerate(body.iter(f"{W}sdtPr"), 1):
        _set_control_id(control, number)
    _number_bookmarks(body)


def _set_control_id(control: Any, number: int) -> None:
    identifier = control.find(f"{W}id")
    if identifier is not None:
        identifier.set(f"{W}val", str(number))


def _number_bookmarks(body: Any) -> None:
    """Starts and ends are matched by their old id, the last opened first: loops repeat ids as well as names."""
    opened: dict[str, list[int]] = {}
    names: set[str] = set()
    number = 0
    for mark in list(body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        old = mark.get(f"{W}id")
        if mark.tag == f"{W}bookmarkStart":
            name = mark.get(f"{W}name")
            is_kept = name not in names and name != "_GoBack"
            names.add(name)
            number += is_kept
            opened.setdefault(old, []).append(number if is_kept else 0)
            new = number if is_kept else 0
        else:
            new = opened[old].pop() if opened.get(old) else 0
        if new:
            mark.set(f"{W}id", str(new))
        else:
            mark.getparent().remove(mark)


def _xml_parts(document: Document) -> Iterator[XmlPart]:
    yield document.part
    for relation in sorted(document.part.rels.values(), key=lambda relation: relation.rId):
        if not relation.is_external and isinstance(relation.target_part, XmlPart):
            yield relation.target_part


def _drop_unused_relations(document: Document) -> None:
    for part in _xml_parts(document):
        used = {
            value
            for element in part.element.iter()
            if isinstance(element.tag, str)
            for name, value in element.attrib.items()
            if name.startswith(R)
        }
        for rid, relation in list(part.rels.items()):
            if rid not in used and relation.reltype.rsplit("/", 1)[-1] in _SPARED_RELS:
                del part.rels[rid]


def _core_properties(identity: Identity) -> bytes:
    moment = f'xsi:type="dcterms:W3CDTF">{identity.dated.isoformat()}T00:00:00Z<'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(identity.title)}</dc:title><dc:creator>{escape(identity.author)}</dc:creator>"
        f"<cp:lastModifiedBy></cp:lastModifiedBy><dcterms:created {moment}/dcterms:created>"
        f"<dcterms:modified {moment}/dcterms:modified><dc:language>{identity.lang}</dc:language></cp:coreProperties>"
    ).encode()


_APP_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>{PRODUCT}</Application></Properties>"
).encode()


def _cleaned(parts: dict[str, bytes], identity: Identity) -> dict[str, bytes]:
    kept = {name: part for name, part in parts.items() if not name.startswith(_UNWANTED_PARTS)}
    colours = {BASE_ACCENT: identity.accent, BASE_TINT: tint_of(identity.accent)}
    for name, part in kept.items():
        if name == "docProps/core.xml":
            kept[name] = _core_properties(identity)
        elif name == "docProps/app.xml":
            kept[name] = _APP_PROPERTIES
        elif name.startswith("word/") and name.endswith(".xml"):
            kept[name] = _clean_part(name, part, colours, identity.lang)
        elif len(kept) != len(parts) and name in {"_rels/.rels", "[Content_Types].xml"}:
            kept[name] = _without_unwanted(part)
    return kept


def _without_unwanted(part: bytes) -> bytes:
    root = etree.fromstring(part)
    for element in list(root):
        target = (element.get("Target") or element.get("PartName") or "").lstrip("/")
        if target.startswith(_UNWANTED_PARTS):
            root.remove(element)
    return _written(root)


def _clean_part(name: str, part: bytes, colours: dict[str, str], lang: str) -> bytes:
    root = etree.fromstring(part)
    for element in root.iter():
        if isinstance(element.tag, str) and element.attrib:
            _clean_attributes(element, colours)
    if name == "word/settings.xml":
        for tag in _UNWANTED_SETTINGS:
            for setting in root.findall(f"{W}{tag}"):
                root.remove(setting)
    if name == "word/styles.xml":
        for language in root.iterfind(f"{W}docDefaults//{W}lang"):
            language.set(f"{W}val", lang)
    return _written(root)


def _clean_attributes(element: Any, colours: dict[str, str]) -> None:
    for attribute, value in element.attrib.items():
        if value in colours:
            element.set(attribute, colours[value])
        elif attribute.startswith((f"{W}rsid", f"{_W14}paraId", f"{_W14}textId")):
            del element.attrib[attribute]


def _written(root: Any) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written

"""The last steps before a Word file leaves: ids in order, clean properties and settings, canonical bytes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.part import Part, XmlPart
from docx.opc.pkgwriter import _ContentTypesItem
from lxml import etree

from assembler.word.ooxml import WP, R, W
from assembler.word.styles import BASE_ACCENT, BASE_TINT, LANG, tint_of
from assembler.zipping import canonical_zip

PRODUCT: Final = "Dossier"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
# What settings.xml may not say: ask to update fields, name a template elsewhere, keep a trace of editing sessions.
_UNWANTED_SETTINGS = ("updateFields", "rsids", "attachedTemplate", "trackRevisions", "proofState", "documentProtection")
_UNWANTED_RELATIONS = ("custom-properties", "thumbnail")
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
    return canonical_zip(_entries(document, identity))


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
        used = {str(value) for value in _RELATION_IDS(part.element)}
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


def _entries(document: Document, identity: Identity) -> dict[str, bytes]:
    """The entries of the zip, straight from the parts: python-docx would zip them only for us to unzip them."""
    package = document.part.package
    assert package is not None
    for rid, relation in list(package.rels.items()):
        if relation.reltype.rsplit("/", 1)[-1] in _UNWANTED_RELATIONS:
            del package.rels[rid]
    parts = list(package.iter_parts())
    entries = {
        "[Content_Types].xml": _ContentTypesItem.from_parts(parts).blob,  # type: ignore[no-untyped-call]  # python-docx is typed in part
        "_rels/.rels": _encoded(package.rels.xml),
    }
    for part in parts:
        entries[part.partname.membername] = _part_blob(part, identity)
        if len(part.rels):
            entries[part.partname.rels_uri.membername] = _encoded(part.rels.xml)
    return entries


def _encoded(xml: Any) -> bytes:
    """python-docx declares a text and gives bytes."""
    return xml.encode() if isinstance(xml, str) else bytes(xml)


def _part_blob(part: Part, identity: Identity) -> bytes:
    name = part.partname.membername
    if name == "docProps/core.xml":
        return _core_properties(identity)
    if name == "docProps/app.xml":
        return _APP_PROPERTIES
    if not (name.startswith("word/") and name.endswith(".xml")):
        return part.blob
    root = part.element if isinstance(part, XmlPart) else etree.fromstring(part.blob)
    _clean_part(name, root, identity)
    return _written(root)


def _clean_part(name: str, root: Any, identity: Identity) -> None:
    colours = {BASE_ACCENT: identity.accent, BASE_TINT: tint_of(identity.accent)}
    for value in _COLOURS(root):
        value.getparent().set(value.attrname, colours[str(value)])
    for value in _TRACES(root):
        del value.getparent().attrib[value.attrname]
    if name == "word/settings.xml":
        for tag in _UNWANTED_SETTINGS:
            for setting in root.findall(f"{W}{tag}"):
                root.remove(setting)
    if name == "word/styles.xml":
        for language in root.iterfind(f"{W}docDefaults//{W}lang"):
            language.set(f"{W}val", identity.lang)


# Compiled once: a plan has fifty thousand attributes.
_RELATION_IDS: Any = etree.XPath(f"//@*[namespace-uri()='{R[1:-1]}']")
_COLOURS: Any = etree.XPath(f"//@*[. = '{BASE_ACCENT}' or . = '{BASE_TINT}']")
_TRACES: Any = etree.XPath(
    f"//@*[(namespace-uri()='{W[1:-1]}' and starts-with(local-name(), 'rsid'))"
    f" or (namespace-uri()='{_W14[1:-1]}' and (local-name()='paraId' or local-name()='textId'))]"
)


def _written(root: Any) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written

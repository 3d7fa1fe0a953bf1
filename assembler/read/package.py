"""Opens the parts of an Office file: zip entries, their XML, their relations (ECMA-376 part 2)."""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Office writes its own relation ids in one of two namespaces: the usual one, and the « strict » one.
RELATION_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)

# Everything that opening a damaged zip, or reading one of its entries, may raise: names that are no text, places
# before the beginning, methods nobody has, streams that stop.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, NotImplementedError,
    RuntimeError,
)  # fmt: skip


@dataclass(frozen=True)
class Relation:
    """A link from one part to another, or to a place outside the file."""

    id: str
    kind: str  # the last word of the relation type: worksheet, table, hyperlink…
    target: str  # the full name of the part, or the address outside
    is_external: bool


@dataclass(frozen=True)
class Package:
    """An Office file already screened."""

    archive: zipfile.ZipFile

    @classmethod
    def open(cls, content: bytes) -> "Package":
        """Opens the bytes of a file."""
        return cls(zipfile.ZipFile(io.BytesIO(content)))

    def has(self, part: str) -> bool:
        """True when the file holds the part."""
        return part in self.archive.NameToInfo

    def xml(self, part: str) -> etree._Element:
        """Gives the root of a part; ``lxml.etree.XMLSyntaxError`` when it is not well-formed."""
        return parse_xml(self.archive.read(part))

    def relations(self, part: str) -> dict[str, Relation]:
        """Gives the relations of a part, by id; none when it has no relations part."""
        folder, name = posixpath.split(part)
        holder = posixpath.join(folder, "_rels", f"{name}.rels")
        return {r.id: r for r in read_relations(self.archive.read(holder), folder)} if self.has(holder) else {}


def parse_xml(content: bytes) -> etree._Element:
    """Parses without entities, network or oversized nodes; ``ValueError`` when the part declares entities of its own.

    Office files have none (ECMA-376 part 2, 9.1.5), and what stood for one would be missing from a text or a number.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a document type in a part")
    return root


def read_relations(content: bytes, folder: str) -> Iterator[Relation]:
    """Gives each relation of a ``.rels`` part whose source is in ``folder``."""
    for node in parse_xml(content).iter(RELATION):
        is_external = node.get("TargetMode") == "External"
        target = node.get("Target", "")
        inside = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        kind = posixpath.basename(node.get("Type", ""))
        yield Relation(node.get("Id", ""), kind, target if is_external else inside, is_external)


def relation_id(node: etree._Element) -> str:
    """Gives the relation a node names."""
    return next((found for key in RELATION_IDS if (found := node.get(key))), "")

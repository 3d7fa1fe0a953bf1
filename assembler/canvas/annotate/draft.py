"""A workbook being annotated: its parts, their relations and their types; what is never asked to change never does."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from assembler.canvas.annotate.archive import rewritten_zip
from assembler.canvas.annotate.outline import (
    HEADER,
    Element,
    appending,
    as_utf8,
    edited,
    insertion,
    quoted,
    read_outline,
    removal,
)

TYPES = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPED = "application/vnd.openxmlformats-officedocument."
USUAL, STRICT = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"


@dataclass(frozen=True)
class Relation:
    """A link from one part to another: the last word of its type, and the full name of the part."""

    id: str
    kind: str
    target: str  # nothing when it leads outside


class Draft:
    """The parts of a workbook, and what becomes of some."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._changed: dict[str, bytes | None] = {}
        self._relations: dict[str, list[Relation]] = {}
        self._declared: dict[str, str] = {}  # types of new parts, by name
        self._extensions: set[str] = set()  # those known to have a type
        self._forgotten: set[str] = set()  # parts whose type goes
        self.book = next(one.target for one in self.relations("") if one.kind == "officeDocument")
        self.is_strict = self.outline(self.book).space.startswith(STRICT)

    @property
    def office(self) -> str:
        """Gives the address of the relations that Office names: the usual one, or that of « strict » files."""
        return f"{STRICT}/officeDocument" if self.is_strict else f"{USUAL}/officeDocument/2006"

    @property
    def main(self) -> str:
        """Gives the namespace of sheets."""
        return f"{STRICT}/spreadsheetml/main" if self.is_strict else f"{USUAL}/spreadsheetml/2006/main"

    def finished(self) -> bytes:
        """Gives the workbook; the very bytes that came when nothing changed."""
        if self._declared or self._forgotten:
            self._write_types()
        same = [name for name, part in self._changed.items() if part == self._original(name)]
        changed = {name: part for name, part in self._changed.items() if name not in same}
        return rewritten_zip(self._content, changed) if changed else self._content

    def _original(self, name: str) -> bytes | None:
        return self._archive.read(name) if name in self._archive.NameToInfo else None

    def has(self, name: str) -> bool:
        """True when the workbook holds the part now."""
        return self._changed[name] is not None if name in self._changed else name in self._archive.NameToInfo

    def read(self, name: str) -> bytes:
        """Gives a part in UTF-8; ``KeyError`` when it is not there."""
        part = self._changed[name] if name in self._changed else self._archive.read(name)
        if part is None:
            raise KeyError(name)
        return as_utf8(part)

    def outline(self, name: str) -> Element:
        """Gives where the elements of a part are."""
        return read_outline(self.read(name))

    def write(self, name: str, part: bytes) -> None:
        """Changes or adds a part."""
        self._changed[name] = part
        self._relations.pop(_source(name), None)

    def drop(self, name: str) -> None:
        """Takes out a part, its type, its own relations, and the parts that only it led to."""
        if not self.has(name):
            return
        targets = [one.target for one in self.relations(name) if one.target]
        for gone in (name, _holder(name)):
            if self.has(gone):
                self._changed[gone] = None
        self._relations.pop(name, None)
        self._forgotten.add(name)
        self._declared.pop(name, None)
        for target in targets:
            if not self.is_led_to(target):
                self.drop(target)

    def relations(self, name: str) -> list[Relation]:
        """Gives the relations of a part, in their order; of the whole package when the name is empty."""
        if name not in self._relations:
            holder = _holder(name)
            self._relations[name] = list(_relations(self.outline(holder), name)) if self.has(holder) else []
        return self._relations[name]

    def related(self, name: str, kind: str) -> str:
        """Gives the first part of a kind that a part leads to and that is there; nothing when there is none."""
        found = (one.target for one in self.relations(name) if one.kind == kind and self.has(one.target))
        return next(found, "")

    def is_led_to(self, target: str, *, but: str = "") -> bool:
        """True when some part leads to this one; ``but`` is a part not counted."""
        return any(
            one.target == target for source in self._sources() if source != but for one in self.relations(source)
        )

    def _sources(self) -> Iterator[str]:
        for name in (*self._archive.namelist(), *self._changed):
            if name.endswith(".rels") and self.has(name):
                yield _source(name)

    def relate(self, source: str, kind: str, target: str) -> str:
        """Leads a part to another one; gives the id of the relation."""
        known = {one.id for one in self.relations(source)}
        made = next(f"rIdDossier{n}" for n in count(1) if f"rIdDossier{n}" not in known)
        address = f"{self.office}/relationships/{kind}"
        holder = _holder(source)
        if not self.has(holder):
            self.write(holder, f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>'.encode())
        root = self.outline(holder)
        attributes = f'Id="{made}" Type="{address}" Target={quoted("/" + target)}'
        self._append(holder, root, f"<{root.prefix}Relationship {attributes}/>")
        return made

    def unrelate(self, source: str, target: str) -> None:
        """Takes out the relations of a part to another one; a list left empty goes with them."""
        holder = _holder(source)
        ids = {one.id for one in self.relations(source) if one.target == target}
        root, content = self.outline(holder), self.read(holder)
        gone = [one for one in root.children if one.attribute("Id") in ids]
        if len(gone) == len(root.children):
            self._changed[holder] = None
            self._relations.pop(source)
        else:
            self.write(holder, edited(content, map(removal, gone)))

    def declare_type(self, name: str, kind: str) -> None:
        """Says what a new part is, by the end of its Office type (« spreadsheetml.comments+xml »)."""
        self._declared[name] = f"{_TYPED}{kind}"

    def declare_extension(self, extension: str, kind: str) -> None:
        """Says what parts of an extension are, unless it is said already."""
        if extension in self._extensions:
            return
        self._extensions.add(extension)
        root = self.outline(TYPES)
        if all(one.attribute("Extension").lower() != extension for one in root.all("Default")):
            markup = f'<{root.prefix}Default Extension="{extension}" ContentType="{_TYPED}{kind}"/>'
            self.write(TYPES, edited(self.read(TYPES), [insertion(root.inner, markup)]))

    def _write_types(self) -> None:
        content, root = self.read(TYPES), self.outline(TYPES)
        gone = [one for one in root.children if one.attribute("PartName").lstrip("/") in self._forgotten]
        added = "".join(
            f'<{root.prefix}Override PartName={quoted("/" + name)} ContentType="{kind}"/>'
            for name, kind in self._declared.items()
        )
        self.write(TYPES, edited(content, [*map(removal, gone), appending(content, root, added)]))

    def _append(self, name: str, parent: Element, markup: str) -> None:
        content = self.read(name)
        self.write(name, edited(content, [appending(content, parent, markup)]))

    def free_name(self, before: str, after: str) -> str:
        """Gives the name of a part that is not there: ``before``, a number, ``after``."""
        taken = {name.lower() for name in (*self._archive.namelist(), *self._changed) if self.has(name)}
        return next(f"{before}{n}{after}" for n in count(1) if f"{before}{n}{after}".lower() not in taken)


def _holder(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _source(holder: str) -> str:
    folder, file = posixpath.split(holder)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _relations(root: Element, source: str) -> Iterator[Relation]:
    folder = posixpath.dirname(source)
    for one in root.all("Relationship"):
        target = one.attribute("Target")
        inside = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        is_outside = one.attribute("TargetMode") == "External"
        yield Relation(one.attribute("Id"), posixpath.basename(one.attribute("Type")), "" if is_outside else inside)

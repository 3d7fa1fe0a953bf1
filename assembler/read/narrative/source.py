"""Open a person's Word file as what the narrative needs: clean body, roles of styles, lists, notes, links, media.

Word writes far more than words: tracked changes, comments, two versions of each text box. ``open_narrative`` settles
all that first, telling what it did, so that reading blocks stays simple.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from assembler.read.narrative.settling import Tally, new_tally, settle
from assembler.read.narrative.styles import ListKind, StyleMeanings, read_lists, read_styles
from assembler.read.package import Package, Relation, parse_xml
from assembler.word.comments import is_ours
from assembler.word.ooxml import W
from assembler.word.outline import paragraph_text
from assembler.word.spots import mark_spots, spot_of

# « Strict » files use other namespaces for the same vocabulary (ISO/IEC 29500-1 annex A).
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_RUNNING = ("header", "footer")
# What the canvas prints at the top and at the foot of its own pages.
_OURS_RUNNING = re.compile(r"Récit du plan de communauté|Canevas du récit|[\W\d]*$")


@dataclass(frozen=True)
class NarrativeSource:
    """A person's Word file, its body already settled."""

    package: Package
    main: str
    body: Any
    styles: StyleMeanings
    lists: dict[str, dict[int, ListKind]]  # list id -> level -> kind
    notes: dict[str, dict[str, Any]]  # "footnote" or "endnote" -> id -> element
    relations: dict[str, dict[str, Relation]]  # part -> id -> relation
    tally: Tally = field(default_factory=new_tally)  # what was settled, and where


def open_narrative(content: bytes) -> NarrativeSource:
    """Gives the file settled: insertions accepted, deletions and comments dropped, one version of each text box.

    ``lxml.etree.XMLSyntaxError`` or ``KeyError`` when it is not a Word document after all.
    """
    package = Package.open(content)
    main = next(r.target for r in package.relations("").values() if r.kind == "officeDocument")
    tally = new_tally()
    body = _xml(package, main).find(f"{W}body")
    if body is None:
        raise KeyError(main)
    mark_spots(body)
    relations = package.relations(main)
    related = {r.kind: r.target for r in relations.values() if not r.is_external}
    settle(body, tally, ours=_ours(_optional(package, related.get("comments"))))
    notes = {kind: _notes(package, related.get(f"{kind}s"), kind, tally) for kind in ("footnote", "endnote")}
    tally["endnotes"] = [spot_of(mark) for mark in body.iter(f"{W}endnoteReference")]
    tally["sections"] = [spot_of(mark) for mark in _breaks(body)]
    if any(_is_written(_optional(package, r.target)) for r in relations.values() if r.kind in _RUNNING):
        tally["headers"] = [0]
    return NarrativeSource(
        package=package,
        main=main,
        body=body,
        styles=read_styles(_optional(package, related.get("styles"))),
        lists=read_lists(_optional(package, related.get("numbering"))),
        notes=notes,
        relations={
            part: package.relations(part)
            for part in (main, related.get("footnotes", ""), related.get("endnotes", ""))
            if part
        },
        tally=tally,
    )


def part_of(source: NarrativeSource, relation_id: str, kind: str) -> Any:
    """Gives the root of a part the body names, of some kind of relation; None without it or when it is damaged."""
    relation = source.relations[source.main].get(relation_id)
    if relation is None or relation.is_external or relation.kind != kind or not source.package.has(relation.target):
        return None
    try:
        return _xml(source.package, relation.target)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _xml(package: Package, part: str) -> Any:
    content = package.archive.read(part)
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    return parse_xml(content)


def _optional(package: Package, part: str | None) -> Any:
    return _xml(package, part) if part and package.has(part) else etree.Element(f"{W}none")


def _ours(comments: Any) -> frozenset[str]:
    return frozenset(c.get(f"{W}id") for c in comments.iterchildren(f"{W}comment") if is_ours(c))


def _breaks(body: Any) -> Iterator[Any]:
    """Breaks of pages, columns and sections: pages of the plan fill by themselves."""
    for mark in body.iter(f"{W}sectPr", f"{W}br"):
        if (mark.tag == f"{W}sectPr" and mark.getparent().tag == f"{W}pPr") or mark.get(f"{W}type") in (
            "page",
            "column",
        ):
            yield mark


def _is_written(running: Any) -> bool:
    """True for a header or a footer that says or shows something of the person's."""
    words = " ".join(paragraph_text(paragraph) for paragraph in running.iter(f"{W}p")).strip()
    shows = next(running.iter(f"{W}drawing", f"{W}pict"), None) is not None
    return shows or _OURS_RUNNING.match(words) is None


def _notes(package: Package, part: str | None, kind: str, tally: Tally) -> dict[str, Any]:
    root = _optional(package, part)
    settle(root, tally)
    return {note.get(f"{W}id"): note for note in root.iterchildren(f"{W}{kind}") if note.get(f"{W}type") is None}

"""Open a person's Word file as what the narrative needs: clean body, roles of styles, lists, notes, links, media.

Word writes far more than words: tracked changes, comments, two versions of each text box. ``open_narrative`` settles
all that first, counting what it did, so that reading blocks stays simple.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from assembler.read.package import Package, Relation, parse_xml
from assembler.word.ooxml import W
from assembler.word.outline import outline_levels

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# « Strict » files use other namespaces for the same vocabulary (ISO/IEC 29500-1 annex A).
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/main",
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/picture",
        b"http://schemas.openxmlformats.org/drawingml/2006/picture",
    ),
)
_DROPPED_CHANGES = ("del", "moveFrom")
_ACCEPTED_CHANGES = ("ins", "moveTo")
_TRANSPARENT = ("smartTag", "customXml", "dir", "bdo")
_COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")


@dataclass(frozen=True)
class ListKind:
    """What a list level looks like."""

    ordered: bool


@dataclass(frozen=True)
class NarrativeSource:
    """A person's Word file, its body already settled."""

    package: Package
    main: str
    body: Any
    levels: dict[str, int]  # style id -> heading level
    names: dict[str, str]  # style id -> name, lower case
    styled_lists: dict[str, tuple[str, int]]  # style id -> list id, level
    emphasis: dict[str, tuple[bool, bool]]  # character style id -> bold, italic
    lists: dict[str, dict[int, ListKind]]  # list id -> level -> kind
    notes: dict[str, dict[str, Any]]  # "footnote" or "endnote" -> id -> element
    relations: dict[str, dict[str, Relation]]  # part -> id -> relation
    counts: Counter[str] = field(default_factory=Counter)  # what was settled: comments, changes, endnotes, sections


def open_narrative(content: bytes) -> NarrativeSource:
    """Gives the file settled: insertions accepted, deletions and comments dropped, one version of each text box.

    ``lxml.etree.XMLSyntaxError`` or ``KeyError`` when it is not a Word document after all.
    """
    package = Package.open(content)
    main = next(r.target for r in package.relations("").values() if r.kind == "officeDocument")
    counts: Counter[str] = Counter()
    body = _xml(package, main).find(f"{W}body")
    if body is None:
        raise KeyError(main)
    _settle(body, counts)
    related = {r.kind: r.target for r in package.relations(main).values() if not r.is_external}
    styles = _optional(package, related.get("styles"))
    notes = {kind: _notes(package, related.get(f"{kind}s"), kind, counts) for kind in ("footnote", "endnote")}
    counts["endnotes"] = len(list(body.iter(f"{W}endnoteReference")))
    counts["sections"] = len([s for s in body.iter(f"{W}sectPr") if s.getparent().tag == f"{W}pPr"])
    return NarrativeSource(
        package=package,
        main=main,
        body=body,
        levels=_heading_levels(styles),
        names=_style_names(styles),
        styled_lists=_styled_lists(styles),
        emphasis=_emphasis(styles),
        lists=_lists(_optional(package, related.get("numbering"))),
        notes=notes,
        relations={
            part: package.relations(part)
            for part in (main, related.get("footnotes", ""), related.get("endnotes", ""))
            if part
        },
        counts=counts,
    )


def _xml(package: Package, part: str) -> Any:
    content = package.archive.read(part)
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    return parse_xml(content)


def _optional(package: Package, part: str | None) -> Any:
    return _xml(package, part) if part and package.has(part) else etree.Element(f"{W}none")


def _settle(root: Any, counts: Counter[str]) -> None:
    counts["comments"] += len(list(root.iter(f"{W}commentReference")))
    _drop(root, *(f"{W}{tag}" for tag in _COMMENT_MARKS))
    for row in [mark.getparent().getparent() for mark in root.iter(f"{W}del") if mark.getparent().tag == f"{W}trPr"]:
        row.getparent().remove(row)
        counts["changes"] += 1
    counts["changes"] += _drop(root, *(f"{W}{tag}" for tag in _DROPPED_CHANGES))
    counts["changes"] += _unwrap(root, *(f"{W}{tag}" for tag in _ACCEPTED_CHANGES))
    _drop(root, *(e.tag for e in root.iter(etree.Element) if e.tag.endswith("PrChange")))
    _unwrap(root, *(f"{W}{tag}" for tag in _TRANSPARENT))
    for choice in list(root.iter(f"{MC}AlternateContent")):
        kept = choice.find(f"{MC}Choice")
        kept = choice.find(f"{MC}Fallback") if kept is None else kept
        for child in list(kept) if kept is not None else []:
            choice.addprevious(child)
        _remove(choice)


def _drop(root: Any, *tags: str) -> int:
    found = list(root.iter(*tags)) if tags else []
    for element in found:
        _remove(element)
    return len(found)


def _unwrap(root: Any, *tags: str) -> int:
    found = list(root.iter(*tags))
    for element in found:
        for child in list(element):
            element.addprevious(child)
        _remove(element)
    return len(found)


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _styles(root: Any) -> Iterator[tuple[str, Any]]:
    for style in root.iterchildren(f"{W}style"):
        yield style.get(f"{W}styleId", ""), style


def _value(element: Any, path: str) -> str | None:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return found.get(f"{W}val") if found is not None else None


def _style_names(styles: Any) -> dict[str, str]:
    return {style_id: (_value(style, "name") or "").lower() for style_id, style in _styles(styles)}


def _heading_levels(styles: Any) -> dict[str, int]:
    """By outline level, and by name for the styles that rely on Word knowing what « heading 1 » is."""
    levels = outline_levels(styles)
    for style_id, name in _style_names(styles).items():
        for word in ("heading ", "titre "):
            if name.startswith(word) and name.removeprefix(word) in "123456789":
                levels.setdefault(style_id, int(name.removeprefix(word)))
    return levels


def _inherited(styles: Any, path: str) -> dict[str, Any]:
    """The element at a path for each style, its own or that of the style it is based on."""
    by_id = dict(_styles(styles))
    found: dict[str, Any] = {}
    for style_id in by_id:
        current: str | None = style_id
        seen: set[str] = set()
        while current in by_id and current not in seen:
            seen.add(current)
            element = by_id[current].find("/".join(f"{W}{step}" for step in path.split("/")))
            if element is not None:
                found[style_id] = element
                break
            current = _value(by_id[current], "basedOn")
    return found


def _styled_lists(styles: Any) -> dict[str, tuple[str, int]]:
    return {
        style_id: (_value(element, "numId") or "0", int(_value(element, "ilvl") or 0))
        for style_id, element in _inherited(styles, "pPr/numPr").items()
    }


def _emphasis(styles: Any) -> dict[str, tuple[bool, bool]]:
    bold, italic = _inherited(styles, "rPr/b"), _inherited(styles, "rPr/i")
    return {
        style_id: (is_on(bold.get(style_id)), is_on(italic.get(style_id)))
        for style_id, style in _styles(styles)
        if style.get(f"{W}type") == "character"
    }


def is_on(toggle: Any) -> bool:
    """True when a toggle property is there and not turned off (17.17.4)."""
    return toggle is not None and toggle.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def _lists(numbering: Any) -> dict[str, dict[int, ListKind]]:
    models = {a.get(f"{W}abstractNumId"): _levels_of(a) for a in numbering.iterchildren(f"{W}abstractNum")}
    found: dict[str, dict[int, ListKind]] = {}
    for num in numbering.iterchildren(f"{W}num"):
        overrides = {
            level: kind
            for override in num.iterchildren(f"{W}lvlOverride")
            for level, kind in _levels_of(override).items()
        }
        found[num.get(f"{W}numId")] = {**models.get(_value(num, "abstractNumId"), {}), **overrides}
    return found


def _levels_of(model: Any) -> dict[int, ListKind]:
    return {
        int(level.get(f"{W}ilvl")): ListKind(ordered=_value(level, "numFmt") not in ("bullet", "none"))
        for level in model.iterchildren(f"{W}lvl")
    }


def _notes(package: Package, part: str | None, kind: str, counts: Counter[str]) -> dict[str, Any]:
    root = _optional(package, part)
    _settle(root, counts)
    return {note.get(f"{W}id"): note for note in root.iterchildren(f"{W}{kind}") if note.get(f"{W}type") is None}

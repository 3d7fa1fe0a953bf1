"""The outline of a document: its headings, told by the outline level of their style, and their bookmarks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document

from assembler.word.ooxml import W

_BODY_TEXT = 9  # w:outlineLvl 9 means « no level » (17.3.1.20)


@dataclass(frozen=True)
class HeadingPlace:
    """A heading where it stands: its paragraph, its level from 1, its text."""

    paragraph: Any
    level: int
    text: str


def outline_levels(styles: Any) -> dict[str, int]:
    """Gives the level from 1 of each paragraph style that has one, its own or the one it is based on."""
    own: dict[str, int] = {}
    parent: dict[str, str] = {}
    for style in styles.iterchildren(f"{W}style"):
        style_id = style.get(f"{W}styleId")
        level = style.find(f"{W}pPr/{W}outlineLvl")
        base = style.find(f"{W}basedOn")
        if level is not None:
            own[style_id] = int(level.get(f"{W}val"))
        if base is not None:
            parent[style_id] = base.get(f"{W}val")
    found: dict[str, int] = {}
    for style_id in {*own, *parent}:
        ancestor: str | None = style_id
        seen: set[str] = set()
        while ancestor is not None and ancestor not in own and ancestor not in seen:
            seen.add(ancestor)
            ancestor = parent.get(ancestor)
        level_of = own.get(ancestor, _BODY_TEXT) if ancestor else _BODY_TEXT
        if level_of < _BODY_TEXT:
            found[style_id] = level_of + 1
    return found


def find_headings(document: Document) -> list[HeadingPlace]:
    """Gives the headings that say something, in the order of the document; those of text boxes are left out."""
    levels = outline_levels(document.styles.element)
    return [
        HeadingPlace(paragraph, level, text)
        for paragraph in document.element.body.iter(f"{W}p")
        if (level := _level(paragraph, levels)) and (text := paragraph_text(paragraph))
    ]


def mark_headings(headings: list[HeadingPlace]) -> list[str]:
    """Gives each heading a bookmark, ``_Toc`` and its rank, that contents link to; gives the names."""
    names = [f"_Toc{rank:09d}" for rank in range(1, len(headings) + 1)]
    for name, heading in zip(names, headings, strict=True):
        mark_paragraph(heading.paragraph, name)
    return names


def mark_paragraph(paragraph: Any, name: str) -> None:
    """Puts a bookmark around the content of a paragraph; its id is set with all the others."""
    start = paragraph.makeelement(f"{W}bookmarkStart", {f"{W}id": "0", f"{W}name": name})
    end = paragraph.makeelement(f"{W}bookmarkEnd", {f"{W}id": "0"})
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        paragraph.insert(0, start)
    else:
        properties.addnext(start)
    paragraph.append(end)


def paragraph_text(paragraph: Any) -> str:
    """Gives the words of a paragraph as a contents line shows them: one line, fields' results kept."""
    return " ".join("".join(_words(paragraph)).split(" ")).strip()


def _words(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.getparent().tag == f"{W}r":  # w:tab is also a tab stop of w:tabs
            yield "\u2011" if element.tag == f"{W}noBreakHyphen" else " "


def _level(paragraph: Any, levels: dict[str, int]) -> int:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return 0
    own, style = properties.find(f"{W}outlineLvl"), properties.find(f"{W}pStyle")
    if own is not None:
        level = int(own.get(f"{W}val")) + 1
    else:
        level = levels.get(style.get(f"{W}val"), 0) if style is not None else 0
    is_heading = 0 < level <= _BODY_TEXT and next(paragraph.iterancestors(f"{W}txbxContent"), None) is None
    return level if is_heading else 0

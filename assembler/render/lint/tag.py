"""The tags of a template as its author typed them: what stands between braces, in which paragraph of which part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assembler.word.ooxml import WP, W

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_SHAPE = re.compile(r"\{(?P<kind>[{%])-?(?:(?P<marker>tr|tc|p|r)\s)?(?P<words>.*?)-?[}%]\}", re.DOTALL)
_QUOTES = str.maketrans("“”‘’", "\"\"''")  # Word writes them so, and docxtpl reads them back
_LONGEST = 80


@dataclass(frozen=True)
class Tag:
    """One tag: what was typed, ``{{`` or ``{%``, its marker (p, tr, tc, r), its words."""

    text: str
    is_output: bool
    marker: str
    words: str
    paragraph: Any
    is_cut: bool = False  # its letters do not all look the same

    @property
    def keyword(self) -> str:
        """The first word of a ``{%`` tag: if, for, endif…"""
        return "" if self.is_output else (self.words.split() or [""])[0]

    @property
    def is_alone(self) -> bool:
        """True when nothing else is typed where its marker rules: the paragraph, the row, the cell."""
        place = {"tr": f"{W}tr", "tc": f"{W}tc"}.get(self.marker)
        holder = next(self.paragraph.iterancestors(place), None) if place else self.paragraph
        return holder is None or "".join(text.text or "" for text in holder.iter(f"{W}t")).strip() == self.text.strip()

    @property
    def room(self) -> Any:
        """What an opening and its closing must share: the table of a row, the row of a cell, the paragraph's parent."""
        holder = {"tr": f"{W}tbl", "tc": f"{W}tr"}.get(self.marker)
        if holder:
            return next(self.paragraph.iterancestors(holder), None)
        return self.paragraph if self.marker == "r" else self.paragraph.getparent()


def paragraphs_of(root: Any) -> Iterator[Any]:
    """Gives the paragraphs of a part, in order; the copies that old programs read of text boxes are left out."""
    for paragraph in root.iter(f"{W}p"):
        if not any(str(above.tag).endswith("}Fallback") for above in paragraph.iterancestors()):
            yield paragraph


def own_texts(paragraph: Any) -> list[Any]:
    """Gives the texts of a paragraph itself, without those of the text boxes it holds."""
    return [
        text for text in paragraph.iter(f"{W}t") if next(above for above in text.iterancestors(f"{W}p")) is paragraph
    ]


def words_of(paragraph: Any) -> str:
    """Gives all that is typed in a paragraph."""
    return "".join(text.text or "" for text in own_texts(paragraph))


def tags_of(paragraph: Any) -> Iterator[Tag]:
    """Gives the tags of a paragraph: in its words, then in the names of its drawings."""
    texts = own_texts(paragraph)
    looks = [look for text in texts for look in [_look(text)] * len(text.text or "")]
    for found in _TAG.finditer("".join(text.text or "" for text in texts)):
        yield from _tag(found[0], paragraph, is_cut=len(set(looks[found.start() : found.end()])) > 1)
    for properties in paragraph.iter(f"{WP}docPr"):
        for name in ("title", "name", "descr"):
            for found in _TAG.finditer(properties.get(name) or ""):
                yield from _tag(found[0], paragraph)


def leftover(paragraph: Any) -> str:
    """Gives the words around a brace that belongs to no tag: an opening without its end, or an end alone."""
    left = _TAG.sub("\x00", words_of(paragraph))
    found = re.search(r"\{\{|\{%|\}\}|%\}", left)
    return shortened(left[found.start() :].replace("\x00", "…")) if found else ""


def shortened(text: str) -> str:
    """Gives a text on one line, cut when it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _tag(text: str, paragraph: Any, *, is_cut: bool = False) -> Iterator[Tag]:
    shape = _SHAPE.fullmatch(text)
    if shape is not None:  # else a comment, which shows nothing
        words = shape["words"].translate(_QUOTES).strip()
        yield Tag(text, shape["kind"] == "{", shape["marker"] or "", words, paragraph, is_cut)


def _look(text: Any) -> bytes:
    """How a text looks, told apart from the marks of proofing that Word leaves."""
    properties = text.getparent().find(f"{W}rPr")
    if properties is None:
        return b""
    from lxml import etree

    kept = (child for child in properties if child.tag not in (f"{W}lang", f"{W}noProof"))
    return b"".join(etree.tostring(child) for child in kept)

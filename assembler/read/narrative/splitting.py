"""Cut a narrative in stretches: by content control, by heading, or by the bare words of a section's title."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from assembler.models.narrative import SectionSpec
from assembler.read.narrative.blocks import heading_level, style_of
from assembler.read.narrative.equations import M
from assembler.read.narrative.source import NarrativeSource
from assembler.read.narrative.styles import is_on
from assembler.word.ooxml import W
from assembler.word.outline import paragraph_text
from assembler.word.spots import spot_of

TAG_PREFIX: Final = "recit."
CANVAS_TAG: Final = "canevas"  # around the canvas's own titles and advice
ANNEXES: Final = "annexes"
_NUMBERING = re.compile(
    r"^\s*(?:(?:partie|section|chapitre)\s+)?(?:[ivxlc]+|\d+)(?:\.\d+)*[.):\s–—-]+\s*", re.IGNORECASE
)
_ANNEX = re.compile(r"\s*annex(?:e|es|)\b", re.IGNORECASE)
_REQUIREMENT = re.compile(r"(?:Liminaires|Partie [IV]+) · (?:Requis|Facultatif)")
_BLOCKS = (f"{W}p", f"{W}tbl", f"{W}sdt", f"{W}altChunk", f"{M}oMathPara", f"{M}oMath")


@dataclass
class Stretch:
    """A stretch of the document under one heading or in one control.

    ``level`` is that of the heading that began it: 0 for words alone, -1 for a control. ``is_annex`` tells that its
    title is to be shown: an annex of the territory's own.
    """

    section: SectionSpec | None
    title: str
    elements: list[Any] = field(default_factory=list)
    level: int = -1
    spot: int = 0
    is_annex: bool = False

    @property
    def words(self) -> str:
        """The words of its elements."""
        return " ".join(element_text(element) for element in self.elements).strip()

    @property
    def holds(self) -> bool:
        """True when a person put something in it."""
        return bool(self.words) or any(
            next(element.iter(f"{W}drawing", f"{W}pict", f"{W}object", f"{W}altChunk"), None) is not None
            for element in self.elements
        )


class Splitter:
    """Knows the sections by tag and by name, in French and in English."""

    def __init__(self, source: NarrativeSource, sections: Sequence[SectionSpec]) -> None:
        self._source = source
        self._by_tag = {section.tag: section for section in sections}
        self._by_name = {folded(name): section for section in sections for name in (section.en, section.fr)}

    def split(self) -> Iterator[Stretch]:
        """Cuts the body; locked paragraphs of the canvas are ours and are left out."""
        current = Stretch(None, "")
        for element, is_locked in self._flattened(self._source.body):
            begun = self._begun(element, current)
            if begun is not None:
                yield current
                current = begun
                if begun.level < 0:  # a control: what stands beside it is still of its section
                    yield begun
                    current = Stretch(begun.section, begun.title, spot=begun.spot)
            elif not is_locked and not _is_of_the_canvas(element, current.section):
                current.elements.append(element)
        yield current

    def _begun(self, element: Any, current: Stretch) -> Stretch | None:
        """The stretch that an element begins: a tagged control, or the title of a section."""
        if element.tag == f"{W}sdt":
            return self._control(element)
        if element.tag != f"{W}p":
            return None
        title = paragraph_text(element)
        level = heading_level(element, self._source)
        section = self._by_name.get(folded(title)) if title else None
        if level == 0 and (section is None or not self._looks_like_title(element)):
            return None
        is_of_their_rank = current.section is None or current.level == level
        if section is not None and (level == 1 or is_of_their_rank):
            return Stretch(section, title, level=level, spot=spot_of(element))
        if level == 1 or (current.is_annex and current.level == level):
            is_annex = _ANNEX.match(title) is not None
            annexes = self._by_tag.get(ANNEXES) if is_annex else None
            return Stretch(annexes, title, level=level, spot=spot_of(element), is_annex=is_annex)
        return None

    def _control(self, control: Any) -> Stretch | None:
        tag = _tag(control)
        section = self._by_tag.get(tag)
        if section is not None:
            return Stretch(section, section.fr, _written_content(control, section), spot=spot_of(control))
        annexes = self._by_tag.get(ANNEXES)
        if annexes is None or not _ANNEX.match(tag):
            return None
        alias = control.find(f"{W}sdtPr/{W}alias")
        title = alias.get(f"{W}val", "") if alias is not None else tag
        return Stretch(annexes, title, _written_content(control, annexes), spot=spot_of(control), is_annex=True)

    def _looks_like_title(self, paragraph: Any) -> bool:
        """A title typed without a heading style: « Titre », « Sous-titre », or bold from end to end."""
        if style_of(paragraph) in self._source.styles.titles:
            return True
        runs = [run for run in paragraph.iter(f"{W}r") if "".join(t.text or "" for t in run.iter(f"{W}t")).strip()]
        return bool(runs) and all(is_on(run.find(f"{W}rPr/{W}b")) for run in runs)

    def _flattened(self, parent: Any, *, is_locked: bool = False) -> Iterator[tuple[Any, bool]]:
        """The block elements, with those of the controls we do not know in their place; contents are left out."""
        for child in parent:
            if child.tag == f"{W}sdt" and self._control(child) is None:
                gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                if gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
                    self._source.tally["contents"].append(spot_of(child))
                    continue
                content = child.find(f"{W}sdtContent")
                if content is not None and child.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
                    yield from self._flattened(content, is_locked=is_locked or _tag(child) == CANVAS_TAG)
            elif child.tag in _BLOCKS:
                yield child, is_locked


def folded(text: str) -> str:
    """A title without numbering, accents, case or punctuation."""
    bare = _NUMBERING.sub("", text.strip())
    plain_letters = unicodedata.normalize("NFKD", bare.casefold().replace("œ", "oe"))
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in plain_letters if not unicodedata.combining(c))).strip()


def element_text(element: Any) -> str:
    """Gives the words of a paragraph, a table or a control."""
    return " ".join(paragraph_text(paragraph) for paragraph in element.iter(f"{W}p"))


def _is_of_the_canvas(element: Any, section: SectionSpec | None) -> bool:
    """The prompt and the requirement line of a section: LibreOffice saves them without the frames around them."""
    if element.tag != f"{W}p" or section is None:
        return False
    words = paragraph_text(element)
    return folded(words) == folded(section.prompt) or _REQUIREMENT.match(words) is not None


def _tag(control: Any) -> str:
    tag = control.find(f"{W}sdtPr/{W}tag")
    return tag.get(f"{W}val", "").removeprefix(TAG_PREFIX) if tag is not None else ""


def _written_content(control: Any, section: SectionSpec) -> list[Any]:
    """What the person wrote, without the prompt when it is still there."""
    content = control.find(f"{W}sdtContent")
    if content is None or control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
        return []
    return [element for element in content if not _is_of_the_canvas(element, section)]

"""Read the elements of a section as blocks: paragraphs, headings, lists, tables, pictures, in order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from assembler.i18n import translate as _
from assembler.models.finding import Severity
from assembler.models.narrative import Block, Heading, ListItem, Paragraph, Picture, Run, Table
from assembler.read.narrative_pictures import read_pictures
from assembler.read.narrative_remarks import Remarks, quoted
from assembler.read.narrative_runs import plain, read_runs
from assembler.read.narrative_source import NarrativeSource
from assembler.read.narrative_tables import read_table
from assembler.word.ooxml import W

DEEPEST_LIST: Final = 1  # levels are 0 and 1 in our documents
_LABELLED = re.compile(r"(tableau|figure|photo|image|illustration|carte)\s*\d+\s*[.:—–-]*\s*", re.IGNORECASE)
_CAPTION_NAMES = ("caption", "légende")
_CONTENTS_NAMES = ("toc ", "tm ", "table of figures")


@dataclass
class SectionReader:
    """Reads the elements of one section after the other; lists already begun go on across them."""

    source: NarrativeSource
    remarks: Remarks
    _lists: set[str] = field(default_factory=set)

    def read(self, elements: Iterable[Any]) -> tuple[Block, ...]:
        """Gives the blocks of some elements, captions given to their tables and pictures."""
        blocks = self._blocks(elements)
        return tuple(_with_even_headings(_with_captions(blocks)))

    def _blocks(self, elements: Iterable[Any]) -> list[Block]:
        blocks: list[Block] = []
        for element in elements:
            if element.tag == f"{W}p":
                blocks.extend(self._paragraph(element, blocks[-1] if blocks else None))
            elif element.tag == f"{W}tbl":
                blocks.extend(
                    read_table(
                        element,
                        self.remarks,
                        read_line=self._line,
                        read_blocks=self._blocks,
                        read_pictures=self._cell_pictures,
                    )
                )
            elif element.tag == f"{W}sdt":
                content = element.find(f"{W}sdtContent")
                if content is not None and element.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
                    blocks.extend(self._blocks(content))
        return blocks

    def _line(self, paragraph: Any) -> tuple[Run, ...]:
        return read_runs(paragraph, self.source, self.remarks)

    def _cell_pictures(self, cell: Any) -> list[Block]:
        return [p for line in cell.iter(f"{W}p") for p in read_pictures(line, self.source, self.remarks)]

    def _paragraph(self, paragraph: Any, previous: Block | None) -> list[Block]:
        name = self.source.names.get(_style(paragraph), "")
        if name.startswith(_CONTENTS_NAMES):
            return []
        runs = self._line(paragraph)
        blocks: list[Block] = []
        if plain(runs).strip() or any(run.footnote for run in runs):
            blocks.append(self._text_block(paragraph, name, runs, previous))
        blocks.extend(read_pictures(paragraph, self.source, self.remarks))
        boxes = [box for box in paragraph.iter(f"{W}txbxContent") if next(box.iterancestors(f"{W}p")) is paragraph]
        for box in boxes:
            self.remarks.count("boxes")
            blocks.extend(self._blocks(box))
        return blocks

    def _text_block(self, paragraph: Any, name: str, runs: tuple[Run, ...], previous: Block | None) -> Block:
        level = heading_level(paragraph, self.source)
        if level:
            text = " ".join(plain(runs).split())
            self.remarks.heading = text
            self._tell_top_heading(level, text)
            return Heading(level=max(level - 1, 1), text=text)
        if name in _CAPTION_NAMES:
            return _Caption(runs=runs)
        item = self._list_of(paragraph)
        if item is not None:
            return self._list_item(runs, *item, previous)
        return Paragraph(runs=runs)

    def _tell_top_heading(self, level: int, text: str) -> None:
        if level == 1:
            self.remarks.add(
                "N-013",
                Severity.NOTICE,
                _("Un «\u00a0Titre 1\u00a0» à l’intérieur d’une section est devenu un sous-titre."),
                _("Rien à faire; pour un sous-titre, prenez «\u00a0Titre 2\u00a0»."),
                found=quoted(text),
            )

    def _list_of(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and level of a paragraph, its own or its style's; list « 0 » means none (17.9.18)."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        styled = self.source.styled_lists.get(_style(paragraph), ("0", 0))
        if own is None:
            return styled if styled[0] != "0" else None
        number, level = own.find(f"{W}numId"), own.find(f"{W}ilvl")
        list_id = number.get(f"{W}val") if number is not None else styled[0]
        return (list_id, int(level.get(f"{W}val")) if level is not None else styled[1]) if list_id != "0" else None

    def _list_item(self, runs: tuple[Run, ...], list_id: str, level: int, previous: Block | None) -> ListItem:
        kind = self.source.lists.get(list_id, {}).get(level)
        is_ordered = kind is not None and kind.ordered
        is_new = list_id not in self._lists
        self._lists.add(list_id)
        is_inside = level > 0 and isinstance(previous, ListItem)  # counts from 1 anyway, under its parent
        return ListItem(
            runs=runs,
            level=min(level, DEEPEST_LIST),
            ordered=is_ordered,
            start=is_ordered and is_new and not is_inside,
        )


class _Caption(Paragraph):
    """A paragraph of style « Légende », until it is given to what it names."""


def heading_level(paragraph: Any, source: NarrativeSource) -> int:
    """Gives the level of a heading, 0 for any other paragraph."""
    own = paragraph.find(f"{W}pPr/{W}outlineLvl")
    if own is not None:
        level = int(own.get(f"{W}val"))
        return level + 1 if level < 9 else 0
    return source.levels.get(_style(paragraph), 0)


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val", "") if style is not None else ""


def _with_captions(blocks: list[Block]) -> list[Block]:
    """Gives each caption to the table or picture it names: the one below, unless a bare picture stands above."""
    made: list[Block] = []
    waiting: str | None = None
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(block, Table | Picture):
            made.append(block.model_copy(update={"caption": waiting}) if waiting else block)
            waiting = None
        elif isinstance(block, Paragraph) and _is_caption(block, made[-1] if made else None, following):
            text = _LABELLED.sub("", " ".join(plain(block.runs).split()), count=1)
            above = made[-1] if made else None
            if _is_bare(above) and (isinstance(above, Picture) or not isinstance(following, Table | Picture)):
                assert isinstance(above, Table | Picture)
                made[-1] = above.model_copy(update={"caption": text})
            elif isinstance(following, Table | Picture):
                waiting = text
            else:
                made.append(Paragraph(runs=block.runs))
        else:
            made.append(block)
    return made


def _is_caption(block: Paragraph, above: Block | None, below: Block | None) -> bool:
    """A paragraph of the caption style, or one that begins « Tableau 3 : » next to a table or a picture."""
    if isinstance(block, _Caption):
        return True
    is_near = isinstance(below, Table | Picture) or _is_bare(above)
    return is_near and _LABELLED.match(plain(block.runs)) is not None


def _is_bare(block: Block | None) -> bool:
    return isinstance(block, Table | Picture) and not block.caption


def _with_even_headings(blocks: list[Block]) -> list[Block]:
    """Headings never skip a level, whatever styles the person chose for their size."""
    made: list[Block] = []
    deepest = 0
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level, deepest + 1)
            deepest = level
            made.append(block.model_copy(update={"level": level}))
        else:
            made.append(block)
    return made

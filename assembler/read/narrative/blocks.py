"""Read the elements of a section as blocks: paragraphs, headings, lists, tables, pictures, in order."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from assembler.i18n import translate as _
from assembler.models.finding import Severity
from assembler.models.narrative import Block, Heading, ListItem, Paragraph, Run
from assembler.read.narrative.captions import Caption, with_captions, with_consents
from assembler.read.narrative.equations import M, equation_text
from assembler.read.narrative.pictures import read_pictures
from assembler.read.narrative.remarks import Remarks, quoted
from assembler.read.narrative.runs import notes_of, plain, read_runs
from assembler.read.narrative.source import NarrativeSource
from assembler.read.narrative.styles import ListKind, whole
from assembler.read.narrative.tables import read_table
from assembler.word.ooxml import W, one_line

DEEPEST_LIST: Final = 1  # levels are 0 and 1 in our documents
_CAPTION_NAMES = ("caption", "légende")
_CONTENTS_NAMES = ("toc ", "tm ", "table of figures", "contents ")
_BULLET: Final = ListKind(ordered=False)


@dataclass
class SectionReader:
    """Reads the elements of one section after the other; lists already begun go on across them."""

    source: NarrativeSource
    remarks: Remarks
    _begun: set[str] = field(default_factory=set)  # lists, and the models that they count on from
    _begun_in_cells: set[str] = field(default_factory=set)  # of one table
    _ranks: Counter[tuple[str, int]] = field(default_factory=Counter)  # of items in cells

    def read(self, elements: Iterable[Any]) -> tuple[Block, ...]:
        """Gives the blocks of some elements, captions given to their tables and pictures."""
        blocks = self._blocks(elements)
        return tuple(_with_even_headings(with_consents(with_captions(blocks))))

    def _blocks(self, elements: Iterable[Any]) -> list[Block]:
        blocks: list[Block] = []
        for element in elements:
            if element.tag == f"{W}p":
                blocks.extend(self._paragraph(element, blocks[-1] if blocks else None))
            elif element.tag == f"{W}tbl":
                blocks.extend(self._table(element))
            elif element.tag == f"{W}sdt":
                content = element.find(f"{W}sdtContent")
                if content is not None and element.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
                    blocks.extend(self._blocks(content))
            elif element.tag in (f"{M}oMathPara", f"{M}oMath"):
                self.remarks.count("equations")
                blocks.append(Paragraph(runs=(Run(text=equation_text(element)),)))
            elif element.tag == f"{W}altChunk":
                self.remarks.refuse_object()
        return blocks

    def _table(self, table: Any) -> list[Block]:
        self.remarks.reach(table)
        self._ranks.clear()
        self._begun_in_cells.clear()
        return read_table(
            table,
            self.remarks,
            read_line=self._cell_line,
            read_blocks=self._blocks,
            read_pictures=self._cell_pictures,
        )

    def _line(self, paragraph: Any) -> tuple[Run, ...]:
        return read_runs(paragraph, self.source, self.remarks)

    def _cell_line(self, paragraph: Any) -> tuple[Run, ...]:
        """A paragraph of a cell; an item of a list keeps its mark as text, for a cell has no list in a plan."""
        self.remarks.reach(paragraph)
        runs = self._line(paragraph)
        item = self._list_of(paragraph)
        if not runs or item is None:
            return runs
        self.remarks.count("cell lists")
        kind, (list_id, level) = self._kind(*item), item
        if not kind.ordered:
            return (Run(text="• "), *runs)
        counted = (kind.model, level)
        self._ranks[counted] = 1 if _begins(list_id, kind, self._begun_in_cells) else self._ranks[counted] + 1
        return (Run(text=f"{self._ranks[counted]}. "), *runs)

    def _cell_pictures(self, cell: Any) -> list[Block]:
        return [p for line in cell.iter(f"{W}p") for p in read_pictures(line, self.source, self.remarks)]

    def _paragraph(self, paragraph: Any, previous: Block | None) -> list[Block]:
        self.remarks.reach(paragraph)
        name = self.source.styles.names.get(style_of(paragraph), "")
        if name.startswith(_CONTENTS_NAMES):
            self.remarks.count("contents")
            return []
        runs = self._line(paragraph)
        blocks: list[Block] = []
        if plain(runs).strip() or any(run.footnote for run in runs):
            blocks.extend(self._text_blocks(paragraph, name, runs, previous))
        blocks.extend(read_pictures(paragraph, self.source, self.remarks))
        boxes = [box for box in paragraph.iter(f"{W}txbxContent") if next(box.iterancestors(f"{W}p")) is paragraph]
        for box in boxes:
            self.remarks.count("boxes")
            blocks.extend(self._blocks(box))
        return blocks

    def _text_blocks(self, paragraph: Any, name: str, runs: tuple[Run, ...], previous: Block | None) -> list[Block]:
        level = heading_level(paragraph, self.source)
        if level:
            text = one_line(plain(runs))
            self.remarks.heading = text
            self._tell_heading(level, text, runs)
            notes = [Paragraph(runs=(Run(text="* "), *note)) for note in notes_of(runs)]
            return [Heading(level=max(level - 1, 1), text=text), *notes]
        if name in _CAPTION_NAMES:
            if notes_of(runs):
                self.remarks.count("moved notes")
            return [Caption(runs=runs)]
        item = self._list_of(paragraph)
        if item is not None:
            return [self._list_item(runs, *item, previous)]
        return [Paragraph(runs=runs)]

    def _tell_heading(self, level: int, text: str, runs: tuple[Run, ...]) -> None:
        if notes_of(runs):
            self.remarks.count("moved notes")
        if any(run.link for run in runs):
            self.remarks.count("fields")
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
        styled = self.source.styles.lists.get(style_of(paragraph), ("0", 0))
        if own is None:
            return styled if styled[0] != "0" else None
        number, level = own.find(f"{W}numId"), own.find(f"{W}ilvl")
        list_id = number.get(f"{W}val", "0") if number is not None else styled[0]
        return (list_id, whole(level.get(f"{W}val")) if level is not None else styled[1]) if list_id != "0" else None

    def _kind(self, list_id: str, level: int) -> ListKind:
        return self.source.lists.get(list_id, {}).get(level, _BULLET)

    def _list_item(self, runs: tuple[Run, ...], list_id: str, level: int, previous: Block | None) -> ListItem:
        kind = self._kind(list_id, level)
        is_new = _begins(list_id, kind, self._begun)
        is_inside = level > 0 and isinstance(previous, ListItem)  # counts from 1 anyway, under its parent
        if level > DEEPEST_LIST:
            self.remarks.count("deep lists")
        if kind.ordered and is_new and (kind.start != 1 or kind.numerals != "decimal"):
            self.remarks.count("numerals")
        return ListItem(
            runs=runs,
            level=min(level, DEEPEST_LIST),
            ordered=kind.ordered,
            start=kind.ordered and is_new and not is_inside,
        )


def _begins(list_id: str, kind: ListKind, begun: set[str]) -> bool:
    """True for the first item of a list that counts from its own start; remembers the list and its model."""
    model = f"model {kind.model}"
    is_new = list_id not in begun and (kind.restarts or not kind.model or model not in begun)
    begun.update((list_id, model))
    return is_new


def heading_level(paragraph: Any, source: NarrativeSource) -> int:
    """Gives the level of a heading, 0 for any other paragraph."""
    own = paragraph.find(f"{W}pPr/{W}outlineLvl")
    if own is not None:
        level = whole(own.get(f"{W}val"), 9)
        return level + 1 if 0 <= level < 9 else 0
    return source.styles.levels.get(style_of(paragraph), 0)


def style_of(paragraph: Any) -> str:
    """Gives the id of a paragraph's style."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val", "") if style is not None else ""


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

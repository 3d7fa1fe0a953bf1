"""Narrative blocks as Word paragraphs and tables in the house styles."""

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from assembler.models.narrative import Block, Heading, ListItem, Paragraph, Picture, Run, Table
from assembler.word.ooxml import XMLNS_R, field_xml, paragraph_xml, run_xml
from assembler.word.parts import WordParts
from assembler.word.pictures import picture_xml
from assembler.word.styles import (
    BULLETS,
    CAPTION,
    FOOTNOTE_REFERENCE,
    HEADINGS,
    HYPERLINK,
    NORMAL,
    NUMBERS,
)
from assembler.word.tables import GAP_AFTER_TABLE, table_xml

TABLE_LABEL: Final = "Tableau"
FIGURE_LABEL: Final = "Figure"
_LANGS = {"fr": "fr-CA", "en": "en-CA"}


def blocks_xml(blocks: Sequence[Block], parts: WordParts, *, level: int = 2) -> str:
    """Gives paragraphs and tables; ``level`` is the Word level of the section's first-level headings (1 to 4)."""
    numbers = _Numbers(parts)
    written: list[str] = []
    previous: Block | None = None
    for block in blocks:
        numbers.meet(block)
        written.append(_block_xml(block, parts, level, numbers, previous))
        previous = block
    return "".join(written)


class _Numbers:
    """The Word list each numbered item counts in: a nested item counts in the list of the item it stands under."""

    def __init__(self, parts: WordParts) -> None:
        self._parts = parts
        self._lists: dict[int, int] = {}
        self._is_under_number = False

    def meet(self, block: Block) -> None:
        """Closes the lists that this block ends or restarts."""
        level = _list_level(block) if isinstance(block, ListItem) else 0
        if level == 0:
            self._lists.pop(1, None)
            self._is_under_number = isinstance(block, ListItem) and block.ordered
        if isinstance(block, ListItem) and block.start:
            self._lists.pop(level, None)

    def properties(self, item: ListItem) -> str:
        """Gives the ``w:numPr`` of a numbered item; it repeats the level, which a direct list id would hide."""
        level = _list_level(item)
        home = 0 if self._is_under_number else level
        if home not in self._lists:
            self._lists[home] = self._parts.restart_numbering(NUMBERS[home])
        ilvl = self._parts.list_of(NUMBERS[level])[1]
        return f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{self._lists[home]}"/></w:numPr>'


def _list_level(item: ListItem) -> int:
    return min(item.level, len(BULLETS) - 1)


def _block_xml(block: Block, parts: WordParts, level: int, numbers: _Numbers, previous: Block | None) -> str:
    spacing = GAP_AFTER_TABLE if isinstance(previous, Table) else ""
    match block:
        case Paragraph():
            return paragraph_xml(NORMAL, runs_xml(block.runs, parts), spacing)
        case Heading():
            style = HEADINGS[min(level + block.level - 1, len(HEADINGS)) - 1]
            return paragraph_xml(style, run_xml(block.text))
        case ListItem(ordered=True):
            content = runs_xml(block.runs, parts)
            return paragraph_xml(NUMBERS[_list_level(block)], content, numbers.properties(block) + spacing)
        case ListItem():
            return paragraph_xml(BULLETS[_list_level(block)], runs_xml(block.runs, parts), spacing)
        case Table():
            # Two tables that touch are one table to Word.
            between = paragraph_xml(NORMAL, "") if isinstance(previous, Table) and not block.caption else ""
            caption = caption_xml(TABLE_LABEL, block.caption) if block.caption else ""
            return between + caption + table_xml(block, parts, runs_xml)
        case Picture():
            caption = caption_xml(FIGURE_LABEL, block.caption) if block.caption else ""
            return caption + paragraph_xml(NORMAL, picture_xml(block, parts), spacing if not caption else "")


def caption_xml(label: str, text: str) -> str:
    """Gives « Tableau N — texte »; numbers are set once the document is whole (``number_captions``)."""
    number = field_xml(f"SEQ {label} \\* ARABIC", "0")
    return paragraph_xml(CAPTION, f"{run_xml(f'{label} ')}{number}{run_xml(f' — {text}')}")


def runs_xml(runs: Sequence[Run], parts: WordParts, *, in_footnote: bool = False) -> str:
    """Gives runs with their appearance, links and footnotes; a footnote has no footnote of its own."""
    return "".join(_run_xml(run, parts, in_footnote) for run in runs)


def _run_xml(run: Run, parts: WordParts, in_footnote: bool) -> str:
    written = run_xml(run.text, _run_properties(run)) if run.text else ""
    if run.link and written:
        relation = parts.add_footnote_link(run.link) if in_footnote else parts.add_link(run.link)
        written = f"<w:hyperlink {XMLNS_R} r:id={quoteattr(relation)}>{written}</w:hyperlink>"
    if run.footnote is not None and not in_footnote:
        number = parts.add_footnote(runs_xml(run.footnote, parts, in_footnote=True))
        style = f'<w:rPr><w:rStyle w:val="{FOOTNOTE_REFERENCE}"/></w:rPr>'
        written += f'<w:r>{style}<w:footnoteReference w:id="{number}"/></w:r>'
    return written


def _run_properties(run: Run) -> str:
    """In the order of EG_RPrBase (17.3.2.28)."""
    return "".join(
        (
            f'<w:rStyle w:val="{HYPERLINK}"/>' if run.link else "",
            "<w:b/>" if run.bold else "",
            "<w:i/>" if run.italic else "",
            "<w:strike/>" if run.strike else "",
            '<w:vertAlign w:val="superscript"/>' if run.superscript else "",
            '<w:vertAlign w:val="subscript"/>' if run.subscript else "",
            f"<w:lang w:val={quoteattr(_LANGS.get(run.lang, run.lang))}/>" if run.lang else "",
        )
    )

"""Keep together what a page break must not part: a short table, the last rows of a longer one, a list, lead and note.

The rules are those of look.md, page filling.

A loop of a template cannot know which of its rows will be the last: this is done on the finished body.
"""

from typing import Any, Final

from docx.oxml import OxmlElement
from docx.shared import Pt

from assembler.word.ooxml import W
from assembler.word.styles import BULLETS, CAPTION, NORMAL, NUMBERS, SOURCE

SHORT_ROWS: Final = 3  # rows under the header: a table this short is not split
AFTER_TABLE: Final = Pt(8)
AFTER_LIST: Final = Pt(7)  # what the style Normal leaves under a paragraph


def keep_rows(body: Any) -> None:
    """Sets « keep with next » (17.3.1.15) on the rows that must stay with the row after them, or the note after all."""
    for table in body.iter(f"{W}tbl"):
        rows = list(table.iterchildren(f"{W}tr"))
        heads = sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
        is_short = len(rows) - heads <= SHORT_ROWS
        for row in rows[:-1] if is_short else [*rows[: heads + 1], rows[-2]]:
            _keep_with_next(row)
        if _style_of(table.getnext()) == SOURCE:
            _keep_with_next(rows[-1])


def keep_leads(body: Any) -> None:
    """Keeps « Trois choses manquaient : » with what it announces, a note with its text, no item of a list alone."""
    for paragraph in body.iterchildren(f"{W}p"):
        following = paragraph.getnext()
        if following is None:
            continue
        if _style_of(following) == SOURCE or _announces(paragraph, following) or _would_be_alone(paragraph, following):
            _keep_with_next(paragraph)


def end_lists(body: Any) -> None:
    """Gives the last item of a list the space a paragraph has under it, unless its template says another."""
    for paragraph in body.iterchildren(f"{W}p"):
        if _is_item(paragraph) and not _is_item(paragraph.getnext()):
            properties = paragraph.get_or_add_pPr()
            if properties.spacing_after is None:
                properties.spacing_after = AFTER_LIST


def end_tables(body: Any) -> None:
    """Sets running text and lists off the table they follow, unless their template says how."""
    for table in body.iterchildren(f"{W}tbl"):
        following = table.getnext()
        if following.tag == f"{W}p" and _style_of(following) in (None, NORMAL, *BULLETS, *NUMBERS):
            properties = following.get_or_add_pPr()
            if properties.spacing_before is None and properties.find(f"{W}sectPr") is None:
                properties.spacing_before = AFTER_TABLE


def _announces(paragraph: Any, following: Any) -> bool:
    is_announced = following.tag == f"{W}tbl" or _style_of(following) in (CAPTION, *BULLETS, *NUMBERS)
    return is_announced and not _is_item(paragraph) and _text(paragraph).endswith(":")


def _would_be_alone(item: Any, following: Any) -> bool:
    """The first item goes with the second, the last but one with the last."""
    if not _is_item(item) or not _is_item(following):
        return False
    return not _is_item(item.getprevious()) or not _is_item(following.getnext())


def _is_item(element: Any) -> bool:
    """Tells whether an element of the body, or nothing, is an item of a list."""
    return _style_of(element) in (*BULLETS, *NUMBERS)


def _style_of(element: Any) -> str | None:
    style = None if element is None else element.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val") if style is not None else None


def _text(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t")).rstrip()


def _keep_with_next(element: Any) -> None:
    """Marks the paragraphs of a row, or one paragraph."""
    for paragraph in element.iter(f"{W}p"):
        properties = paragraph.get_or_add_pPr()
        if properties.find(f"{W}keepNext") is None:
            style = properties.find(f"{W}pStyle")
            properties.insert(0 if style is None else 1, OxmlElement("w:keepNext"))

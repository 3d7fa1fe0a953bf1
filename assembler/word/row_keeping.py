"""Keep together what a page break must not part: a short table, the last rows of a longer one, a list and its lead.

The rules are those of look.md, page filling.

A loop of a template cannot know which of its rows will be the last: this is done on the finished body.
"""

from typing import Any, Final

from docx.oxml import OxmlElement

from assembler.word.ooxml import W
from assembler.word.styles import BULLETS, NUMBERS

SHORT_ROWS: Final = 3  # rows under the header: a table this short is not split


def keep_rows(body: Any) -> None:
    """Sets « keep with next » (17.3.1.15) on the rows that must stay with the row after them."""
    for table in body.iter(f"{W}tbl"):
        rows = list(table.iterchildren(f"{W}tr"))
        heads = sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
        is_short = len(rows) - heads <= SHORT_ROWS
        for row in rows[:-1] if is_short else [*rows[: heads + 1], rows[-2]]:
            _keep_with_next(row)


def keep_leads(body: Any) -> None:
    """Keeps « Trois choses manquaient : » with the first item of its list."""
    for paragraph in body.iterchildren(f"{W}p"):
        following = paragraph.getnext()
        if following is not None and _is_item(following) and _text(paragraph).endswith(":"):
            _keep_with_next(paragraph)


def _is_item(element: Any) -> bool:
    style = element.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val") in (*BULLETS, *NUMBERS)


def _text(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t")).rstrip()


def _keep_with_next(element: Any) -> None:
    """Marks the paragraphs of a row, or one paragraph."""
    for paragraph in element.iter(f"{W}p"):
        properties = paragraph.get_or_add_pPr()
        if properties.find(f"{W}keepNext") is None:
            style = properties.find(f"{W}pStyle")
            properties.insert(0 if style is None else 1, OxmlElement("w:keepNext"))

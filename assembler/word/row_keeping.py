"""Keep the rows of a short table on one page, and never leave one row of a longer table alone (look.md, page filling).

A loop of a template cannot know which of its rows will be the last: this is done on the finished body.
"""

from typing import Any, Final

from docx.oxml import OxmlElement

from assembler.word.ooxml import W

SHORT_ROWS: Final = 3  # rows under the header: a table this short is not split


def keep_rows(body: Any) -> None:
    """Sets « keep with next » (17.3.1.15) on the rows that must stay with the row after them."""
    for table in body.iter(f"{W}tbl"):
        rows = list(table.iterchildren(f"{W}tr"))
        heads = sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
        is_short = len(rows) - heads <= SHORT_ROWS
        for row in rows[:-1] if is_short else [*rows[: heads + 1], rows[-2]]:
            _keep_with_next(row)


def _keep_with_next(row: Any) -> None:
    for paragraph in row.iter(f"{W}p"):
        properties = paragraph.get_or_add_pPr()
        if properties.find(f"{W}keepNext") is None:
            style = properties.find(f"{W}pStyle")
            properties.insert(0 if style is None else 1, OxmlElement("w:keepNext"))

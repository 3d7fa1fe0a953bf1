"""A person's table in the house look: accent rule on top, tinted header repeated, hairlines, whole rows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from assembler.models.narrative import Run, Table
from assembler.word.ooxml import paragraph_xml, run_xml
from assembler.word.parts import WordParts
from assembler.word.styles import (
    BASE_ACCENT,
    RULE,
    TABLE,
    TABLE_HEAD,
    TABLE_HEAD_NUMBER,
    TABLE_NUMBER,
    TABLE_TEXT,
    TINT,
)

TEXT_WIDTH: Final = 9354  # twentieths of a point: 16.5 cm
GAP_AFTER_TABLE: Final = '<w:spacing w:before="160"/>'
SET_APART: Final = '<w:ind w:left="142"/>'  # words stand 0.25 cm further from a column of numbers, aligned right
EMPTY_CELL: Final = "s.\u00a0o."  # no cell is empty: a screen reader would say nothing (SGQRI 008)
EMPTY_HEADER: Final = "Rubrique"
WHOLE_ROWS: Final = 4  # a table this short, header included, stays on one page

_NUMBER = re.compile(r"[\s\u00a0\u202f]*[−-]?\d[\d\s\u00a0\u202f.,]*(?:[$%]|M\$|k\$)?[\s\u00a0]*")
_NARROWEST, _WIDEST = 8, 45  # characters that count in sharing the width

RunsXml = Callable[[Sequence[Run], WordParts], str]


def table_xml(table: Table, parts: WordParts, runs_xml: RunsXml) -> str:
    """Gives the ``w:tbl``; rows shorter than the longest one are completed."""
    count = max(len(row) for row in table.rows)
    rows = [tuple(row) + ((),) * (count - len(row)) for row in table.rows]
    columns = _columns(rows, count)
    is_short = len(rows) <= WHOLE_ROWS
    written = [_row_xml(rows[0], columns, parts, runs_xml, keep=True, is_header=True)]
    for number, row in enumerate(rows[1:], 2):
        written.append(_row_xml(row, columns, parts, runs_xml, keep=is_short and number < len(rows)))
    grid = "".join(f'<w:gridCol w:w="{column.width}"/>' for column in columns)
    return f"<w:tbl>{_PROPERTIES}<w:tblGrid>{grid}</w:tblGrid>{''.join(written)}</w:tbl>"


def _row_xml(
    row: Sequence[Sequence[Run]],
    columns: Sequence["_Column"],
    parts: WordParts,
    runs_xml: RunsXml,
    *,
    keep: bool,
    is_header: bool = False,
) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>' if is_header else ""
    cells = []
    for column, runs in zip(columns, row, strict=True):
        words = runs_xml(runs, parts) if _plain(runs).strip() else run_xml(EMPTY_HEADER if is_header else EMPTY_CELL)
        look = ("<w:keepNext/>" if keep else "") + (SET_APART if column.is_after_numbers else "")
        paragraph = paragraph_xml(column.style(is_header), words, look)
        cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{column.width}" w:type="dxa"/>{shade}</w:tcPr>{paragraph}</w:tc>')
    mark = "<w:tblHeader/>" if is_header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{''.join(cells)}</w:tr>"


@dataclass(frozen=True)
class _Column:
    """A column's width, in twentieths of a point, whether it holds only numbers, or words after such a column."""

    width: int
    is_numeric: bool
    is_after_numbers: bool

    def style(self, is_header: bool) -> str:
        if is_header:
            return TABLE_HEAD_NUMBER if self.is_numeric else TABLE_HEAD
        return TABLE_NUMBER if self.is_numeric else TABLE_TEXT


def _plain(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _is_numeric(cells: Sequence[Sequence[Run]]) -> bool:
    texts = [_plain(cell) for cell in cells if _plain(cell).strip()]
    return bool(texts) and all(_NUMBER.fullmatch(text) for text in texts)


def _columns(rows: Sequence[Sequence[Sequence[Run]]], count: int) -> list[_Column]:
    """Shares the text width by the longest cell of each column; LibreOffice obeys the grid, Word the cells."""
    longest = [max(len(_plain(row[column])) for row in rows) for column in range(count)]
    weights = [min(max(length, _NARROWEST), _WIDEST) for length in longest]
    widths = [TEXT_WIDTH * weight // sum(weights) for weight in weights]
    widths[-1] += TEXT_WIDTH - sum(widths)
    numeric = [_is_numeric([row[column] for row in rows[1:]]) for column in range(count)]
    after = [before and not own for before, own in zip([False, *numeric], numeric, strict=False)]
    return [_Column(*column) for column in zip(widths, numeric, after, strict=True)]


# No rule closes a table: where it is all that does not fit on a page, LibreOffice 25.2 may lose the rows that follow.
_PROPERTIES = (
    f'<w:tblPr><w:tblStyle w:val="{TABLE}"/><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblBorders>'
    f'<w:top w:val="single" w:sz="12" w:space="0" w:color="{BASE_ACCENT}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders>'
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1"'
    ' w:noVBand="1"/></w:tblPr>'
)

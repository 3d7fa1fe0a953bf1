"""The boxes of notes, in the old drawing language that Excel still asks for (VML; [MS-OE376] §2.1.1844).

Programs write it carelessly: it is searched as text, never parsed, and what is not ours is left letter for letter.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from math import ceil

from assembler.canvas.annotate.placing import Grid

_SPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _SPACES.items())
_FIRST_OF_BLOCK = 1024  # shapes of a sheet are numbered from a block of their own
_LINE, _LETTERS, _WIDTH = 17, 52, 340  # pixels, letters on a line, pixels
_TALLEST = 520
_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_CELL = re.compile(r"([A-Z]+)(\d+)")
_ROW, _COLUMN = (re.compile(rf"<(?:\w+:)?{name}>\s*(\d+)\s*<") for name in ("Row", "Column"))
_NUMBER = re.compile(r"_x0000_s(\d{1,9})\b", re.ASCII)
_SHAPE = re.compile(r"<(\w+:)?shape[\s>]", re.ASCII)
_LETTER_FOR_LETTER = "utf-8", "surrogateescape"  # whatever bytes came go back as they were


def empty_drawing(block: int) -> bytes:
    """Gives a drawing without a box, whose numbers come from a block of its own."""
    return (
        f'<xml {_DECLARED}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout>'
        f"{_TYPE}</xml>"
    ).encode()


def with_boxes(content: bytes, notes: Mapping[str, str], grid: Grid) -> bytes:
    """Gives a drawing with a hidden box for each cell, tall enough for its note."""
    drawing = content.decode(*_LETTER_FOR_LETTER)
    end = drawing.rfind("</xml>")
    if end < 0:
        raise ValueError("a drawing of notes does not end")
    first = max((int(found) for found in _NUMBER.findall(drawing)), default=_block(drawing)) + 1
    is_known = all(f'xmlns:{prefix}="{address}"' in drawing for prefix, address in _SPACES.items())
    declared = "" if is_known else f" {_DECLARED}"
    boxes = [_box(number, cell, text, grid, declared) for number, (cell, text) in enumerate(notes.items(), first)]
    return (drawing[:end] + "".join(boxes) + drawing[end:]).encode(*_LETTER_FOR_LETTER)


def without_boxes(content: bytes, cells: Iterable[str]) -> tuple[bytes, bool]:
    """Gives a drawing without the boxes of some cells, and whether it still draws something."""
    places = {_place(cell) for cell in cells}
    drawing = content.decode(*_LETTER_FOR_LETTER)
    kept, at, is_drawing = [], 0, False
    for start, end in _shapes(drawing):
        if _is_note(drawing[start:end]) and _place_of(drawing[start:end]) in places:
            kept.append(drawing[at:start])
            at = end
        else:
            is_drawing = True
    return "".join([*kept, drawing[at:]]).encode(*_LETTER_FOR_LETTER), is_drawing


def _shapes(drawing: str) -> Iterator[tuple[int, int]]:
    """Gives where each shape begins and ends; one that never ends is the last."""
    at = 0
    while found := _SHAPE.search(drawing, at):
        closing = f"</{found[1] or ''}shape>"
        end = drawing.find(closing, found.end())
        at = len(drawing) if end < 0 else end + len(closing)
        yield found.start(), at


def _is_note(shape: str) -> bool:
    return 'ObjectType="Note"' in shape or "ObjectType='Note'" in shape


def _place_of(shape: str) -> tuple[int, int] | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    return (int(row[1]), int(column[1])) if row and column else None


def _place(cell: str) -> tuple[int, int]:
    """Gives the row and the column of a cell, both from zero."""
    found = _CELL.fullmatch(cell)
    if found is None:
        return -1, -1
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _block(drawing: str) -> int:
    found = re.search(r'<o:idmap[^>]*\bdata="(\d{1,6})', drawing)
    return _FIRST_OF_BLOCK * int(found[1] if found else 1)


def _box(number: int, cell: str, text: str, grid: Grid, declared: str) -> str:
    row, column = _place(cell)
    lines = sum(max(1, ceil(len(line) / _LETTERS)) for line in text.split("\n"))
    height = min(_TALLEST, lines * _LINE + 16)
    style = f"position:absolute;width:{_WIDTH * 3 // 4}pt;height:{height * 3 // 4}pt;z-index:1;visibility:hidden"
    return (
        f'<v:shape{declared} id="_x0000_s{number}" type="#_x0000_t202" style="{style}" fillcolor="#fff8e1" '
        'o:insetmode="auto"><v:fill color2="#fff8e1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
        '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{grid.anchor(row, column, width=_WIDTH, height=height)}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )

"""Heights of rows: the lines a text takes in a column, from the widths of the letters of our face.

Programs do not agree on the height of a row left to them, and leave no air around one line.
"""

from typing import Final

_LINE, _AIR = 13.0, 5.0  # points: a line of 10-point text, and the air of a row
_UNIT: Final = 5.25  # points of one unit of a column's width: a digit of the 11-point face
_SIZE: Final = 10.0
_PADDING: Final = 5.0
_EM: Final = {
    **dict.fromkeys("ijlI.,;:’'!|", 0.25),
    **dict.fromkeys(" \u00a0", 0.226),
    **dict.fromkeys("ftr()[]-–/«»", 0.35),
    **dict.fromkeys("cskvxyz", 0.455),
    **dict.fromkeys("mwMW%—@&", 0.88),
}
_CAPITAL, _OTHER = 0.63, 0.525


def height_of(texts: list[tuple[str, float]]) -> float:
    """Gives the height in points of a row of (text, width of its column in characters)."""
    return _LINE * max(_lines(text, width) for text, width in texts) + _AIR


def _lines(text: str, width: float) -> int:
    return sum(_lines_of(part, width * _UNIT - _PADDING) for part in text.split("\n"))


def _lines_of(text: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in text.split(" "):
        breadth = _breadth(word)
        if used and used + breadth > room:
            lines, used = lines + 1, 0.0
        used += breadth + _breadth(" ")
    return lines


def _breadth(text: str) -> float:
    return _SIZE * sum(_EM.get(letter, _CAPITAL if letter.isupper() else _OTHER) for letter in text)

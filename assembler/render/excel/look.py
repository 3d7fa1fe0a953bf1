"""Faces, fills and number formats of our workbooks (look.md, typography E2)."""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from assembler.word.styles import FONT, GREY, INK, RULE, TINT

MONEY = '[$-C0C]#,##0.00\\ "$";[Red][$-C0C]\\−#,##0.00\\ "$"'  # Québec separators whatever the machine's locale
DOLLARS = '[$-C0C]#,##0\\ "$";[Red][$-C0C]\\−#,##0\\ "$"'
PERCENT = "[$-C0C]0.0\\ %;[Red][$-C0C]\\−0.0\\ %"
DATE = "yyyy-mm-dd"
TEXT = "@"
WHOLE = "[$-C0C]#,##0"
NUMBER = "[$-C0C]#,##0.0##"  # of any kind; one without decimals is shown whole

HEAD_FILL = PatternFill("solid", fgColor=TINT)
HAIRLINE = Side("thin", color=RULE)


def face(size: float = 10, *, bold: bool = False, colour: str = INK) -> Font:
    """Gives the house face at a size in points."""
    return Font(name=FONT, size=size, bold=bold, color=colour)


def grey(size: float = 9) -> Font:
    """Gives the face of notes and labels."""
    return face(size, colour=GREY)


def rule(accent: str | None = None) -> Border:
    """Gives the hairline under a row, or the accent rule over a header."""
    return Border(top=Side("medium", color=accent), bottom=HAIRLINE) if accent else Border(bottom=HAIRLINE)


def aligned(horizontal: str = "left", *, wrap: bool = True, indent: int = 0) -> Alignment:
    """Gives an alignment; numbers go right and are never broken, an indent parts a text from the number before it."""
    return Alignment(horizontal=horizontal, vertical="center", wrap_text=wrap, indent=indent)

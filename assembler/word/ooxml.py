"""The little of WordprocessingML that everything here writes: names, texts, runs, paragraphs.

Element names and their order follow ECMA-376 part 1, clause 17.
"""

import re
from typing import Final
from xml.sax.saxutils import escape

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

XMLNS_W: Final = f'xmlns:w="{W[1:-1]}"'
XMLNS_R: Final = f'xmlns:r="{R[1:-1]}"'

# What XML 1.0 cannot hold (clause 2.2), and the vertical tab and form feed that Word pastes for line and page breaks.
# And what turns the reading order of words around: an amount could be read backwards.
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")


def clean_text(text: str) -> str:
    """Gives a text XML can hold: control characters dropped, every kind of line break written ``\\n``."""
    return _UNWRITABLE.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """Gives a text XML can hold, on one line with single spaces; no-break spaces stay what they are."""
    return _SPACES.sub(" ", clean_text(text)).strip()


def text_xml(text: str) -> str:
    """Gives the content of a run: ``w:t``, with ``w:br`` for a line break and ``w:tab`` for a tab."""
    pieces = re.split("([\n\t])", clean_text(text))
    return "".join(_piece_xml(piece) for piece in pieces if piece)


def _piece_xml(piece: str) -> str:
    if piece == "\n":
        return "<w:br/>"
    if piece == "\t":
        return "<w:tab/>"
    return f'<w:t xml:space="preserve">{escape(piece)}</w:t>'


def run_xml(text: str, properties: str = "") -> str:
    """Gives a run of text with its ``w:rPr`` children."""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{text_xml(text)}</w:r>"


def link_xml(text: str, relation: str) -> str:
    """Gives a hyperlink to the target of a relation (17.16.22); the text keeps the look of its paragraph."""
    return f'<w:hyperlink {XMLNS_R} r:id="{relation}" w:history="1">{run_xml(text)}</w:hyperlink>'


def paragraph_xml(style: str, content: str, properties: str = "") -> str:
    """Gives a paragraph of a style; ``properties`` are the ``w:pPr`` children that follow ``w:pStyle``."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def field_xml(instruction: str, result: str, properties: str = "") -> str:
    """Gives a complex field with its stored result (17.16.18)."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run_xml(result, properties)}"
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )

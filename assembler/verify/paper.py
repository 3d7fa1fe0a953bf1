"""What a Word file shows is on paper: every cell of its tables is in the PDF laid out from it.

LibreOffice 25.2 was seen to lose the rows after some page breaks without a word; nothing else would tell.
"""

import re

from assembler.i18n import translate as _
from assembler.models.defect import Defect
from assembler.verify.office_text import W, read_word
from assembler.verify.page_text import read_page_texts

_TURNED = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_START = 12  # a long word may be cut anywhere
# A line may break at a space, and at a hyphen. What the fonts of the document lack (✓, an emoji, another script) is
# drawn after the rest of the line, from right to left for some: its place among the words is not compared.
_UNPLACED = re.compile(r"[\s\u00a0\u00ad\u2011\u202f\ufffe-]+|[^\u0000-\u024f\u1e00-\u1eff\u2012-\u2026\u20ac\u2212]+")


def check_pdf_cells(piece: str, content: bytes, pdf: bytes) -> tuple[Defect, ...]:
    """Gives a defect for each table cell of the Word file that the PDF's pages do not show."""
    pages = "".join(read_page_texts(pdf))
    printed, is_turned = _squeezed(pages), _TURNED.search(pages) is not None
    return tuple(
        Defect(
            code="V-203", piece=piece, place=text[:60], message=_("Une cellule du document Word n’est pas dans le PDF.")
        )
        for text in dict.fromkeys(_cells(content))
        if _squeezed(text) not in printed and not (is_turned and _has_words(printed, text))
    )


def _has_words(printed: str, text: str) -> bool:
    """On a line that holds Hebrew or Arabic, PDFium mixes the cells of a row: their words are looked for one by one."""
    words = _WORD.findall(_UNPLACED.sub(" ", text))
    return all(word[:_START] in printed for word in words)


def _cells(content: bytes) -> list[str]:
    cells = read_word(content).body.iter(f"{W}tc")
    return [text for cell in cells for text in ("".join(t.text or "" for t in cell.iter(f"{W}t")),) if text.strip()]


def _squeezed(text: str) -> str:
    return _UNPLACED.sub("", text)

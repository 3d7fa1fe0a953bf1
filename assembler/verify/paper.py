"""What a Word file shows is on paper: every cell of its tables is in the PDF laid out from it.

LibreOffice 25.2 was seen to lose the rows after some page breaks without a word; nothing else would tell.
"""

import re

from assembler.i18n import translate as _
from assembler.models.defect import Defect
from assembler.verify.office_text import W, read_word
from assembler.verify.page_text import read_page_texts

_SPACES = re.compile(r"[\s\u00a0\u00ad\u2011\u202f\ufffe-]+")  # a line may break at a space, and at a hyphen


def check_pdf_cells(piece: str, content: bytes, pdf: bytes) -> tuple[Defect, ...]:
    """Gives a defect for each table cell of the Word file that the PDF's pages do not show."""
    printed = _squeezed("".join(read_page_texts(pdf)))
    return tuple(
        Defect(
            code="V-203", piece=piece, place=text[:60], message=_("Une cellule du document Word n’est pas dans le PDF.")
        )
        for text in dict.fromkeys(_cells(content))
        if _squeezed(text) not in printed
    )


def _cells(content: bytes) -> list[str]:
    cells = read_word(content).body.iter(f"{W}tc")
    return [text for cell in cells for text in ("".join(t.text or "" for t in cell.iter(f"{W}t")),) if text.strip()]


def _squeezed(text: str) -> str:
    return _SPACES.sub("", text)

"""The headings of a Word file, as written, in the outline of its PDF.

LibreOffice 25.2 takes the backslashes of an outline's title for marks of its own: « C:\\Plans » reads « C:Plans ».
"""

import io
import re
import zipfile
from collections.abc import Iterator

import pikepdf

_WRITTEN = re.compile(rb"<w:t[ >][^<]*\\")
_TAKEN = re.compile(r"\\(.?)")


def restore_titles(pdf: bytes, word_file: bytes) -> bytes:
    """Give the PDF with the backslashes of its headings; the very same bytes when the Word file has none."""
    with zipfile.ZipFile(io.BytesIO(word_file)) as archive:
        if not _WRITTEN.search(archive.read("word/document.xml")):
            return pdf
    headings = _headings(word_file)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if not _restore(document, headings):
            return pdf
        written = io.BytesIO()
        document.save(written)
        return written.getvalue()


def _headings(word_file: bytes) -> list[str]:
    from docx import Document

    from assembler.word.outline import find_headings

    return [heading.text for heading in find_headings(Document(io.BytesIO(word_file)))]


def _restore(document: pikepdf.Pdf, headings: list[str]) -> int:
    """Both are in the order of the document; a number may stand before a title."""
    changed = rank = 0
    for item in _items(document):
        title = str(item.get("/Title", ""))
        for ahead, heading in enumerate(headings[rank:], 1):
            taken = _TAKEN.sub(r"\1", heading).rstrip()
            if taken and title.rstrip().endswith(taken):
                rank += ahead
                if taken != heading:
                    item.Title = pikepdf.String(title.rstrip().removesuffix(taken) + heading)
                    changed += 1
                break
    return changed


def _items(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    root = document.Root.get("/Outlines")
    waiting = [root.get("/First")] if root is not None else []
    while waiting:
        item = waiting.pop()
        if item is not None:
            yield item
            waiting += [item.get("/Next"), item.get("/First")]  # what is under it comes first

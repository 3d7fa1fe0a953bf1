"""The body of a document made from the base: its blocks replaced, its last section kept."""

from docx.document import Document
from docx.oxml import parse_xml

from assembler.word.ooxml import XMLNS_R, XMLNS_W, W


def fill_body(document: Document, xml: str) -> None:
    """Puts these blocks in place of the document's own, before its last section."""
    body = document.element.body
    for element in [child for child in body if child.tag != f"{W}sectPr"]:
        body.remove(element)
    made = parse_xml(f"<w:body {XMLNS_W} {XMLNS_R}>{xml}</w:body>")
    for element in reversed(list(made)):
        body.insert(0, element)

"""Reads the words of our own Word and Excel files back, straight from their XML."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TEXT_PARTS = ("word/document.xml", "word/header", "word/footer", "word/footnotes.xml")


@dataclass(frozen=True)
class WordParagraph:
    """One paragraph: its style id and its text, fields' results included, instructions left out."""

    style: str
    text: str
    in_table: bool


@dataclass(frozen=True)
class CellText:
    """One cell of a workbook: where it is, what it shows once computed, whether it is a formula."""

    sheet: str
    address: str
    value: str
    is_formula: bool


def open_parts(content: bytes) -> dict[str, bytes]:
    """Gives every part of a zip-based office file by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def word_paragraphs(content: bytes) -> list[WordParagraph]:
    """Gives the paragraphs of the body, in order."""
    return list(_paragraphs(etree.fromstring(open_parts(content)["word/document.xml"])))


def word_text(content: bytes) -> str:
    """Gives all the words of a Word file: body, headers, footers and footnotes, one paragraph a line."""
    parts = open_parts(content)
    names = [name for name in sorted(parts) if name.startswith(_TEXT_PARTS) and name.endswith(".xml")]
    return "\n".join(p.text for name in names for p in _paragraphs(etree.fromstring(parts[name])))


def _paragraphs(root: etree._Element) -> Iterator[WordParagraph]:
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        yield WordParagraph(
            style=style.get(f"{W}val", "") if style is not None else "",
            text="".join(_words(paragraph)),
            in_table=next(paragraph.iterancestors(f"{W}tbl"), None) is not None,
        )


def _words(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
        if (
            next(element.iterancestors(f"{W}p")) is not paragraph
            or next(element.iterancestors(f"{W}tabs"), None) is not None
        ):
            continue
        if element.tag == f"{W}t":
            yield element.text or ""
        else:
            yield "-" if element.tag == f"{W}noBreakHyphen" else " "


def workbook_cells(content: bytes) -> list[CellText]:
    """Gives every cell that holds something, with the value a reader without a calculator sees."""
    parts = open_parts(content)
    shared = _shared_strings(parts.get("xl/sharedStrings.xml"))
    return [cell for name, path in _sheets(parts) for cell in _cells(name, etree.fromstring(parts[path]), shared)]


def _sheets(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    links = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for sheet in etree.fromstring(parts["xl/workbook.xml"]).iter(f"{_S}sheet"):
        target = targets[sheet.get(f"{_R}id")]
        yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _shared_strings(part: bytes | None) -> list[str]:
    if part is None:
        return []
    return ["".join(t.text or "" for t in item.iter(f"{_S}t")) for item in etree.fromstring(part).iter(f"{_S}si")]


def _cells(sheet: str, root: etree._Element, shared: list[str]) -> Iterator[CellText]:
    for cell in root.iter(f"{_S}c"):
        value = cell.findtext(f"{_S}v")
        if cell.get("t") == "s" and value is not None:
            value = shared[int(value)]
        elif cell.get("t") == "inlineStr":
            value = "".join(t.text or "" for t in cell.iter(f"{_S}t"))
        formula = cell.find(f"{_S}f") is not None
        if value is not None or formula:
            yield CellText(sheet, cell.get("r", ""), value or "", formula)

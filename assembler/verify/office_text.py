"""Reads the words of our own Word and Excel files back, straight from their XML, once per file."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BODY = "word/document.xml"
_SHOWN = (_BODY, "word/header", "word/footer", "word/footnotes.xml")
_KEPT = 4  # files in memory: one per thread that checks, and room for the plan


@dataclass(frozen=True)
class WordParagraph:
    """One paragraph: its style id and its text, fields' results included, instructions left out."""

    style: str
    text: str


@dataclass(frozen=True)
class WordFile:
    """A Word file as read back: its XML parts by name, its body, its paragraphs, all the words it shows."""

    parts: dict[str, etree._Element]
    paragraphs: tuple[WordParagraph, ...]
    text: str

    @property
    def body(self) -> etree._Element:
        """The root of the main part."""
        return self.parts[_BODY]


@dataclass(frozen=True)
class CellText:
    """One cell of a workbook: where it is, what it shows once computed, whether it is a formula."""

    sheet: str
    address: str
    value: str
    is_formula: bool


@lru_cache(maxsize=_KEPT)
def read_word(content: bytes) -> WordFile:
    """Gives a Word file read back; headers, footers and footnotes count among its words, one paragraph a line."""
    parts = _xml_parts(content)
    shown = {name: tuple(_paragraphs(root)) for name, root in sorted(parts.items()) if name.startswith(_SHOWN)}
    text = "\n".join(paragraph.text for paragraphs in shown.values() for paragraph in paragraphs)
    return WordFile(parts, shown[_BODY], text)


def _xml_parts(content: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")}


def _paragraphs(root: etree._Element) -> Iterator[WordParagraph]:
    has_boxes = next(root.iter(f"{W}txbxContent"), None) is not None
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        yield WordParagraph(
            style=style.get(f"{W}val", "") if style is not None else "",
            text="".join(_words(paragraph, has_boxes=has_boxes)),
        )


def _words(paragraph: etree._Element, *, has_boxes: bool) -> Iterator[str]:
    """The words of a paragraph; those of a text box inside it belong to the box's own paragraphs."""
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
        holder = element.getparent()
        if holder is None or holder.tag == f"{W}tabs":
            continue
        if has_boxes and next(element.iterancestors(f"{W}p")) is not paragraph:
            continue
        if element.tag == f"{W}t":
            yield element.text or ""
        else:
            yield "-" if element.tag == f"{W}noBreakHyphen" else " "


@lru_cache(maxsize=_KEPT)
def workbook_cells(content: bytes) -> tuple[CellText, ...]:
    """Gives every cell that holds something, with the value a reader without a calculator sees."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    shared = _shared_strings(parts.get("xl/sharedStrings.xml"))
    sheets = workbook_sheets(parts)
    return tuple(cell for name, path in sheets for cell in _cells(name, etree.fromstring(parts[path]), shared))


def workbook_sheets(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Gives the name of each sheet of a workbook, and its part."""
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

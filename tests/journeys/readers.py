"""Reads dossiers back with readers that did not write them: words, links, contents, cells."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
from openpyxl import load_workbook
from pypdf import PdfReader
from pypdf.generic import Destination

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_DOTS = re.compile(r"\.{2,}")
_PRINTED = re.compile(r"\.{2,}\s*\d+\s*$")


@dataclass(frozen=True)
class Line:
    """One line of a contents page: its words, the page it prints, the page its link goes to (both from 1)."""

    title: str
    printed: int
    target: int


@dataclass(frozen=True)
class Entry:
    """One entry of an outline: its depth from 1, its title, its page from 1."""

    level: int
    title: str
    page: int


def plain(text: str) -> str:
    """Gives the words with one plain space between them."""
    return _SPACES.sub(" ", text).strip()


def squeezed(text: str) -> str:
    """Gives the letters and digits alone, joined: lines may break and hyphens may end them."""
    return "".join(character for character in text if character.isalnum())


def outline_of(reader: PdfReader) -> list[Entry]:
    """Gives the outline, flat, in order."""
    return list(_entries(reader, reader.outline, 1))


def _entries(reader: PdfReader, nodes: Any, level: int) -> Iterator[Entry]:
    for node in nodes:
        if isinstance(node, list):
            yield from _entries(reader, node, level + 1)
        else:
            assert isinstance(node, Destination)
            page = reader.get_destination_page_number(node)
            assert page is not None
            yield Entry(level, plain(str(node.title)), page + 1)


def contents_lines(pdf: bytes, pages: int) -> list[Line]:
    """Gives the lines of the contents in the first pages, read under the rectangles of their links.

    A title on two lines has a rectangle for each: the first ones print no page.
    """
    reader = PdfReader(io.BytesIO(pdf))
    document = pypdfium2.PdfDocument(pdf)
    by_id = {_number(page): number for number, page in enumerate(reader.pages, 1)}
    lines: list[Line] = []
    for index in range(pages):
        words = document[index].get_textpage()
        begun = ""
        for annotation in sorted((one.get_object() for one in reader.pages[index].get("/Annots", ())), key=_top):
            begun = f"{begun} {words.get_text_bounded(*(float(number) for number in annotation['/Rect']))}"
            if _PRINTED.search(begun):
                lines.append(_line(begun, by_id[annotation.raw_get("/Dest")[0].idnum]))
                begun = ""
        assert begun == "", f"no page is printed for: {begun}"
    document.close()
    return lines


def _top(annotation: Any) -> float:
    return -float(annotation["/Rect"][3])


def _number(page: Any) -> int:
    return int(page.indirect_reference.idnum)


def _line(text: str, target: int) -> Line:
    words = plain(_DOTS.sub(" ", text))
    title, _, printed = words.rpartition(" ")
    return Line(title, int(printed), target)


def cells_of(content: bytes) -> dict[tuple[str, str], object]:
    """Gives the value that each cell of a workbook shows, by sheet and address."""
    book = load_workbook(io.BytesIO(content), data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }

"""The outline (bookmarks): read from one PDF, and carried into the whole under its part (ISO 32000-1, 12.3.3)."""

import io
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Object, OutlineItem, Pdf
from pydantic import BaseModel, ConfigDict, Field

from assembler.assemble.destinations import Targets, find_destination, page_of, read_targets
from assembler.errors import PartError
from assembler.i18n import translate as _

MAX_DEPTH = 15


class OutlineEntry(BaseModel):
    """One heading of a converted part: its title, its level (1 is the highest), its page (0 is the first)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    level: int = Field(ge=1)
    page_index: int = Field(ge=0)


def read_outline(pdf: bytes, part: str = "") -> tuple[OutlineEntry, ...]:
    """Gives the headings of a converted part in reading order; ``part`` names it in errors.

    Raises ``PartError`` when the PDF cannot be opened or a heading leads to no page: the contents would be wrong.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            targets = read_targets(document)
            return tuple(_entry(item, level, targets, part) for item, level in _walk(document))
    except pikepdf.PdfError as error:
        raise PartError(part, _("son PDF est illisible")) from error


def carry_outline(source: Pdf, targets: Targets, pages: Sequence[Object], title: str) -> OutlineItem:
    """Gives the part's outline entry, closed, with the part's own outline beneath it.

    ``pages`` are the part's pages in the whole. An entry of an attachment that leads nowhere keeps its title only.
    """
    top = OutlineItem(title)
    top.destination = _top_of(pages[0])
    top.is_closed = True
    parents = [top]
    for item, level in _walk(source):
        entry = OutlineItem(_title(item))
        entry.is_closed = True
        destination = find_destination(item, targets)
        if destination is not None:
            page = pages[page_of(destination, targets) or 0]
            entry.destination = Array([page, *list(destination)[1:]])
        del parents[level:]
        parents[-1].children.append(entry)
        parents.append(entry)
    return top


def _top_of(page: Object) -> Array:
    return Array([page, pikepdf.Name.XYZ, None, page.MediaBox[3], None])


def _entry(item: Object, level: int, targets: Targets, part: str) -> OutlineEntry:
    destination = find_destination(item, targets)
    page = page_of(destination, targets) if destination is not None else None
    if page is None:
        raise PartError(part, _("le titre «\u00a0{title}\u00a0» ne mène à aucune page").format(title=_title(item)))
    return OutlineEntry(title=_title(item), level=level, page_index=page)


def _title(item: Object) -> str:
    return " ".join(str(item.get("/Title", "")).replace("\x00", "").split(" "))


def _walk(pdf: Pdf) -> Iterator[tuple[Object, int]]:
    """Gives every item with its level, once each: a hostile outline may loop or be endlessly deep."""
    root = pdf.Root.get("/Outlines")
    if isinstance(root, Dictionary):
        yield from _siblings(root.get("/First"), 1, set())


def _siblings(item: Object | None, level: int, seen: set[tuple[int, int]]) -> Iterator[tuple[Object, int]]:
    while isinstance(item, Dictionary) and level <= MAX_DEPTH and item.objgen not in seen:
        seen.add(item.objgen)
        yield item, level
        yield from _siblings(item.get("/First"), level + 1, seen)
        item = item.get("/Next")

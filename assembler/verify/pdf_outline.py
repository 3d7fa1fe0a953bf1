"""The outline read back: one top entry a part, at its first page, with the part's headings beneath."""

from collections.abc import Iterator, Sequence
from typing import Any

from pypdf import PdfReader
from pypdf.generic import Destination

from assembler.i18n import translate as _
from assembler.verify.expected import ExpectedPart

Entry = tuple[str, int | None]  # title, page from 0


def find_outline_defects(reader: PdfReader, parts: tuple[ExpectedPart, ...]) -> Iterator[tuple[str, str]]:
    """Gives (place, message) for each part whose entry or headings are not as expected."""
    found = _by_part(reader, reader.outline)
    wanted_tops = [(part.title, part.first_page) for part in parts]
    if [top for top, _headings in found] != wanted_tops:
        yield "", _difference([top for top, _headings in found], wanted_tops)
        return
    for part, (_top, headings) in zip(parts, found, strict=True):
        wanted = [(heading.title, heading.page_index) for heading in part.headings or ()]
        if part.headings is not None and headings != wanted:
            yield part.title, _difference(headings, wanted)


def _by_part(reader: PdfReader, outline: list[Any]) -> list[tuple[Entry, list[Entry]]]:
    parts: list[tuple[Entry, list[Entry]]] = []
    for item in outline:
        if isinstance(item, Destination):
            parts.append((_entry(reader, item), []))
        elif parts:
            parts[-1][1].extend(_flatten(reader, item))
    return parts


def _flatten(reader: PdfReader, items: list[Any]) -> Iterator[Entry]:
    for item in items:
        if isinstance(item, Destination):
            yield _entry(reader, item)
        else:
            yield from _flatten(reader, item)


def _entry(reader: PdfReader, item: Destination) -> Entry:
    return str(item.title), reader.get_destination_page_number(item)


def _difference(found: Sequence[Entry], wanted: Sequence[Entry]) -> str:
    """Names the first entry that differs: one is enough to find the cause."""
    if len(found) != len(wanted):
        return _("Les signets sont au nombre de {found}, on en attendait {expected}.").format(
            found=len(found), expected=len(wanted)
        )
    have, want = next((have, want) for have, want in zip(found, wanted, strict=True) if have != want)
    return _("Le signet {found} devrait être {expected}.").format(found=_told(have), expected=_told(want))


def _told(entry: Entry) -> str:
    page = _("sans page") if entry[1] is None else _("page\u00a0{page}").format(page=entry[1] + 1)
    return _("«\u00a0{title}\u00a0» ({page})").format(title=entry[0], page=page)

"""Fonts read back: all must travel in the file (ISO 19005-2, 6.2.11.4)."""

from collections.abc import Collection, Iterator

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, PdfObject

PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def find_loose_fonts(reader: PdfReader, *, skip: Collection[int]) -> Iterator[tuple[int, str]]:
    """Gives (page index, font name) for each font that is not embedded, once, outside the pages to skip."""
    seen: set[int] = set()
    for index, page in enumerate(reader.pages):
        if index in skip:
            continue
        for font in _fonts(page.get("/Resources"), seen):
            if not _is_embedded(font):
                yield index, str(font.get("/BaseFont", "?"))


def _fonts(resources: PdfObject | None, seen: set[int]) -> Iterator[DictionaryObject]:
    """Gives the fonts of a page and of the forms it draws, each once: pages share their resources."""
    known = _once(resources, seen)
    if known is None:
        return
    for font in _entries(known, "/Font"):
        fresh = _once(font, seen)
        if fresh is not None:
            yield fresh
    for picture in _entries(known, "/XObject"):
        fresh = _once(picture, seen)
        if fresh is not None and fresh.get("/Subtype") == "/Form":
            yield from _fonts(fresh.get("/Resources"), seen)


def _entries(resources: DictionaryObject, category: str) -> list[PdfObject]:
    found = resources.get(category, DictionaryObject()).get_object()
    return [found.raw_get(name) for name in found] if isinstance(found, DictionaryObject) else []


def _once(value: PdfObject | None, seen: set[int]) -> DictionaryObject | None:
    if isinstance(value, IndirectObject):
        if value.idnum in seen:
            return None
        seen.add(value.idnum)
        value = value.get_object()
    return value if isinstance(value, DictionaryObject) else None


def _is_embedded(font: DictionaryObject) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True  # its glyphs are content of the file
    descendants = font.get("/DescendantFonts")
    bearer = descendants.get_object()[0].get_object() if descendants is not None else font
    descriptor = bearer.get("/FontDescriptor")
    return descriptor is not None and any(program in descriptor.get_object() for program in PROGRAMS)

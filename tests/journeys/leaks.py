"""Searches the files of a dossier for words, wherever a program could find them: parts, properties, streams, names."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pikepdf
from lxml import etree

from assembler.verify.page_text import read_page_texts

_BLANKS = re.compile(r"[\s\u00a0\u202f\u200b]+")


def find_words(files: Mapping[str, bytes], words: Iterable[str]) -> dict[str, list[str]]:
    """Gives, for each word that some file holds, the places that hold it; case and spaces do not hide a word."""
    keys = {written: word for word in words for written in _written(word)}
    if not keys:
        return {}
    any_of = re.compile("|".join(re.escape(key) for key in sorted(keys, key=len, reverse=True)))
    found: dict[str, list[str]] = {}
    for place, text in texts_of(files):
        for key in set(any_of.findall(text)):
            found.setdefault(keys[key], []).append(place)
    return found


def texts_of(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Gives every text of every file, in lower case, with its place: its name, its bytes, what opening it shows."""
    for name, content in files.items():
        yield f"{name} (name)", _flat(name)
        yield from _texts(name, content)


def _texts(place: str, content: bytes) -> Iterator[tuple[str, str]]:
    yield f"{place} (bytes)", content.decode("latin-1").lower()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from texts_of({f"{place}!{entry}": archive.read(entry) for entry in archive.namelist()})
    elif content.startswith(b"%PDF"):
        yield from _pdf_texts(place, content)
    elif content.lstrip().startswith(b"<"):
        root = etree.fromstring(content)  # a word may be cut in runs
        yield f"{place} (joined)", _flat("".join(str(text) for text in root.itertext()))
        yield (
            f"{place} (attributes)",
            _flat(" ".join(str(value) for node in root.iter() for value in node.attrib.values())),
        )
    elif place.endswith((".json", ".csv", "said")):
        yield f"{place} (words)", _flat(content.decode("utf-8"))


def _pdf_texts(place: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Every object of the file, used or not: words in strings, names and streams, then what each page shows."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for item in (*pdf.objects, pdf.trailer):
            where = f"{place} object {item.objgen[0]}"
            yield where, _flat(" ".join(_strings(item)))
            if isinstance(item, pikepdf.Stream):
                try:
                    inside = item.read_bytes()
                except pikepdf.PdfError:  # a picture, kept as it is
                    inside = item.read_raw_bytes()
                yield from _texts(f"{where} stream", inside)
    yield f"{place} pages", _flat("\n".join(read_page_texts(content)))


def _strings(item: Any, depth: int = 0) -> Iterator[str]:
    """Indirect objects are listed on their own."""
    if isinstance(item, pikepdf.String | pikepdf.Name | str):
        yield str(item)
    elif depth == 0 or not getattr(item, "is_indirect", False):
        if isinstance(item, pikepdf.Array):
            for inner in item:
                yield from _strings(inner, depth + 1)
        elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            for key, inner in item.items():
                yield key
                yield from _strings(inner, depth + 1)


def _written(word: str) -> Iterator[str]:
    """The word as texts hold it, and as bytes do in UTF-8 and in UTF-16."""
    yield _flat(word)
    for coding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield word.lower().encode(coding).decode("latin-1").lower()


def _flat(text: str) -> str:
    return _BLANKS.sub("", text).lower()

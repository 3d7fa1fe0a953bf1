"""Where the elements of an XML part lie in its bytes, so that a few can be changed and all the others left as they are.

An edit replaces bytes by bytes; nothing is ever written again that was only read. Parts of Office files may be in any
encoding and use any prefix for their namespaces: offsets are those of the UTF-8 form, names are told without prefix.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType
from xml.sax.saxutils import escape, quoteattr

HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SEPARATOR = " "
_DEEPEST = 200
_START_TAG = re.compile(rb"""<(?:[^<>"']++|"[^"]*"|'[^']*')*+>""")
_ATTRIBUTE = re.compile(rb"""([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*')""")
_DECLARATION = re.compile(r"\A<\?xml[^>]*\?>\s*")
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""", re.ASCII)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass
class Element:
    """An element: its name, its attributes, its text, and the offsets of its tags in the part's bytes."""

    name: str  # without prefix
    space: str
    prefix: str  # « x: », or nothing
    attributes: Mapping[str, str]  # those of a namespace are named « address name »
    start: int
    inner: int  # right after the start tag
    is_empty: bool  # <a/>: there is no end tag
    close: int = 0  # where the end tag begins
    end: int = 0
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def all(self, name: str) -> list["Element"]:
        """Gives the children of a name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> "Element | None":
        """Gives the first child of a name."""
        return next(iter(self.all(name)), None)

    def under(self, name: str) -> Iterator["Element"]:
        """Gives every element of a name below this one, in the order of the document."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.under(name)

    def attribute(self, name: str) -> str:
        """Gives an attribute whatever its namespace; nothing when it has none."""
        return next((value for key, value in self.attributes.items() if key.rpartition(_SEPARATOR)[2] == name), "")


@dataclass(frozen=True)
class Edit:
    """Bytes to put in the place of others."""

    start: int
    end: int
    content: bytes


class _Reading:
    """Builds the tree as expat tells it; inside ``opaque`` elements nothing is kept, and ``passed`` was not read."""

    def __init__(self, content: bytes, parser: XMLParserType, opaque: str, passed: tuple[int, int]) -> None:
        self._content, self._parser, self._opaque = content, parser, opaque
        self._skipped_from, self._skipped = passed[0], passed[1] - passed[0]
        self._open: list[Element] = []
        self._passed = 0  # how deep inside an opaque element
        self.root: Element | None = None
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._finish
        parser.CharacterDataHandler = self._add_text
        parser.StartDoctypeDeclHandler = self._refuse

    def _refuse(self, *_args: object) -> None:
        raise ValueError("a document type has no place in an Office file")

    def _at(self) -> int:
        index: int = self._parser.CurrentByteIndex
        return index if index < self._skipped_from else index + self._skipped

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if self._passed or (self._open and self._open[-1].name == self._opaque):
            self._passed += 1
            return
        if len(self._open) > _DEEPEST:
            raise ValueError("a part is nested too deep")
        element = _element(self._content, self._at(), name, attributes)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _finish(self, _name: str) -> None:
        if self._passed:
            self._passed -= 1
            return
        element = self._open.pop()
        if element.is_empty:
            element.close = element.end = element.inner
        else:
            element.close = self._at()
            element.end = self._content.index(b">", element.close) + 1

    def _add_text(self, text: str) -> None:
        if self._open and not self._passed:
            self._open[-1].text += text


def _element(content: bytes, start: int, name: str, attributes: dict[str, str]) -> Element:
    space, local, prefix = _named(name)
    tag = _START_TAG.match(content, start)
    if tag is None:
        raise ValueError("an element begins where there is no tag")
    return Element(
        name=local,
        space=space,
        prefix=f"{prefix}:" if prefix else "",
        attributes={_SEPARATOR.join(key.split(_SEPARATOR)[:2]): value for key, value in attributes.items()},
        start=start,
        inner=tag.end(),
        is_empty=tag[0].endswith(b"/>"),
    )


def _named(name: str) -> tuple[str, str, str]:
    """Gives address, name and prefix: expat leaves out the prefix of the default namespace, and what is not there."""
    parts = name.split(_SEPARATOR)
    if len(parts) == 1:
        return "", name, ""
    return parts[0], parts[1], parts[2] if len(parts) == 3 else ""


@lru_cache(maxsize=8)  # a sheet is asked about several things in a row
def read_outline(content: bytes, *, opaque: str = "") -> Element:
    """Gives the root of a part already in UTF-8; ``ValueError`` when it is not well-formed.

    What lies inside the elements called ``opaque`` is not kept; where it is sure to be only one, it is not even read.
    """
    parser = ParserCreate(namespace_separator=_SEPARATOR)
    parser.namespace_prefixes = True
    parser.buffer_text = True
    start, end = _passed_over(content, opaque)
    reading = _Reading(content, parser, opaque, passed=(start, end))
    try:
        parser.Parse(content[:start], False)
        parser.Parse(content[end:], True)
    except ExpatError as error:
        raise ValueError(str(error)) from error
    if reading.root is None:
        raise ValueError("a part holds no element")
    return reading.root


def _passed_over(content: bytes, opaque: str) -> tuple[int, int]:
    """Gives what need not be read: a sheet is nearly all cells. In a comment, a tag would not be one."""
    name = opaque.encode()
    opening = re.search(rb"<((?:\w+:)?%s)>" % name, content) if name else None
    if opening is None or b"<!" in content:
        return len(content), len(content)
    closing = b"</%s>" % opening[1]
    end = content.find(closing, opening.end())
    is_only_one = end >= 0 and content.find(closing, end + 1) < 0
    return (opening.end(), end) if is_only_one else (len(content), len(content))


def as_utf8(content: bytes) -> bytes:
    """Gives a part as it is when it is in UTF-8, which nearly all are, and its translation otherwise."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    declared = None if wide else _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    encoding = "utf-16" if wide else declared[1].decode() if declared else "utf-8"
    if encoding.lower().replace("_", "-") in ("utf-8", "utf8", "us-ascii", "ascii"):
        return content
    try:
        text = content.decode(encoding)
    except LookupError as error:
        raise ValueError(f"unknown encoding {encoding}") from error
    return (HEADER + _DECLARATION.sub("", text, count=1)).encode()


def edited(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Gives the bytes with every edit made; edits of one place keep their order."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < at:
            raise ValueError("two edits meet")
        pieces += [content[at : edit.start], edit.content]
        at = edit.end
    return b"".join([*pieces, content[at:]])


def removal(element: Element) -> Edit:
    """Takes an element out."""
    return Edit(element.start, element.end, b"")


def insertion(at: int, markup: str) -> Edit:
    """Puts something at a place."""
    return Edit(at, at, markup.encode())


def appending(content: bytes, element: Element, markup: str) -> Edit:
    """Puts something at the end of an element; one that had no content gets its end tag."""
    if not element.is_empty:
        return insertion(element.close, markup)
    name = f"{element.prefix}{element.name}"
    slash = content.rindex(b"/", element.start, element.inner)
    return Edit(slash, element.inner, f">{markup}</{name}>".encode())


def attribute_edit(content: bytes, element: Element, name: str, value: str) -> Edit:
    """Gives an attribute without prefix its value; it is added when the element lacks it."""
    tag = content[element.start : element.inner]
    for found in _ATTRIBUTE.finditer(tag):
        if found[1] == name.encode():
            start = element.start + found.start(2)
            return Edit(start, start + len(found[2]), quoteattr(value).encode())
    at = element.inner - (2 if element.is_empty else 1)
    return insertion(at, f" {name}={quoteattr(value)}")


def slice_of(content: bytes, element: Element) -> str:
    """Gives an element as it is written."""
    return content[element.start : element.end].decode()


def written(text: str) -> str:
    """Gives a text as the content of an element: what XML cannot hold as a cell spells it (ECMA-376 §22.4.2.4)."""
    spelled = _LOOKS_ESCAPED.sub("_x005F_", text)
    return escape(_UNWRITABLE.sub(_spelled, spelled))


def _spelled(found: re.Match[str]) -> str:
    code = ord(found[0])
    return "\ufffd" if code >= 0xD800 else f"_x{code:04X}_"


def quoted(text: str) -> str:
    """Gives a text as an attribute, with its quotes; what XML cannot hold is replaced."""
    return quoteattr(_UNWRITABLE.sub("\ufffd", text))

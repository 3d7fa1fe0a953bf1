"""The looks of highlights and of the « Corrections » sheet, added at the end of the person's styles.

Styles are named by their number: what is there keeps its own, and what we need is added once, then found again.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assembler.canvas.annotate.outline import (
    HEADER,
    Edit,
    attribute_edit,
    edited,
    insertion,
    read_outline,
    slice_of,
)
from assembler.models.finding import Severity

_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip
# What number 0 must be when the person's program wrote none: everything that names no style has it.
_FIRST: Mapping[str, tuple[str, ...]] = {
    "fonts": ('<{p}font><{p}sz val="11"/><{p}name val="Calibri"/><{p}family val="2"/></{p}font>',),
    "fills": (
        '<{p}fill><{p}patternFill patternType="none"/></{p}fill>',
        '<{p}fill><{p}patternFill patternType="gray125"/></{p}fill>',
    ),
    "borders": ("<{p}border><{p}left/><{p}right/><{p}top/><{p}bottom/><{p}diagonal/></{p}border>",),
    "cellStyleXfs": ('<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
    "cellXfs": ('<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',),
    "dxfs": (),
}
_PAPER = {Severity.BLOCKING: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.NOTICE: "FFDDEBF7"}
_INK = {Severity.BLOCKING: "FF9C0006", Severity.WARNING: "FF7A4100", Severity.NOTICE: "FF1F4E79"}
_DARK, _GREY, _WHITE, _RULE, _LINK = "FF1F2933", "FF52606D", "FFFFFFFF", "FFCBD2D9", "FF0B5CAD"

_PARAGRAPH = 'horizontal="left" vertical="top" wrapText="1" indent="1"'
_HEADING = 'horizontal="left" vertical="center" wrapText="1" indent="1"'
_NUMBER = 'horizontal="center" vertical="top"'
_LINE = 'horizontal="left" vertical="center"'


@dataclass(frozen=True)
class Looks:
    """The numbers of the styles that an annotated workbook uses."""

    highlights: Mapping[Severity, int]
    severities: Mapping[Severity, int]
    title: int
    count: int
    lead: int
    heading: int
    text: int
    number: int
    link: int


def empty_styles(namespace: str) -> bytes:
    """Gives a part that declares nothing."""
    return f'{HEADER}<styleSheet xmlns="{namespace}"></styleSheet>'.encode()


def with_looks(content: bytes) -> tuple[bytes, Looks]:
    """Gives the person's styles with ours after them, and the numbers ours have."""
    book = _StyleBook(content)
    highlights = {severity: book.add("dxfs", _highlight(severity)) for severity in Severity}
    rule = book.add("borders", _borders())
    looks = Looks(
        highlights=highlights,
        severities={
            severity: book.cell(font=_font(_INK[severity], strong=True), fill=_fill(_PAPER[severity]), border=rule)
            for severity in Severity
        },
        title=book.cell(font=_font(_DARK, size=20, strong=True), placed=_LINE),
        count=book.cell(font=_font(_DARK, size=12, strong=True), placed=_LINE),
        lead=book.cell(font=_font(_GREY), placed=_LINE),
        heading=book.cell(font=_font(_WHITE, strong=True), fill=_fill(_DARK), border=rule, placed=_HEADING),
        text=book.cell(font=_font(_DARK), border=rule),
        number=book.cell(font=_font(_GREY), border=rule, placed=_NUMBER),
        link=book.cell(font=_font(_LINK, line=True), border=rule),
    )
    return book.finished(), looks


class _StyleBook:
    """The styles as they are, and what is to be added to each list."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._root = read_outline(content)
        self._lists: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}

    def _list(self, name: str) -> list[str]:
        if name not in self._lists:
            found = self._root.first(name)
            known = [slice_of(self._content, one) for one in found.children] if found else []
            self._counts[name] = len(known)
            if not known:
                known = [markup.format(p=self._root.prefix) for markup in _FIRST[name]]
            self._lists[name] = known
        return self._lists[name]

    def add(self, name: str, markup: str) -> int:
        """Gives the number of a style, added when it is not there as we write it."""
        wanted = markup.format(p=self._root.prefix)
        known = self._list(name)
        if wanted not in known:
            known.append(wanted)
        return known.index(wanted)

    def cell(self, *, font: str, fill: str = "", border: int = 0, placed: str = _PARAGRAPH) -> int:
        """Gives the number of a cell's look."""
        self._list("cellStyleXfs")
        fonts, fills = self.add("fonts", font), self.add("fills", fill) if fill else 0
        self._list("fills"), self._list("borders")
        return self.add(
            "cellXfs",
            f'<{{p}}xf numFmtId="0" fontId="{fonts}" fillId="{fills}" borderId="{border}" xfId="0" applyFont="1" '
            f'applyFill="1" applyBorder="1" applyAlignment="1"><{{p}}alignment {placed}/></{{p}}xf>',
        )

    def finished(self) -> bytes:
        """Gives the styles with what was added."""
        return edited(self._content, [edit for name in _ORDER if name in self._lists for edit in self._edits(name)])

    def _edits(self, name: str) -> list[Edit]:
        added = "".join(self._lists[name][self._counts[name] :])
        if not added:
            return []
        count = str(len(self._lists[name]))
        found, p = self._root.first(name), self._root.prefix
        if found is None or found.is_empty:
            markup = f'<{p}{name} count="{count}">{added}</{p}{name}>'
            where = (found.start, found.end) if found else (self._place(name),) * 2
            return [Edit(where[0], where[1], markup.encode())]
        return [attribute_edit(self._content, found, "count", count), insertion(found.close, added)]

    def _place(self, name: str) -> int:
        later = _ORDER[_ORDER.index(name) + 1 :]
        if self._root.is_empty:
            raise ValueError("the styles hold nothing")
        return next((child.start for child in self._root.children if child.name in later), self._root.close)


def _font(colour: str, *, size: int = 11, strong: bool = False, line: bool = False) -> str:
    return (
        f'<{{p}}font>{"<{p}b/>" if strong else ""}{"<{p}u/>" if line else ""}<{{p}}sz val="{size}"/>'
        f'<{{p}}color rgb="{colour}"/><{{p}}name val="Calibri"/><{{p}}family val="2"/></{{p}}font>'
    )


def _fill(colour: str) -> str:
    return (
        f'<{{p}}fill><{{p}}patternFill patternType="solid"><{{p}}fgColor rgb="{colour}"/><{{p}}bgColor indexed="64"/>'
        "</{p}patternFill></{p}fill>"
    )


def _borders() -> str:
    sides = "".join(
        f'<{{p}}{side} style="thin"><{{p}}color rgb="{_RULE}"/></{{p}}{side}>'
        for side in ("left", "right", "top", "bottom")
    )
    return f"<{{p}}border>{sides}<{{p}}diagonal/></{{p}}border>"


def _highlight(severity: Severity) -> str:
    colour = _PAPER[severity]
    sides = "".join(
        f'<{{p}}{side} style="thin"><{{p}}color rgb="{_INK[severity]}"/></{{p}}{side}>'
        for side in ("left", "right", "top", "bottom")
    )
    return (
        f'<{{p}}dxf><{{p}}font><{{p}}color rgb="{_INK[severity]}"/></{{p}}font><{{p}}fill>'
        f'<{{p}}patternFill patternType="solid"><{{p}}fgColor rgb="{colour}"/><{{p}}bgColor rgb="{colour}"/>'
        f"</{{p}}patternFill></{{p}}fill><{{p}}border>{sides}</{{p}}border></{{p}}dxf>"
    )

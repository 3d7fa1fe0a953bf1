"""Turns ``recit.md`` into the blocks of a narrative."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assembler.models.narrative import SECTIONS, Block, Heading, ListItem, Paragraph, Picture, Run, Table
from assembler.typography import typographic
from canvases.samples.sheet import WIDTH

WIDTH_MM = 165.0  # of a picture on the page
_TAGS = {section.fr: section.tag for section in SECTIONS}
_HEADING = re.compile(r"(#{1,3}) (.+)")
_ITEM = re.compile(r"( *)(?:-|(\d+)\.) (.+)")
_NOTE = re.compile(r"\[\^(\w+)\]: (.+)")
_PICTURE = re.compile(r'!\[(.+)\]\((\S+)(?: "(.+)")?\)')
_CAPTION = ": "
_RULE = re.compile(r"\|[\s:|-]+\|")
_INLINE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*]+)\*|\[(?P<words>[^\]^]+)\]\((?P<link>[^)]+)\)"
    r"|\[\^(?P<note>\w+)\]|\{(?P<lang>en|mic): (?P<said>[^}]+)\}"
)

_FOREIGN = re.compile(r"(\{(?:en|mic): [^}]+\})")  # French typography would not leave its mark, nor its words, whole


@dataclass
class _Reading:
    """Where the reader is: the section being filled, and what it may call."""

    pictures: Mapping[str, bytes]
    notes: Mapping[str, str]
    sections: dict[str, list[Block]] = field(default_factory=dict)
    tag: str = ""
    is_ordered: bool = False  # the line before was a numbered item

    def add(self, block: Block) -> None:
        self.sections[self.tag].append(block)


def read_recit(text: str, pictures: Mapping[str, bytes]) -> dict[str, Sequence[Block]]:
    """Gives the blocks of each section written, by tag; ``KeyError`` for an unknown section, picture or note."""
    lines = text.splitlines()
    notes = {found[1]: found[2] for line in lines if (found := _NOTE.fullmatch(line))}
    reading = _Reading(pictures, notes)
    rows: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            reading.add(_table(rows, line, notes))
            rows = []
            if line.startswith(_CAPTION):
                continue
        _read_line(reading, line.rstrip())
    return dict(reading.sections)


def _read_line(reading: _Reading, line: str) -> None:
    was_ordered, reading.is_ordered = reading.is_ordered, False
    if not line or _NOTE.fullmatch(line):
        return
    if found := _HEADING.fullmatch(line):
        _read_heading(reading, len(found[1]), found[2])
    elif found := _ITEM.fullmatch(line):
        ordered = found[2] is not None
        reading.is_ordered = ordered
        start = ordered and not was_ordered
        level = len(found[1]) // 2
        reading.add(ListItem(runs=_runs(found[3], reading.notes), level=level, ordered=ordered, start=start))
    elif found := _PICTURE.fullmatch(line):
        reading.add(_picture(reading.pictures[found[2]], found[1], found[3] or ""))
    else:
        reading.add(Paragraph(runs=_runs(line, reading.notes)))


def _read_heading(reading: _Reading, level: int, words: str) -> None:
    if level == 1:
        reading.tag = _TAGS[words]
        reading.sections[reading.tag] = []
    else:
        reading.add(Heading(level=level - 1, text=typographic(words)))


def _table(rows: Sequence[str], after: str, notes: Mapping[str, str]) -> Table:
    cells = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows if not _RULE.fullmatch(row)]
    caption = typographic(after.removeprefix(_CAPTION)) if after.startswith(_CAPTION) else ""
    return Table(caption=caption, rows=tuple(tuple(_runs(cell, notes) for cell in row) for row in cells))


def _picture(content: bytes, alt: str, caption: str) -> Picture:
    tall = int.from_bytes(content[20:24], "big")  # IHDR of a PNG: width, then height
    return Picture(
        sha256=hashlib.sha256(content).hexdigest(),
        content_type="image/png",
        alt=typographic(alt),
        caption=typographic(caption),
        width_mm=WIDTH_MM,
        height_mm=round(WIDTH_MM * tall / WIDTH, 2),
        content=content,
    )


def _runs(words: str, notes: Mapping[str, str]) -> tuple[Run, ...]:
    words = "".join(part if _FOREIGN.fullmatch(part) else typographic(part) for part in _FOREIGN.split(words))
    runs: list[Run] = []
    at = 0
    for found in _INLINE.finditer(words):
        if found.start() > at:
            runs.append(Run(text=words[at : found.start()]))
        if found["note"]:
            last = runs.pop() if runs else Run(text="")
            runs.append(last.model_copy(update={"footnote": _runs(notes[found["note"]], notes)}))
        else:
            runs.append(_styled(found))
        at = found.end()
    if at < len(words):
        runs.append(Run(text=words[at:]))
    return tuple(runs)


def _styled(found: re.Match[str]) -> Run:
    if found["bold"]:
        return Run(text=found["bold"], bold=True)
    if found["italic"]:
        return Run(text=found["italic"], italic=True)
    if found["link"]:
        return Run(text=found["words"], link=found["link"])
    return Run(text=found["said"], lang=found["lang"], italic=True)

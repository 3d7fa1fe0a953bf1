"""Follow the fields of a paragraph: their instruction is left out, their result is kept, form fields are written."""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from assembler.read.narrative.styles import whole
from assembler.word.ooxml import W, clean_text

_HYPERLINK: Final = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_KEPT_LIVE: Final = re.compile(r"\s*(?:HYPERLINK\s+\"|TOC\b|SEQ\b|FORM|XE\b|TC\b)", re.IGNORECASE)


@dataclass
class _Field:
    """A complex field being read: its instruction, and whether its result has begun."""

    instruction: str = ""
    has_result: bool = False


@dataclass
class Fields:
    """The complex fields open at a place of a paragraph, outermost first."""

    _open: list[_Field] = field(default_factory=list)

    @property
    def shows(self) -> bool:
        """True where words show: outside fields, or in the result of every one."""
        return all(opened.has_result for opened in self._open)

    @property
    def link(self) -> str | None:
        """The address the innermost field links to."""
        match = _HYPERLINK.match(self._open[-1].instruction) if self._open else None
        return match[1] if match else None

    def add_instruction(self, text: str) -> None:
        """Reads some of an instruction."""
        if self._open:
            self._open[-1].instruction += text

    def follow(self, mark: Any) -> tuple[str, bool]:
        """Reads a ``w:fldChar``: gives what a form field shows, and whether a live field became plain text."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._open.append(_Field())
            return _form_text(mark), False
        if kind == "separate" and self._open:
            self._open[-1].has_result = True
        elif kind == "end" and self._open:
            ended = self._open.pop()
            return "", is_frozen(ended.instruction)
        return "", False


def is_frozen(instruction: str) -> bool:
    """True for a field whose result will not follow any more: a date, a page number, a reference."""
    return bool(instruction.strip()) and _KEPT_LIVE.match(instruction) is None


def _form_text(mark: Any) -> str:
    """A box to tick or a choice to make in an old form; fields of text have a result."""
    box, choice = mark.find(f"{W}ffData/{W}checkBox"), mark.find(f"{W}ffData/{W}ddList")
    if box is not None:
        state = box.find(f"{W}checked")
        state = box.find(f"{W}default") if state is None else state
        return "☒" if state is not None and state.get(f"{W}val", "1") not in ("0", "false", "off") else "☐"
    if choice is not None:
        chosen, entries = choice.find(f"{W}result"), choice.findall(f"{W}listEntry")
        rank = whole(chosen.get(f"{W}val")) if chosen is not None else 0
        return clean_text(entries[rank].get(f"{W}val", "")) if 0 <= rank < len(entries) else ""
    return ""

"""Read the words of a paragraph: their appearance, links and notes; fields give their result."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from assembler.models.narrative import Run
from assembler.read.narrative.equations import M, equation_text
from assembler.read.narrative.fields import Fields, is_frozen
from assembler.read.narrative.looks import Look, look_of
from assembler.read.narrative.remarks import Remarks
from assembler.read.narrative.source import NarrativeSource
from assembler.read.narrative.symbols import symbol_text
from assembler.word.ooxml import R, W, clean_text

SAFE_LINKS = ("http", "https", "mailto")
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,4}")
_MARKS = {"br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_PRIVATE_AREA = range(0xE000, 0xF900)


def read_runs(paragraph: Any, source: NarrativeSource, remarks: Remarks, *, part: str = "") -> tuple[Run, ...]:
    """Gives the runs of a paragraph, neighbours of one look joined, spaces at both ends dropped."""
    reader = _Reader(source, remarks, part or source.main, is_hidden=_has_hidden_style(paragraph, source))
    return trimmed(tuple(_joined(list(reader.read(paragraph, None)))))


def read_inline(elements: list[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Gives several paragraphs as one, a line each: cells and notes hold one paragraph."""
    runs: list[Run] = []
    for lines in elements:
        if runs and lines:
            runs.append(Run(text="\n"))
        runs.extend(lines)
    return tuple(_joined(runs))


def plain(runs: tuple[Run, ...]) -> str:
    """Gives the words alone."""
    return "".join(run.text for run in runs)


def without_notes(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Gives the runs without their footnotes."""
    return tuple(run.model_copy(update={"footnote": None}) for run in runs if run.text)


def notes_of(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    """Gives the footnotes called in the runs."""
    return [run.footnote for run in runs if run.footnote]


class _Reader:
    """Reads the runs of one paragraph."""

    def __init__(self, source: NarrativeSource, remarks: Remarks, part: str, *, is_hidden: bool) -> None:
        self._source, self._remarks, self._part, self._is_hidden = source, remarks, part, is_hidden
        self._fields = Fields()

    def read(self, parent: Any, link: str | None) -> Iterator[Run]:
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                yield from self._run(child, link)
            elif tag == f"{W}hyperlink":
                yield from self.read(child, self._target(child) or link)
            elif tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None and child.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
                    yield from self.read(content, link)
            elif tag == f"{W}fldSimple":
                self._count_field(is_frozen(child.get(f"{W}instr", "")))
                yield from self.read(child, link)
            elif tag in (f"{M}oMath", f"{M}oMathPara"):
                self._remarks.count("equations")
                yield Run(text=equation_text(child))
            elif tag == f"{W}subDoc":
                self._remarks.refuse_object()

    def _run(self, run: Any, link: str | None) -> Iterator[Run]:
        look = look_of(run.find(f"{W}rPr"), self._source.styles)
        is_hidden = self._is_hidden if look.hidden is None else look.hidden
        text = ""
        for child in run:
            if child.tag in (f"{W}footnoteReference", f"{W}endnoteReference") and not is_hidden:
                yield from self._made(text, look, link)
                text = ""
                note = self._note(child)
                if note:
                    yield Run(text="", footnote=note)
            else:
                text += self._text_of(child, look)
        if is_hidden and text.strip():
            self._remarks.count("hidden")
        elif not is_hidden:
            yield from self._made(text, look, link)

    def _made(self, text: str, look: Look, link: str | None) -> Iterator[Run]:
        if text:
            if look.is_local and not link:
                self._remarks.count("looks")
            address = self._fields.link if link is None else None
            yield look.run(text, link or (self._safe(address) if address else None))

    def _text_of(self, node: Any, look: Look) -> str:
        if node.tag == f"{W}fldChar":
            shown, frozen = self._fields.follow(node)
            self._count_field(frozen)
            return shown
        if node.tag == f"{W}instrText":
            self._fields.add_instruction(node.text or "")
            return ""
        return self._plain_text(node, look) if self._fields.shows else ""

    def _plain_text(self, node: Any, look: Look) -> str:
        match node.tag.rpartition("}")[2] if node.tag.startswith(W) else "":
            case "t":
                return self._spelled(clean_text(node.text or ""), look.font)
            case "sym":
                code = _HEXADECIMAL.fullmatch(node.get(f"{W}char", ""))
                return self._symbol(node.get(f"{W}font", ""), chr(int(code[0], 16))) if code else ""
            case "ruby":
                return "".join(clean_text(t.text or "") for t in node.iterfind(f"{W}rubyBase//{W}t"))
            case "tab" | "ptab":
                self._remarks.count("tabs")
                return " "
            case name:
                return _MARKS.get(name, "")

    def _spelled(self, text: str, font: str) -> str:
        """Words typed in a font of symbols say something else than they show."""
        if font.casefold() in ("symbol", "wingdings"):
            return "".join(self._symbol(font, char) for char in text)
        is_plain = not any(ord(char) in _PRIVATE_AREA for char in text)
        return text if is_plain else "".join(self._symbol("", c) if ord(c) in _PRIVATE_AREA else c for c in text)

    def _symbol(self, font: str, character: str) -> str:
        found = symbol_text(font, character)
        if found is None:
            self._remarks.refuse_symbol(font, ord(character))
            return "\ufffd"
        return clean_text(found)

    def _count_field(self, frozen: bool) -> None:
        if frozen:
            self._remarks.count("fields")

    def _target(self, hyperlink: Any) -> str | None:
        relation = self._source.relations.get(self._part, {}).get(hyperlink.get(f"{R}id", ""))
        anchor = hyperlink.get(f"{W}anchor", "")
        if relation is None or not relation.is_external:
            self._count_field(bool(anchor))
            return None
        target = relation.target
        return self._safe(f"{target}#{anchor}" if anchor and "#" not in target else target)

    def _safe(self, target: str) -> str | None:
        try:
            scheme = urlsplit(target).scheme.lower()
        except ValueError:
            scheme = ""
        if scheme in SAFE_LINKS:
            return clean_text(target).strip()
        self._remarks.refuse_link(target)
        return None

    def _note(self, reference: Any) -> tuple[Run, ...]:
        kind = reference.tag.rpartition("}")[2].removesuffix("Reference")
        note = self._source.notes[kind].get(reference.get(f"{W}id"))
        part = next((part for part in self._source.relations if part.endswith(f"{kind}s.xml")), self._source.main)
        if note is None:
            return ()
        if next(note.iter(f"{W}drawing", f"{W}pict", f"{W}object"), None) is not None:
            self._remarks.refuse_object()
        lines = [read_runs(p, self._source, self._remarks, part=part) for p in note.iter(f"{W}p")]
        return trimmed(read_inline(lines))


def _has_hidden_style(paragraph: Any, source: NarrativeSource) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val") in source.styles.hidden


def _joined(runs: list[Run]) -> Iterator[Run]:
    kept: Run | None = None
    for run in runs:
        if kept is not None and kept.footnote is None and _same_look(kept, run):
            kept = run.model_copy(update={"text": kept.text + run.text})
        elif kept is not None and kept.footnote is None and not run.text and run.footnote is not None:
            kept = kept.model_copy(update={"footnote": run.footnote})
        else:
            if kept is not None:
                yield kept
            kept = run
    if kept is not None:
        yield kept


def _same_look(one: Run, other: Run) -> bool:
    ignored = {"text": "", "footnote": None}
    return other.text != "" and one.model_copy(update=ignored) == other.model_copy(update=ignored)


def trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Gives the runs without spaces or line breaks at both ends."""
    kept = list(runs)
    while kept and not kept[0].text.strip() and kept[0].footnote is None:
        kept.pop(0)
    while kept and not kept[-1].text.strip() and kept[-1].footnote is None:
        kept.pop()
    if kept:
        kept[0] = kept[0].model_copy(update={"text": kept[0].text.lstrip()})
    if kept and kept[-1].footnote is None:
        kept[-1] = kept[-1].model_copy(update={"text": kept[-1].text.rstrip()})
    return tuple(kept)

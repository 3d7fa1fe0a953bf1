"""Read the words of a paragraph: their appearance, links and notes; fields give their result."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from assembler.models.narrative import Run
from assembler.read.narrative_remarks import Remarks
from assembler.read.narrative_source import NarrativeSource, is_on
from assembler.word.ooxml import R, W, clean_text

SAFE_LINKS = ("http", "https", "mailto")
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FRENCH_WORD = re.compile(r"[éèêàùçôîœ«»’]|\b(?:le|la|les|des|du|et|un|une|dans|pour|avec|est|nous|qui|que)\b", re.I)
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')


@dataclass
class _Field:
    """A complex field being read: its instruction, and whether its result has begun."""

    instruction: str = ""
    has_result: bool = False


def read_runs(paragraph: Any, source: NarrativeSource, remarks: Remarks, *, part: str = "") -> tuple[Run, ...]:
    """Gives the runs of a paragraph, neighbours of one look joined, spaces at both ends dropped."""
    runs = list(_runs(paragraph, source, remarks, part or source.main, None, []))
    return trimmed(tuple(_joined(runs)))


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


def _runs(
    parent: Any, source: NarrativeSource, remarks: Remarks, part: str, link: str | None, fields: list[_Field]
) -> Iterator[Run]:
    for child in parent:
        tag = child.tag
        if tag == f"{W}r":
            yield from _run(child, source, remarks, link, fields)
        elif tag == f"{W}hyperlink":
            yield from _runs(child, source, remarks, part, _target(child, source, remarks, part) or link, fields)
        elif tag == f"{W}sdt":
            if child.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
                yield from _runs(child.find(f"{W}sdtContent"), source, remarks, part, link, fields)
        elif tag == f"{W}fldSimple":
            yield from _runs(child, source, remarks, part, link, fields)
        elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
            remarks.count("equations")
            yield Run(text=clean_text("".join(node.text or "" for node in child.iter(f"{_M}t"))))


def _run(run: Any, source: NarrativeSource, remarks: Remarks, link: str | None, fields: list[_Field]) -> Iterator[Run]:
    properties = run.find(f"{W}rPr")
    look = _look(properties, source)
    if look.pop("hidden"):
        return
    text = ""
    for child in run:
        if child.tag == f"{W}fldChar":
            _follow_field(child, fields)
        elif child.tag == f"{W}instrText" and fields:
            fields[-1].instruction += child.text or ""
        elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            if text:
                yield _made(text, look, link or _field_link(fields, remarks))
                text = ""
            note = _note(child, source, remarks)
            if note:
                yield Run(text="", footnote=note)
        elif not fields or fields[-1].has_result:
            text += _text_of(child)
    if text:
        yield _made(text, look, link or _field_link(fields, remarks))


def _made(text: str, look: dict[str, Any], link: str | None) -> Run:
    lang = look["lang"]
    return Run(text=text, link=link, **{**look, "lang": None if lang and _FRENCH_WORD.search(text) else lang})


def _text_of(node: Any) -> str:
    match node.tag.rpartition("}")[2] if node.tag.startswith(W) else "":
        case "t":
            return clean_text(node.text or "")
        case "br" if node.get(f"{W}type") in ("page", "column"):
            return ""
        case "br" | "cr":
            return "\n"
        case "tab" | "ptab":
            return " "
        case "noBreakHyphen":
            return "\u2011"
    return ""


def _look(properties: Any, source: NarrativeSource) -> dict[str, Any]:
    if properties is None:
        return {"bold": False, "italic": False, "superscript": False, "lang": None, "hidden": False}
    style = properties.find(f"{W}rStyle")
    bold, italic = source.emphasis.get(style.get(f"{W}val"), (False, False)) if style is not None else (False, False)
    own_bold, own_italic = properties.find(f"{W}b"), properties.find(f"{W}i")
    raised = properties.find(f"{W}vertAlign")
    return {
        "bold": is_on(own_bold) if own_bold is not None else bold,
        "italic": is_on(own_italic) if own_italic is not None else italic,
        "superscript": raised is not None and raised.get(f"{W}val") == "superscript",
        "lang": _lang(properties.find(f"{W}lang")),
        "hidden": is_on(properties.find(f"{W}vanish")),
    }


def _lang(element: Any) -> str | None:
    """The language of a foreign stretch; French, the language of the whole, is not said."""
    code = (element.get(f"{W}val") or "").split("-")[0].lower() if element is not None else ""
    return code if code and code != "fr" and code.isalpha() else None


def _follow_field(mark: Any, fields: list[_Field]) -> None:
    kind = mark.get(f"{W}fldCharType")
    if kind == "begin":
        fields.append(_Field())
    elif kind == "separate" and fields:
        fields[-1].has_result = True
    elif kind == "end" and fields:
        fields.pop()


def _field_link(fields: list[_Field], remarks: Remarks) -> str | None:
    match = _HYPERLINK.match(fields[-1].instruction) if fields else None
    return _safe(match[1], remarks) if match else None


def _target(hyperlink: Any, source: NarrativeSource, remarks: Remarks, part: str) -> str | None:
    relation = source.relations.get(part, {}).get(hyperlink.get(f"{R}id", ""))
    return _safe(relation.target, remarks) if relation is not None and relation.is_external else None


def _safe(target: str, remarks: Remarks) -> str | None:
    try:
        scheme = urlsplit(target).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme in SAFE_LINKS:
        return clean_text(target).strip()
    remarks.refuse_link(target)
    return None


def _note(reference: Any, source: NarrativeSource, remarks: Remarks) -> tuple[Run, ...]:
    kind = reference.tag.rpartition("}")[2].removesuffix("Reference")
    note = source.notes[kind].get(reference.get(f"{W}id"))
    part = next((part for part in source.relations if part.endswith(f"{kind}s.xml")), source.main)
    if note is None:
        return ()
    return trimmed(read_inline([read_runs(p, source, remarks, part=part) for p in note.iter(f"{W}p")]))


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

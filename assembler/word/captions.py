"""Numbers of captions: each SEQ field gets its rank in the document, so that no field waits to be updated."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from assembler.word.ooxml import XML_SPACE, W
from assembler.word.outline import paragraph_text

_SEQ = re.compile(r"\s*SEQ\s+(\S+)", re.IGNORECASE)


@dataclass(frozen=True)
class CaptionPlace:
    """A caption where it stands: what it counts (Tableau, Figure), its paragraph, its whole text."""

    label: str
    paragraph: Any
    text: str


def number_captions(body: Any) -> list[CaptionPlace]:
    """Sets the stored result of every SEQ field, counting by label in document order; gives the captions."""
    counts: dict[str, int] = defaultdict(int)
    found: list[tuple[str, Any]] = []
    for instruction in list(body.iter(f"{W}instrText", f"{W}fldSimple")):
        text = instruction.get(f"{W}instr") if instruction.tag == f"{W}fldSimple" else instruction.text
        match = _SEQ.match(text or "")
        if match:
            label = match[1]
            counts[label] += 1
            _set_result(instruction, str(counts[label]))
            found.append((label, next(instruction.iterancestors(f"{W}p"))))
    return [CaptionPlace(label, paragraph, paragraph_text(paragraph)) for label, paragraph in found]


def _set_result(instruction: Any, number: str) -> None:
    texts = list(instruction.iter(f"{W}t")) if instruction.tag == f"{W}fldSimple" else _result_texts(instruction)
    if not texts:
        texts = [_new_result(instruction)]
    for text in texts[1:]:
        text.getparent().remove(text)
    texts[0].text = number
    texts[0].set(XML_SPACE, "preserve")


def _result_texts(instruction: Any) -> list[Any]:
    """The ``w:t`` between the field's « separate » and « end » marks."""
    texts: list[Any] = []
    is_result = False
    for run in instruction.getparent().itersiblings():
        mark = run.find(f"{W}fldChar")
        if mark is not None and mark.get(f"{W}fldCharType") == "end":
            break
        if mark is not None:
            is_result = True
        elif is_result:
            texts.extend(run.iter(f"{W}t"))
    return texts


def _new_result(instruction: Any) -> Any:
    """A field with no stored result gets one: after its « separate » mark, made if need be."""
    make = instruction.makeelement
    run = make(f"{W}r", {})
    text = make(f"{W}t", {})
    run.append(text)
    if instruction.tag == f"{W}fldSimple":
        instruction.append(run)
        return text
    after = instruction.getparent()
    mark = next((m for r in after.itersiblings() if (m := r.find(f"{W}fldChar")) is not None), None)
    if mark is not None and mark.get(f"{W}fldCharType") == "separate":
        after = mark.getparent()
    else:
        separate = make(f"{W}r", {})
        separate.append(make(f"{W}fldChar", {f"{W}fldCharType": "separate"}))
        after.addnext(separate)
        after = separate
    after.addnext(run)
    return text

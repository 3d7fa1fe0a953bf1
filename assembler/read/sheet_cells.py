"""What a cell of the action sheet holds: its words line by line, without prompts, choices as their codes."""

from collections.abc import Iterator
from typing import Any, Final

from assembler.word.ooxml import W

# How the prompts of our blank controls read, for a program that forgets that they are prompts.
PROMPTS: Final = frozenset({"Écrire…", "Choisir…", "AAAA-MM-JJ", "auto", "Write…", "Choose…", "YYYY-MM-DD"})
_BREAKS: Final = (f"{W}br", f"{W}cr")


def own_cells(row: Any) -> list[Any]:
    """Gives the cells of a row, those inside controls included, those of inner tables left out."""
    return [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]


def cell_tag(cell: Any) -> str:
    """Gives the tag of the first tagged control in a cell, empty when there is none."""
    tag = next(cell.iter(f"{W}tag"), None)
    return "" if tag is None else tag.get(f"{W}val", "")


def cell_lines(cell: Any) -> list[str]:
    """Gives the lines a person wrote in a cell, in order; blank ones left out."""
    found = [line.strip() for paragraph in cell.iter(f"{W}p") for line in _words(paragraph).split("\n")]
    return [line for line in found if line and line not in PROMPTS]


def plain_text(element: Any) -> str:
    """Gives every word inside an element."""
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def _words(paragraph: Any) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}sdt":
            yield _chosen(child)
        elif child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield "\n"
        elif child.tag == f"{W}tab":
            yield "\t" if element.tag == f"{W}r" else ""
        elif child.tag == f"{W}noBreakHyphen":
            yield "\u2011"
        elif child.tag not in (f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}p"):
            yield from _pieces(child)


def _chosen(control: Any) -> str:
    """The content of a control: nothing for its prompt, the code of a choice among its own."""
    content = control.find(f"{W}sdtContent")
    if content is None or control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
        return ""
    words = "".join(_pieces(content))
    for item in control.iter(f"{W}listItem"):
        if item.get(f"{W}displayText") == words.strip():
            return str(item.get(f"{W}value") or words)
    return words

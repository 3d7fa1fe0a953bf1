"""Nothing of the machinery shows: no tag, no « None », no « nan », no TODO, no formula without a result (R-106)."""

import re
from collections.abc import Iterable, Iterator

from assembler.i18n import translate as _
from assembler.models.defect import Defect
from assembler.verify.office_text import read_word, workbook_cells

_LEFTOVERS = re.compile(
    r"\{\{.{0,40}|\{%.{0,40}|(?<!\w)(?:None|nan|NaN|TODO|XXX|undefined)(?!\w)|#(?:REF|NAME|VALUE|DIV/0|N/A)[!?]?"
)


def check_word_leftovers(piece: str, content: bytes, own_texts: Iterable[str]) -> tuple[Defect, ...]:
    """Gives a defect for each leftover in a Word file. ``own_texts`` are the person's: what they wrote is theirs."""
    return _leftovers(piece, ((f"« {line[:60]} »", line) for line in read_word(content).text.split("\n")), own_texts)


def check_workbook_leftovers(piece: str, content: bytes, own_texts: Iterable[str]) -> tuple[Defect, ...]:
    """Gives a defect for each leftover in a workbook, and for each formula that shows nothing before being computed."""
    cells = workbook_cells(content)
    empty = tuple(
        Defect(
            code="V-102",
            piece=piece,
            place=f"{cell.sheet}!{cell.address}",
            message=_("La formule n’a pas de valeur en mémoire\u00a0: un aperçu la montrerait vide."),
        )
        for cell in cells
        if cell.is_formula and not cell.value
    )
    return empty + _leftovers(piece, ((f"{c.sheet}!{c.address}", c.value) for c in cells), own_texts)


def _leftovers(piece: str, places: Iterable[tuple[str, str]], own_texts: Iterable[str]) -> tuple[Defect, ...]:
    own = sorted({_flat(line) for line in _lines(own_texts) if _LEFTOVERS.search(line)}, key=len, reverse=True)
    return tuple(
        Defect(
            code="V-101",
            piece=piece,
            place=place,
            message=_("Un reste de gabarit est visible\u00a0: «\u00a0{match}\u00a0».").format(match=match[:40]),
        )
        for place, text in places
        for match in (_LEFTOVERS.findall(_without(own, _flat(text))) if _LEFTOVERS.search(text) else ())
    )


def _lines(texts: Iterable[str]) -> Iterator[str]:
    """A text whole, as a cell holds it, and each of its lines, as paragraphs hold them."""
    for text in texts:
        yield text
        yield from text.split("\n")


def _flat(text: str) -> str:
    return " ".join(text.split())


def _without(own: list[str], text: str) -> str:
    for theirs in own:
        text = text.replace(theirs, " ")
    return text

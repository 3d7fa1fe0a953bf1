"""Nothing of the machinery shows: no tag, no « None », no « nan », no TODO, no formula without a result (R-106)."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from assembler.i18n import translate as _
from assembler.models.defect import Defect
from assembler.verify.office_text import WordFile, read_word, workbook_cells

_PROPERTIES, _CHARTS = "docProps/core.xml", "word/charts/chart"
_CHART_WORDS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}v",
    "{http://schemas.openxmlformats.org/drawingml/2006/main}t",
)
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_LEFTOVERS = re.compile(
    r"\{\{.{0,40}|\{%.{0,40}|(?<!\w)(?:None|nan|NaN|TODO|XXX|undefined)(?!\w)|#(?:REF|NAME|VALUE|DIV/0|N/A)[!?]?"
)


def check_word_leftovers(piece: str, content: bytes, own_texts: Iterable[str]) -> tuple[Defect, ...]:
    """Gives a defect for each leftover in a Word file. ``own_texts`` are the person's: what they wrote is theirs."""
    file = read_word(content)
    shown = ((f"« {line[:60]} »", line) for line in file.text.split("\n"))
    return _leftovers(piece, chain(shown, _told_elsewhere(file)), own_texts)


def _told_elsewhere(file: WordFile) -> Iterator[tuple[str, str]]:
    """What no page shows and a person still meets: alternative texts, properties, the words of charts."""
    for part, root in file.parts.items():
        if part == _PROPERTIES:
            yield from ((part, element.text or "") for element in root.iter())
        elif part.startswith(_CHARTS):
            yield from ((part, element.text or "") for element in root.iter(*_CHART_WORDS))
    for picture in file.body.iter(_DRAWN):
        yield from ((picture.get("name", ""), picture.get(told, "")) for told in ("descr", "title"))


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

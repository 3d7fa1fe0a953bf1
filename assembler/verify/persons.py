"""Reads a finished public edition back, and finds what may not be public: small counts, persons (R-065, R-104)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from assembler.i18n import translate as _
from assembler.models.defect import Defect
from assembler.models.personal import find_known
from assembler.verify.office_text import read_word, workbook_cells
from assembler.verify.page_text import read_page_texts

_TOLD = 3  # characters of a value: errors are kept, and it must not be in them
# Tables and tags of donnees.json that count persons.
_COUNTS = {
    "group_counts": ("personnes", "participations"),
    "results": ("personnes", "participations", "menages"),
    "activities_done": ("participants",),
}


def check_public_persons(path: str, content: bytes, known: frozenset[str]) -> tuple[Defect, ...]:
    """Gives a defect for each value of ``known`` that a file of the public edition holds, with its place."""
    return tuple(
        Defect(
            code="V-602",
            piece=path,
            place=place,
            message=_(
                "Une coordonnée ou un nom qui n’est pas public s’y lit, et commence par «\u00a0{start}\u00a0». "
                "Retirez-le du texte ou de la pièce jointe, ou réservez la pièce aux partenaires."
            ).format(start=value[:_TOLD]),
        )
        for place, text in _texts(path, content)
        for value in find_known(text, known)
    )


def check_public_counts(content: bytes, mask_under: int) -> tuple[Defect, ...]:
    """Gives a defect for each count of persons of ``donnees.json`` that should be masked."""
    tables: Mapping[str, list[dict[str, Any]]] = json.loads(content)["tables"]
    return tuple(
        Defect(
            code="V-601",
            piece="donnees.json",
            place=f"{table}[{rank}].{tag}",
            message=_("Un nombre de personnes plus petit que {limit} n’est pas masqué.").format(limit=mask_under),
        )
        for table, tags in _COUNTS.items()
        for rank, row in enumerate(tables.get(table, []))
        for tag in tags
        if isinstance(row.get(tag), int) and 0 < row[tag] < mask_under
    )


def _texts(path: str, content: bytes) -> Iterator[tuple[str, str]]:
    if path.endswith(".docx"):
        yield "", read_word(content).text
    elif path.endswith(".xlsx"):
        yield "", "\n".join(cell.value for cell in workbook_cells(content))
    elif path.endswith(".pdf"):
        yield from ((f"p. {number}", text) for number, text in enumerate(read_page_texts(content), 1))
    else:
        yield "", content.decode("utf-8")

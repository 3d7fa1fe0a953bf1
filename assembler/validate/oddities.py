"""Tells what was odd in a workbook and read all the same: hidden, filtered or merged cells, tables without a name."""

from collections.abc import Iterator

from assembler.i18n import mark
from assembler.i18n import translate as _
from assembler.models.finding import Finding
from assembler.models.source import Oddity, OddKind, WorkbookSource
from assembler.validate.findings import finding_by_code

_TOLD = {
    OddKind.HIDDEN_SHEET: ("T-060", mark("La feuille est masquée\u00a0: elle a été lue.")),
    OddKind.HIDDEN_ROWS: ("T-061", mark("Des lignes sont masquées ({places})\u00a0: elles ont été lues.")),
    OddKind.FILTERED: (
        "T-062",
        mark("Un filtre est resté actif\u00a0: les lignes qu’il cache ({places}) ont été lues."),
    ),
    OddKind.HIDDEN_COLUMNS: ("T-063", mark("Des colonnes sont masquées ({places})\u00a0: elles ont été lues.")),
    OddKind.MERGED: (
        "T-064",
        mark("Des cellules sont fusionnées ({places})\u00a0: leur valeur n’est lue que dans la première."),
    ),
    OddKind.RANGE: (
        "T-065",
        mark("Des tableaux ont perdu leur nom ({places})\u00a0: ils ont été lus d’après les titres des colonnes."),
    ),
    OddKind.MOVED: (
        "T-053",
        mark("«\u00a0{old}\u00a0» est un nom d’un canevas plus ancien\u00a0: lu comme «\u00a0{new}\u00a0»."),
    ),
}
_QUOTED = 12  # places a finding names


def check_oddities(source: WorkbookSource) -> Iterator[Finding]:
    """Gives a finding per oddity; tables that lost their names are told together, for a program took them all."""
    ranges = tuple(odd.sheet for odd in source.oddities if odd.kind is OddKind.RANGE)
    if ranges:
        whole = Oddity(kind=OddKind.RANGE, sheet=ranges[0] if len(ranges) == 1 else "", places=ranges)
        yield _told(whole)
    yield from (_told(odd) for odd in source.oddities if odd.kind is not OddKind.RANGE)


def _told(odd: Oddity) -> Finding:
    code, message = _TOLD[odd.kind]
    places = ", ".join(odd.places[:_QUOTED]) + (", …" if len(odd.places) > _QUOTED else "")
    old, new = odd.places if odd.kind is OddKind.MOVED else ("", "")
    words = _(message).format(places=places, old=old, new=new)
    return finding_by_code(odd.sheet, odd.cell, code=code, message=words, found=old or places)

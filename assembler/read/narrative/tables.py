"""Read the tables of a narrative as plain grids: a header row, one value a cell."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assembler.i18n import translate as _
from assembler.models.finding import Severity
from assembler.models.narrative import Block, Run, Table
from assembler.read.narrative.remarks import Remarks
from assembler.read.narrative.runs import plain, read_inline, without_notes
from assembler.read.narrative.styles import is_on, whole
from assembler.word.ooxml import W, clean_text
from assembler.word.spots import spot_of

Cell = tuple[Run, ...]
ReadBlocks = Callable[[Any], list[Block]]  # the blocks, or only the pictures, inside a cell
ReadLine = Callable[[Any], Cell]  # one paragraph
_WIDEST = 63  # columns Word allows


@dataclass
class _Oddities:
    merged: bool = False
    nested: bool = False
    headers: int = 0
    empty: int = 0


def read_table(
    table: Any, remarks: Remarks, *, read_line: ReadLine, read_blocks: ReadBlocks, read_pictures: ReadBlocks
) -> list[Block]:
    """Gives a table; the content of its cells when it only lays things out; its pictures, after it."""
    cells = [list(_cells(row)) for row in _rows(table)]
    if max((len(row) for row in cells), default=0) <= 1:
        return [block for row in cells for cell in row for block in read_blocks(cell)]
    odd = _Oddities(
        nested=next(table.iterdescendants(f"{W}tbl"), None) is not None,
        headers=sum(is_on(row.find(f"{W}trPr/{W}tblHeader")) for row in _rows(table)),
    )
    rows = _grid(table, odd, read_line)
    pictures = [picture for row in cells for cell in row for picture in read_pictures(cell)]
    if not rows:
        return pictures
    _tell(odd, remarks, spot_of(table))
    title = table.find(f"{W}tblPr/{W}tblCaption")
    caption = clean_text(title.get(f"{W}val", "")).strip() if title is not None else ""
    return [Table(caption=caption, rows=tuple(rows)), *pictures]


def _rows(table: Any) -> list[Any]:
    return [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]


def _grid(table: Any, odd: _Oddities, read_line: ReadLine) -> list[tuple[Cell, ...]]:
    """Merged cells are undone: the text is repeated in each, so that every cell says what it is about.

    Its footnotes are not: a note is called once.
    """
    rows: list[tuple[Cell, ...]] = []
    above: list[Cell] = []
    for row in _rows(table):
        made: list[Cell] = [()] * _skipped(row)
        for cell in _cells(row):
            words = read_inline([runs for p in cell.iter(f"{W}p") if (runs := read_line(p))])
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val", "continue") == "continue" and len(made) < len(above):
                words, odd.merged = without_notes(above[len(made)]), True
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            width = min(max(whole(span.get(f"{W}val"), 1), 1), _WIDEST) if span is not None else 1
            odd.merged = odd.merged or width > 1
            made.extend([words, *[without_notes(words)] * (width - 1)])
        if any(plain(words).strip() for words in made):
            rows.append(tuple(made[:_WIDEST]))
            above = made
    count = max((len(row) for row in rows), default=0)
    odd.empty = sum(not plain(words).strip() for row in rows[1:] for words in row)
    return _even([row + ((),) * (count - len(row)) for row in rows])


def _even(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Bold says nothing in a header row or a first column: a plan's are always so, and LibreOffice writes it down."""
    return [
        tuple(_unbold(words) if rank == 0 or column == 0 else words for column, words in enumerate(row))
        for rank, row in enumerate(rows)
    ]


def _unbold(words: Cell) -> Cell:
    return read_inline([tuple(run.model_copy(update={"bold": False}) for run in words)])


def _skipped(row: Any) -> int:
    """Columns a row leaves out on its left (17.4.15)."""
    skipped = row.find(f"{W}trPr/{W}gridBefore")
    return min(max(whole(skipped.get(f"{W}val")), 0), _WIDEST) if skipped is not None else 0


def _tell(odd: _Oddities, remarks: Remarks, spot: int) -> None:
    if odd.merged or odd.nested:
        remarks.add(
            "N-014",
            Severity.WARNING,
            _(
                "Un tableau avait des cellules fusionnées ou un tableau à l’intérieur\u00a0: il a été mis à "
                "plat, le texte des cellules fusionnées répété."
            ),
            _("Vérifiez-le dans l’aperçu; au besoin, refaites-le avec des rangées et des colonnes simples."),
            at=(remarks.place, (spot,)),
        )
    if odd.headers > 1:
        remarks.add(
            "N-024",
            Severity.NOTICE,
            _("Un tableau avait plusieurs rangées d’en-tête\u00a0: seule la première en est une dans le plan."),
            _("Au besoin, réunissez les titres des colonnes dans une seule rangée."),
            found=str(odd.headers),
            at=(remarks.place, (spot,)),
        )
    if odd.empty:
        remarks.add(
            "N-015",
            Severity.NOTICE,
            _("Un tableau a des cellules vides\u00a0: elles diront «\u00a0s.\u00a0o.\u00a0»."),
            _("Écrivez «\u00a0n.\u00a0d.\u00a0» ou «\u00a00\u00a0$\u00a0» si c’est ce que vous voulez dire."),
            found=(_("{count} cellules") if odd.empty > 1 else _("{count} cellule")).format(count=odd.empty),
            at=(remarks.place, (spot,)),
        )

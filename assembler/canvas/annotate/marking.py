"""The marks on the cells of one sheet: its highlights, its notes, and the drawing of their boxes."""

import posixpath
from collections.abc import Mapping, Sequence

from assembler.canvas.annotate.draft import Draft
from assembler.canvas.annotate.drawings import empty_drawing, with_boxes, without_boxes
from assembler.canvas.annotate.notes import empty_notes, with_notes, without_notes
from assembler.canvas.annotate.placing import read_grid
from assembler.canvas.annotate.sheets import (
    drawing_id,
    with_drawing,
    with_highlights,
    without_drawing,
    without_highlights,
)
from assembler.canvas.annotate.words import note_body, note_title, weight
from assembler.models.finding import Finding, Severity

_FAR_BLOCK = 900  # numbers of boxes that no other program's sheets use


def remove_marks(draft: Draft, sheet: str) -> None:
    """Takes our highlights and notes out of a sheet; parts that held only ours go with them."""
    content = draft.read(sheet)
    plain = without_highlights(content)
    if plain != content:
        draft.write(sheet, plain)
    notes = draft.related(sheet, "comments")
    if not notes:
        return
    old = draft.read(notes)
    left, gone, holds_notes = without_notes(old)
    if left == old:
        return
    drawing = _drawing(draft, sheet)
    holds_boxes = _remove_boxes(draft, drawing, gone) if drawing else False
    if holds_notes:
        draft.write(notes, left)
        return
    _let_go(draft, sheet, notes)
    if drawing and not holds_boxes:
        _let_go(draft, sheet, drawing)
        draft.write(sheet, without_drawing(draft.read(sheet)))


def write_marks(
    draft: Draft,
    sheet: str,
    cells: Mapping[str, Sequence[Finding]],
    formats: Mapping[Severity, int],
    *,
    number: int,
) -> None:
    """Marks the cells of a sheet that have findings; ``number`` is the sheet's rank among those marked."""
    draft.write(sheet, with_highlights(draft.read(sheet), _areas(cells), formats))
    said = {cell: (note_title(), note_body(findings)) for cell, findings in cells.items()}
    notes = _own_notes(draft, sheet)
    content, new = with_notes(draft.read(notes), said)
    draft.write(notes, content)
    if new:
        drawing = _own_drawing(draft, sheet, number)
        boxed = {cell: "".join(said[cell]) for cell in new}
        draft.write(drawing, with_boxes(draft.read(drawing), boxed, read_grid(draft.read(sheet))))


def _areas(cells: Mapping[str, Sequence[Finding]]) -> dict[Severity, list[str]]:
    """Gives the cells of each colour, that of the worst of their findings."""
    areas: dict[Severity, list[str]] = {}
    for severity in Severity:
        areas[severity] = [
            cell for cell, findings in cells.items() if min(map(weight, findings), key=list(Severity).index) is severity
        ]
    return {severity: found for severity, found in areas.items() if found}


def _drawing(draft: Draft, sheet: str) -> str:
    relation = drawing_id(draft.read(sheet))
    drawings = [one for one in draft.relations(sheet) if one.kind == "vmlDrawing" and draft.has(one.target)]
    return next((one.target for one in drawings if relation and one.id == relation), "")


def _remove_boxes(draft: Draft, drawing: str, gone: frozenset[str]) -> bool:
    left, is_drawing = without_boxes(draft.read(drawing), gone)
    draft.write(drawing, left)
    return is_drawing


def _let_go(draft: Draft, sheet: str, part: str) -> None:
    draft.unrelate(sheet, part)
    if not draft.is_led_to(part):
        draft.drop(part)


def _own_notes(draft: Draft, sheet: str) -> str:
    """Gives the part of a sheet's notes, made when there is none, copied when another sheet has the same."""
    notes = draft.related(sheet, "comments")
    if notes and not draft.is_led_to(notes, but=sheet):
        return notes
    made = draft.free_name("xl/comments", ".xml")
    draft.write(made, draft.read(notes) if notes else empty_notes(draft.main))
    draft.declare_type(made, "spreadsheetml.comments+xml")
    if notes:
        draft.unrelate(sheet, notes)
    draft.relate(sheet, "comments", made)
    return made


def _own_drawing(draft: Draft, sheet: str, number: int) -> str:
    """Gives the drawing of a sheet's notes, made when there is none, copied when another sheet has the same."""
    drawing = _drawing(draft, sheet)
    if drawing and not draft.is_led_to(drawing, but=sheet):
        return drawing
    made = draft.free_name("xl/drawings/vmlDrawing", ".vml")
    draft.write(made, draft.read(drawing) if drawing else empty_drawing(_FAR_BLOCK + number))
    draft.declare_extension("vml", "vmlDrawing")
    content = draft.read(sheet)
    if drawing_id(content):
        content = without_drawing(content)
    if drawing:
        _copy_relations(draft, drawing, made)
        draft.unrelate(sheet, drawing)
    relation = draft.relate(sheet, "vmlDrawing", made)
    draft.write(sheet, with_drawing(content, relation, f"{draft.office}/relationships"))
    return made


def _copy_relations(draft: Draft, source: str, made: str) -> None:
    """The pictures that a drawing shows are named by relations of its own."""
    folder, file = posixpath.split(source)
    holder = posixpath.join(folder, "_rels", f"{file}.rels")
    if draft.has(holder):
        copied = posixpath.join(posixpath.dirname(made), "_rels", f"{posixpath.basename(made)}.rels")
        draft.write(copied, draft.read(holder))

"""The list of sheets of a workbook: « Corrections » put in after the first sheet, or taken out, whatever its name now.

Names, print titles and the sheet shown count sheets by their rank: those after ours move with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assembler.canvas.annotate.draft import Draft
from assembler.canvas.annotate.outline import (
    Edit,
    Element,
    appending,
    attribute_edit,
    edited,
    insertion,
    quoted,
    removal,
    written,
)
from assembler.tables import STAMP_CORRECTIONS

_AFTER_NAMES = (
    "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
_RANK = 1  # right after the first sheet
_LONGEST_NAME = 31


@dataclass(frozen=True)
class Sheet:
    """A sheet: the name on its tab, and its part."""

    name: str
    part: str


def list_sheets(draft: Draft) -> list[Sheet]:
    """Gives the sheets of a workbook that hold cells, in their order."""
    parts = {one.id: one for one in draft.relations(draft.book)}
    sheets = _sheets(draft.outline(draft.book))
    found = [(one.attribute("name"), parts.get(one.attribute("id"))) for one in sheets]
    return [Sheet(name, part.target) for name, part in found if part and part.kind == "worksheet"]


def remove_corrections(draft: Draft) -> None:
    """Takes out the sheet that our name points to, all that counted it, and the name."""
    content, root = draft.read(draft.book), draft.outline(draft.book)
    stamps = [name for name in _names(root) if name.attribute("name") == STAMP_CORRECTIONS]
    if not stamps:
        return
    named = {_sheet_named(stamp.text) for stamp in stamps}
    sheets = _sheets(root)
    rank = next((at for at, one in enumerate(sheets) if one.attribute("name") in named), None)
    if rank is None or len(sheets) == 1:  # the person took the sheet out, or all the others
        draft.write(draft.book, edited(content, _without_names(root, stamps)))
        return
    gone = [name for name in _names(root) if name in stamps or name.attribute("localSheetId") == str(rank)]
    edits = [removal(sheets[rank]), *_without_names(root, gone), *_moved(content, root, rank, -1, gone=gone)]
    relation = sheets[rank].attribute("id")
    part = next((one.target for one in draft.relations(draft.book) if one.id == relation), "")
    draft.write(draft.book, edited(content, edits))
    if part:
        draft.unrelate(draft.book, part)
        draft.drop(part)


def add_corrections(draft: Draft, title: str, part: str, heading_row: int) -> None:
    """Puts the sheet of a part in the list, right after the first one, its headings on each printed page."""
    relation = draft.relate(draft.book, "worksheet", part)
    content, root = draft.read(draft.book), draft.outline(draft.book)
    sheets, p = _sheets(root), root.prefix
    name = _free_name(title, {one.attribute("name").casefold() for one in sheets})
    number = max((int(one.attribute("sheetId") or 0) for one in sheets), default=0) + 1
    sheet = (
        f'<{p}sheet xmlns:r="{draft.office}/relationships" name={quoted(name)} sheetId="{number}" r:id="{relation}"/>'
    )
    place = address(name)
    names = (
        f'<{p}definedName name="_xlnm.Print_Titles" localSheetId="{_RANK}">{place}!${heading_row}:${heading_row}'
        f'</{p}definedName><{p}definedName name="{STAMP_CORRECTIONS}" hidden="1">{place}!$A$1</{p}definedName>'
    )
    edits = [insertion(sheets[0].end, sheet), _with_names(content, root, names), *_moved(content, root, _RANK, 1)]
    draft.write(draft.book, edited(content, edits))


def address(sheet: str) -> str:
    """Gives a sheet's name as formulas and links write it."""
    return written("'" + sheet.replace("'", "''") + "'")


def _sheets(root: Element) -> list[Element]:
    found = root.first("sheets")
    return found.all("sheet") if found else []


def _names(root: Element) -> list[Element]:
    found = root.first("definedNames")
    return found.all("definedName") if found else []


def _sheet_named(reference: str) -> str:
    name = reference.strip().rpartition("!")[0].lstrip("=")
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def _free_name(title: str, taken: set[str]) -> str:
    tried = [title, f"{title} (Dossier)", *(f"{title} (Dossier {n})" for n in range(2, len(taken) + 3))]
    return next(name[:_LONGEST_NAME] for name in tried if name[:_LONGEST_NAME].casefold() not in taken)


def _without_names(root: Element, gone: list[Element]) -> Iterator[Edit]:
    """A list of names left empty goes with them."""
    holder = root.first("definedNames")
    if holder is not None and len(gone) == len(holder.children):
        yield removal(holder)
    else:
        yield from map(removal, gone)


def _with_names(content: bytes, root: Element, markup: str) -> Edit:
    holder = root.first("definedNames")
    if holder is not None:
        return appending(content, holder, markup)
    p = root.prefix
    place = next((child.start for child in root.children if child.name in _AFTER_NAMES), root.close)
    return insertion(place, f"<{p}definedNames>{markup}</{p}definedNames>")


def _moved(content: bytes, root: Element, rank: int, by: int, gone: list[Element] | None = None) -> Iterator[Edit]:
    """Gives the edits that count sheets anew: names of one sheet, the sheet shown and the first tab seen."""
    counted = [(one, "localSheetId") for one in _names(root) if one not in (gone or [])]
    for view in root.under("workbookView"):
        counted += [(view, "activeTab"), (view, "firstSheet")]
    for one, key in counted:
        found = one.attribute(key)
        if not found.isdecimal() or int(found) < rank or (by < 0 and int(found) == rank == 0):
            continue
        yield attribute_edit(content, one, key, str(_count(int(found), rank, by)))


def _count(found: int, rank: int, by: int) -> int:
    """What pointed at the sheet taken out points at the first one."""
    return 0 if by < 0 and found == rank else found + by

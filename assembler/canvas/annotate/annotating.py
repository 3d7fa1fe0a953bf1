"""Takes our marks out of a workbook, then puts those of today's findings in."""

import re
import zipfile
from collections.abc import Mapping, Sequence

from assembler.canvas.annotate.book import Sheet, add_corrections, list_sheets, remove_corrections
from assembler.canvas.annotate.corrections import HEADING_ROW, Target, write_corrections
from assembler.canvas.annotate.draft import Draft
from assembler.canvas.annotate.marking import remove_marks, write_marks
from assembler.canvas.annotate.styles import Looks, empty_styles, with_looks
from assembler.canvas.annotate.words import TITLE, weight
from assembler.errors import DamagedUploadError
from assembler.i18n import translate as _
from assembler.models.finding import Finding, Severity
from assembler.tables import folded

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})", re.ASCII)
_LAST_ROW, _LAST_COLUMN = 1_048_576, "XFD"
Marks = Mapping[str, Mapping[str, Sequence[Finding]]]  # findings by part of a sheet, then by cell


def annotate(workbook: bytes, findings: Sequence[Finding], *, name: str = "canevas.xlsx") -> bytes:
    """Gives the workbook with a note and a colour on each cell that has findings, and the « Corrections » sheet.

    Without a finding our marks are taken out and nothing is added: a workbook never annotated comes back as it is.
    The workbook must have been screened; ``DamagedUploadError`` when its parts do not hold together.
    """
    try:
        return _annotated(workbook, findings)
    except (ValueError, LookupError, StopIteration, zipfile.BadZipFile) as error:
        remedy = _("Ouvrez-le dans Excel, enregistrez-le et renvoyez-le.")
        raise DamagedUploadError(name, _("son contenu est endommagé"), remedy) from error


def _annotated(workbook: bytes, findings: Sequence[Finding]) -> bytes:
    draft = Draft(workbook)
    remove_corrections(draft)
    sheets = list_sheets(draft)
    for sheet in sheets:
        remove_marks(draft, sheet.part)
    if findings:
        _add_findings(draft, sheets, sorted(findings, key=lambda one: list(Severity).index(weight(one))))
    return draft.finished()


def _add_findings(draft: Draft, sheets: Sequence[Sheet], findings: Sequence[Finding]) -> None:
    looks = _looks(draft)
    known = {folded(sheet.name): sheet for sheet in reversed(sheets)} | {sheet.name: sheet for sheet in sheets}
    places = [(known.get(one.sheet) or known.get(folded(one.sheet)), _cell(one.cell)) for one in findings]
    marks: dict[str, dict[str, list[Finding]]] = {}
    for finding, (sheet, cell) in zip(findings, places, strict=True):
        if sheet is not None and cell:
            marks.setdefault(sheet.part, {}).setdefault(cell, []).append(finding)
    for number, (part, cells) in enumerate(marks.items(), 1):
        write_marks(draft, part, cells, looks.highlights, number=number)
    targets: list[tuple[Target, str]] = [(sheet.name if sheet else None, cell) for sheet, cell in places]
    part = draft.free_name("xl/worksheets/sheet", ".xml")
    draft.write(part, write_corrections(findings, targets, looks, draft.main))
    draft.declare_type(part, "spreadsheetml.worksheet+xml")
    add_corrections(draft, _(TITLE), part, HEADING_ROW)


def _cell(address: str) -> str:
    """Gives the address of one cell as workbooks write it; nothing for any other place."""
    found = _CELL.fullmatch(address.strip())
    if found is None or int(found[2]) > _LAST_ROW or (len(found[1]), found[1]) > (len(_LAST_COLUMN), _LAST_COLUMN):
        return ""
    return f"{found[1]}{found[2]}"


def _looks(draft: Draft) -> Looks:
    part = draft.related(draft.book, "styles")
    if not part:
        part = "xl/styles.xml" if not draft.has("xl/styles.xml") else draft.free_name("xl/styles", ".xml")
        draft.write(part, empty_styles(draft.main))
        draft.relate(draft.book, "styles", part)
        draft.declare_type(part, "spreadsheetml.styles+xml")
    content, looks = with_looks(draft.read(part))
    draft.write(part, content)
    return looks

"""Checking an upload as a whole: what one fault tells, and what is refused before any work."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from assembler.errors import WrongKindError
from assembler.models.upload import Upload, UploadedFile
from assembler.pipeline import check_upload, renew_canvas
from assembler.regions import load_region

REGION = load_region()
SAMPLE = Path(__file__).resolve().parent.parent / "canvases" / "samples" / "CG"


def _workbook(*, without_title_of: str = "") -> UploadedFile:
    content = (SAMPLE / "canevas.xlsx").read_bytes()
    if without_title_of:
        book, out = load_workbook(BytesIO(content)), BytesIO()
        book["Actions"].cell(*_place(book["Actions"], without_title_of)).value = None
        book.save(out)
        content = out.getvalue()
    return UploadedFile(name="canevas.xlsx", content=content)


def _place(sheet: Any, action: str) -> tuple[int, int]:
    """The row and column of an action's title."""
    cells = [cell for row in sheet.iter_rows() for cell in row]
    row = next(cell.row for cell in cells if cell.value == action)
    return row, next(cell.column for cell in cells if str(cell.value).rstrip(" *") == "Titre")


def test_a_row_that_cannot_be_read_is_the_only_thing_told_of_it() -> None:
    """An action without a title is left out: its levers, its lead and its results are not said to be lost."""
    told = check_upload(Upload(workbook=_workbook(without_title_of="CG-A01")), REGION).findings
    assert [(f.code, f.sheet) for f in told if f.is_blocking] == [("T-010", "Actions")]


def test_an_attachment_that_is_not_a_pdf_is_refused_before_the_workbook_is_read() -> None:
    spoiled = UploadedFile(name="canevas.xlsx", content=b"")
    sent = UploadedFile(name="lettre.pdf", content=_workbook().content)
    with pytest.raises(WrongKindError, match=r"lettre\.pdf.*classeur Excel.*il faut un document PDF"):
        check_upload(Upload(workbook=spoiled, attachments=(sent,)), REGION)


def test_attachments_are_told_at_the_sheet_that_lists_them() -> None:
    files = tuple(UploadedFile(name=path.name, content=path.read_bytes()) for path in sorted(SAMPLE.glob("pieces/*")))
    told = check_upload(Upload(workbook=_workbook(), attachments=files[1:]), REGION).findings
    assert [(f.code, f.expected) for f in told if f.code.startswith("P-")] == [("P-001", files[0].name)]


def test_a_canvas_is_renewed_for_its_own_territory_only() -> None:
    """CG's data under AV's name would be a silent disaster."""
    with pytest.raises(WrongKindError, match="territoire CG, et non de AV"):
        renew_canvas("AV", REGION, _workbook())
    made = renew_canvas("CG", REGION, _workbook())
    totals = check_upload(Upload(workbook=UploadedFile(name="neuf.xlsx", content=made.content)), REGION).totals
    assert (totals, made.left_behind) == (check_upload(Upload(workbook=_workbook()), REGION).totals, ())

"""Filled action sheets are read, and made, in the chamber like all that people send."""

from pathlib import Path

import pytest

from assembler.store import Store
from service.chamber.parent import run_task
from service.chamber.tasks import CheckTask, SheetTask, UploadRef
from service.errors import TaskRefusedError
from tests.filled_sheets import filled, given, read, sample_upload
from tests.service.chamber.deposits import keep, settings_for


def _deposit(home: Path, *sheets: bytes) -> UploadRef:
    workbook = keep(home, sample_upload().workbook.content, "canevas.xlsx")
    return UploadRef(workbook=workbook, sheets=tuple(keep(home, one, f"{at}.docx") for at, one in enumerate(sheets)))


def test_a_check_reads_sheets_in_both_languages(tmp_path: Path) -> None:
    sheet = filled(given(), lambda one: one.write("tblActions.titre", "Comptoir élargi"))
    result = run_task(CheckTask(upload=_deposit(tmp_path, sheet)), settings=settings_for(tmp_path))
    told = [
        [(finding.place, finding.message.replace("\u00a0", " ")) for finding in findings if finding.code == "F-010"]
        for findings in (result.findings_fr, result.findings_en)
    ]
    assert told == [
        [("Fiche CG-A01 › Titre", "« Titre » : « Comptoir alimentaire » devient « Comptoir élargi ».")],
        [("Sheet CG-A01 › Title", "“Title”: “Comptoir alimentaire” becomes “Comptoir élargi”.")],
    ]


def test_a_file_that_is_no_sheet_is_refused_by_name(tmp_path: Path) -> None:
    deposit = _deposit(tmp_path, b"PK\x03\x04 rien")
    with pytest.raises(TaskRefusedError) as refused:
        run_task(CheckTask(upload=deposit), settings=settings_for(tmp_path))
    assert "0.docx" in refused.value.message


def test_a_sheet_holds_what_earlier_sheets_said(tmp_path: Path) -> None:
    sheet = filled(given(), lambda one: one.write("tblActions.titre", "Comptoir élargi"))
    task = SheetTask(action="CG-A01", upload=_deposit(tmp_path, sheet))
    (made,) = run_task(task, settings=settings_for(tmp_path)).files
    assert made.path == "fiche.docx"
    again = Store(tmp_path / "store").get(made.sha256)
    assert read(again).tables["actions"][0].texts["title"] == "Comptoir élargi"

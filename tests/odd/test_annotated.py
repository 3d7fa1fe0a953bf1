"""An odd workbook handed back with its findings in place reads as it did: what Dossier added is not the person's."""

import pytest

from assembler.models.upload import UploadedFile
from assembler.pipeline.annotating import annotate_workbook
from assembler.read.screen import screen_workbook
from assembler.read.workbook import read_workbook
from tests.odd.looking import FILES, seen

HANDED_BACK = ("google-sheets.xlsx", "strict.xlsx", "libreoffice.xlsx", "renamed-columns.xlsx", "merged-cells.xlsx")


@pytest.mark.parametrize("name", HANDED_BACK)
def test_the_annotated_workbook_reads_the_same(name: str) -> None:
    content = (FILES / name).read_bytes()
    annotated = annotate_workbook(UploadedFile(name=name, content=content), seen(name).findings)
    screen_workbook(UploadedFile(name=name, content=annotated))
    before, after = read_workbook(content), read_workbook(annotated)
    assert set(after.sheets) - set(before.sheets) == {"Corrections"}
    assert (after.tables, after.oddities) == (before.tables, before.oddities)

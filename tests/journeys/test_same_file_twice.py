"""The same file given twice: as the canvas and as an attachment, or twice as an attachment."""

import pytest

from assembler.errors import WrongKindError
from assembler.journey.attaching import choose_attachments
from assembler.journey.reading import screen_attachments
from assembler.models.piece import Request
from assembler.models.upload import Upload, UploadedFile
from assembler.models.vocabulary import Edition
from assembler.regions import load_region
from tests.odd.straight import straight
from tests.small_plan import small_plan


def test_the_canvas_is_no_attachment() -> None:
    canvas = UploadedFile(name="canevas.xlsx", content=straight())
    again = UploadedFile(name="canevas (1).xlsx", content=straight())
    with pytest.raises(WrongKindError) as caught:
        screen_attachments(Upload(workbook=canvas, attachments=(again,)))
    assert "«\u00a0canevas (1).xlsx\u00a0» est refusé\u00a0: c’est le même fichier que le canevas." in str(caught.value)


def test_an_attachment_sent_twice_is_joined_once() -> None:
    letter, other = (UploadedFile(name=name, content=name.encode()) for name in ("lettre.pdf", "autre.pdf"))
    plan = small_plan()
    request = Request(plan, load_region(), Edition.WORKING, "2026-2027", plan.record.version_date)
    chosen = choose_attachments(request, (letter, other, letter))
    assert sorted(file.name for file, _row in chosen) == ["autre.pdf", "lettre.pdf"]

"""The change that the benchmark makes is one a person could make: the dossier is made again, not refused."""

from assembler.models.checked import Checked
from assembler.models.upload import Upload, UploadedFile
from assembler.pipeline import check_upload
from assembler.regions import load_region
from bench.change import raise_one_amount
from canvases.samples.build import CANVAS, FOLDER


def checked(workbook: bytes) -> Checked:
    return check_upload(Upload(workbook=UploadedFile(name=CANVAS, content=workbook)), load_region())


def test_one_amount_raised_blocks_nothing_and_changes_one_need() -> None:
    workbook = (FOLDER / "CG" / CANVAS).read_bytes()
    was, now = checked(workbook), checked(raise_one_amount(workbook))
    assert was.plan is not None and now.plan is not None
    assert not now.is_blocked
    amounts = zip(was.plan.need_lines, now.plan.need_lines, strict=True)
    assert [new.amount - old.amount for old, new in amounts if new != old] == [1]

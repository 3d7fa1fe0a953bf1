"""Written, read and parsed, a plan is the same plan, whatever program saved the workbook in between."""

import io
import subprocess
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assembler.canvas.build import build_canvas
from assembler.models.finding import Severity
from assembler.models.narrative import Narrative
from assembler.models.plan import Plan
from assembler.models.upload import UploadedFile
from assembler.read.screen import screen_workbook
from assembler.read.workbook import read_workbook
from assembler.regions import load_region
from assembler.validate.parse import parse_source
from assembler.validate.planned import build_plan
from assembler.validate.references import check_ids, check_references
from tests.small_plan import small_plan

REGION = load_region()


@cache
def written(lang: str = "fr") -> bytes:
    """Gives the workbook of the small plan."""
    return build_canvas(
        REGION, territory=REGION.territory("CG"), plan=small_plan(), lang="en" if lang == "en" else "fr"
    )


def read_back(content: bytes) -> Plan:
    """Gives the plan of a workbook, with nothing told but what adoption needs and tables that lost their names."""
    screen_workbook(UploadedFile(name="canevas.xlsx", content=content))
    parsed, findings = parse_source(read_workbook(content), REGION)
    assert {finding.code for finding in findings if finding.severity is not Severity.WARNING} <= {"T-065"}
    plan = build_plan(parsed, Narrative(), REGION)
    assert plan is not None
    assert (check_ids(plan), check_references(plan)) == ((), ())
    return plan


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_plan_comes_back_equal(lang: str) -> None:
    """Every kind of field, and the texts that break careless programs."""
    assert read_back(written(lang)).model_dump() == small_plan().model_dump()


def test_every_record_knows_the_cell_of_each_field() -> None:
    """Empty cells too: that is where a missing value must be typed."""
    place = read_back(written()).actions[0].place
    assert place is not None
    assert (place.sheet, place.cell("id"), place.cell("objective")) == ("Actions", "A6", "D6")


def test_a_workbook_saved_by_openpyxl_reads_the_same() -> None:
    """It keeps tables and names, and rewrites all the XML."""
    saved = io.BytesIO()
    load_workbook(io.BytesIO(written())).save(saved)
    assert read_back(saved.getvalue()).model_dump() == small_plan().model_dump()


def test_a_workbook_that_lost_its_named_tables_reads_the_same() -> None:
    """As Google Sheets saves it, or Excel after « Convertir en plage »."""
    book = load_workbook(io.BytesIO(written()))
    for sheet in book.worksheets:
        sheet.tables.clear()
    saved = io.BytesIO()
    book.save(saved)
    assert read_back(saved.getvalue()).model_dump() == small_plan().model_dump()


def test_a_workbook_saved_by_libreoffice_reads_the_same(tmp_path: Path) -> None:
    """Tables, names, dates, amounts and line breaks survive."""
    (tmp_path / "canevas.xlsx").write_bytes(written())
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += [
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(tmp_path / "out"),
        str(tmp_path / "canevas.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    resaved = (tmp_path / "out" / "canevas.xlsx").read_bytes()
    assert resaved != written()
    assert read_back(resaved).model_dump() == small_plan().model_dump()

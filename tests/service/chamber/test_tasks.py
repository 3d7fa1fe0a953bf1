"""Each task of the chamber gives what the pipeline gives, through the store."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assembler.compute.summary import summarise_plan
from assembler.i18n import speaking
from assembler.models.accounts_vocabulary import ReportKind
from assembler.models.summary import PlanSummary
from assembler.models.upload import Upload, UploadedFile
from assembler.pipeline import Step, check_upload
from assembler.regions import load_region
from assembler.store import Store
from assembler.verify.office_text import read_word
from service.chamber.parent import run_task
from service.chamber.tasks import (
    AssembleTask,
    CanvasTask,
    CheckTask,
    ConsolidateTask,
    FileRef,
    NarrativeTask,
    ReportTask,
    UploadRef,
)
from service.errors import TaskRefusedError
from tests.journeys.program import SAMPLES
from tests.service.chamber.deposits import keep, sample_deposit, settings_for, small_deposit

REGION = load_region()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One service for the tasks that make documents: what one made the next finds."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def small(home: Path) -> UploadRef:
    return small_deposit(home)


def test_a_check_finds_what_the_pipeline_finds_in_both_languages(tmp_path: Path) -> None:
    deposit = sample_deposit(tmp_path)
    folder = SAMPLES / "CG"
    pieces = tuple(UploadedFile(name=f.name, content=f.read_bytes()) for f in sorted((folder / "pieces").glob("*")))
    upload = Upload(
        workbook=UploadedFile(name="canevas.xlsx", content=(folder / "canevas.xlsx").read_bytes()),
        narrative=UploadedFile(name="recit.docx", content=(folder / "recit.docx").read_bytes()),
        attachments=pieces,
    )
    checked = check_upload(upload, REGION)
    with speaking("en"):
        english = check_upload(upload, REGION).findings
    result = run_task(CheckTask(upload=deposit), settings=settings_for(tmp_path))
    assert (result.findings_fr, result.findings_en) == (checked.findings, english)
    assert result.findings_fr[0].message != result.findings_en[0].message
    assert (result.territory, result.fy, result.totals) == ("CG", "2026-2027", checked.totals)
    assert (result.has_plan, result.is_blocked, result.removed) == (True, False, ())
    assert checked.plan is not None and result.summary is not None
    kept = PlanSummary.model_validate_json(Store(tmp_path / "store").get(result.summary))
    assert kept == summarise_plan(checked.plan, REGION)


def test_a_workbook_without_a_plan_is_checked_and_has_no_summary(tmp_path: Path) -> None:
    blank = run_task(CanvasTask(territory="CG"), settings=settings_for(tmp_path)).files[0]
    deposit = UploadRef(workbook=FileRef(name="vide.xlsx", sha256=blank.sha256))
    result = run_task(CheckTask(upload=deposit), settings=settings_for(tmp_path))
    assert (result.has_plan, result.is_blocked, result.summary) == (False, True, None)
    assert result.territory == "CG"
    assert any(finding.is_blocking for finding in result.findings_fr)


def test_a_refused_file_is_named_in_both_languages_with_a_code(tmp_path: Path) -> None:
    deposit = UploadRef(workbook=keep(tmp_path, b"Nom;Montant\n", "montage.xlsx"))
    with pytest.raises(TaskRefusedError) as caught:
        run_task(CheckTask(upload=deposit, lang="en"), settings=settings_for(tmp_path))
    refused = caught.value
    assert (refused.code, refused.error, refused.file) == ("wrong-kind-of-file", "WrongKindError", "montage.xlsx")
    assert refused.messages["fr"].startswith("Le fichier «\u00a0montage.xlsx\u00a0» est refusé")
    assert "montage.xlsx" in refused.messages["en"]
    assert refused.message == refused.messages["en"]


def test_a_dossier_is_made_with_its_steps_and_its_files_in_the_store(home: Path, small: UploadRef) -> None:
    steps: list[Step] = []
    result = run_task(AssembleTask(upload=small), settings=settings_for(home), watch=steps.append)
    assert steps[0].done == 0
    assert [step.total for step in steps[1:]] == [steps[-1].total] * (len(steps) - 1)
    assert (result.territory, result.fy) == ("RP", "2026-2027")
    store = Store(home / "store")
    assert {file.path for file in result.files} >= {"dossier.pdf", "plan.docx", "manifest.json", "fiches/RP-A01.docx"}
    assert all(len(store.get(file.sha256)) == file.size for file in (*result.files, result.archive))
    assert result.archive.path == f"{result.name}.zip"
    manifest = json.loads(store.get({file.path: file.sha256 for file in result.files}["manifest.json"]))
    assert str(result.totals.need) == manifest["totals"]["need"]
    assert result.pages == next(part["pages"] for part in manifest["parts"] if part["path"] == "dossier.pdf")


def test_the_same_order_gives_the_same_dossier(home: Path, small: UploadRef) -> None:
    settings = settings_for(home)
    assert run_task(AssembleTask(upload=small), settings=settings) == run_task(
        AssembleTask(upload=small), settings=settings
    )


def test_a_report_is_made_in_three_files(home: Path, small: UploadRef) -> None:
    agreement = small_agreement()
    task = ReportTask(upload=small, agreement=agreement, kind=ReportKind.ANNUAL)
    files = run_task(task, settings=settings_for(home)).files
    assert sorted(Path(file.path).suffix for file in files) == [".docx", ".pdf", ".xlsx"]
    assert Store(home / "store").get(files[0].sha256)


def small_agreement() -> str:
    """The first agreement of the small plan."""
    from tests.journeys.small_upload import small_plan_of

    return small_plan_of().agreements[0].id


def test_a_consolidated_report_names_the_territory_whose_deposit_cannot_be_read(home: Path) -> None:
    broken = UploadRef(workbook=keep(home, b"perdu", "canevas.xlsx"))
    deposit = UploadRef(workbook=sample_deposit(home, "CG").workbook)
    task = ConsolidateTask(uploads={"CG": deposit, "RP": broken}, agreement="FQIS-G")
    result = run_task(task, settings=settings_for(home))
    assert result.territories == ("CG",)
    assert "RP" in result.missing
    assert sorted(Path(file.path).suffix for file in result.files) == [".docx", ".pdf", ".xlsx"]


def test_an_unknown_agreement_is_refused_in_the_language_of_who_asks(home: Path, small: UploadRef) -> None:
    with pytest.raises(TaskRefusedError, match="AG-0000") as caught:
        run_task(ReportTask(upload=small, agreement="AG-0000"), settings=settings_for(home))
    assert (caught.value.code, set(caught.value.messages)) == ("unknown-name", {"fr"})


def test_blocking_findings_come_with_the_refusal(tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    blank = run_task(CanvasTask(territory="CG"), settings=settings).files[0]
    deposit = UploadRef(workbook=FileRef(name="vide.xlsx", sha256=blank.sha256))
    with pytest.raises(TaskRefusedError) as caught:
        run_task(AssembleTask(upload=deposit), settings=settings)
    assert caught.value.code == "blocking-findings"
    assert all(finding.is_blocking for finding in caught.value.findings)
    assert caught.value.findings


def test_a_canvas_is_filled_from_a_previous_workbook(tmp_path: Path) -> None:
    previous = keep(tmp_path, (SAMPLES / "CG" / "canevas.xlsx").read_bytes(), "ancien.xlsx")
    result = run_task(CanvasTask(territory="CG", previous=previous), settings=settings_for(tmp_path))
    assert [file.path for file in result.files] == ["canevas_CG.xlsx"]
    book = load_workbook(io.BytesIO(Store(tmp_path / "store").get(result.files[0].sha256)))
    assert "CG-A01" in {cell.value for row in book["Actions"].iter_rows() for cell in row}


def test_another_territory_s_workbook_is_refused(tmp_path: Path) -> None:
    previous = keep(tmp_path, (SAMPLES / "RP" / "canevas.xlsx").read_bytes(), "ancien.xlsx")
    with pytest.raises(TaskRefusedError, match="RP"):
        run_task(CanvasTask(territory="CG", previous=previous), settings=settings_for(tmp_path))


def test_a_blank_narrative_is_made(tmp_path: Path) -> None:
    result = run_task(NarrativeTask(territory="IM"), settings=settings_for(tmp_path))
    assert [file.path for file in result.files] == ["recit_IM.docx"]
    words = read_word(Store(tmp_path / "store").get(result.files[0].sha256)).text
    assert "Bilan de la mobilisation" in words


def test_no_child_knows_the_web_or_the_database(tmp_path: Path) -> None:
    """After a whole check, in a process of its own."""
    task = CheckTask(upload=sample_deposit(tmp_path))
    code = f"""
import sys
import service.chamber.__main__
from assembler.regions import load_region
from service.chamber.messages import Request
from service.chamber.work import perform
request = Request.model_validate_json({_request_line(task, tmp_path)!r})
perform(request.task, load_region(request.region), request.settings, print)
print(sorted({{"fastapi", "starlette", "sqlalchemy", "dbos", "uvicorn", "pydantic_settings"}} & set(sys.modules)))
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def _request_line(task: CheckTask, home: Path) -> str:
    """The line a child reads."""
    from service.chamber.limits import Limits
    from service.chamber.messages import Request

    request = Request(task=task, settings=settings_for(home), region=REGION.id, limits=Limits())
    return request.model_dump_json()

"""Jobs with the real pipeline in the real chamber: from a deposit to what a funder reads, and one killed on the way."""

import io
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from signal import SIGKILL

import pytest

from assembler.canvas.build import build_canvas
from assembler.models.summary import PlanSummary
from service.db.tables import DossierKind, Job, JobState, PlanVersion
from service.jobs.running import DurableJobs
from service.orders import CheckOrder, ConsolidateOrder, Order, ReportOrder
from tests.journeys.program import SAMPLES
from tests.journeys.small_upload import CODE, PIECE, REGION, small_plan_of
from tests.service.jobs.cheap import work_for_real
from tests.service.jobs.conftest import Workplace
from tests.service.jobs.workers import FORKS


@pytest.fixture
def deposit(workplace: Workplace) -> str:
    """The small plan's workbook and its attachment, deposited."""
    workbook = build_canvas(REGION, territory=REGION.territory(CODE), plan=small_plan_of())
    piece = (SAMPLES / CODE / "pieces" / PIECE).read_bytes()
    return workplace.deposit_files(CODE, {"canevas.xlsx": workbook, PIECE: piece})


@pytest.fixture
def real(workplace: Workplace) -> Iterator[DurableJobs]:
    """Jobs that the chamber makes."""
    with workplace.opened_for_real() as jobs:
        yield jobs


def test_a_deposit_becomes_a_version_and_a_consolidated_report(
    workplace: Workplace, deposit: str, real: DurableJobs
) -> None:
    def made(order: Order) -> Job:
        job = workplace.wait(real.start(order, requested_by=workplace.by, lang="fr").id)
        assert job.state == JobState.DONE, job.problem
        return job

    made(CheckOrder(submission_id=deposit))
    with workplace.database.reading() as session:
        (version,) = session.query(PlanVersion).all()
    assert (version.territory, version.is_blocked, version.blocking) == (CODE, False, 0)
    assert version.summary_sha256 is not None
    summary = PlanSummary.model_validate_json(workplace.store.get(version.summary_sha256))
    assert len(summary.actions) == 2
    findings = json.loads(workplace.store.get(version.findings_sha256))
    assert len(findings["fr"]) == len(findings["en"]) == version.warnings + version.notices

    convention = next(one for one in REGION.conventions if one.program == "FQIS-G")
    order = ConsolidateOrder(agreement=convention.id, submissions={CODE: deposit})
    consolidated = workplace.dossier(made(order))
    assert (consolidated.kind, consolidated.territory, consolidated.funder) == (
        DossierKind.CONSOLIDATED,
        None,
        REGION.program("FQIS-G").funder,
    )
    assert consolidated.is_partial
    assert sorted((*consolidated.missing, CODE)) == sorted(convention.covers)


def test_a_report_whose_worker_is_killed_on_the_way_is_whole(workplace: Workplace, deposit: str) -> None:
    agreement = next(one for one in small_plan_of().agreements if one.program == "FQIS-G").id
    with workplace.opened_for_real() as jobs:
        check = jobs.start(CheckOrder(submission_id=deposit), requested_by=workplace.by, lang="fr")
        assert workplace.wait(check.id).problem is None
    with workplace.opened(takes_work=False) as jobs:
        order = ReportOrder(submission_id=deposit, agreement=agreement)
        job = jobs.start(order, requested_by=workplace.by, lang="fr")
    worker = FORKS.Process(target=work_for_real, args=(str(workplace.settings.home), "", 3.0))
    worker.start()
    assert worker.pid is not None
    try:
        workplace.wait(job.id, lambda job: job.step == "Reddition de comptes")
    finally:
        os.kill(worker.pid, SIGKILL)
        worker.join()
    assert workplace.job(job.id).state == JobState.RUNNING
    with workplace.opened_for_real():
        done = workplace.wait(job.id)
    assert (done.state, done.attempt) == (JobState.DONE, 1)
    report = workplace.dossier(done)
    archive = zipfile.ZipFile(io.BytesIO(workplace.store.get(report.archive_sha256)))
    assert {name: archive.read(name) for name in archive.namelist()} == {
        file.path: workplace.store.get(file.sha256) for file in report.files
    }
    assert (report.kind, report.agreement, report.funder) == (
        DossierKind.REPORT,
        agreement,
        REGION.program("FQIS-G").funder,
    )
    assert (report.territory, report.report_kind, report.fy) == (CODE, "annuel", "2025-2026")
    assert sorted(Path(file.path).suffix for file in report.files) == [".docx", ".pdf", ".xlsx"]
    assert report.pages > 1

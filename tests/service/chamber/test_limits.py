"""A child that takes too much, or that nobody wants any more, ends at once with all that it started."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assembler.pipeline import Step
from service.chamber import parent
from service.chamber.folders import private_folder
from service.chamber.limits import MIB, Limits, limits_for
from service.chamber.parent import run_task
from service.chamber.tasks import AssembleTask, CheckTask, UploadRef
from service.errors import StoppedError, TaskLimitError, TaskLostError
from tests.hostile.office_files import large_picture, with_picture
from tests.service.chamber.deposits import gone, keep, running, sample_deposit, settings_for

ROOT = Path(__file__).parents[3]


def test_too_little_memory_is_told_as_such(place: Path) -> None:
    """A picture of fifty million points needs more than the rest of a narrative."""
    deposit = sample_deposit(place)
    narrative = keep(place, with_picture(large_picture(7000)), "recit.docx")
    task = CheckTask(upload=deposit.model_copy(update={"narrative": narrative}))
    with pytest.raises(TaskLimitError, match="trop de mémoire") as caught:
        run_task(task, settings=settings_for(place), limits=Limits(address_space=280 * MIB))
    assert caught.value.limit == "memory"
    assert gone(place)


def test_a_deadline_ends_the_child(place: Path) -> None:
    task = CheckTask(upload=sample_deposit(place), lang="en")
    with pytest.raises(TaskLimitError, match="too much time"):
        run_task(task, settings=settings_for(place), limits=Limits(wall_seconds=0.3))
    assert gone(place)


def test_processor_time_is_bounded_too(place: Path) -> None:
    """The child is killed by the kernel, in silence: the parent knows by which signal."""
    task = AssembleTask(upload=sample_deposit(place))
    with pytest.raises(TaskLimitError) as caught:
        run_task(task, settings=settings_for(place), limits=Limits(cpu_seconds=1))
    assert caught.value.limit == "time"
    assert gone(place)


def test_a_cancelled_task_leaves_no_process_and_no_file(place: Path) -> None:
    seen: list[float] = []

    def is_cancelled() -> bool:
        if running(place, word="soffice.bin"):
            seen.append(time.monotonic())
        return bool(seen)

    with pytest.raises(StoppedError, match="annulé"):
        run_task(AssembleTask(upload=sample_deposit(place)), settings=settings_for(place), is_cancelled=is_cancelled)
    assert time.monotonic() - seen[0] < 2
    assert gone(place, seconds=1)
    assert list((place / "private").iterdir()) == []


def test_a_killed_server_takes_its_children_along(place: Path) -> None:
    """SIGKILL, as by a power cut or the kernel short of memory: nothing of ours could run after it."""
    task = AssembleTask(upload=sample_deposit(place))
    code = f"""
import tempfile
tempfile.tempdir = {str(place / "private")!r}
from pathlib import Path
from service.chamber.parent import run_task
from service.chamber.tasks import AssembleTask
from tests.service.chamber.deposits import settings_for
task = AssembleTask.model_validate_json({task.model_dump_json()!r})
run_task(task, settings=settings_for(Path({str(place)!r})), watch=lambda step: print(step.label, flush=True))
"""
    server = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)
    assert server.stdout is not None
    assert server.stdout.readline()
    _wait_for_an_office(place)
    server.send_signal(signal.SIGKILL)
    server.wait()
    server.stdout.close()
    assert gone(place)


def _wait_for_an_office(place: Path) -> None:
    give_up = time.monotonic() + 10
    while not running(place, word="soffice.bin"):
        assert time.monotonic() < give_up
        time.sleep(0.02)


def test_what_a_killed_server_left_is_swept(place: Path) -> None:
    left = place / "private" / "dossier-chamber-left"
    left.mkdir()
    (left / ".lock").touch()
    with private_folder() as other, private_folder():
        assert not left.exists()
        assert other.exists()  # locked: its task is running
    assert list((place / "private").iterdir()) == []


def test_a_fault_of_ours_is_not_blamed_on_the_files(place: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A folder where a blob should be: nothing foresees it."""
    deposit = sample_deposit(place)
    blob = place / "store" / "blobs" / deposit.workbook.sha256[:2] / deposit.workbook.sha256
    blob.unlink()
    blob.mkdir()
    with pytest.raises(TaskLostError, match="faute du service, et non de vos fichiers") as caught:
        run_task(CheckTask(upload=deposit), settings=settings_for(place))
    assert "IsADirectoryError" in caught.value.detail
    assert "IsADirectoryError" in caplog.text
    assert "Traceback" not in caught.value.message


def test_a_child_that_ends_without_a_word_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "wrap_child", lambda *_, **__: [sys.executable, "-c", "raise SystemExit('adieu')"])
    deposit = UploadRef(workbook=keep(place, b"", "canevas.xlsx"))
    with pytest.raises(TaskLostError) as caught:
        run_task(CheckTask(upload=deposit), settings=settings_for(place))
    assert "adieu" in caught.value.detail


def test_steps_are_told_while_the_work_goes_on(place: Path) -> None:
    """A watcher that fails ends the task: its error is the caller's own."""

    def watch(step: Step) -> None:
        raise ValueError(step.label)

    with pytest.raises(ValueError, match="Lecture et vérification"):
        run_task(AssembleTask(upload=sample_deposit(place)), settings=settings_for(place), watch=watch)
    assert gone(place)


def test_a_check_may_use_less_than_a_dossier() -> None:
    ceiling = Limits()
    assert limits_for("assemble", ceiling) == ceiling
    assert limits_for("check", ceiling).address_space == 1024 * MIB
    assert limits_for("check", Limits(address_space=600 * MIB)).address_space == 600 * MIB

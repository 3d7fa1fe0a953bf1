"""Sends a file through the real chamber and tells what came of it: its answer, its time, its memory."""

import logging
from dataclasses import dataclass, field
from pathlib import Path

from assembler.settings import Settings
from assembler.store import Store
from service.chamber.parent import run_task
from service.chamber.tasks import CheckResult, CheckTask, FileRef, UploadRef
from service.errors import ServiceError, TaskRefusedError
from tests.journeys.program import SAMPLES

SECONDS, BYTES = 10, 1_000_000_000  # of processor: the clock on the wall also counts what others do


@dataclass
class Attempt:
    """What came of a check."""

    error: ServiceError | None
    result: CheckResult | None
    cpu_seconds: float
    peak_bytes: int

    @property
    def refusal(self) -> TaskRefusedError:
        """The refusal; any other end fails the test."""
        assert isinstance(self.error, TaskRefusedError), (self.error, self.result)
        return self.error

    @property
    def checked(self) -> CheckResult:
        """The result; a refusal fails the test."""
        assert self.result is not None, self.error
        return self.result

    def codes(self) -> set[str]:
        """The codes of the findings."""
        return {finding.code for finding in self.checked.findings_fr}


@dataclass(eq=False)
class Meter(logging.Handler):
    """Listens to the chamber for what each child took."""

    seen: list[tuple[float, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(logging.DEBUG)

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the two numbers."""
        if hasattr(record, "peak_bytes"):
            self.seen.append((record.cpu_seconds, record.peak_bytes))  # type: ignore[attr-defined]


def attempt(
    home: Path,
    *,
    workbook: bytes | None = None,
    narrative: bytes | None = None,
    attachments: dict[str, bytes] | None = None,
) -> Attempt:
    """Checks a deposit; without a workbook, that of a sample. Fails when it takes too long or too much."""
    store = Store(home / "store")
    sound = (SAMPLES / "RP" / "canevas.xlsx").read_bytes()
    deposit = UploadRef(
        workbook=FileRef(name="montage.xlsx", sha256=store.put(sound if workbook is None else workbook)),
        narrative=FileRef(name="bilan.docx", sha256=store.put(narrative)) if narrative is not None else None,
        attachments=tuple(FileRef(name=n, sha256=store.put(pdf)) for n, pdf in (attachments or {}).items()),
    )
    error, result = None, None
    chamber, meter = logging.getLogger("service.chamber.parent"), Meter()
    level = chamber.level
    chamber.addHandler(meter)
    chamber.setLevel(logging.DEBUG)
    try:
        result = run_task(CheckTask(upload=deposit), settings=Settings(home=home, offices=1, deadline_seconds=60.0))
    except ServiceError as refused:
        error = refused
    finally:
        chamber.removeHandler(meter)
        chamber.setLevel(level)
    made = Attempt(error, result, *meter.seen[-1])
    assert 0 < made.cpu_seconds < SECONDS, made
    assert 0 < made.peak_bytes < BYTES, made
    return made

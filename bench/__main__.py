"""Times one dossier: its stages, cold, again, after one change; and the plain script, all in one run.

Timings on a shared machine are noisy: the ratios inside one run are what to compare.
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.change import raise_one_amount
from bench.growth import grown_workbook, time_growth
from bench.stages import time_stages

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "canvases" / "samples" / "CG"


def main() -> None:
    """Prints every figure in seconds, then the ratio to the plain script."""
    with tempfile.TemporaryDirectory() as home:
        for label, seconds in time_stages(SAMPLE, Path(home) / "stages"):
            _tell(f"stage: {label}", seconds)
        cold = _timed("whole process, cold", lambda: _assemble(SAMPLE, Path(home) / "home", Path(home) / "out"))
        _timed("whole process, nothing changed", lambda: _assemble(SAMPLE, Path(home) / "home", Path(home) / "out"))
        changed = _changed_copy(Path(home) / "changed")
        _timed(
            "whole process, one amount changed", lambda: _assemble(changed, Path(home) / "home", Path(home) / "out2")
        )
        _timed("check of the workbook, whole process", lambda: _check(SAMPLE / "canevas.xlsx"))
        large = Path(home) / "large.xlsx"
        large.write_bytes(grown_workbook(100, lines=5))
        _timed("check of 1,000 funding lines, whole process", lambda: _check(large))
        for label, seconds in time_growth():
            _tell(f"processor: {label}", seconds)
        plain = _timed("plain script, whole process", lambda: _run("bench.plain", str(SAMPLE)))
    print(f"plain script / dossier, cold: {plain / cold:.1f} ×")


def _timed(label: str, work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    _tell(label, seconds)
    return seconds


def _tell(label: str, seconds: float) -> None:
    print(f"{label:<44}{seconds:8.2f} s", flush=True)


def _assemble(sample: Path, home: Path, output: Path) -> None:
    attachments = [text for path in sorted((SAMPLE / "pieces").iterdir()) for text in ("--attach", str(path))]
    narrative = ("--narrative", str(sample / "recit.docx"))
    arguments = ("assemble", str(sample / "canevas.xlsx"), *narrative, *attachments, "-o", str(output), "--quiet")
    _run("service.command", *arguments, home=home)


def _check(workbook: Path) -> None:
    _run("service.command", "check", str(workbook))


def _run(module: str, *arguments: str, home: Path | None = None) -> None:
    """Runs a command; leaves with its words when it fails."""
    environment = {**os.environ, "DOSSIER_HOME": str(home)} if home else dict(os.environ)
    command = [sys.executable, "-m", module, *arguments]
    ended = subprocess.run(command, env=environment, check=False, capture_output=True, text=True, cwd=ROOT)
    if ended.returncode:
        raise SystemExit(f"{shlex.join(command)} gave {ended.returncode}:\n{ended.stdout}{ended.stderr}")


def _changed_copy(folder: Path) -> Path:
    """The same sample with one need of the year raised by a dollar."""
    folder.mkdir()
    shutil.copy(SAMPLE / "recit.docx", folder)
    (folder / "canevas.xlsx").write_bytes(raise_one_amount((SAMPLE / "canevas.xlsx").read_bytes()))
    return folder


if __name__ == "__main__":
    main()

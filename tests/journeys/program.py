"""Runs the real program in its own process, as a person would, and tells what it left."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.house.tree import ROOT

PROGRAM = Path(sys.executable).with_name("dossier")
SAMPLES = ROOT / "canvases" / "samples"


@dataclass(frozen=True)
class Left:
    """What a command left: its exit code and its two streams."""

    code: int
    out: str
    err: str

    @property
    def message(self) -> str:
        """Gives what was told on the error stream, on one line."""
        return " ".join(self.err.replace("\u00a0", " ").split())


def dossier(*arguments: object, home: Path, cwd: Path | None = None, **environment: str) -> Left:
    """Runs ``dossier`` with its store under ``home``."""
    return ended(start([PROGRAM, *arguments], home=home, cwd=cwd, **environment))


def start(command: list[object], *, home: Path, cwd: Path | None = None, **environment: str) -> "subprocess.Popen[str]":
    """Starts a command without waiting for its end."""
    return subprocess.Popen(
        [str(word) for word in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=cwd,
        env={**os.environ, "DOSSIER_HOME": str(home), **environment},
    )


def ended(started: "subprocess.Popen[str]") -> Left:
    """Waits for a command and gives what it left."""
    out, err = started.communicate(timeout=300)
    return Left(started.returncode, out, err)


def sample(code: str, folder: Path = SAMPLES) -> list[object]:
    """Gives the arguments that hand in everything a territory has: workbook, narrative, attachments."""
    home = folder / code
    attached = [word for path in sorted((home / "pieces").iterdir()) for word in ("--attach", path)]
    return [home / "canevas.xlsx", "--narrative", home / "recit.docx", *attached]


def files_of(folder: Path) -> dict[str, bytes]:
    """Gives every file under a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def dates_of(folder: Path) -> dict[str, int]:
    """Gives when each file under a folder was last written."""
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}

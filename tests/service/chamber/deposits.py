"""Deposits kept in a store, ready for the chamber, and a look at the processes of this machine."""

import time
from pathlib import Path

from assembler.canvas.build import build_canvas
from assembler.settings import Settings
from assembler.store import Store
from service.chamber.tasks import FileRef, UploadRef
from tests.journeys.program import SAMPLES
from tests.journeys.small_upload import CODE, PIECE, REGION, small_plan_of


def settings_for(home: Path) -> Settings:
    """Gives settings of a service that lives in this folder."""
    return Settings(home=home, offices=2, deadline_seconds=60.0)


def keep(home: Path, content: bytes, name: str) -> FileRef:
    """Puts a file in the store of a service."""
    return FileRef(name=name, sha256=Store(home / "store").put(content))


def sample_deposit(home: Path, code: str = "CG") -> UploadRef:
    """Gives a sample territory's whole deposit."""
    folder = SAMPLES / code
    pieces = sorted((folder / "pieces").iterdir())
    return UploadRef(
        workbook=keep(home, (folder / "canevas.xlsx").read_bytes(), "canevas.xlsx"),
        narrative=keep(home, (folder / "recit.docx").read_bytes(), "recit.docx"),
        attachments=tuple(keep(home, piece.read_bytes(), piece.name) for piece in pieces),
    )


def small_deposit(home: Path) -> UploadRef:
    """Gives the deposit of the small plan: two actions, two agreements, one attachment."""
    workbook = build_canvas(REGION, territory=REGION.territory(CODE), plan=small_plan_of())
    piece = (SAMPLES / CODE / "pieces" / PIECE).read_bytes()
    return UploadRef(workbook=keep(home, workbook, "canevas.xlsx"), attachments=(keep(home, piece, PIECE),))


def running(place: Path, *, word: str = "") -> list[str]:
    """Gives the command of each process whose command or environment names a place; ``word`` must be in the command."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            environment = (folder / "environ").read_bytes().decode(errors="replace")
        except OSError:
            continue  # ended meanwhile
        if command and str(place) in command + environment and word in command:
            found.append(command)
    return found


def gone(place: Path, *, seconds: float = 3.0) -> bool:
    """True when, soon enough, no process names the place any more."""
    give_up = time.monotonic() + seconds
    while running(place):
        if time.monotonic() > give_up:
            return False
        time.sleep(0.02)
    return True

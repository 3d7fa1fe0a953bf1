"""Dossiers are made once by the real program, then shared by every test in whatever process it runs."""

import fcntl
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from tests.journeys.program import Left, dossier, files_of, sample
from tests.journeys.small_upload import write_small_upload


@dataclass(frozen=True)
class Assembled:
    """What ``dossier assemble`` left: its words, the folder and the zip, the store it filled."""

    left: Left
    home: Path
    out: Path

    @property
    def folder(self) -> Path:
        """Gives the dossier's folder."""
        return next(path for path in self.out.iterdir() if path.is_dir())

    @property
    def archive(self) -> Path:
        """Gives the dossier's zip."""
        return self.folder.with_name(f"{self.folder.name}.zip")

    def read(self, path: str) -> bytes:
        """Gives one file of the dossier."""
        return (self.folder / path).read_bytes()

    def files(self) -> dict[str, bytes]:
        """Gives every file of the dossier by path."""
        return files_of(self.folder)


Assembler = Callable[[str], Assembled]


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all the processes of one run of tests share."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "journeys"
    shared.mkdir(exist_ok=True)
    return shared


@pytest.fixture(scope="session")
def assembled(common: Path) -> Assembler:
    """Gives the dossier of a sample territory: the first who asks makes it, the others wait for it."""

    def assemble(code: str) -> Assembled:
        return made_once(common / code, sample(code))

    return assemble


@pytest.fixture(scope="session")
def gaspe(assembled: Assembler) -> Assembled:
    """The dossier of La Côte-de-Gaspé."""
    return assembled("CG")


@pytest.fixture(scope="session")
def small_upload(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    """The arguments that hand in a plan of one issue and two actions, with one attachment."""
    return write_small_upload(tmp_path_factory.mktemp("small-upload"))


@pytest.fixture(scope="session")
def small(common: Path, small_upload: list[object]) -> Assembled:
    """The dossier of the small plan."""
    return made_once(common / "small", small_upload)


def made_once(folder: Path, upload: list[object]) -> Assembled:
    """Assembles an upload under ``folder``, unless another process has, with the lock that makes it wait its turn."""
    folder.mkdir(exist_ok=True)
    note = folder / "left.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not note.exists():
            left = dossier("assemble", *upload, "-o", folder / "out", home=folder / "home")
            note.write_text(json.dumps(asdict(left)), "utf-8")
    return Assembled(Left(**json.loads(note.read_text("utf-8"))), folder / "home", folder / "out")

"""What a child can reach: its private folder, the store, programs and our code; no network, no keys, no neighbours."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from service.chamber import isolation
from service.chamber.isolation import Level, isolation_level, wrap_child
from service.chamber.parent import run_task
from service.chamber.tasks import CheckTask
from tests.service.chamber.deposits import sample_deposit, settings_for

NESTED = pytest.mark.skipif(isolation_level() is not Level.NESTED, reason="bubblewrap may not be used here")


def _inside(place: Path, code: str) -> str:
    """Runs some Python in the walls of a child."""
    command = wrap_child([sys.executable, "-c", code], place / "private", home=place, level=isolation_level())
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=20).stdout.strip()


@NESTED
def test_the_network_is_out_of_reach(place: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code = f"import socket\ntry: socket.create_connection(('127.0.0.1', {port}), 1)\nexcept OSError: print('none')"
        assert _inside(place, code) == "none"


@NESTED
def test_the_store_is_there_and_the_database_and_the_keys_are_not(place: Path) -> None:
    (place / "store").mkdir()
    for name in ("dossier.sqlite", "secret.key", "store/kept"):
        (place / name).write_bytes(b"x")
    code = f"import pathlib; print(sorted(p.name for p in pathlib.Path({str(place)!r}).rglob('*') if p.is_file()))"
    assert _inside(place, code) == "['kept']"


@NESTED
def test_our_own_code_cannot_be_changed(place: Path) -> None:
    code = "import assembler\ntry: open(assembler.__file__, 'a')\nexcept OSError as error: print(error.errno)"
    assert _inside(place, f"import sys; sys.path.insert(0, {str(isolation.CODE)!r})\n{code}") == "30"  # read-only


@NESTED
def test_no_other_process_is_seen(place: Path) -> None:
    """The environment of a server holds its secrets."""
    code = "import os; print(max(int(p) for p in os.listdir('/proc') if p.isdigit()) < 10)"
    assert _inside(place, code) == "True"
    code = "import os\ntry: os.listdir('/.veiled')\nexcept PermissionError: print('veiled')"
    assert _inside(place, code) == "veiled"


def test_nothing_of_the_environment_passes(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret given to the server by a variable is in no variable of the child."""
    monkeypatch.setenv("DOSSIER_SECRET", "une-cle-secrete")
    seen: list[bytes] = []

    def look() -> bool:
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if b"service.chamber" in (folder / "cmdline").read_bytes():
                    seen.append((folder / "environ").read_bytes())
            except OSError:
                continue
        return False

    run_task(CheckTask(upload=sample_deposit(place)), settings=settings_for(place), is_cancelled=look)
    ours = [environment for environment in seen if str(place).encode() in environment]
    assert ours
    assert not any(b"une-cle-secrete" in environment for environment in ours)


def test_the_level_is_one_that_readyz_can_tell() -> None:
    assert isolation_level() in set(Level)
    assert isolation_level() is isolation_level()


def test_without_bubblewrap_the_child_still_works(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits only, and a life tied to the parent's: what containers without namespaces get."""
    from service.chamber import parent

    monkeypatch.setattr(parent, "isolation_level", lambda: Level.LIMITS)
    result = run_task(CheckTask(upload=sample_deposit(place)), settings=settings_for(place))
    assert (result.territory, result.is_blocked) == ("CG", False)


def test_a_bare_child_dies_with_its_parent(place: Path) -> None:
    """Its request names a parent that is not its own: the true one died in between."""
    from service.chamber.limits import Limits
    from service.chamber.messages import Request

    request = Request(
        task=CheckTask(upload=sample_deposit(place)),
        settings=settings_for(place),
        region="gaspesie-iles",
        limits=Limits(),
        parent=os.getpid() + 1,
    )
    command = [sys.executable, "-m", "service.chamber"]
    ended = subprocess.run(command, input=request.model_dump_json().encode(), capture_output=True, check=False)
    assert (ended.returncode, ended.stdout) == (-9, b"")

"""How far the child is kept from the machine: bubblewrap when it may be used, limits alone otherwise.

Under bubblewrap the child sees the programs, our code and the store, and nothing else: no network, no database, no
keys, no other process. Its offices are wrapped once more, with their own folder only.
"""

import subprocess
import sys
from enum import StrEnum
from functools import cache
from pathlib import Path

from assembler.convert.isolation import READABLE, Isolation, probe_isolation, wrap_command
from service.chamber.folders import private_folder

CODE = Path(__file__).resolve().parents[2]
_BWRAP = "/usr/bin/bwrap"
_CODE_FOLDERS = ("assembler", "service", "canvases", "templates_docx")
_VEIL = "/.veiled"


class Level(StrEnum):
    """Told by ``readyz``, from the strongest to the weakest."""

    NESTED = "bubblewrap"  # the child, and its offices once more
    CHILD = "bubblewrap, offices with the child"
    OFFICES = "bubblewrap, offices only"
    LIMITS = "limits only"


@cache
def isolation_level() -> Level:
    """Tries each level once, with the very commands that will be used: containers often forbid them."""
    with private_folder() as folder:
        inner = wrap_command(["/bin/true"], folder, Isolation.BUBBLEWRAP)
        if _succeeds(_wrapped(inner, folder, shown=())):
            return Level.NESTED
        if _succeeds(_wrapped(["/bin/true"], folder, shown=())):
            return Level.CHILD
    return Level.OFFICES if probe_isolation() is Isolation.BUBBLEWRAP else Level.LIMITS


def wrap_child(command: list[str], folder: Path, *, home: Path, level: Level) -> list[str]:
    """Gives the command that runs this one in its private folder, with the store of ``home`` to read and write.

    The offices' folder of ``home`` becomes one in the private folder: process numbers mean nothing across the wall.
    """
    if level not in (Level.NESTED, Level.CHILD):
        return command
    store, offices = home / "store", folder / "offices"
    for needed in (store, offices):
        needed.mkdir(parents=True, exist_ok=True)
    shown = ("--bind", str(store), str(store), "--bind", str(offices), str(home / "offices"))
    return _wrapped(command, folder, shown=shown)


def _wrapped(command: list[str], folder: Path, *, shown: tuple[str, ...]) -> list[str]:
    """Builds the call of bubblewrap.

    The offices' own wall needs a whole /proc of this machine somewhere to mount its own, or the kernel refuses: it is
    behind a folder nobody opens, on a root that nobody changes. What the child sees as /proc is its own processes. Its
    own user number, because the kernel lets root make no wall within a wall.
    """
    readable = [part for path in (*READABLE, *_own_folders()) for part in ("--ro-bind-try", path, path)]
    return [
        _BWRAP, "--unshare-all", "--unshare-user", "--uid", "1000", "--gid", "1000", "--cap-drop", "ALL",
        "--die-with-parent", "--tmpfs", "/tmp", *readable, "--proc", "/proc", "--dev", "/dev", *shown,
        "--bind", str(folder), str(folder), "--perms", "0000", "--dir", _VEIL, "--bind", "/proc", f"{_VEIL}/proc",
        "--remount-ro", "/", "--chdir", str(folder), "--", *command,
    ]  # fmt: skip


def _own_folders() -> tuple[str, ...]:
    """Gives what our own Python needs to read: itself, its libraries, our code."""
    pythons = dict.fromkeys((sys.base_prefix, sys.prefix))
    return (*pythons, *(str(CODE / name) for name in _CODE_FOLDERS))


def _succeeds(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=10, check=False).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False

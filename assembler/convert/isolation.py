"""How far the converter is kept from the machine: bubblewrap when it may be used, a plain process otherwise."""

import subprocess
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

_BWRAP = "/usr/bin/bwrap"
# What an office needs to read of the machine: programs, libraries, fonts, and their settings. No home, no documents.
READABLE = (
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib64",
    "/opt",
    "/etc/alternatives",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/libreoffice",
    "/var/cache/fontconfig",
    "/var/lib/libreoffice",
)


class Isolation(StrEnum):
    """Told by the service's ``readyz``."""

    BUBBLEWRAP = "bubblewrap"  # no network, no file but the office's own folder, its own processes
    PLAIN = "none"  # bounds, profile and screening only


def wrap_command(command: list[str], folder: Path, isolation: Isolation) -> list[str]:
    """Give the command that runs this one with only its folder to write to.

    Not ``--die-with-parent``: Linux counts the death of the thread that started it, and pools are used from threads.
    The worker watches its standard input instead.
    """
    if isolation is Isolation.PLAIN:
        return command
    shown = [part for path in READABLE for part in ("--ro-bind-try", path, path)]
    return [
        _BWRAP, "--unshare-all", "--cap-drop", "ALL", *shown,
        "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--bind", str(folder), str(folder),
        "--chdir", str(folder), "--", *command,
    ]  # fmt: skip


@lru_cache(maxsize=1)
def probe_isolation() -> Isolation:
    """Try bubblewrap once: containers and hardened kernels often forbid it."""
    try:
        tried = subprocess.run(
            wrap_command(["/bin/true"], Path("/tmp"), Isolation.BUBBLEWRAP),
            capture_output=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return Isolation.PLAIN
    return Isolation.BUBBLEWRAP if tried.returncode == 0 else Isolation.PLAIN

"""Who a process is among the workers, and whether another one is surely gone."""

import os
import secrets
import socket
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from service.db.tables import Worker

_PROC = Path("/proc")
_BIRTH_FIELD = 22  # of /proc/<pid>/stat: clock ticks since the machine started (proc(5))


@dataclass(frozen=True)
class Identity:
    """One opening of the jobs by one process."""

    executor_id: str
    machine: str
    pid: int
    birth: str


def own_identity() -> Identity:
    """Gives this process a name that no other has had."""
    pid = os.getpid()
    name = f"{socket.gethostname()}-{pid}-{secrets.token_hex(4)}"
    return Identity(executor_id=name, machine=_machine(), pid=pid, birth=birth_of(pid) or "")


@cache
def _machine() -> str:
    """Gives ``host/kernel/wall``: containers of one machine share a kernel, but not the numbers of processes."""
    return "/".join((socket.gethostname(), _read(_PROC / "sys/kernel/random/boot_id"), _wall()))


def _wall() -> str:
    try:
        return (_PROC / "self/ns/pid").readlink().name
    except OSError:
        return ""


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii").strip()
    except OSError:
        return ""


def birth_of(pid: int) -> str | None:
    """Gives when a process of this machine began, or None when there is no such process."""
    stat = _read(_PROC / str(pid) / "stat")
    return stat.rpartition(")")[2].split()[_BIRTH_FIELD - 3] if stat else None


def is_gone(worker: Worker, here: Identity) -> bool:
    """True when a worker's process surely ended: it ran where this one can see it, and is not there any more."""
    can_see = worker.machine == here.machine and bool(here.birth)
    return can_see and birth_of(worker.pid) != worker.birth


def is_elsewhere(worker: Worker, here: Identity) -> bool:
    """True when a worker runs on another machine, under another kernel."""
    return _kernel(worker.machine) != _kernel(here.machine)


def _kernel(machine: str) -> str:
    host, kernel, _wall_name = machine.split("/")
    return kernel or host

"""What the child does to itself before it opens anything: limits, a private mask, a life tied to its parent's."""

import ctypes
import os
import resource
import signal

from service.chamber.limits import Limits

_NICENESS = 10  # pages come first: they are short, and someone waits for them
_CPU_GRACE = 5  # seconds between the signal that names the limit and the one that only kills
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38


def harden(limits: Limits, *, parent: int | None) -> None:
    """Bounds this process and those it will start; ``parent`` is whom to die with, None when bubblewrap sees to it."""
    os.umask(0o077)
    os.nice(_NICENESS)
    for kind, bound in (
        (resource.RLIMIT_AS, limits.address_space),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.file_size),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        _bound(kind, bound, grace=_CPU_GRACE if kind == resource.RLIMIT_CPU else 0)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if parent is not None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it died before we asked to die with it
            os.kill(os.getpid(), signal.SIGKILL)


def _bound(kind: int, bound: int, *, grace: int) -> None:
    """A machine may already allow less."""
    _, hardest = resource.getrlimit(kind)
    least = bound if hardest == resource.RLIM_INFINITY else min(bound, hardest)
    most = least + grace if hardest == resource.RLIM_INFINITY else min(least + grace, hardest)
    resource.setrlimit(kind, (least, most))

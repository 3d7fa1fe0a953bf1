"""One LibreOffice kept warm: started once, asked many times, killed whole when it is silent too long."""

import contextlib
import hashlib
import json
import os
import selectors
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from assembler.convert.isolation import Isolation, wrap_command
from assembler.convert.probe import ConverterProfile
from assembler.convert.profile import write_profile
from assembler.i18n import translate as _

_WORKER = Path(__file__).with_name("worker.py")
_REMOVE_TRIES = 50


class OfficeLostError(Exception):
    """The office died or stayed silent past its deadline: what it was asked may be asked of a new one."""

    def __init__(self, reason: str, *, is_timeout: bool) -> None:
        super().__init__(reason)
        self.is_timeout = is_timeout


class WarmOffice:
    """A worker and its soffice, in one process group, with one private folder. One thread at a time."""

    def __init__(self, converter: ConverterProfile, isolation: Isolation, *, home: Path) -> None:
        self._converter = converter
        self._isolation = isolation
        self._home = home
        self._folder: Path | None = None
        self._worker: subprocess.Popen[bytes] | None = None
        self._unread = b""

    @property
    def is_running(self) -> bool:
        """Gives whether there is a worker to ask."""
        return self._worker is not None and self._worker.poll() is None

    def start(self) -> None:
        """Start the worker without waiting for it: the first answer comes when the office is up."""
        self.kill()
        self._home.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="office-", dir=self._home)).resolve()
        self._folder = folder
        write_profile(folder / "profile", version=self._converter.version, build=self._converter.build)
        shutil.copy(_WORKER, folder / "worker.py")
        command = [str(self._converter.interpreter), "-I", "worker.py", str(self._converter.soffice), str(folder)]
        with (folder / "worker.log").open("wb") as log:
            self._worker = subprocess.Popen(
                wrap_command([*command, _pipe_name(folder)], folder, self._isolation),
                cwd=folder,
                env={
                    "PATH": "/usr/bin:/bin",
                    "HOME": str(folder),
                    "TMPDIR": str(folder),  # a killed soffice leaves its temporary files there
                    "LANG": "C.UTF-8",
                    "TZ": "UTC",
                },
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )
        self._unread = b""

    def ask(self, command: dict[str, str], deadline_seconds: float) -> dict[str, Any]:
        """Give the answer to one command; on death or silence, kill everything and raise OfficeLostError."""
        if not self.is_running:
            self.start()
        worker = self._worker
        assert worker is not None and worker.stdin is not None
        try:
            worker.stdin.write(json.dumps(command).encode() + b"\n")
            worker.stdin.flush()
            answer: dict[str, Any] = json.loads(self._read_line(worker, deadline_seconds))
        except BrokenPipeError as error:
            lost = OfficeLostError(self._last_words(), is_timeout=False)
            self.kill()
            raise lost from error
        except OfficeLostError:
            self.kill()
            raise
        return answer

    def convert(
        self, command: dict[str, str], content: bytes, *, deadline_seconds: float
    ) -> tuple[dict[str, Any], bytes]:
        """Ask a command that makes one file of another; give its answer and the file made, empty when refused."""
        if not self.is_running:
            self.start()
        assert self._folder is not None
        src, dst = self._folder / "in", self._folder / "out"
        try:
            src.write_bytes(content)
            answer = self.ask({**command, "src": str(src), "dst": str(dst)}, deadline_seconds)
            return answer, dst.read_bytes() if dst.is_file() else b""
        finally:
            src.unlink(missing_ok=True)
            dst.unlink(missing_ok=True)

    def _read_line(self, worker: subprocess.Popen[bytes], deadline_seconds: float) -> bytes:
        assert worker.stdout is not None
        give_up = time.monotonic() + deadline_seconds
        with selectors.DefaultSelector() as selector:
            selector.register(worker.stdout, selectors.EVENT_READ)
            while b"\n" not in self._unread:
                if not selector.select(max(0.0, give_up - time.monotonic())):
                    raise OfficeLostError(
                        _("aucune réponse en {seconds:g}\u00a0s").format(seconds=deadline_seconds),
                        is_timeout=True,
                    )
                received = os.read(worker.stdout.fileno(), 1 << 16)
                if not received:
                    raise OfficeLostError(self._last_words(), is_timeout=False)
                self._unread += received
        line, _newline, self._unread = self._unread.partition(b"\n")
        return line

    def _last_words(self) -> str:
        log = self._folder / "worker.log" if self._folder else None
        lines = log.read_text(encoding="utf-8", errors="replace").split("\n") if log and log.is_file() else []
        return next((line.strip() for line in reversed(lines) if line.strip()), _("le convertisseur s’est arrêté"))

    def interrupt(self) -> None:
        """Kill the process group, from any thread: the thread that waits for an answer is told, and cleans up."""
        worker = self._worker
        if worker is not None and worker.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(worker.pid, signal.SIGKILL)

    def kill(self) -> None:
        """Kill the process group and remove its folder: its profile is worth nothing. Harmless when nothing runs."""
        self.interrupt()
        if self._worker is not None:
            worker, self._worker = self._worker, None
            worker.wait()
            for stream in (worker.stdin, worker.stdout):
                if stream is not None:
                    stream.close()
        if self._folder is not None:
            folder, self._folder = self._folder, None
            _remove(folder)


def _pipe_name(folder: Path) -> str:
    return f"dossier-{folder.name}"


def _remove(folder: Path) -> None:
    """Remove an office's folder, and the sockets that a killed soffice leaves in /tmp when bubblewrap gave it no /tmp.

    The second socket's name is the MD5 of the profile's address in UTF-16, each byte in hexadecimal without its zero.
    """
    address = (folder / "profile").as_uri().encode("utf-16-le")
    instance = "".join(f"{byte:x}" for byte in hashlib.md5(address, usedforsecurity=False).digest())
    for name in (_pipe_name(folder), f"SingleOfficeIPC_{instance}"):
        Path(f"/tmp/OSL_PIPE_{os.getuid()}_{name}").unlink(missing_ok=True)
    for _try in range(_REMOVE_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.02)  # a killed process may still be letting go of its files

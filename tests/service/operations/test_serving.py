"""The program as it is started: links in its journal, bounds on what a visitor may hold, a gentle end."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.house.tree import ROOT

PATIENCE = 40


@dataclass
class Served:
    """A service in a process of its own."""

    url: str
    process: subprocess.Popen[bytes]
    journal: Path

    @property
    def lines(self) -> list[dict[str, object]]:
        """Gives what it told."""
        return [json.loads(line) for line in self.journal.read_text("utf-8").splitlines()]


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


@contextmanager
def _served(home: Path, **settings: str) -> Iterator[Served]:
    port, journal = _free_port(), home.parent / f"{home.name}.log"
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(home.parent), "DOSSIER_HOME": str(home), **settings}
    with journal.open("wb") as opened:
        command = [sys.executable, "-m", "service.program", "serve", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=surroundings, stderr=opened, stdout=subprocess.DEVNULL)
    try:
        yield Served(f"http://127.0.0.1:{port}", process, journal)
    finally:
        process.kill()
        process.wait()


def _wait(served: Served) -> None:
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit and served.process.poll() is None:
        try:
            if httpx.get(f"{served.url}/healthz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    pytest.fail(served.journal.read_text("utf-8"))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A fresh service in production."""
    with _served(tmp_path_factory.mktemp("served") / "home") as served:
        _wait(served)
        yield served


def test_a_first_start_tells_the_admin_s_link_and_the_link_works(served: Served) -> None:
    (told,) = [line for line in served.lines if "link" in line]
    assert told["account"] == "admin"
    assert httpx.get(str(told["link"])).status_code == 200


def test_a_fresh_service_is_ready(served: Served) -> None:
    told = httpx.get(f"{served.url}/readyz", timeout=30)
    assert (told.status_code, told.json()["is_ready"]) == (200, True)


def test_a_worker_is_alive_among_the_figures(served: Served) -> None:
    assert "dossier_workers_alive 1.0" in httpx.get(f"{served.url}/metrics").text


def test_a_proxy_that_nobody_named_is_not_believed(served: Served) -> None:
    """The peer is this machine, which is trusted: what it forwards is another visitor, who may not read figures."""
    assert httpx.get(f"{served.url}/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 404


def test_headers_without_end_are_refused(served: Served) -> None:
    host, port = served.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as visitor:
        visitor.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 100_000)
        answer = visitor.recv(4096)
    assert answer.startswith(b"HTTP/1.1 4")


def test_no_answer_names_its_server(served: Served) -> None:
    assert "server" not in httpx.get(f"{served.url}/healthz").headers


def test_the_demonstration_is_refused_where_real_accounts_are(served: Served, tmp_path: Path) -> None:
    home = served.journal.with_suffix("")
    with _served(home.parent / home.name, DOSSIER_MODE="demonstration") as other:
        assert other.process.wait(PATIENCE) == 3
        told = other.journal.read_text("utf-8")
    assert "a de vrais comptes" in " ".join(told.split())


def test_a_polite_stop_ends_at_once_and_well(tmp_path: Path) -> None:
    with _served(tmp_path / "home") as served:
        _wait(served)
        began = time.monotonic()
        served.process.send_signal(signal.SIGTERM)
        assert served.process.wait(PATIENCE) == 0
        assert time.monotonic() - began < 15
        assert "Traceback" not in served.journal.read_text("utf-8")

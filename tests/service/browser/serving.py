"""The service as it is started, in a process and a home of its own, and the people who use it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from assembler.regions import load_region
from service.accounts import keeping
from service.accounts.noting import CONSOLE, ConsoleFront
from service.accounts.profiles import Profile
from service.db.engine import Database
from service.db.tables import Role, ScopeKind
from service.opening import now
from service.settings import ServiceSettings
from tests.house.tree import ROOT

PATIENCE = 60
# A test asks faster than a person does; two dossiers at once use both cores.
QUICK = {"DOSSIER_REQUESTS_PER_MINUTE": "10000", "DOSSIER_STARTS_PER_MINUTE": "1000", "DOSSIER_MAKERS": "2"}
_KIND = {Role.COORDINATION: ScopeKind.TERRITORY, Role.FUNDER: ScopeKind.FUNDER}


@dataclass
class Served:
    """A service in motion, and the console of its machine."""

    url: str
    home: Path
    journal: Path
    port: int
    made: int = field(default=0)

    @property
    def lines(self) -> list[dict[str, object]]:
        """Gives what it told."""
        return [json.loads(line) for line in self.journal.read_text("utf-8").splitlines()]

    @property
    def admin_link(self) -> str:
        """Gives the link of the first start."""
        (told,) = [line for line in self.lines if line.get("account") == "admin"]
        return str(told["link"])

    def new_link(self, name: str, role: Role, *doors: str) -> str:
        """Opens an account for someone, as ``dossier account add`` does; gives the link to its password."""
        self.made += 1
        profile = Profile(
            email=f"personne{self.made}@exemple.quebec",
            name=name,
            role=role,
            scopes=frozenset((_KIND[role], key) for key in doors),
        )
        with self._console() as front:
            return keeping.open_account(front, CONSOLE, profile).link

    @contextmanager
    def _console(self) -> Iterator[ConsoleFront]:
        database = Database(f"sqlite:///{self.home / 'dossier.sqlite'}")
        settings = ServiceSettings(port=self.port, public_url=self.url)
        try:
            yield ConsoleFront(settings=settings, database=database, region=load_region(settings.region), now=now)
        finally:
            database.close()


@contextmanager
def served(folder: Path, *, lent: Path | None = None) -> Iterator[Served]:
    """Gives a fresh service in production, ready; its store is empty, or begins as a copy of one that is lent."""
    port, home, journal = _free_port(), folder / "home", folder / "journal.log"
    if lent is not None:
        shutil.copytree(lent, home / "store")
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(folder), "DOSSIER_HOME": str(home), **QUICK}
    command = [sys.executable, "-m", "service.program", "serve", "--port", str(port)]
    with journal.open("wb") as opened:
        process = subprocess.Popen(command, cwd=ROOT, env=surroundings, stderr=opened, stdout=subprocess.DEVNULL)
    service = Served(f"http://127.0.0.1:{port}", home, journal, port)
    try:
        _wait(service, process)
        yield service
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        finally:
            process.kill()
            process.wait()


def _wait(service: Served, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit and process.poll() is None:
        try:
            if httpx.get(f"{service.url}/healthz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    pytest.fail(service.journal.read_text("utf-8"))


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port

"""The program as people run it: ``dossier serve`` or ``dossier worker`` in a process of its own, and an end to it."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from assembler.regions import load_region
from service.accounts.noting import ConsoleFront
from service.accounts.passwords import hash_password
from service.accounts.tokens import create_token
from service.db.accounts import Scope, add_account
from service.db.engine import Database
from service.db.schema import upgrade_database
from service.db.tables import Role
from service.doors import ALL_RIGHTS
from service.opening import now
from service.settings import ServiceSettings

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0
Files = list[tuple[str, tuple[str, bytes]]]  # of a deposit, by field: workbook, attachments[]


@dataclass(frozen=True)
class Site:
    """Where a service keeps things, and the rest of its surroundings; ``temporary`` names every child it starts."""

    home: Path
    temporary: Path
    port: int
    settings: tuple[tuple[str, str], ...] = ()  # DOSSIER_* variables

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def database_url(self) -> str:
        """The database of this site, as SQLAlchemy takes it."""
        given = dict(self.settings).get("DOSSIER_DATABASE_URL", "")
        return ServiceSettings(database_url=given or f"sqlite:///{self.home / 'dossier.sqlite'}").database

    def start(self, command: str = "serve", **settings: str) -> "Running":
        """Starts a command of the program, in a process group of its own."""
        words = [sys.executable, "-m", "service.program", command]
        words += ["--port", str(self.port)] if command == "serve" else []
        surroundings = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.temporary),
            "TMPDIR": str(self.temporary),
            "DOSSIER_HOME": str(self.home),
            **dict(self.settings),
            **settings,
        }
        journal = self.home / f"{command}.log"
        with journal.open("ab") as lines:
            process = subprocess.Popen(
                words, cwd=ROOT, env=surroundings, stdout=subprocess.DEVNULL, stderr=lines, start_new_session=True
            )
        return Running(self, process, journal)


@dataclass(frozen=True)
class Running:
    """A process of a site."""

    site: Site
    process: subprocess.Popen[bytes]
    journal: Path

    def wait_until_ready(self) -> None:
        """Returns when pages are answered; ``RuntimeError`` with the journal when they never are."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up and self.process.poll() is None:
            try:
                if httpx.get(f"{self.site.url}/healthz", timeout=5).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        raise RuntimeError(self.journal.read_text("utf-8", errors="replace")[-4000:])

    def end(self, number: signal.Signals = signal.SIGTERM, *, with_group: bool = False) -> None:
        """Sends a signal and waits for the end."""
        if with_group:
            os.killpg(self.process.pid, number)
        else:
            self.process.send_signal(number)
        self.process.wait(PATIENCE)


def new_site(folder: Path, temporary: Path, **settings: str) -> Site:
    """Gives a site with an up-to-date database on a free port."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
    for made in (folder, temporary):
        made.mkdir(parents=True, exist_ok=True)
    site = Site(home=folder, temporary=temporary, port=port, settings=tuple(sorted(settings.items())))
    database = Database(site.database_url)
    upgrade_database(database)
    database.close()
    return site


@dataclass(frozen=True)
class Key:
    """An account that was just opened: its password, and a token with every right."""

    email: str
    password: str
    token: str

    def client(self, site: Site) -> httpx.Client:
        """Gives a client of the API that speaks for this account."""
        headers = {"Authorization": f"Bearer {self.token}"}
        return httpx.Client(base_url=f"{site.url}/api/v1", headers=headers, timeout=PATIENCE)


def open_accounts(site: Site, wanted: list[tuple[str, Role, tuple[Scope, ...]]]) -> list[Key]:
    """Opens accounts of these names, roles and doors; all have one password, which takes its time to hash."""
    password = secrets.token_urlsafe(12)
    kept = hash_password(password)
    database = Database(site.database_url)
    settings = ServiceSettings()
    front = ConsoleFront(settings=settings, database=database, region=load_region(settings.region), now=now)
    keys = []
    with database.writing() as session:
        for name, role, scopes in wanted:
            email = f"{name}@exemple.quebec"
            account = add_account(
                session, email=email, name=name.title(), role=role, now=now(), language="fr", scopes=list(scopes)
            )
            account.password_hash = kept
            token = create_token(session, front, account, name="banc", rights=ALL_RIGHTS, days=1)
            keys.append(Key(email=email, password=password, token=token.secret))
    database.close()
    return keys


def deposit(client: httpx.Client, code: str, files: Files) -> dict[str, Any]:
    """Deposits files for a territory; gives the submission once checked, ``RuntimeError`` when it is refused."""
    answer = client.post(f"/territories/{code}/submissions", files=files)
    give_up = time.monotonic() + PATIENCE
    while answer.status_code in (200, 201) and answer.json()["state"] == "checking" and time.monotonic() < give_up:
        time.sleep(0.2)
        answer = client.get(f"/submissions/{answer.json()['id']}")
    submission: dict[str, Any] = answer.json()
    if submission.get("state") != "checked" or submission.get("is_blocked"):
        raise RuntimeError(answer.text[:2000])
    return submission


def wait_for_job(client: httpx.Client, job_id: str, *, seconds: float) -> dict[str, Any]:
    """Gives a job once it has ended; ``RuntimeError`` when it does not in time."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        job: dict[str, Any] = client.get(f"/jobs/{job_id}").raise_for_status().json()
        if job["state"] in ("done", "failed", "cancelled"):
            return job
        time.sleep(0.5)  # a person has 240 requests a minute
    raise RuntimeError(f"{job_id} has not ended after {seconds} s")

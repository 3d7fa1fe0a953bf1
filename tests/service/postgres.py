"""A real PostgreSQL server for tests: in a temporary folder, on a socket nobody else sees, never as root."""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

_ROOMS = Path("/usr/lib/postgresql")
_ORDINARY = ("postgres", "nobody")
_FAST = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "listen_addresses=")  # only the workers are killed


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Path]:
    """Gives the folder of the socket of a server that lives as long as the tests."""
    folder = Path(tempfile.mkdtemp(prefix="dossier-pg-"))
    user = _ordinary_user(folder)
    try:
        _run(user, "initdb", "-D", f"{folder}/rows", "-A", "trust", "-U", "dossier", "--no-sync", "-E", "UTF8")
        command = [*_as(user), _program("postgres"), "-D", f"{folder}/rows", "-k", str(folder), *_FAST]
        with (folder / "journal").open("wb") as journal:
            server = subprocess.Popen(command, stdout=journal, stderr=journal, cwd=folder)
        try:
            _wait_for(folder, server)
            yield folder
        finally:
            server.send_signal(signal.SIGINT)  # PostgreSQL's fast stop
            server.wait(timeout=20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_url(postgresql_server: Path) -> str:
    """Gives the URL of an empty database of one test, as DOSSIER_DATABASE_URL takes it."""
    return new_database(postgresql_server)


@pytest.fixture
def new_postgresql_url(postgresql_server: Path) -> Callable[[], str]:
    """Gives what makes another empty database."""
    return lambda: new_database(postgresql_server)


def new_database(server: Path, options: str = "") -> str:
    """Makes an empty database and gives its URL; ``options`` are those of CREATE DATABASE."""
    name = f"dossier_{secrets.token_hex(4)}"
    with psycopg.connect(f"host={server} user=dossier dbname=postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" {options}')
    return f"postgresql://dossier@/{name}?host={server}"


def _program(name: str) -> str:
    rooms = sorted(_ROOMS.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = str(rooms[-1]) if rooms else shutil.which(name)
    assert found, f"{name} is not on this machine: `scripts/system-packages --tests` installs PostgreSQL"
    return found


def _ordinary_user(folder: Path) -> str | None:
    """Gives whom the server runs as, when root runs the tests: it refuses root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    user = next(name for name in _ORDINARY if name in known)
    os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
    return user


def _as(user: str | None) -> list[str]:
    if user is None:
        return []
    entry = pwd.getpwnam(user)
    return ["setpriv", f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups", "--"]


def _run(user: str | None, program: str, *arguments: str) -> None:
    ended = subprocess.run([*_as(user), _program(program), *arguments], capture_output=True, cwd="/", check=False)
    assert ended.returncode == 0, ended.stderr.decode(errors="replace")


def _wait_for(folder: Path, server: subprocess.Popen[bytes]) -> None:
    for _try in range(300):
        try:
            psycopg.connect(f"host={folder} user=dossier dbname=postgres").close()
        except psycopg.OperationalError:
            assert server.poll() is None, (folder / "journal").read_text(errors="replace")
            time.sleep(0.1)
        else:
            return
    raise AssertionError("PostgreSQL did not answer within 30 s")

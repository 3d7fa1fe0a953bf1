"""PostgreSQL's own tools, ``pg_dump`` and ``pg_restore``: nothing else reads a whole database in one instant."""

import shutil
import subprocess
from pathlib import Path

from psycopg.conninfo import make_conninfo
from sqlalchemy.engine import URL

from service.errors import ConflictError
from service.words import translate as _


def dump(url: URL, file: Path) -> None:
    """Writes the whole database, the jobs' own schema included, as it is at one instant."""
    _run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", f"--file={file}"], url)


def load(url: URL, file: Path) -> None:
    """Fills an empty database in one transaction: all of it, or nothing."""
    bounds = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    _run("pg_restore", [*bounds, str(file)], url)


def _run(tool: str, options: list[str], url: URL) -> None:
    program = shutil.which(tool)
    if program is None:
        raise ConflictError(
            _(
                "Il manque le programme «\u00a0{tool}\u00a0». Installez le paquet «\u00a0postgresql-client\u00a0», de "
                "la version du serveur ou plus récent, puis recommencez."
            ).format(tool=tool)
        )
    # The password goes by the environment: the command line of a process is read by all.
    surroundings = {"PATH": str(Path(program).parent), "LC_ALL": "C.UTF-8", "PGCONNECT_TIMEOUT": "10"}
    if url.password:
        surroundings["PGPASSWORD"] = str(url.password)
    command = [program, f"--dbname={_place(url)}", *options]
    ended = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        said = " ".join(ended.stderr.split())[-400:]
        raise ConflictError(_("«\u00a0{tool}\u00a0» a échoué\u00a0: {said}").format(tool=tool, said=said))


def _place(url: URL) -> str:
    """Gives where the database is, as PostgreSQL's tools read it, without the password."""
    known = {"host": url.host, "port": url.port, "user": url.username, "dbname": url.database}
    given = {name: str(value) for name, value in (known | dict(url.query)).items() if value}
    return make_conninfo("", **given)

"""Whether the service can work: each part tried, and told with what it found."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from sqlalchemy.exc import SQLAlchemyError

from assembler.convert.probe import probe_converter
from assembler.errors import ConverterMissingError
from service.chamber.isolation import isolation_level
from service.db.engine import Database
from service.db.schema import is_up_to_date
from service.desk import Desk
from service.words import translate as _

LEAST_FREE_MIB = 512  # below, a dossier may not be written whole


class Part(BaseModel):
    """One part of the service; ``found`` is for the person who keeps it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    is_ready: bool
    found: str


class Readiness(BaseModel):
    """All parts together."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    is_ready: bool
    parts: tuple[Part, ...]


def check_readiness(desk: Desk) -> Readiness:
    """Tries every part, whatever the others gave."""
    parts = (
        _tried("database", lambda: _database(desk.database)),
        _tried("store", lambda: _store(desk.settings.home / "store")),
        _tried("converter", _converter),
    )
    return Readiness(is_ready=all(part.is_ready for part in parts), parts=parts)


def _tried(name: str, trial: Callable[[], tuple[bool, str]]) -> Part:
    try:
        is_ready, found = trial()
    except (SQLAlchemyError, OSError) as error:  # its words may hold a password: the journal has them without it
        is_ready, found = False, type(error).__name__
    except ConverterMissingError as error:
        is_ready, found = False, error.message
    return Part(name=name, is_ready=is_ready, found=found)


def _database(database: Database) -> tuple[bool, str]:
    if not is_up_to_date(database):
        return False, _("le schéma n’est pas à jour\u00a0: redémarrez le service")
    return True, database.engine.dialect.name


def _store(root: Path) -> tuple[bool, str]:
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=root, prefix=".ready-") as tried:
        tried.write(b"1")
        tried.flush()
        os.fsync(tried.fileno())
    machine = os.statvfs(root)
    free = machine.f_bavail * machine.f_frsize // (1024 * 1024)
    return free >= LEAST_FREE_MIB, _("{free} Mio libres").format(free=free)


def _converter() -> tuple[bool, str]:
    found = probe_converter()
    told = _("LibreOffice {version}, confinement {level}").format(version=found.version, level=isolation_level())
    return True, f"{told}. {found.warning}".removesuffix(". ")

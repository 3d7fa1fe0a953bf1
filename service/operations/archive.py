"""What a backup is: one ``.tar`` with a manifest, the databases, and the store; names and order are fixed.

::

    manifest.json                       what it holds, and how to read it
    database/dossier.sqlite             or database/dossier.dump, of PostgreSQL
    database/dossier-jobs.sqlite        the durable jobs' own, beside SQLite
    store/blobs/<2>/<sha256>            contents, under their hash
    store/notes/<2>/<sha256>.json       what was made from what

``secret.key`` is left out: whoever holds a backup must not be able to sign sessions. Sessions end with a restore.
"""

import hashlib
import re
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from service.errors import ConflictError
from service.words import translate as _

FORMAT = 1
MANIFEST = "manifest.json"
MAIN, LEDGER, DUMP = "database/dossier.sqlite", "database/dossier-jobs.sqlite", "database/dossier.dump"
LEDGER_FILE = "dossier-jobs.sqlite"  # service.jobs.durable
_CONTENT = re.compile(r"store/blobs/(?P<folder>[0-9a-f]{2})/(?P<key>(?P=folder)[0-9a-f]{62})")
_NOTE = re.compile(r"store/notes/[0-9a-f]{2}/[0-9a-f]{64}\.json")
_CHUNK = 1 << 20


class Manifest(BaseModel):
    """``databases`` maps a member to its SHA-256; ``needed`` is every content that a row names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = FORMAT
    engine: str  # "sqlite" or "postgresql"
    databases: dict[str, str]
    needed: tuple[str, ...]


class Counted(BaseModel):
    """What a backup holds, or what was restored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    contents: int
    needed: int


def content_key(name: str) -> str | None:
    """Gives the hash that a member's name promises, None for a member that is not a content."""
    found = _CONTENT.fullmatch(name)
    return found["key"] if found else None


def is_known(name: str) -> bool:
    """True for a name that a backup may have: no other is ever written to the disk."""
    return name in (MANIFEST, MAIN, LEDGER, DUMP) or bool(_CONTENT.fullmatch(name) or _NOTE.fullmatch(name))


@contextmanager
def opened_backup(file: Path) -> Iterator[tuple[tarfile.TarFile, Manifest]]:
    """Gives a backup and its manifest; ``ConflictError`` for a file that is none, or that was cut short."""
    try:
        archive = tarfile.open(file, "r:")  # noqa: SIM115 closed below, once it is known to be one
    except tarfile.ReadError as error:
        raise _no_backup() from error
    with archive:
        manifest = _read_manifest(archive)
        try:
            yield archive, manifest
        except tarfile.ReadError as error:
            raise spoiled(file.name) from error


def _read_manifest(archive: tarfile.TarFile) -> Manifest:
    first = archive.next()
    opened = archive.extractfile(first) if first is not None and first.name == MANIFEST else None
    if opened is None:
        raise _no_backup()
    try:
        manifest = Manifest.model_validate_json(opened.read())
    except ValidationError as error:
        raise _no_backup() from error
    if manifest.format != FORMAT:
        raise ConflictError(_("Cette sauvegarde vient d’une version plus récente de Dossier. Installez-la d’abord."))
    return manifest


def _no_backup() -> ConflictError:
    return ConflictError(_("Ce fichier n’est pas une sauvegarde de Dossier. Choisissez-en une autre."))


def hashed(chunks: Iterator[bytes]) -> str:
    """Gives the SHA-256 of what passes."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def chunks_of(path: Path) -> Iterator[bytes]:
    """Gives the bytes of a file, a mebibyte at a time."""
    with path.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            yield chunk


def chunks_of_member(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[bytes]:
    """Gives the bytes of a member, a mebibyte at a time."""
    opened = archive.extractfile(member)
    if opened is None:
        raise spoiled(member.name)
    while chunk := opened.read(_CHUNK):
        yield chunk


def check_database(path: Path) -> None:
    """Reads an SQLite file whole; ``ConflictError`` when it is not sound."""
    connection = sqlite3.connect(path)
    try:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError:
        verdict = ""
    finally:
        connection.close()
    if verdict != "ok":
        raise spoiled(path.name)


def spoiled(name: str) -> ConflictError:
    """Gives the error of a member that is not what it must be."""
    return ConflictError(
        _("La sauvegarde est abîmée\u00a0: «\u00a0{name}\u00a0» n’est pas intact. Prenez-en une autre.").format(
            name=name
        )
    )


def check_needed(manifest: Manifest, found: set[str]) -> None:
    """Refuses a backup that lacks a content a row names."""
    lacking = sorted(set(manifest.needed) - found)
    if lacking:
        raise ConflictError(
            _(
                "Des contenus que la base nomme manquent dans l’entrepôt ({count}, dont {first}…)\u00a0: sans eux, une "
                "sauvegarde ne rendrait pas tous les dossiers. Remettez-les d’une sauvegarde plus ancienne."
            ).format(count=len(lacking), first=lacking[0][:12])
        )

"""``dossier backup``: the databases first, then what their rows name, while the service goes on working.

A content is in the store before a row names it, and stays: whatever the database held when it was copied is there when
the store is copied after. The file is read again whole before it takes its name.
"""

import io
import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from service.db.engine import Database
from service.errors import ConflictError
from service.operations import postgresql
from service.operations.archive import (
    DUMP,
    LEDGER,
    LEDGER_FILE,
    MAIN,
    MANIFEST,
    Counted,
    Manifest,
    check_database,
    check_needed,
    chunks_of,
    chunks_of_member,
    content_key,
    hashed,
    is_known,
    opened_backup,
    spoiled,
)
from service.operations.references import referenced_keys
from service.settings import ServiceSettings
from service.words import translate as _

_PRIVATE = 0o600


def write_backup(settings: ServiceSettings, file: Path) -> Counted:
    """Writes a backup and gives what it holds; ``ConflictError`` leaves no file behind."""
    if file.exists():
        raise ConflictError(_("«\u00a0{file}\u00a0» existe déjà. Choisissez un autre nom.").format(file=file))
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as name:
        folder = Path(name)
        databases = copy_databases(settings, folder)
        manifest = Manifest(
            engine=make_url(settings.database).get_backend_name(),
            databases={member: hashed(chunks_of(path)) for member, path in databases.items()},
            needed=_needed(settings),
        )
        draft = folder / file.name
        _write(draft, manifest, databases, settings.home / "store")
        counted = check_backup(draft)
        draft.replace(file)
    return counted


def copy_databases(settings: ServiceSettings, folder: Path) -> dict[str, Path]:
    """Copies the databases as they are at one instant each, the jobs' own first; gives them by member."""
    url = make_url(settings.database)
    if url.get_backend_name() != "sqlite":
        dump = folder / "dossier.dump"
        postgresql.dump(url, dump)
        return {DUMP: dump}
    main = Path(url.database or "")
    if not main.exists():
        raise ConflictError(
            _("Rien à sauvegarder dans {home}\u00a0: le service n’y a jamais été ouvert.").format(home=main.parent)
        )
    wanted = {LEDGER: settings.home / LEDGER_FILE, MAIN: main}
    return {member: _copied(path, folder / path.name) for member, path in wanted.items() if path.exists()}


def _copied(source: Path, copy: Path) -> Path:
    with closing(sqlite3.connect(source, timeout=60)) as opened, closing(sqlite3.connect(copy)) as target:
        opened.backup(target)  # in one go: writers wait, and none of them is half there
        target.execute("PRAGMA journal_mode=DELETE")
    check_database(copy)
    return copy


def _needed(settings: ServiceSettings) -> tuple[str, ...]:
    database = Database(settings.database)
    try:
        return tuple(sorted(referenced_keys(database)))
    finally:
        database.close()


def _write(draft: Path, manifest: Manifest, databases: dict[str, Path], store: Path) -> None:
    listed = draft.with_suffix(".json")
    listed.write_text(manifest.model_dump_json(indent=1), "utf-8")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)  # it holds what people sent
    with os.fdopen(descriptor, "wb") as opened:
        with tarfile.open(fileobj=opened, mode="w") as archive:
            archive.add(listed, MANIFEST, filter=_plain)
            for member, path in databases.items():
                archive.add(path, member, filter=_plain)
            for path in sorted(store.glob("*/??/*")):
                _add_kept(archive, path, f"store/{path.relative_to(store).as_posix()}")
        opened.flush()
        os.fsync(opened.fileno())


def _add_kept(archive: tarfile.TarFile, path: Path, name: str) -> None:
    """Adds a file of the store; one that was swept since the list was made is named by nothing."""
    if not is_known(name):
        return
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return
    member = _plain(tarfile.TarInfo(name))
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Takes owners, rights and dates out: they are this machine's."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mtime, member.mode = 0, _PRIVATE
    return member


def check_backup(file: Path) -> Counted:
    """Reads a backup whole: every hash, every needed content; ``ConflictError`` when something is not right."""
    found: set[str] = set()
    with opened_backup(file) as (archive, manifest):
        wanted = dict(manifest.databases)
        for member in archive:
            if member.name == MANIFEST:
                continue
            promised = content_key(member.name) or wanted.pop(member.name, None)
            if promised is not None and hashed(chunks_of_member(archive, member)) != promised:
                raise spoiled(member.name)
            if content_key(member.name):
                found.add(str(promised))
    if wanted:
        raise spoiled(next(iter(wanted)))
    check_needed(manifest, found)
    return Counted(contents=len(found), needed=len(manifest.needed))

"""``dossier restore``: an empty home or an empty database filled from a backup, every content proved on the way."""

import os
import shutil
import tarfile
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import make_url

from service.db.engine import Database
from service.errors import ConflictError
from service.operations import postgresql
from service.operations.archive import (
    DUMP,
    LEDGER,
    LEDGER_FILE,
    MAIN,
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
from service.operations.backup import check_backup
from service.settings import ServiceSettings
from service.words import translate as _

_DRAFT = ".restoring"  # inside the store, which may be a volume of its own: only its contents are heavy


def read_backup(settings: ServiceSettings, file: Path) -> Counted:
    """Restores a backup and gives what came back; ``ConflictError`` leaves the home as empty as it was."""
    check_backup(file)
    home, url = settings.home, make_url(settings.database)
    with opened_backup(file) as (archive, manifest):
        _check_place(settings, manifest)
        draft = home / "store" / _DRAFT
        draft.mkdir(parents=True)
        try:
            found = _extract(archive, draft, manifest)
            check_needed(manifest, found)
            if manifest.engine == "sqlite":
                check_database(draft / MAIN)
            else:
                postgresql.load(url, draft / DUMP)
            _settle(draft, home, Path(url.database or "") if manifest.engine == "sqlite" else None)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return Counted(contents=len(found), needed=len(manifest.needed))


def _check_place(settings: ServiceSettings, manifest: Manifest) -> None:
    url = make_url(settings.database)
    if url.get_backend_name() != manifest.engine:
        raise ConflictError(
            _(
                "Cette sauvegarde vient d’une base {engine}, et le réglage DOSSIER_DATABASE_URL en nomme une autre "
                "sorte. Corrigez ce réglage, puis recommencez."
            ).format(engine=manifest.engine)
        )
    if _is_used(settings.home):
        raise ConflictError(
            _("{home} n’est pas vide\u00a0: rien n’a été remis. Donnez un autre DOSSIER_HOME, vide.").format(
                home=settings.home
            )
        )
    if manifest.engine == "sqlite" and not Path(url.database or "").exists():
        return
    database = Database(settings.database)
    try:
        is_empty = not inspect(database.engine).get_table_names()
    finally:
        database.close()
    if not is_empty:
        raise ConflictError(_("La base de données n’est pas vide\u00a0: rien n’a été remis. Donnez-en une vide."))


def _is_used(home: Path) -> bool:
    """True when a file is anywhere in the home; the empty folders of a volume just mounted are no use."""
    return any(not path.is_dir() for path in home.rglob("*"))


def _extract(archive: tarfile.TarFile, draft: Path, manifest: Manifest) -> set[str]:
    """Writes each known member under its own name, and gives the contents that are what their name says."""
    found: set[str] = set()
    for member in archive:
        if not is_known(member.name) or not member.isreg():
            raise spoiled(member.name)
        place = draft / member.name
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("wb") as opened:
            for chunk in chunks_of_member(archive, member):
                opened.write(chunk)
            opened.flush()
            os.fsync(opened.fileno())
        key = content_key(member.name)
        promised = key or manifest.databases.get(member.name)
        if promised is not None and hashed(chunks_of(place)) != promised:
            raise spoiled(member.name)
        if key:
            found.add(key)
    return found


def _settle(draft: Path, home: Path, main: Path | None) -> None:
    """Gives everything its place; the database comes last, because a home with one is a home in use."""
    for kept in sorted((draft / "store").glob("*")):
        shutil.rmtree(home / "store" / kept.name, ignore_errors=True)  # an empty folder, _check_place saw to it
        kept.replace(home / "store" / kept.name)
    if main is None:
        return
    if (draft / LEDGER).exists():
        shutil.move(draft / LEDGER, home / LEDGER_FILE)
    main.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(draft / MAIN, main)

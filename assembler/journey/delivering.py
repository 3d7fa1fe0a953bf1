"""Writes a dossier to a folder and a zip: all or nothing, and nothing when it is already there."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from assembler.models.dossier import Dossier
from assembler.store import Store


def deliver_dossier(dossier: Dossier, store: Store, output: Path) -> Path:
    """Writes the folder and the zip under ``output``, in place of older ones; gives the folder.

    Everything is written aside first, then takes its place by renaming: a disk that fills up changes nothing.
    ``StoreError`` or ``OSError`` when something cannot be read or written.
    """
    folder, archive = output / dossier.name, output / f"{dossier.name}.zip"
    files = {file.path: store.get(file.sha256) for file in dossier.files}
    zipped = store.get(dossier.archive)
    if not (_is_same(folder, files) and archive.is_file() and archive.read_bytes() == zipped):
        _replace(folder, archive, files, zipped)
    return folder


def _is_same(folder: Path, files: Mapping[str, bytes]) -> bool:
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return present == set(files) and all((folder / path).read_bytes() == files[path] for path in files)


def _replace(folder: Path, archive: Path, files: Mapping[str, bytes], zipped: bytes) -> None:
    output = folder.parent
    made = [one for one in (output, *output.parents) if not one.exists()]
    output.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=output, prefix=".dossier-") as aside:
            fresh, fresh_archive = Path(aside) / "folder", Path(aside) / "archive"
            _write_files(fresh, files)
            fresh_archive.write_bytes(zipped)
            _swap(folder, fresh, Path(aside) / "older", then=lambda: fresh_archive.replace(archive))
    except BaseException as error:  # an interruption, too
        if isinstance(error, OSError):
            error.filename = error.filename or str(output)  # a write that fails does not say where
        for empty in made:
            if not any(empty.iterdir()):
                empty.rmdir()
        raise


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _swap(folder: Path, fresh: Path, older: Path, *, then: Callable[[], object]) -> None:
    """Puts the fresh folder in the place of the older one, which comes back if that fails, or what comes ``then``."""
    try:
        if folder.exists():
            folder.rename(older)
        fresh.rename(folder)
        then()
    except BaseException:
        if folder.exists() and not fresh.exists():
            folder.rename(fresh)
        if older.exists():
            older.rename(folder)
        raise

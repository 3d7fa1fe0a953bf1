"""The files the command line reads and writes; what it writes is there whole, or not at all."""

import errno
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from assembler.errors import DossierError
from assembler.i18n import translate as _
from assembler.models.upload import Upload, UploadedFile


def read_file(path: Path) -> UploadedFile:
    """Gives a file as a person sends it: its bytes, and its name as a label.

    A name in bytes that no letter has (an old disk, an archive from elsewhere) is a label all the same.
    """
    name = os.fsencode(path.name).decode("utf-8", "replace")
    return UploadedFile(name=name, content=path.read_bytes())


def read_upload(
    workbook: Path,
    narrative: Path | None,
    attachments: list[Path] | None = None,
    sheets: list[Path] | None = None,
) -> Upload:
    """Gives the files of a deposit together."""
    return Upload(
        workbook=read_file(workbook),
        narrative=read_file(narrative) if narrative else None,
        attachments=tuple(read_file(path) for path in attachments or []),
        sheets=tuple(read_file(path) for path in sheets or []),
    )


def write_file(path: Path, content: bytes, *, quiet: bool = False) -> None:
    """Writes a file, its folders made on the way, and says where it is."""
    write_files({path: content}, quiet=quiet)


def write_files(files: Mapping[Path, bytes], *, quiet: bool = False) -> None:
    """Writes files and says where they are; whatever fails or stops it, none is half written, nor are only some there.

    All are written beside their places first, then each takes its own: a full disk leaves what was there.
    """
    made = [folder for path in files for folder in _make_folder(path.parent)]
    ready: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            ready[path] = _write_beside(path, content)
        for path, fresh in ready.items():
            if fresh != path:
                fresh.replace(path.resolve())
    except BaseException:
        for path, fresh in ready.items():
            if fresh != path:
                fresh.unlink(missing_ok=True)
        for folder in reversed(made):
            with suppress(OSError):  # somebody else put something there
                folder.rmdir()
        raise
    for path in () if quiet else files:
        print(path)


def _make_folder(folder: Path) -> list[Path]:
    """Makes a folder and those above it; gives the new ones, the highest first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _write_beside(path: Path, content: bytes) -> Path:
    """Writes what will take the place of a file, beside it; what is no file (/dev/stdout, a pipe) is written itself."""
    place = path.resolve()
    if place.exists() and not place.is_file():
        path.write_bytes(content)
        return path
    fresh = place.with_name(f".dossier-{os.getpid()}-{sha256(os.fsencode(place.name)).hexdigest()[:8]}")
    try:
        with fresh.open("xb") as file:
            file.write(content)
        if place.exists():
            shutil.copymode(place, fresh)
    except BaseException as error:
        fresh.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)  # the name that was asked for, not the passing one
        raise
    return fresh


def require_place(*outputs: Path | None) -> None:
    """Raises ``OSError`` at once when a folder or a file could not be written there once it is made."""
    for output in outputs:
        if output is None:
            continue
        place = next(folder for folder in (output.absolute(), *output.absolute().parents) if folder.exists())
        if place != output.absolute() and not place.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(place))
        if not os.access(place, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))


def write_new_file(path: Path, content: bytes) -> None:
    """Writes a file to fill; ``DossierError`` rather than over another one there: a person may have filled it."""
    if path.exists() and path.read_bytes() != content:
        message = _(
            "«\u00a0{path}\u00a0» existe déjà, et n’est pas le fichier demandé\u00a0: rien n’a été écrit, pour ne pas "
            "effacer ce qui y est rempli. Donnez un autre nom avec -o, ou déplacez d’abord ce fichier."
        )
        raise DossierError(message.format(path=path))
    write_file(path, content)


def spare_inputs(output: Path | None, *inputs: Path | None) -> None:
    """Raises ``DossierError`` when a command would write over a file that it was given to read."""
    if output and output.exists() and any(path and path.exists() and output.samefile(path) for path in inputs):
        message = _(
            "«\u00a0{path}\u00a0» est un fichier à lire\u00a0: il n’est pas remplacé, et rien n’a été écrit. "
            "Donnez un autre nom au fichier à écrire."
        )
        raise DossierError(message.format(path=output))

"""Writes a dossier to a folder and a zip: all or nothing, and nothing when it is already there."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from assembler.models.dossier import Dossier
from assembler.store import Store


def deliver_dossier(dossier: Dossier, store: Store, output: Path) -> Path:
    """Writes the folder and the zip under ``output``; an older folder of the same name is replaced at the end."""
    output.mkdir(parents=True, exist_ok=True)
    folder = output / dossier.name
    files = {file.path: store.get(file.sha256) for file in dossier.files}
    if not _is_same(folder, files):
        _replace_folder(folder, files)
    _replace_file(output / f"{dossier.name}.zip", store.get(dossier.archive))
    return folder


def _is_same(folder: Path, files: Mapping[str, bytes]) -> bool:
    present = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    return present == set(files) and all((folder / path).read_bytes() == files[path] for path in files)


def _replace_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    fresh = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".dossier-"))
    try:
        for path, content in files.items():
            target = fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        fresh.chmod(0o755)
        if folder.exists():
            old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".ancien-"))
            folder.rename(old / folder.name)
            fresh.rename(folder)
            shutil.rmtree(old)
        else:
            fresh.rename(folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _replace_file(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".dossier-", delete=False) as fresh:
        fresh.write(content)
    Path(fresh.name).chmod(0o644)
    Path(fresh.name).replace(path)

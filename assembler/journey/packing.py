"""Packs a proved dossier into the store, and writes it to a folder and a zip: all or nothing."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from assembler.assemble.manifest import bordereau_csv, manifest_json
from assembler.journey.attaching import Joined
from assembler.journey.binding import Bound, identity_for
from assembler.journey.making import Made
from assembler.journey.receipt import data_json, dossier_name, parts_of, whole_parts, write_manifest
from assembler.journey.workshop import Workshop
from assembler.models.checked import Totals
from assembler.models.dossier import Dossier, MadeFile
from assembler.models.piece import Request
from assembler.models.upload import Upload
from assembler.store import Store
from assembler.zipping import canonical_zip


def pack_dossier(
    workshop: Workshop,
    request: Request,
    upload: Upload,
    made: Sequence[Made],
    joined: Sequence[Joined],
    bound: Bound,
    totals: Totals,
) -> Dossier:
    """Gives the dossier with every file in the store, its manifest, and its archive."""
    store = workshop.store
    data = data_json(request, totals)
    parts = parts_of(made, joined, whole_parts(bound, data, identity_for(request).title))
    manifest = write_manifest(request, upload, parts, totals=totals, converter=workshop.converter)
    written = [bound.assembled.pdf, data, *(item.pdf for item in joined)]
    for content in written:
        store.put(content)
    files = {part.path: part.sha256 for part in parts}
    files["bordereau.csv"] = store.put(bordereau_csv(manifest))
    files["manifest.json"] = store.put(manifest_json(manifest))
    name = dossier_name(request)
    archive = canonical_zip({f"{name}/{path}": store.get(digest) for path, digest in files.items()})
    return Dossier(
        name=name,
        files=tuple(MadeFile(path=path, sha256=digest) for path, digest in sorted(files.items())),
        archive=store.put(archive),
        pages=len(bound.assembled.labels),
        manifest=manifest,
        removed=tuple(sentence for item in joined for sentence in item.removed),
    )


def unpack_dossier(dossier: Dossier, store: Store, output: Path) -> Path:
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

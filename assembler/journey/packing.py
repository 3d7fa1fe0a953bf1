"""Packs a proved dossier into the store: every file, its manifest, its archive."""

from collections.abc import Sequence

from assembler.assemble.manifest import bordereau_csv, manifest_json
from assembler.journey.attaching import Joined
from assembler.journey.binding import Bound, identity_for
from assembler.journey.guarding import guard_persons
from assembler.journey.making import Made
from assembler.journey.receipt import data_json, dossier_name, parts_of, whole_parts, write_manifest
from assembler.journey.workshop import Workshop
from assembler.models.checked import Totals
from assembler.models.dossier import Dossier, MadeFile
from assembler.models.piece import Request
from assembler.models.upload import Upload
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
    contents = {path: store.get(digest) for path, digest in files.items()}
    guard_persons(request, contents)
    archive = canonical_zip({f"{name}/{path}": content for path, content in contents.items()})
    return Dossier(
        name=name,
        files=tuple(MadeFile(path=path, sha256=digest) for path, digest in sorted(files.items())),
        archive=store.put(archive),
        pages=len(bound.assembled.labels),
        manifest=manifest,
        removed=tuple(taken for item in joined for taken in item.removed),
    )

"""Remembers whole dossiers: the same upload, order, code, canvases and converter give the same dossier at once."""

from typing import Protocol

from assembler.convert.probe import probe_converter
from assembler.journey.template_set import Overrides, TemplateSet
from assembler.models.dossier import Dossier
from assembler.models.region import Region
from assembler.models.upload import Upload
from assembler.models.vocabulary import Edition
from assembler.provenance import code_fingerprint
from assembler.store import Store, key_of


class Asked(Protocol):
    """What a person asked for."""

    @property
    def edition(self) -> Edition: ...
    @property
    def fy(self) -> str | None: ...
    @property
    def dated(self) -> object: ...
    @property
    def templates(self) -> Overrides: ...


def recall_dossier(store: Store, upload: Upload, region: Region, order: Asked) -> Dossier | None:
    """Gives the dossier made before from the very same things, when all its files are still in the store."""
    note = store.recall(_key(upload, region, order))
    if note is None:
        return None
    dossier = Dossier.model_validate(note)
    is_whole = all(store.holds(file.sha256) for file in dossier.files) and store.holds(dossier.archive)
    return dossier if is_whole else None


def remember_dossier(store: Store, upload: Upload, region: Region, order: Asked, dossier: Dossier) -> None:
    """Keeps a complete and verified dossier under all it was made from."""
    store.remember(_key(upload, region, order), dossier.model_dump(mode="json"))


def _key(upload: Upload, region: Region, order: Asked) -> str:
    narrative = upload.narrative
    return key_of(
        "dossier",
        code_fingerprint(),
        TemplateSet(overrides=order.templates).hashes(),
        probe_converter().key,
        region.id,
        (upload.workbook.name, upload.workbook.sha256),
        (narrative.name, narrative.sha256) if narrative else None,
        [(file.name, file.sha256) for file in upload.attachments],
        [(file.name, file.sha256) for file in upload.sheets],
        (order.edition.value, order.fy, order.dated),
    )

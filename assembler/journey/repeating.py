"""The same data, canvases and code give the same content: a dossier is held against the one made before (R-109)."""

from assembler.errors import VerificationError
from assembler.i18n import translate as _
from assembler.journey.workshop import Workshop
from assembler.models.defect import Defect
from assembler.models.dossier import Dossier
from assembler.models.piece import Request
from assembler.models.upload import Upload
from assembler.provenance import code_fingerprint, data_hash
from assembler.store import key_of

_RECEIPTS = ("manifest.json", "bordereau.csv")  # they also tell the names of the files sent


def check_repeat(workshop: Workshop, request: Request, upload: Upload, dossier: Dossier) -> None:
    """Remembers the content of a dossier under all that settles it, and raises ``VerificationError`` when it differs.

    The key holds the plan's data, not the workbook: the same data saved by another program give the same content.
    """
    made = {file.path: file.sha256 for file in dossier.files if file.path not in _RECEIPTS}
    key = key_of(
        "content",
        code_fingerprint(),
        workshop.templates.hashes(),
        workshop.converter.key,
        data_hash(request.plan),
        [finding.model_dump(mode="json") for finding in request.findings],
        [(file.name, file.sha256) for file in upload.attachments],
        (request.region.id, request.edition.value, request.fy, request.dated),
    )
    before = workshop.store.recall(key)
    if before is None:
        workshop.store.remember(key, made)
        return
    defects = tuple(_defect(path) for path in sorted({*before, *made}) if before.get(path) != made.get(path))
    if defects:
        raise VerificationError(defects)


def _defect(path: str) -> Defect:
    message = _("Les mêmes données, le même canevas et les mêmes gabarits ont donné un autre contenu (R-109).")
    return Defect(code="V-501", piece=path, message=message)

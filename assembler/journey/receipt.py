"""The files that tell what a dossier is: donnees.json, bordereau.csv, manifest.json, and the dossier's name."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256

from assembler import __version__
from assembler.convert.probe import ConverterProfile
from assembler.journey.attaching import Joined, choose_attachments
from assembler.journey.binding import Bound
from assembler.journey.making import Made
from assembler.journey.template_set import TemplateSet
from assembler.models.checked import Totals
from assembler.models.manifest import (
    DossierPart,
    DossierTotals,
    Engine,
    FindingCount,
    InputFile,
    InputRole,
    Manifest,
    NamedHash,
    Waiver,
)
from assembler.models.piece import Request
from assembler.models.upload import Upload, UploadedFile, find_file
from assembler.models.vocabulary import Edition
from assembler.provenance import data_hash
from assembler.views.plan_data import view_plan_data

_WITHHELD = "pièce réservée"
_UNTOLD = "raison réservée"


def dossier_name(request: Request) -> str:
    """Gives ``dossier_<slug>_<fy>_v<version>_<edition>`` (design §7)."""
    version = request.plan.record.version
    return f"dossier_{request.territory.slug}_{request.fy}_v{version}_{request.edition.value}"


def data_json(request: Request, totals: Totals) -> bytes:
    """Gives the plan's data by table and tag, no more than this edition may show, and the totals."""
    content = {
        "territoire": request.territory.code,
        "exercice": request.fy,
        "edition": request.edition.value,
        "totaux": _amounts(totals),
        "tables": view_plan_data(request),
    }
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def _amounts(totals: Totals) -> dict[str, str | None]:
    return {name: None if value is None else f"{value:.2f}" for name, value in totals}


def parts_of(made: Sequence[Made], joined: Sequence[Joined], extra: Iterable[DossierPart]) -> tuple[DossierPart, ...]:
    """Gives every file of the dossier but the manifest, the bordereau and the archive, in reading order."""
    parts = [*extra]
    for document in made:
        parts.append(_part(document.file_name, document.piece.id, document.title, None, document.document))
        if document.laid_out and document.piece.id == "plan":
            pages = document.laid_out.pages
            parts.append(_part("plan.pdf", "plan", document.title, pages, document.laid_out.pdf))
    parts += [_part(item.file, "piece-jointe", item.title, item.pages, item.sha256) for item in joined]
    return tuple(part.model_copy(update={"order": number}) for number, part in enumerate(parts, 1))


def _part(path: str, kind: str, title: str, pages: int | None, digest: str) -> DossierPart:
    return DossierPart(order=1, path=path, kind=kind, title=title, pages=pages, sha256=digest)


def whole_parts(bound: Bound, data: bytes, title: str) -> tuple[DossierPart, ...]:
    """Gives the two files that hold the whole: dossier.pdf and donnees.json."""
    pdf = bound.assembled.pdf
    return (
        _part("dossier.pdf", "dossier", title, len(bound.assembled.labels), sha256(pdf).hexdigest()),
        _part("donnees.json", "donnees", "Données du plan", None, sha256(data).hexdigest()),
    )


def write_manifest(
    request: Request,
    upload: Upload,
    parts: tuple[DossierPart, ...],
    *,
    totals: Totals,
    converter: ConverterProfile,
) -> Manifest:
    """Gives the receipt: what the dossier was made from, what it holds, with which templates and engine."""
    hashes = TemplateSet(overrides=request.templates).hashes()
    return Manifest(
        product=f"dossier {__version__}",
        territory=request.territory.code,
        fy=request.fy,
        edition=request.edition.value,
        version=request.plan.record.version,
        date=request.dated,
        inputs=tuple(_inputs(request, upload)),
        parts=parts,
        templates=_named(hashes, "templates_docx/"),
        canvases=_named(hashes, "canvases/"),
        engine=Engine(
            converter=f"LibreOffice {converter.version}",
            fonts=(NamedHash(name="fontconfig", sha256=sha256(converter.fonts.encode()).hexdigest()),),
        ),
        totals=DossierTotals(**{name: value if value is None else Decimal(value) for name, value in totals}),
        data_sha256=data_hash(request.plan),
        findings=_counts(request),
        waivers=tuple(_waivers(request)),
    )


def _inputs(request: Request, upload: Upload) -> Iterable[InputFile]:
    """A file the edition may not show is told by its hash alone: its name would say what it is."""
    yield _input(request, InputRole.WORKBOOK, upload.workbook)
    if upload.narrative:
        yield _input(request, InputRole.NARRATIVE, upload.narrative)
    for file in upload.sheets:
        yield InputFile(role=InputRole.SHEET, name=file.name, sha256=file.sha256)
    shown = [file for file, _ in choose_attachments(request, upload.attachments)]
    logo = find_file(request.plan.territory.logo, upload.attachments)
    for file in upload.attachments:
        is_logo = file == logo and file.is_picture
        made = _input(request, InputRole.LOGO if is_logo else InputRole.ATTACHMENT, file)
        yield made if is_logo or file in shown else made.model_copy(update={"name": _WITHHELD})


def _input(request: Request, role: InputRole, file: UploadedFile) -> InputFile:
    """In public a file is called by what it is: people put their names in those of their files."""
    name = role.value if request.edition is Edition.PUBLIC else file.name
    return InputFile(role=role, name=name, sha256=file.sha256)


def _named(hashes: Mapping[str, str], prefix: str) -> tuple[NamedHash, ...]:
    return tuple(NamedHash(name=name, sha256=digest) for name, digest in hashes.items() if name.startswith(prefix))


def _waivers(request: Request) -> Iterable[Waiver]:
    """Why a rule is not followed, and who said so, are for partners and funders (class I of « Dérogations »)."""
    is_public = request.edition is Edition.PUBLIC
    for finding in request.findings:
        if waived := finding.waived:
            reason, by = (_UNTOLD, "") if is_public else (waived.reason, waived.authorised_by)
            yield Waiver(code=finding.code, place=finding.place, reason=reason, accepted_by=by)


def _counts(request: Request) -> tuple[FindingCount, ...]:
    counted = Counter((finding.code, finding.severity) for finding in request.findings)
    return tuple(
        FindingCount(code=code, severity=severity, count=count) for (code, severity), count in sorted(counted.items())
    )

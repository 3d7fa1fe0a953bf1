"""Verifies a dossier on disk against its own manifest: every file, every hash, every page count, the totals."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2
from pydantic import ValidationError

from assembler.errors import DamagedUploadError
from assembler.models.defect import Defect
from assembler.models.manifest import DossierPart, Manifest
from assembler.verify.figures import check_pdf_amounts, check_word_amounts, check_workbook_amounts
from assembler.verify.page_text import read_page_texts

MANIFEST, BORDEREAU = "manifest.json", "bordereau.csv"
_MAX_BYTES = 1_000_000_000  # of a whole dossier, opened


def read_dossier(path: Path) -> dict[str, bytes]:
    """Gives the files of a dossier's folder or zip by path; ``DamagedUploadError`` when the zip cannot be read."""
    if path.is_dir():
        return {str(p.relative_to(path)): p.read_bytes() for p in sorted(path.rglob("*")) if p.is_file()}
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_BYTES:
                raise DamagedUploadError(path.name, "il est beaucoup trop gros pour un dossier", _AGAIN)
            return {name.partition("/")[2]: archive.read(name) for name in archive.namelist() if name[-1] != "/"}
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        raise DamagedUploadError(path.name, "l’archive est illisible ou abîmée", _AGAIN) from error


_AGAIN = "Demandez une nouvelle copie, ou assemblez le dossier de nouveau."


def verify_files(files: Mapping[str, bytes]) -> tuple[Defect, ...]:
    """Gives every difference between the files and what their manifest says; none means the dossier is whole."""
    try:
        manifest = Manifest.model_validate_json(files.get(MANIFEST, b""))
    except ValidationError:
        return (Defect(code="V-401", piece=MANIFEST, message="Le manifeste manque ou n’est pas celui d’un dossier."),)
    return (*_list_defects(files, manifest), *_part_defects(files, manifest), *_total_defects(files, manifest))


def _list_defects(files: Mapping[str, bytes], manifest: Manifest) -> Iterator[Defect]:
    listed = {part.path for part in manifest.parts} | {MANIFEST, BORDEREAU}
    for path in sorted(listed - set(files)):
        yield Defect(code="V-402", piece=path, message="Ce fichier du manifeste manque.")
    for path in sorted(set(files) - listed):
        yield Defect(code="V-403", piece=path, message="Ce fichier n’est pas au manifeste.")
    told = files.get(BORDEREAU, b"").decode("utf-8", "replace")
    for part in manifest.parts:
        if part.path in files and part.sha256 not in told:
            yield Defect(code="V-404", piece=BORDEREAU, place=part.path, message="Le bordereau ne dit pas ce fichier.")


def _part_defects(files: Mapping[str, bytes], manifest: Manifest) -> Iterator[Defect]:
    from hashlib import sha256

    for part in manifest.parts:
        content = files.get(part.path)
        if content is None:
            continue
        if sha256(content).hexdigest() != part.sha256:
            yield Defect(code="V-405", piece=part.path, message="Le contenu n’est pas celui du manifeste.")
        elif part.pages is not None and part.path.endswith(".pdf"):
            yield from _page_defects(part, content)


def _page_defects(part: DossierPart, content: bytes) -> Iterator[Defect]:
    try:
        pages = len(read_page_texts(content))
    except pypdfium2.PdfiumError:
        yield Defect(code="V-406", piece=part.path, message="Le PDF ne s’ouvre pas.")
        return
    if pages != part.pages:
        told = f"Le PDF a {pages} pages, le manifeste en dit {part.pages}."
        yield Defect(code="V-407", piece=part.path, message=told)


def _total_defects(files: Mapping[str, bytes], manifest: Manifest) -> Iterator[Defect]:
    """The same totals, to the cent, in the manifest, the data, the Word plan, the Excel annex and the PDF (R-030)."""
    totals = manifest.totals
    amounts = {
        name: amount
        for name, amount in (
            ("Besoin", totals.need),
            ("Confirmé", totals.confirmed),
            ("Demandé", totals.requested),
            ("Écart", totals.gap),
            ("En nature", totals.in_kind),
        )
        if amount
    }
    if "plan.docx" in files:
        yield from check_word_amounts("plan.docx", files["plan.docx"], amounts)
    if "annexe-budgetaire.xlsx" in files:
        yield from check_workbook_amounts("annexe-budgetaire.xlsx", files["annexe-budgetaire.xlsx"], amounts)
    if "dossier.pdf" in files:
        yield from check_pdf_amounts("dossier.pdf", "\n".join(read_page_texts(files["dossier.pdf"])), amounts)
    if "donnees.json" in files:
        told = json.loads(files["donnees.json"])["totaux"]
        for key in ("need", "confirmed", "requested", "gap", "in_kind"):
            if told[key] != f"{getattr(totals, key):.2f}":
                yield Defect(code="V-408", piece="donnees.json", place=key, message="Le total n’est pas le même.")

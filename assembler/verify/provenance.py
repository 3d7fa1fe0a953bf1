"""Verifies a dossier on disk against its own manifest: every file, every hash, every page count, the totals."""

import csv
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from hashlib import sha256
from pathlib import Path, PurePosixPath

import pypdfium2
from lxml import etree
from pydantic import ValidationError

from assembler.errors import DamagedUploadError
from assembler.i18n import mark
from assembler.i18n import translate as _
from assembler.models.defect import Defect
from assembler.models.front import FINGERPRINT
from assembler.models.manifest import DossierPart, Manifest
from assembler.verify.figures import check_pdf_amounts, check_word_amounts, check_workbook_amounts
from assembler.verify.page_text import read_page_texts

Receipt = Callable[[Manifest], Mapping[str, bytes]]
MANIFEST, BORDEREAU = "manifest.json", "bordereau.csv"
_WHOLE = "dossier.pdf"
_UNPRINTED = (_WHOLE, "donnees.json", "plan.pdf")  # the printed list tells the plan by its Word file
_PATH_COLUMN = 2  # of the bordereau
_MAX_BYTES = 1_000_000_000  # of a whole dossier, opened


def read_dossier(path: Path) -> dict[str, bytes]:
    """Gives the files of a dossier's folder or zip by path; ``DamagedUploadError`` when the zip cannot be read."""
    if path.is_dir():
        return {str(p.relative_to(path)): p.read_bytes() for p in sorted(path.rglob("*")) if p.is_file()}
    try:
        with zipfile.ZipFile(path) as archive:
            names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_BYTES:
                raise DamagedUploadError(path.name, _("il est beaucoup trop gros pour un dossier"), _(_AGAIN))
            if not _is_one_folder(names):
                raise DamagedUploadError(path.name, _("il ne contient pas un seul dossier aux noms clairs"), _(_AGAIN))
            return {name.partition("/")[2]: archive.read(name) for name in names}
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        raise DamagedUploadError(path.name, _("l’archive est illisible ou abîmée"), _(_AGAIN)) from error


_AGAIN = mark("Demandez une nouvelle copie, ou assemblez le dossier de nouveau.")


def _is_one_folder(names: list[str]) -> bool:
    """True when every name is under the same folder, once, and leads nowhere else: what is read is what is unpacked."""
    paths = [PurePosixPath(name) for name in names]
    is_plain = all(len(path.parts) > 1 and ".." not in path.parts and "\\" not in str(path) for path in paths)
    return is_plain and len({path.parts[0] for path in paths}) <= 1 and len(set(paths)) == len(names)


def verify_files(files: Mapping[str, bytes], write: Receipt) -> tuple[Defect, ...]:
    """Gives every difference between the files and what their manifest says; none means the dossier is whole.

    ``write`` gives the manifest and the bordereau as they are written from a manifest.
    """
    try:
        manifest = Manifest.model_validate_json(files.get(MANIFEST, b""))
    except ValidationError:
        return (
            Defect(code="V-401", piece=MANIFEST, message=_("Le manifeste manque ou n’est pas celui d’un dossier.")),
        )
    sound = {part.path: files[part.path] for part in manifest.parts if _is_sound(part, files)}
    return (
        *_list_defects(files, manifest),
        *_receipt_defects(files, write(manifest)),
        *_part_defects(files, sound, manifest),
        *_total_defects(sound, manifest),
        *_printed_defects(sound, manifest),
    )


def _is_sound(part: DossierPart, files: Mapping[str, bytes]) -> bool:
    return part.path in files and sha256(files[part.path]).hexdigest() == part.sha256


def _list_defects(files: Mapping[str, bytes], manifest: Manifest) -> Iterator[Defect]:
    listed = {part.path for part in manifest.parts} | {MANIFEST, BORDEREAU}
    for path in sorted(listed - set(files)):
        yield Defect(code="V-402", piece=path, message=_("Ce fichier du manifeste manque."))
    for path in sorted(set(files) - listed):
        yield Defect(code="V-403", piece=path, message=_("Ce fichier n’est pas au manifeste."))


def _receipt_defects(files: Mapping[str, bytes], written: Mapping[str, bytes]) -> Iterator[Defect]:
    """The bordereau says all that the manifest says, and the manifest's own hash: neither is changed alone."""
    if files[MANIFEST] != written[MANIFEST]:
        told = _("Le manifeste n’est pas écrit comme il l’a été\u00a0: il a été changé.")
        yield Defect(code="V-410", piece=MANIFEST, message=told)
    if BORDEREAU not in files:
        return
    found, wanted = (_lines(content) for content in (files[BORDEREAU], written[BORDEREAU]))
    for line in (line for line in wanted if line not in found):
        told = _("Le bordereau ne dit pas de ce fichier ce que le manifeste en dit.")
        yield Defect(code="V-404", piece=BORDEREAU, place=_path_in(line), message=told)
    for line in (line for line in found if line not in wanted):
        told = _("Le bordereau dit d’un fichier ce que le manifeste n’en dit pas.")
        yield Defect(code="V-411", piece=BORDEREAU, place=_path_in(line), message=told)
    if set(found) == set(wanted) and files[BORDEREAU] != written[BORDEREAU]:
        told = _("Les lignes du bordereau ne sont pas écrites comme elles l’ont été, ou dans leur ordre.")
        yield Defect(code="V-411", piece=BORDEREAU, message=told)


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8", "replace").splitlines()


def _path_in(line: str) -> str:
    """The third column, where the whole line has one (a title may hold a semicolon: the csv module reads it)."""
    row = next(csv.reader([line], delimiter=";"), [])
    return row[_PATH_COLUMN] if len(row) > _PATH_COLUMN else line[:60]


def _part_defects(files: Mapping[str, bytes], sound: Mapping[str, bytes], manifest: Manifest) -> Iterator[Defect]:
    # The whole comes last: its pages, read once, are still at hand for what follows.
    for part in sorted(manifest.parts, key=lambda part: part.path == _WHOLE):
        if part.path in files and part.path not in sound:
            yield Defect(code="V-405", piece=part.path, message=_("Le contenu n’est pas celui du manifeste."))
        elif part.path in sound and part.pages is not None and part.path.endswith(".pdf"):
            yield from _page_defects(part, sound[part.path])


def _page_defects(part: DossierPart, content: bytes) -> Iterator[Defect]:
    try:
        pages = len(read_page_texts(content))
    except pypdfium2.PdfiumError:
        yield Defect(code="V-406", piece=part.path, message=_("Le PDF ne s’ouvre pas."))
        return
    if pages != part.pages:
        told = _("Le PDF a {pages} pages, le manifeste en dit {expected}.").format(pages=pages, expected=part.pages)
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
    for path, check in _CHECKS.items():
        if path in files:
            yield from _read_or_told(path, files[path], amounts, check)
    if "donnees.json" in files:
        yield from _data_defects(files["donnees.json"], manifest)


def _printed_defects(files: Mapping[str, bytes], manifest: Manifest) -> Iterator[Defect]:
    """The bordereau printed in dossier.pdf tells the files, too: whoever makes every receipt anew leaves it so."""
    try:
        printed = "\n".join(read_page_texts(files.get(_WHOLE, b"")))
    except pypdfium2.PdfiumError:
        return  # told already
    for part in manifest.parts:
        if part.path in files and part.path not in _UNPRINTED and part.sha256[:FINGERPRINT] not in printed:
            told = _("Le bordereau imprimé dans dossier.pdf ne porte pas l’empreinte de ce fichier.")
            yield Defect(code="V-413", piece=part.path, message=told)


Check = Callable[[str, bytes, Mapping[str, Decimal]], Iterable[Defect]]


def _check_pdf(path: str, content: bytes, amounts: Mapping[str, Decimal]) -> Iterable[Defect]:
    return check_pdf_amounts(path, "\n".join(read_page_texts(content)), amounts)


_CHECKS: Mapping[str, Check] = {
    "plan.docx": check_word_amounts,
    "annexe-budgetaire.xlsx": check_workbook_amounts,
    "dossier.pdf": _check_pdf,
}
# What a file that is not what its name says makes its reader raise.
_UNREADABLE = (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, pypdfium2.PdfiumError)


def _read_or_told(path: str, content: bytes, amounts: Mapping[str, Decimal], check: Check) -> tuple[Defect, ...]:
    try:
        return tuple(check(path, content, amounts))
    except _UNREADABLE:
        return (Defect(code="V-409", piece=path, message=_("Le fichier ne s’ouvre pas.")),)


def _data_defects(content: bytes, manifest: Manifest) -> Iterator[Defect]:
    try:
        data = json.loads(content)
        told = dict(data["totaux"])
        data["version"] = data["tables"]["record"][0]["version"]
    except (ValueError, LookupError, TypeError):
        yield Defect(code="V-409", piece="donnees.json", message=_("Le fichier ne s’ouvre pas."))
        return
    for key, amount in manifest.totals:
        if told.get(key) != (None if amount is None else f"{amount:.2f}"):
            yield Defect(code="V-408", piece="donnees.json", place=key, message=_("Le total n’est pas le même."))
    named = {"territoire": manifest.territory, "exercice": manifest.fy, "edition": manifest.edition}
    for key, wanted in {**named, "version": manifest.version}.items():
        if data.get(key) != wanted:
            message = _("Le manifeste en dit autre chose\u00a0: {found}.").format(found=wanted)
            yield Defect(code="V-412", piece="donnees.json", place=key, message=message)

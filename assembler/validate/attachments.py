"""Are the files sent the ones the sheet of attachments lists? P-001: listed, not sent. P-002: sent, not listed.

P-003: the same file sent twice. P-004: two files of one name.
"""

from collections.abc import Collection, Iterator, Sequence

from assembler.i18n import translate as _
from assembler.models.finding import Finding
from assembler.models.plan import Plan
from assembler.models.plan_record import Attachment
from assembler.models.upload import UploadedFile, file_key
from assembler.validate.findings import finding_by_code


def check_attachments(plan: Plan, sent: Collection[UploadedFile]) -> tuple[Finding, ...]:
    """Gives a finding per file listed and not sent (P-001), sent and not listed (P-002), sent twice (P-003), or whose
    name is that of another (P-004).

    When nothing at all was sent, P-001 speaks once, for the whole sheet: someone is still checking the workbook.
    """
    files = tuple(sent)
    if plan.attachments and all(file.is_picture for file in files):
        return (_none_sent(plan.attachments), *_sent_twice(files), *_namesakes(files))
    here = {file_key(file.name) for file in sent}
    listed = {file_key(attachment.file) for attachment in plan.attachments}
    missing = (_missing(row) for row in plan.attachments if file_key(row.file) not in here)
    return (*missing, *_unlisted(sent, listed), *_sent_twice(files), *_namesakes(files))


def _none_sent(listed: Collection[Attachment]) -> Finding:
    message = _("Aucune des pièces jointes inscrites ({count}) n’a été envoyée\u00a0: elles manqueront au dossier.")
    return finding_by_code(_sheet(), "", code="P-001", message=message.format(count=len(listed)))


def _missing(row: Attachment) -> Finding:
    message = _("La pièce «\u00a0{file}\u00a0» est inscrite, mais n’a pas été envoyée\u00a0: elle manquera au dossier.")
    cell = row.place.cell("file") if row.place else ""
    return finding_by_code(_sheet(), cell, code="P-001", message=message.format(file=row.file), expected=row.file)


def _unlisted(sent: Collection[UploadedFile], listed: Collection[str]) -> Iterator[Finding]:
    message = _(
        "Le fichier «\u00a0{file}\u00a0» n’est pas inscrit\u00a0: il ira à la fin du dossier sous ce nom, "
        "sauf dans l’édition publique."
    )
    papers = (file for file in sent if not file.is_picture)  # of pictures, ``check_logo`` speaks
    for name in sorted({file.name for file in papers if file_key(file.name) not in listed}):
        yield finding_by_code(_sheet(), "", code="P-002", message=message.format(file=name), found=name)


def _sent_twice(files: Sequence[UploadedFile]) -> Iterator[Finding]:
    """The same bytes under the same name are put in the dossier once; under two names, twice."""
    first: dict[str, UploadedFile] = {}
    for file in files:
        before = first.setdefault(file.sha256, file)
        if before is file:
            continue
        if file_key(before.name) == file_key(file.name):
            message = _(
                "Le fichier «\u00a0{file}\u00a0» a été envoyé deux fois\u00a0: il n’ira qu’une fois au dossier."
            )
        else:
            message = _(
                "Les fichiers «\u00a0{first}\u00a0» et «\u00a0{file}\u00a0» sont identiques\u00a0: "
                "les deux iront au dossier."
            )
        words = message.format(file=file.name, first=before.name)
        yield finding_by_code(_sheet(), "", code="P-003", message=words, found=file.name)


def _namesakes(files: Sequence[UploadedFile]) -> Iterator[Finding]:
    contents: dict[str, set[str]] = {}
    for file in files:
        contents.setdefault(file_key(file.name), set()).add(file.sha256)
    message = _("Deux fichiers différents se nomment «\u00a0{file}\u00a0»\u00a0: on ne sait lequel est inscrit.")
    for name in sorted(name for name, hashes in contents.items() if len(hashes) > 1):
        yield finding_by_code(_sheet(), "", code="P-004", message=message.format(file=name), found=name)


def _sheet() -> str:
    assert Attachment.table is not None
    return Attachment.table.fr

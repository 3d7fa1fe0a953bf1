"""Are the files sent the ones the sheet of attachments lists? P-001: listed, not sent. P-002: sent, not listed."""

from collections.abc import Collection, Iterator

from assembler.i18n import translate as _
from assembler.models.finding import Finding
from assembler.models.plan import Plan
from assembler.models.plan_record import Attachment
from assembler.models.upload import UploadedFile, file_key
from assembler.validate.findings import finding_by_code


def check_attachments(plan: Plan, sent: Collection[UploadedFile]) -> tuple[Finding, ...]:
    """Gives a finding per file listed and not sent (P-001), and per file sent and not listed (P-002).

    When nothing at all was sent, P-001 speaks once, for the whole sheet: someone is still checking the workbook.
    """
    if not sent and plan.attachments:
        return (_none_sent(plan.attachments),)
    here = {file_key(file.name) for file in sent}
    listed = {file_key(attachment.file) for attachment in plan.attachments}
    missing = (_missing(row) for row in plan.attachments if file_key(row.file) not in here)
    return (*missing, *_unlisted(sent, listed))


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
    for name in sorted({file.name for file in sent if file_key(file.name) not in listed}):
        yield finding_by_code(_sheet(), "", code="P-002", message=message.format(file=name), found=name)


def _sheet() -> str:
    assert Attachment.table is not None
    return Attachment.table.fr

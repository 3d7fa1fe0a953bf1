"""The form of a deposit: its limits, and what may be taken again from the deposit before."""

from dataclasses import dataclass

from assembler.models.upload import MAX_FILE_BYTES
from service.db.submissions import ATTACHMENT, NARRATIVE, SHEET
from service.db.tables import Submission
from service.uploads import MAX_ATTACHMENTS, MAX_SHEETS

_MB = 1_000_000  # what people call a megabyte; the service takes a little more


@dataclass(frozen=True)
class ShownForm:
    """What the form says; names are those of the deposit before."""

    limit_bytes: int
    file_bytes: int
    most_attachments: int
    most_sheets: int
    narrative_before: str
    attachments_before: tuple[str, ...]
    sheets_before: tuple[str, ...]
    number_before: int


def view_deposit_form(before: Submission | None, *, limit_mb: int) -> ShownForm:
    """Gives the form's words for a territory whose last deposit is ``before``."""
    files = before.files if before else []
    return ShownForm(
        limit_bytes=limit_mb * _MB,
        file_bytes=MAX_FILE_BYTES,
        most_attachments=MAX_ATTACHMENTS,
        most_sheets=MAX_SHEETS,
        narrative_before=next((file.name for file in files if file.role == NARRATIVE), ""),
        attachments_before=tuple(file.name for file in files if file.role == ATTACHMENT),
        sheets_before=tuple(file.name for file in files if file.role == SHEET),
        number_before=before.number if before else 0,
    )

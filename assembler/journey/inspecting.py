"""Looks through attachments as assembling will, so that a deposit is refused, or told what it will lose, at once."""

from collections.abc import Sequence

from assembler.assemble.attachments.screening import clean_attachment
from assembler.models.dossier import TakenOut
from assembler.models.upload import UploadedFile
from assembler.read.screen import screen_pdf


def list_removals(files: Sequence[UploadedFile]) -> tuple[TakenOut, ...]:
    """Gives what cleaning takes out of each file.

    ``AttachmentError`` for one that cannot join a dossier, ``UploadError`` for one that is no PDF at all.
    """
    papers = [file for file in files if not file.is_picture]
    for file in papers:
        screen_pdf(file)
    return tuple(
        TakenOut(file=file.name, sentence=removal.sentence)
        for file in papers
        for removal in clean_attachment(file.content, file.name).removed
    )

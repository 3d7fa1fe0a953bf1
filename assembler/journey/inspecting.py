"""Looks through attachments as assembling will, so that a deposit is refused, or told what it will lose, at once."""

from collections.abc import Sequence

from assembler.assemble.attachments import clean_attachment
from assembler.models.dossier import TakenOut
from assembler.models.upload import UploadedFile


def list_removals(files: Sequence[UploadedFile]) -> tuple[TakenOut, ...]:
    """Gives what cleaning takes out of each file; ``AttachmentError`` for one that cannot join a dossier."""
    return tuple(
        TakenOut(file=file.name, sentence=removal.sentence)
        for file in files
        for removal in clean_attachment(file.content, file.name).removed
    )

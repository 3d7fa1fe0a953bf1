"""Chooses, orders and cleans the attachments of a dossier: adoption first, the others at the end."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, Field

from assembler.assemble.attachments.screening import clean_attachment
from assembler.models.accounts_vocabulary import ResolutionKind
from assembler.models.dossier import TakenOut
from assembler.models.edition_scope import is_file_shown
from assembler.models.piece import Request
from assembler.models.plan_record import Attachment
from assembler.models.upload import UploadedFile, file_key

Chosen = tuple[UploadedFile, Attachment | None]


class Joined(BaseModel):
    """An attachment ready to join the dossier; ``removed`` says what was taken out of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    file: str
    pdf: bytes = Field(repr=False)
    pages: int
    comes_first: bool
    removed: tuple[TakenOut, ...]

    @property
    def sha256(self) -> str:
        """The hash of the cleaned PDF."""
        return sha256(self.pdf).hexdigest()


def join_attachments(request: Request, files: Sequence[UploadedFile]) -> tuple[Joined, ...]:
    """Gives the PDFs this edition may show, cleaned, adoption first. Raises ``AttachmentError`` for an unfit one."""
    adoption = {r.file for r in request.plan.resolutions if r.kind is ResolutionKind.ADOPTION and r.file}
    chosen = sorted(choose_attachments(request, files), key=lambda pair: _rank(pair[1], pair[0].name, adoption))
    return tuple(_joined(chosen, adoption))


def choose_attachments(request: Request, files: Sequence[UploadedFile]) -> tuple[Chosen, ...]:
    """Gives the files this edition may show, each with the row that lists it, when there is one."""
    known = {file_key(attachment.file): attachment for attachment in request.plan.attachments}
    papers = [file for file in reversed(files) if not file.is_picture]  # a logo is shown on covers, and joins nothing
    once = {(file_key(file.name), file.sha256): file for file in papers}.values()  # sent twice, told (P-003)
    pairs = [(file, known.get(file_key(file.name))) for file in reversed(once)]
    return tuple((file, row) for file, row in pairs if is_file_shown(row.visibility if row else None, request.edition))


def _joined(chosen: Sequence[Chosen], adoption: set[str]) -> Iterator[Joined]:
    for number, (file, attachment) in enumerate(chosen, 1):
        title = attachment.title if attachment else file.name
        clean = clean_attachment(file.content, file.name, title=title)
        yield Joined(
            id=f"piece-{number:02}",
            title=title,
            file=f"pieces/{number:02}.pdf",
            pdf=clean.pdf,
            pages=clean.pages,
            comes_first=attachment is not None and attachment.id in adoption,
            removed=tuple(TakenOut(file=file.name, sentence=removal.sentence) for removal in clean.removed),
        )


def _rank(attachment: Attachment | None, name: str, adoption: set[str]) -> tuple[bool, bool, int, str]:
    if attachment is None:
        return True, True, 0, name
    return attachment.id not in adoption, attachment.order is None, attachment.order or 0, attachment.id

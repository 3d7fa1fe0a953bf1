"""Attachments listed and sent (``P-…``)."""

from collections.abc import Iterable

from assembler.models.accounts_vocabulary import AttachmentKind
from assembler.models.plan_record import Attachment
from assembler.models.upload import UploadedFile
from assembler.validate.attachments import check_attachments
from tests.validate.pair import Pair
from tests.validate.plans import added, base_plan

LISTED = Attachment(id="PJ-01", title="Résolution", kind=AttachmentKind.RESOLUTION, file="resolution.pdf")


def codes(*sent: str) -> Iterable[str]:
    files = tuple(UploadedFile(name=name, content=b"%PDF-1.7") for name in sent)
    return tuple(finding.code for finding in check_attachments(added("attachments", LISTED)(base_plan()), files))


def told(*sent: tuple[str, bytes]) -> Iterable[str]:
    files = tuple(UploadedFile(name=name, content=content) for name, content in sent)
    return tuple(finding.code for finding in check_attachments(base_plan(), files))


ONE, OTHER = ("resolution.pdf", b"%PDF-1.7"), ("lettre.pdf", b"%PDF-1.7 autre")

PAIRS = (
    Pair("P-003", lambda: told(ONE, ONE), lambda: told(ONE, OTHER)),
    Pair("P-004", lambda: told(ONE, (ONE[0], OTHER[1])), lambda: told(ONE, OTHER)),
    Pair("P-001", codes, lambda: codes("resolution.pdf")),
    Pair("P-002", lambda: codes("resolution.pdf", "photo.pdf"), lambda: codes("resolution.pdf")),
)

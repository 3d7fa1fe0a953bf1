"""Reads the files of an upload: each is screened before any parser sees it."""

from functools import lru_cache

from assembler.errors import WrongKindError
from assembler.i18n import translate as _
from assembler.models.action_sheet import SheetSource
from assembler.models.finding import Finding
from assembler.models.narrative import Narrative
from assembler.models.region import Region
from assembler.models.source import WorkbookSource
from assembler.models.upload import Upload, UploadedFile


def screen_attachments(upload: Upload) -> None:
    """Raises a leaf of ``UploadError`` for an attachment that is not what it must be."""
    from assembler.read.screen import screen_pdf

    for file in upload.attachments:
        if file.sha256 == upload.workbook.sha256:
            raise WrongKindError(
                file.name,
                _("c’est le même fichier que le canevas"),
                _("Retirez-le, et envoyez le fichier que vous vouliez joindre."),
            )
        if not file.is_picture:
            screen_pdf(file)


@lru_cache(maxsize=1)  # a workbook is checked in one language, then in the other: it reads the same in both
def read_upload_workbook(file: UploadedFile) -> WorkbookSource:
    """Gives what a workbook says, with its addresses."""
    from assembler.read.screen import screen_workbook
    from assembler.read.workbook import read_workbook

    screen_workbook(file)
    return read_workbook(file.content, name=file.name)


def read_upload(upload: Upload, region: Region) -> tuple[WorkbookSource, tuple[Finding, ...]]:
    """Gives the workbook with the answers of the filled action sheets, and what these changed."""
    source = read_upload_workbook(upload.workbook)
    if not upload.sheets:
        return source, ()
    from assembler.validate.sheets import merge_sheets

    return merge_sheets(source, [read_upload_sheet(file) for file in upload.sheets], region)


@lru_cache(maxsize=64)  # as for a workbook
def read_upload_sheet(file: UploadedFile) -> SheetSource:
    """Gives what a filled action sheet says."""
    from assembler.read.action_sheet import read_action_sheet
    from assembler.read.screen import screen_narrative

    screen_narrative(file)
    return read_action_sheet(file)


def read_upload_narrative(upload: Upload) -> tuple[Narrative, tuple[Finding, ...]]:
    """Gives the narrative, empty when there is none, and what its reading found."""
    if upload.narrative is None:
        return Narrative(), ()
    from assembler.read.narrative.reading import read_narrative
    from assembler.read.screen import screen_narrative

    screen_narrative(upload.narrative)
    return read_narrative(upload.narrative.content)

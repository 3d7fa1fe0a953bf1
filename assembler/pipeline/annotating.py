"""Upload → read → validate, and back: the person's own workbook with its findings in place."""

from collections.abc import Sequence

from assembler.models.finding import Finding
from assembler.models.upload import UploadedFile


def annotate_workbook(workbook: UploadedFile, findings: Sequence[Finding]) -> bytes:
    """Gives the workbook with a note and a colour on each faulty cell, and the linked « Corrections » sheet.

    Nothing else changes; without findings, our marks are taken out. A subclass of ``UploadError`` says why a file cannot be annotated.
    """
    from assembler.canvas.annotate import annotate
    from assembler.read.screen import screen_workbook

    screen_workbook(workbook)
    return annotate(workbook.content, findings, name=workbook.name)

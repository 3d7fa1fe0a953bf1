"""Upload → read → validate, and back: the person's own workbook with its findings in place."""

from collections.abc import Sequence

from assembler.models.finding import Finding
from assembler.models.upload import UploadedFile


def annotate_workbook(workbook: UploadedFile, findings: Sequence[Finding]) -> bytes:
    """Gives the workbook with a note and a colour on each faulty cell, and the linked « Corrections » sheet.

    Nothing else changes; without findings, our marks are taken out. A subclass of ``UploadError`` says why a file
    cannot be annotated.
    """
    from assembler.canvas.annotate import annotate
    from assembler.read.screen import screen_workbook

    screen_workbook(workbook)
    return annotate(workbook.content, findings, name=workbook.name)


def annotate_narrative(narrative: UploadedFile, findings: Sequence[Finding]) -> bytes:
    """Gives the narrative with a comment at each paragraph that has findings; those of the workbook are left out.

    Nothing else changes; without findings, our comments are taken out. A subclass of ``UploadError`` says why a file
    cannot be annotated.
    """
    from assembler.canvas.annotate_narrative import annotate_narrative as annotate
    from assembler.journey.placing import place_findings
    from assembler.read.screen import screen_narrative

    screen_narrative(narrative)
    return annotate(narrative.content, place_findings(narrative.content, findings), name=narrative.name)

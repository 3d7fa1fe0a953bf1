"""Makes one accountability report on request: Word, PDF and Excel extract."""

from assembler.errors import UnknownNameError, VerificationError
from assembler.journey.making import make_piece
from assembler.journey.proving import document_defects
from assembler.journey.workshop import Workshop
from assembler.models.piece import Request
from assembler.models.vocabulary import ReportKind
from assembler.pieces.reports import REPORT_EXTRACTS, REPORTS, report_subject


def make_report(
    workshop: Workshop, request: Request, *, agreement: str, fy: str, kind: ReportKind | None
) -> dict[str, bytes]:
    """Gives the files of a report by name. ``kind`` defaults to the one that is due, or to an annual report."""
    if fy not in request.plan.fiscal_years:
        raise UnknownNameError("L’exercice", fy, request.plan.fiscal_years)
    subject = report_subject(request, agreement=agreement, fy=fy, kind=kind)
    documents = [make_piece(workshop, request, piece, subject) for piece in (REPORTS, REPORT_EXTRACTS)]
    defects = [defect for made in documents for defect in document_defects(workshop.store, made, {})]
    if defects:
        raise VerificationError(tuple(defects))
    files = {made.file_name.rpartition("/")[2]: workshop.store.get(made.document) for made in documents}
    for made in documents:
        if made.laid_out:
            files[f"{made.path.rpartition('/')[2]}.pdf"] = workshop.store.get(made.laid_out.pdf)
    return files

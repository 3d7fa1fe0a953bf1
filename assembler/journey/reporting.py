"""Makes one accountability report on request: Word, PDF and Excel extract."""

from assembler.errors import UnknownNameError, VerificationError
from assembler.i18n import translate as _
from assembler.journey.making import make_piece
from assembler.journey.proving import prove_document
from assembler.journey.workshop import Workshop
from assembler.models.accounts_vocabulary import ReportKind
from assembler.models.piece import Request
from assembler.pieces.reports import REPORT_EXTRACTS, REPORTS
from assembler.views.report.subject import ReportSubject


def make_report(
    workshop: Workshop, request: Request, *, agreement: str, fy: str, kind: ReportKind | None
) -> dict[str, bytes]:
    """Gives the files of a report by name. ``kind`` defaults to the one that is due, or to an annual report."""
    if fy not in request.plan.fiscal_years:
        raise UnknownNameError(_("L’exercice"), fy, request.plan.fiscal_years)
    subject = str(ReportSubject(agreement, fy, kind or _kind_due(request, agreement, fy)))
    documents = [make_piece(workshop, request, piece, subject) for piece in (REPORTS, REPORT_EXTRACTS)]
    defects = [defect for made in documents for defect in prove_document(workshop, made)]
    if defects:
        raise VerificationError(tuple(defects))
    files = {made.file_name.rpartition("/")[2]: workshop.store.get(made.document) for made in documents}
    for made in documents:
        if made.laid_out:
            files[f"{made.path.rpartition('/')[2]}.pdf"] = workshop.store.get(made.laid_out.pdf)
    return files


def _kind_due(request: Request, agreement: str, fy: str) -> ReportKind:
    """Gives the last kind of report that the agreement owes for the year: final after annual after interim."""
    owed = [row.kind for row in request.plan.reports_due if (row.agreement, row.fy) == (agreement, fy)]
    return max(owed, key=list(ReportKind).index, default=ReportKind.ANNUAL)

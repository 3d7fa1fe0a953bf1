"""The accountability reports of the year before: one per agreement, as a Word document and as a workbook."""

from assembler.models.piece import Format, Piece, Request
from assembler.views.report.extract import view_report_extract
from assembler.views.report.subject import report_path, report_subjects
from assembler.views.report.whole import title_of_report, view_report


def _extract_title(request: Request, subject: str) -> str:
    return f"{title_of_report(request, subject)} – tableaux"


REPORTS = Piece(
    id="reddition",
    title=title_of_report,
    format=Format.WORD,
    template="templates_docx/reddition.docx",
    subjects=report_subjects,
    view=view_report,
    path=report_path,
)

REPORT_EXTRACTS = Piece(
    id="reddition-tableaux",
    title=_extract_title,
    format=Format.EXCEL,
    template=None,
    subjects=report_subjects,
    view=view_report_extract,
    path=report_path,
    in_dossier=False,
)

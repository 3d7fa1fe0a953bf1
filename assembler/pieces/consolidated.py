"""The consolidated accountability report of a convention: a Word document and a workbook, made on request (C5)."""

from assembler.models.piece import Format, PieceOf
from assembler.models.regional import RegionalRequest
from assembler.views.consolidated.extract import view_consolidated_extract
from assembler.views.consolidated.identity import regional_path, regional_title
from assembler.views.consolidated.whole import view_consolidated


def _once(_request: RegionalRequest) -> tuple[str, ...]:
    return ("",)


def _title(request: RegionalRequest, _subject: str) -> str:
    return regional_title(request)


def _extract_title(request: RegionalRequest, _subject: str) -> str:
    return f"{regional_title(request)} – tableaux"


def _path(request: RegionalRequest, _subject: str) -> str:
    return regional_path(request)


CONSOLIDATED = PieceOf[RegionalRequest](
    id="reddition-consolidee",
    title=_title,
    format=Format.WORD,
    template="templates_docx/reddition-consolidee.docx",
    subjects=_once,
    view=view_consolidated,
    path=_path,
)

CONSOLIDATED_EXTRACT = PieceOf[RegionalRequest](
    id="reddition-consolidee-tableaux",
    title=_extract_title,
    format=Format.EXCEL,
    template=None,
    subjects=_once,
    view=view_consolidated_extract,
    path=_path,
    in_dossier=False,
)

"""Makes one piece: its view, its Word or Excel file, its PDF when the dossier shows it, its contents filled in."""

from collections.abc import Callable, Iterable
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

from assembler.convert.office import OfficeKind
from assembler.journey.workshop import LaidOut, Note, Workshop, view_key
from assembler.models.budget_annex import BudgetAnnexView
from assembler.models.consolidated_extract import ConsolidatedExtractView
from assembler.models.piece import Asked, Format, Piece, PieceOf, Request, RequestT
from assembler.models.report_extract import ReportExtractView
from assembler.models.view import View
from assembler.render.cached_values import fill_cached_values
from assembler.render.contents import write_page_numbers
from assembler.render.excel.annex import render_budget_annex
from assembler.render.excel.consolidated_extract import render_consolidated_extract
from assembler.render.excel.report_extract import render_report_extract
from assembler.render.rendered import RenderedDocx
from assembler.render.word import render_view
from assembler.threads import open_threads
from assembler.word.package import Identity


@dataclass(frozen=True)
class Made:
    """One document of the dossier: what it showed, where it goes, its file's hash, its pages when it was laid out."""

    piece: PieceOf[Any]
    subject: str
    title: str
    path: str
    view: View
    document: str
    laid_out: LaidOut | None

    @property
    def file_name(self) -> str:
        """The path of the Word or Excel file in the dossier's folder."""
        return f"{self.path}.{self.piece.format}"


def make_pieces(
    workshop: Workshop,
    request: Request,
    pieces: Iterable[Piece],
    *,
    threads: int,
    then: Callable[[Made], object],
    tell: Callable[[str, int, int], None],
) -> tuple[Made, ...]:
    """Gives every document the dossier needs, in order, through as many offices as there are.

    ``then`` is called with each document in its own thread: work done there hides behind the conversions. The first
    failure ends the work: a dossier is complete or does not exist.
    """
    wanted = [(piece, subject) for piece in pieces for subject in piece.subjects(request)]
    finished = count(1)

    def make(job: tuple[Piece, str]) -> Made:
        made = make_piece(workshop, request, *job)
        then(made)
        tell(made.title, next(finished), len(wanted))
        return made

    spoken = [copy_context() for _job in wanted]  # a thread speaks French unless it is given this one's language
    with open_threads(threads) as pool:
        return tuple(pool.map(lambda context, job: context.run(make, job), spoken, wanted))


def make_piece(workshop: Workshop, request: RequestT, piece: PieceOf[RequestT], subject: str) -> Made:
    """Gives one document, from the store when nothing it depends on has changed."""
    view = piece.view(request, subject)
    title = piece.title(request, subject)
    path = piece.path(request, subject)
    inputs = (piece.id, piece.template, view_key(view), title, request.dated, request.accent, request.author)
    if piece.format is Format.EXCEL:
        note = workshop.once("excel", inputs, lambda: _render_excel(workshop, request, view, title))
    else:
        render = partial(_render_word, workshop, request, piece, view, title)
        note = workshop.once("word", inputs, render, from_template=True)
    laid_out = None
    document = note["document_sha256"]
    if piece.in_dossier:
        kind: OfficeKind = "xlsx" if piece.format is Format.EXCEL else "docx"
        laid_out = workshop.lay_out(document, kind=kind, name=f"{path}.{kind}", dated=request.dated)
        document = _with_page_numbers(workshop, note, laid_out)
    return Made(piece, subject, title, path, view, document, laid_out)


def identity_of(request: Asked, title: str) -> Identity:
    """Gives what a Word file of this dossier says of itself; its author is the organisation."""
    return Identity(title=title, author=request.author, dated=request.dated, accent=request.accent)


def _render_word(workshop: Workshop, request: Asked, piece: PieceOf[Any], view: View, title: str) -> Note:
    assert piece.template is not None
    rendered = render_view(piece.template, view, identity=identity_of(request, title), read=workshop.templates.read)
    lines = [[line.model_dump() for line in contents] for contents in rendered.contents]
    return {"document_sha256": workshop.store.put(rendered.content), "contents": lines}


def _with_page_numbers(workshop: Workshop, note: Note, laid_out: LaidOut) -> str:
    """Writes the page numbers of the laid-out document into its own contents, so that it opens complete."""
    if not note.get("contents"):
        return str(note["document_sha256"])

    def write() -> Note:
        content = workshop.store.get(note["document_sha256"])
        rendered = RenderedDocx.model_validate({"content": content, "contents": note["contents"]})
        numbered = write_page_numbers(rendered, [index.entries for index in laid_out.indexes])
        return {"document_sha256": workshop.store.put(numbered.content)}

    return str(workshop.once("contents", (note["document_sha256"], laid_out.pdf), write)["document_sha256"])


def _render_excel(workshop: Workshop, request: Asked, view: View, title: str) -> Note:
    if isinstance(view, ReportExtractView):
        content = render_report_extract(view, accent=request.accent, dated=request.dated)
    elif isinstance(view, ConsolidatedExtractView):
        content = render_consolidated_extract(view, accent=request.accent, dated=request.dated)
    else:
        assert isinstance(view, BudgetAnnexView)
        formulas = render_budget_annex(view, accent=request.accent, dated=request.dated)
        content = fill_cached_values(formulas, workshop.offices.recalculate(formulas, name=title))
    return {"document_sha256": workshop.store.put(content)}

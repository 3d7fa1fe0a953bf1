"""Binds the made documents and the attachments into dossier.pdf, with its cover, bordereau and contents in front.

The front matter tells page numbers that depend on its own length: it is laid out until its length is what it said.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path

from assembler.assemble.dossier import AssembledPdf, bind_front, merge_body, plan_pages
from assembler.assemble.outline import OutlineEntry, read_outline
from assembler.assemble.part import Identity, LabelStyle, PageTarget, PartFile, PlacedPart
from assembler.errors import AssemblyError
from assembler.i18n import translate as _
from assembler.journey.attaching import Joined
from assembler.journey.making import Made, identity_of
from assembler.journey.workshop import LaidOut, Note, Workshop, view_key
from assembler.models.front import ContentsLine, FrontPart
from assembler.models.piece import Request
from assembler.render.word import render_view
from assembler.threads import open_threads
from assembler.views.front import FrontView, title_of_dossier, view_front

FRONT_ID = "liminaires"
FRONT_TITLE = "Couverture, bordereau et table"
FRONT_TEMPLATE = "templates_docx/dossier.docx"
_MAX_ROUNDS = 5
_FILES_A_PAGE, _LINES_A_PAGE = 22, 40
_CONTENTS_LEVELS = 3  # the part itself, and two levels of its headings
# A report is one line, its program behind its name: its sections, the same in all, are in its bookmarks.


@dataclass(frozen=True)
class Bound:
    """The whole PDF, where each part landed, what the front matter showed, and the headings of each part."""

    assembled: AssembledPdf
    front: FrontView
    front_document: str
    outlines: Mapping[str, tuple[OutlineEntry, ...]]


def bind_dossier(
    workshop: Workshop, request: Request, made: Sequence[Made], joined: Sequence[Joined], *, font_path: Path
) -> Bound:
    """Gives dossier.pdf: front matter, adoption, plan, budget annex, reports, attachments (design §7).

    The body is merged while an office lays out the front matter.
    """
    parts, identity = list(_body(workshop, made, joined)), identity_for(request)
    placed, labels = plan_pages(parts)
    outlines = {part.id: () if part.is_attachment else read_outline(part.pdf, part.id) for part in parts}
    body = _Body(placed, labels, outlines, tuple(_front_parts(made, joined)))
    with open_threads(1) as beside:
        merging = beside.submit(copy_context().run, merge_body, placed, identity)
        laid_out, document, view = _fit_front(workshop, request, body)
        merged = merging.result()
    front = PartFile(id=FRONT_ID, title=FRONT_TITLE, pdf=workshop.store.get(laid_out.pdf), label_style=LabelStyle.ROMAN)
    targets = dict(_targets(placed, outlines))
    return Bound(bind_front(front, merged, identity, anchors=targets, font_path=font_path), view, document, outlines)


@dataclass(frozen=True)
class _Body:
    """All that follows the front matter, as the front matter tells it."""

    placed: Sequence[PlacedPart]
    labels: Sequence[str]
    outlines: Mapping[str, tuple[OutlineEntry, ...]]
    files: tuple[FrontPart, ...]


def _fit_front(workshop: Workshop, request: Request, body: _Body) -> tuple[LaidOut, str, FrontView]:
    """Gives the front matter laid out at the length it tells, the hash of its Word file, and what it shows."""
    pages = _guess_pages(body.placed, body.outlines, body.files)
    for _round in range(_MAX_ROUNDS):
        lines = tuple(_contents(body.placed, body.labels, body.outlines, offset=pages))
        view = view_front(request, body.files, lines)
        laid_out, document = lay_out_front(workshop, request, view)
        if laid_out.pages == pages:
            return laid_out, document, view
        pages = laid_out.pages
    raise AssemblyError(_("La table du dossier ne trouve pas sa longueur. Relancez; si l’erreur revient, signalez-la."))


def identity_for(request: Request) -> Identity:
    """Gives what the whole PDF says of itself; its author is the organisation."""
    territory = request.territory
    return Identity(
        title=f"{title_of_dossier(request)} – {territory.name}",
        author=territory.municipal_body,
        date=request.dated,
        subject=f"{request.edition.fr}, exercice {request.fy}",
        keywords=("plan de communauté", territory.name, request.fy),
    )


def _body(workshop: Workshop, made: Sequence[Made], joined: Sequence[Joined]) -> Iterator[PartFile]:
    yield from (_attached(item, "R-") for item in joined if item.comes_first)
    reports = 0
    for document in made:
        if document.laid_out is None:
            continue
        reports += document.piece.id.startswith("reddition")
        prefix = {"plan": "", "annexe-budgetaire": "A-"}.get(document.piece.id, f"C{reports}-")
        pdf = workshop.store.get(document.laid_out.pdf)
        yield PartFile(id=_part_id(document), title=document.title, pdf=pdf, label_prefix=prefix)
    for rank, item in enumerate((item for item in joined if not item.comes_first), 1):
        yield _attached(item, f"P{rank}-")


def _attached(item: Joined, prefix: str) -> PartFile:
    return PartFile(id=item.id, title=item.title, pdf=item.pdf, label_prefix=prefix, is_attachment=True)


def _part_id(document: Made) -> str:
    return document.piece.id if not document.subject else f"{document.piece.id}:{document.subject}"


def _front_parts(made: Sequence[Made], joined: Sequence[Joined]) -> Iterator[FrontPart]:
    for document in made:
        pages = document.laid_out.pages if document.laid_out else None
        yield FrontPart(
            id=_part_id(document),
            title=document.title,
            file=document.file_name,
            pages=pages,
            sha256=document.document,
        )
    for item in joined:
        yield FrontPart(id=item.id, title=item.title, file=item.file, pages=item.pages, sha256=item.sha256)


def _contents(
    placed: Sequence[PlacedPart],
    labels: Sequence[str],
    outlines: Mapping[str, tuple[OutlineEntry, ...]],
    *,
    offset: int,
) -> Iterator[ContentsLine]:
    for anchor, level, title, index in _places(placed, outlines):
        yield ContentsLine(level=level, title=title, page_label=labels[index], page=index + offset + 1, anchor=anchor)


def _guess_pages(
    placed: Sequence[PlacedPart], outlines: Mapping[str, tuple[OutlineEntry, ...]], files: Sequence[FrontPart]
) -> int:
    """Gives how long the front matter will probably be: a right guess saves laying it out twice."""
    lines = sum(1 for _ in _places(placed, outlines))
    return 1 + -(-len(files) // _FILES_A_PAGE) + -(-lines // _LINES_A_PAGE)


def _targets(
    placed: Sequence[PlacedPart], outlines: Mapping[str, tuple[OutlineEntry, ...]]
) -> Iterator[tuple[str, PageTarget]]:
    starts = {part.part.id: part.first_page for part in placed}
    for anchor, _level, _title, index in _places(placed, outlines):
        part = anchor.rpartition("#")[0]
        yield anchor, PageTarget(part=part, page_index=index - starts[part])


def _places(
    placed: Sequence[PlacedPart], outlines: Mapping[str, tuple[OutlineEntry, ...]]
) -> Iterator[tuple[str, int, str, int]]:
    """Anchor, level, title and page index (front matter left out) of each line of the contents."""
    for part in placed:
        name, outline = part.part.id, outlines[part.part.id]
        if name.startswith("reddition:"):
            program = "".join(f" – {entry.title}" for entry in outline[:1])
            yield f"{name}#0", 1, f"{part.part.title}{program}", part.first_page
            continue
        yield f"{name}#0", 1, part.part.title, part.first_page
        for rank, entry in enumerate(outline, 1):
            if entry.level < _CONTENTS_LEVELS:
                yield f"{name}#{rank}", entry.level + 1, entry.title, part.first_page + entry.page_index


def lay_out_front(workshop: Workshop, request: Request, view: FrontView) -> tuple[LaidOut, str]:
    """Gives the front matter laid out, and the hash of its Word file."""
    title = identity_for(request).title

    def render() -> Note:
        rendered = render_view(FRONT_TEMPLATE, view, identity=identity_of(request, title), read=workshop.templates.read)
        return {"document_sha256": workshop.store.put(rendered.content)}

    note = workshop.once(
        "front", (view_key(view), title, request.dated, request.territory.accent), render, from_template=True
    )
    document = str(note["document_sha256"])
    return workshop.lay_out(document, kind="docx", name="Table du dossier", dated=request.dated), document

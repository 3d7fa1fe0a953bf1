"""Tries a template on a plan: every document that uses it, made, laid out and read back; nothing is bound or kept."""

from collections.abc import Callable

from assembler.compute.changes.plans import compare_plans
from assembler.errors import VerificationError
from assembler.journey.binding import FRONT_TEMPLATE, lay_out_front
from assembler.journey.comparing import TEMPLATE as CHANGES_TEMPLATE
from assembler.journey.comparing import write_changes
from assembler.journey.making import Made, make_pieces
from assembler.journey.proving import front_defects, prove_document
from assembler.journey.workshop import Workshop
from assembler.models.changes_request import ChangesRequest
from assembler.models.front import ContentsLine, FrontPart
from assembler.models.piece import Request
from assembler.pieces import PIECES
from assembler.pieces.consolidated import CONSOLIDATED
from assembler.render.templates import prepare_template
from assembler.views.front import view_front

_PART = FrontPart(id="plan", title="Plan", file="plan.docx", pages=1, sha256="0" * 64)
_LINE = ContentsLine(level=1, title="Plan", page_label="1", page=1, anchor="plan")
IS_REGIONAL = frozenset({CONSOLIDATED.template})  # templates of documents about several territories


def try_on_plan(
    workshop: Workshop, path: str, request: Request, *, threads: int, tell: Callable[[str, int, int], None]
) -> None:
    """Makes every document of a plan that uses a template; the first error of any ends it.

    Raises ``TemplateError``, ``ConversionError``, ``ContentsError`` or ``VerificationError``.
    """
    pieces = [piece for piece in PIECES if piece.template and uses(workshop, piece.template, path)]

    def prove(made: Made) -> None:
        defects = prove_document(workshop, made)
        if defects:
            raise VerificationError(defects)

    make_pieces(workshop, request, pieces, threads=threads, then=prove, tell=tell)
    if path == FRONT_TEMPLATE:
        view = view_front(request, (_PART,), (_LINE,))
        _laid_out, document = lay_out_front(workshop, request, view)
        defects = tuple(front_defects(workshop.store.get(document), view))
        if defects:
            raise VerificationError(defects)
    if path == CHANGES_TEMPLATE:
        changes = compare_plans(request.plan, request.plan, request.region, edition=request.edition)
        write_changes(ChangesRequest(changes, request.region), workshop.templates)


def uses(workshop: Workshop, template: str, path: str) -> bool:
    """True when a document's template is the one at ``path``, or includes it."""
    if template == path:
        return True
    return path in dict(prepare_template(template, workshop.templates.read).included)

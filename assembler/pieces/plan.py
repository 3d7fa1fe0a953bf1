"""The plan de communauté: always there, once."""

from assembler.models.piece import Format, Piece, Request
from assembler.views.plan.whole import PlanView, view_plan


def _title(request: Request, _: str) -> str:
    return request.plan.record.title


def _view(request: Request, _: str) -> PlanView:
    return view_plan(request)


PLAN = Piece(
    id="plan",
    title=_title,
    format=Format.WORD,
    template="canvases/plan.docx",
    subjects=lambda _: ("",),
    view=_view,
    path=lambda _, __: "plan",
)

"""The budget annex: always there, once, as a workbook that the dossier also prints."""

from assembler.models.budget_annex import BudgetAnnexView
from assembler.models.piece import Format, Piece, Request
from assembler.views.budget_annex import view_budget_annex


def _title(request: Request, _: str) -> str:
    return f"Annexe budgétaire {request.fy}"


def _view(request: Request, _: str) -> BudgetAnnexView:
    return view_budget_annex(request)


BUDGET_ANNEX = Piece(
    id="annexe-budgetaire",
    title=_title,
    format=Format.EXCEL,
    template=None,
    subjects=lambda _: ("",),
    view=_view,
    path=lambda _, __: "annexe-budgetaire",
)

"""The action sheets: one editable document per action. The dossier shows them inside the plan."""

from assembler.models.action import Action
from assembler.models.piece import Format, Piece, Request
from assembler.views.action_sheet import view_action_sheet


def _title(request: Request, action_id: str) -> str:
    return f"Fiche d’action {action_id} – {request.plan.get(Action, action_id).title}"


def _subjects(request: Request) -> tuple[str, ...]:
    return tuple(action.id for action in request.plan.actions)


ACTION_SHEETS = Piece(
    id="fiche-action",
    title=_title,
    format=Format.WORD,
    template="canvases/fiche-action.docx",
    subjects=_subjects,
    view=view_action_sheet,
    path=lambda _, action_id: f"fiches/{action_id}",
    in_dossier=False,
)

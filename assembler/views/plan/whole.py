"""The whole plan de communauté, as its template shows it (C1)."""

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar, Final

from assembler.models.narrative import Block, Heading
from assembler.models.piece import Request
from assembler.models.plan_record import PlanRecord
from assembler.models.view import Blocks, Shown, View
from assembler.typography import NBSP
from assembler.views.declared import Of, Sections
from assembler.views.document import (
    Document,
    RegionShown,
    ShownTerritory,
    view_document,
    view_narrative,
    view_region,
    view_territory,
)
from assembler.views.plan.actions import ActionPlan, view_action_plan
from assembler.views.plan.annexes import Annexes, view_annexes
from assembler.views.plan.budget import Budget, view_budget
from assembler.views.plan.review import Review, view_review
from assembler.views.plan.strategy import Strategy, view_strategy
from assembler.views.shown import show

_NUMBERED: Final = re.compile(r"annexe\b|[A-Z]?[\W_]?\d", re.IGNORECASE)


class PlanView(View):
    """Every tag of the plan's template."""

    must_show: ClassVar[tuple[str, ...]] = (
        "document.titre",
        "territoire.nom",
        "plan.vision",
        "bilan.partenaires[].nom",
        "planification.enjeux[].titre",
        "planification.objectifs[].objectif",
        "action.lignes[].no",
        "action.lignes[].titre",
        "action.lignes[].montage.besoin",
        "action.lignes[].montage.confirme",
        "budget.total.besoin",
        "budget.total.confirme",
        "budget.total.ecart",
        "budget.bailleurs[].confirme",
    )
    shown_through: ClassVar[Mapping[str, str]] = {"document.titre": "document.titre_court"}

    document: Document
    region: RegionShown
    territoire: ShownTerritory
    plan: Annotated[Shown, Of(PlanRecord)]
    recit: Annotated[dict[str, Blocks], Sections()]
    bilan: Review
    planification: Strategy
    action: ActionPlan
    budget: Budget
    annexes: Annexes


def view_plan(request: Request) -> PlanView:
    """Gives the view of the whole plan; time grows with the number of its rows."""
    return PlanView(
        document=view_document(request),
        region=view_region(request),
        territoire=view_territory(request),
        plan=show(request.plan.record, request),
        recit=_narrative(request),
        bilan=view_review(request),
        planification=view_strategy(request),
        action=view_action_plan(request),
        budget=view_budget(request),
        annexes=view_annexes(request),
    )


def _narrative(request: Request) -> dict[str, Blocks]:
    sections = view_narrative(request)
    return {**sections, "annexes": _number_annexes(sections["annexes"])}


def _number_annexes(blocks: Blocks) -> Blocks:
    """The territory's own annexes stand under annex D, and are cited: « D.1 – … », unless it numbered them itself."""
    rank = 0
    numbered: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1 and not _NUMBERED.match(block.text):
            rank += 1
            numbered.append(block.model_copy(update={"text": f"D.{rank}{NBSP}– {block.text}"}))
        else:
            numbered.append(block)
    return tuple(numbered)

"""Part I of the plan, the review: meetings, bodies, partners, success stories, the previous plan (C1, 4 to 10)."""

from typing import Annotated

from assembler.models.governance import GovernanceBody, Meeting, Partner
from assembler.models.piece import Request
from assembler.models.plan_record import Fact, GoodMove, PreviousAction
from assembler.models.view import Shown, View
from assembler.views.declared import Of
from assembler.views.shown import show


class Review(View):
    """The tables of part I."""

    faits: Annotated[tuple[Shown, ...], Of(Fact)]
    rencontres: Annotated[tuple[Shown, ...], Of(Meeting)]  # T1
    instances: Annotated[tuple[Shown, ...], Of(GovernanceBody)]  # T2
    partenaires: Annotated[tuple[Shown, ...], Of(Partner)]  # T3
    bons_coups: Annotated[tuple[Shown, ...], Of(GoodMove)]
    actions_precedentes: Annotated[tuple[Shown, ...], Of(PreviousAction)]  # T4
    participations: int


def view_review(request: Request) -> Review:
    """Gives the review; meetings by date, partners as the team listed them."""
    plan = request.plan
    meetings = sorted(plan.meetings, key=lambda meeting: meeting.held_on)
    return Review(
        faits=tuple(show(row, request) for row in plan.facts),
        rencontres=tuple(show(row, request) for row in meetings),
        instances=tuple(show(row, request) for row in plan.bodies),
        partenaires=tuple(show(row, request) for row in plan.partners),
        bons_coups=tuple(show(row, request) for row in plan.good_moves),
        actions_precedentes=tuple(show(row, request) for row in plan.previous_actions),
        participations=sum(meeting.attendance or 0 for meeting in meetings),
    )

"""Part III of the plan: overview, action sheets by issue, human resources, schedule, evaluation (C1, 15 to 19)."""

from collections.abc import Iterator
from typing import Annotated, Any

from assembler.models.action import Action, Milestone
from assembler.models.action_context import HumanResource
from assembler.models.piece import Request
from assembler.models.plan_record import ProcessEvaluation
from assembler.models.results import Indicator
from assembler.models.strategy import Issue, Lead, NeedStatement, Objective
from assembler.models.view import Chart, Shown, View
from assembler.typography import NBSP
from assembler.views.action_sheet import ShownSheet, sheet_of
from assembler.views.declared import Drawn, Of
from assembler.views.funding_shown import Montage, coverage_chart, view_funding
from assembler.views.gathered import Gathered, gather
from assembler.views.masked import mask_line
from assembler.views.plan.strategy import issues_in_order
from assembler.views.schedule import ScheduleRow, schedule_rows
from assembler.views.sheet_rows import measured, partner_name, targeted
from assembler.views.shown import NOT_APPLICABLE, NOT_AVAILABLE, Text, chain_number, or_missing, show
from assembler.views.steps import milestone_span


class ActionRow(View):
    """An action in the overview (T8) and in its issue's summary (T9)."""

    no: str
    titre: str
    piste: str
    porteur: Text
    periode: str
    montage: Montage
    etat: str


class LeadParts(View):
    """What a line of action shows beside its own fields."""

    numero: str
    actions: str


class EvaluationRow(View):
    """An indicator in the evaluation framework (T11)."""

    indicateur: str
    depart: Text
    cible: Text
    source: Text
    frequence: Text
    responsable: Text


class ResourceRow(View):
    """A function and its time (T10)."""

    fonction: str
    action: str
    temps: Text
    source: Text


class PlanMilestone(View):
    """A milestone of the plan itself."""

    libelle: str
    debut: Text
    fin: Text
    responsable: Text
    etat: Text


class IssueParts(View):
    """An issue with its sheets and its sums."""

    numero: str
    besoins: Annotated[tuple[Shown, ...], Of(NeedStatement)]
    objectifs: Annotated[tuple[Shown, ...], Of(Objective)]
    pistes: Annotated[tuple[Shown, ...], Of(Lead, LeadParts)]
    lignes: tuple[ActionRow, ...]
    montage: Montage
    graphique: Annotated[Chart, Drawn()]
    fiches: tuple[ShownSheet, ...]
    echeancier: tuple[ScheduleRow, ...]
    evaluation: tuple[EvaluationRow, ...]


class ActionPlan(View):
    """The tables of part III."""

    nombre: int
    lignes: tuple[ActionRow, ...]  # T8
    graphique_actions: Annotated[Chart, Drawn("besoins_actions")]
    enjeux: Annotated[tuple[Shown, ...], Of(Issue, IssueParts)]
    ressources: tuple[ResourceRow, ...]  # T10
    jalons: tuple[PlanMilestone, ...]
    evaluations: Annotated[tuple[Shown, ...], Of(ProcessEvaluation)]


def view_action_plan(request: Request) -> ActionPlan:
    """Gives the action plan; actions by issue, then by number."""
    gathered = gather(request)
    actions = [action for issue in issues_in_order(request) for action in _actions(issue, gathered)]
    funding = [(action.id, gathered.funding.of_action(action.id, request.fy)) for action in actions]
    return ActionPlan(
        nombre=len(actions),
        lignes=tuple(_action_row(action, request, gathered) for action in actions),
        graphique_actions=coverage_chart("besoins_actions", "par action", funding),
        enjeux=tuple(_issue(issue, request, gathered) for issue in issues_in_order(request)),
        ressources=tuple(_resources(actions, gathered)),
        jalons=tuple(_plan_milestone(row) for row in gathered.under(request.plan.record.id, Milestone)),
        evaluations=tuple(show(row, request) for row in request.plan.process_evaluations),
    )


def _actions(issue: Issue, gathered: Gathered) -> list[Action]:
    return sorted(gathered.under(issue.id, Action), key=lambda action: action.id)


def _issue(issue: Issue, request: Request, gathered: Gathered) -> Shown:
    actions = _actions(issue, gathered)
    funding = [(action.id, gathered.funding.of_action(action.id, request.fy)) for action in actions]
    leads = gathered.under(issue.id, Lead)
    parts = IssueParts(
        numero=str(issue.order),
        besoins=tuple(show(row, request) for row in gathered.under(issue.id, NeedStatement)),
        objectifs=tuple(show(row, request) for row in gathered.under(issue.id, Objective)),
        pistes=tuple(_lead(lead, actions, request) for lead in leads),
        lignes=tuple(_action_row(action, request, gathered) for action in actions),
        montage=view_funding(gathered.funding.of_issue(issue.id, request.fy)),
        graphique=coverage_chart(f"besoins_{issue.id}", f"de l’enjeu {issue.order}, par action", funding),
        fiches=tuple(sheet_of(action, request, is_alone=False) for action in actions),
        echeancier=schedule_rows(actions, request, gathered),
        evaluation=tuple(_evaluation([issue, *gathered.under(issue.id, Objective), *actions], request, gathered)),
    )
    return {**show(issue, request), **dict(parts)}


def _lead(lead: Lead, actions: list[Action], request: Request) -> Shown:
    own = ", ".join(action.id for action in actions if action.lead == lead.id)
    parts = LeadParts(numero=chain_number(lead.id), actions=own or "aucune action cette année")
    return {**show(lead, request), **dict(parts)}


def _action_row(action: Action, request: Request, gathered: Gathered) -> ActionRow:
    return ActionRow(
        no=action.id,
        titre=action.title,
        piste=chain_number(action.lead),
        porteur=partner_name(action.owner, request),
        periode=f"{action.start.year}-{action.end.year}",
        montage=view_funding(gathered.funding.of_action(action.id, request.fy)),
        etat=action.status.fr,
    )


def _resources(actions: list[Action], gathered: Gathered) -> Iterator[ResourceRow]:
    for action in actions:
        for row in gathered.under(action.id, HumanResource):
            yield ResourceRow(
                fonction=row.function,
                action=f"{action.id}{NBSP}– {action.title}",
                temps=or_missing(row.time),
                source=or_missing(row.paid_by),
            )


def _evaluation(parents: list[Any], request: Request, gathered: Gathered) -> Iterator[EvaluationRow]:
    for parent in parents:
        for row in gathered.under(parent.id, Indicator):
            line = gathered.measures.get((row.id, request.fy))
            yield EvaluationRow(
                indicateur=f"{parent.id}{NBSP}– {row.label}",
                depart=mask_line(row, line, request).baseline or measured(row.baseline, row.unit),
                cible=targeted(line.target if line else None, row),
                source=or_missing(row.source),
                frequence=or_missing(row.frequency),
                responsable=or_missing(row.responsible),
            )


def _plan_milestone(row: Milestone) -> PlanMilestone:
    first, last = milestone_span(row)
    return PlanMilestone(
        libelle=row.label,
        debut=first,
        fin=last,
        responsable=or_missing(row.responsible, NOT_APPLICABLE),
        etat=row.status.fr if row.status else NOT_AVAILABLE,
    )

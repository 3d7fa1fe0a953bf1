"""What was done and reached under an agreement: activities, objectives, indicators, effects (C4, sections 3 to 9)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from assembler.compute.indicators import compute_indicators
from assembler.models.action import Action
from assembler.models.results import ActivityDone, Indicator, Measure, ObjectiveResult, ResultEntry
from assembler.models.view import View
from assembler.typography import NBSP, join_french
from assembler.views.masked import mask_alone, mask_line
from assembler.views.report.people import Count
from assembler.views.report.scope import ReportScope
from assembler.views.sheet_rows import measured, partner_name, rated
from assembler.views.shown import NOT_APPLICABLE, NOT_AVAILABLE, Amount, Text, chain_number, or_missing

REACHED: Final = Decimal(100)  # the rate, in percent, of a target just reached


class ActionRow(View):
    """One action of the agreement and how far it is."""

    no: str
    titre: str
    porteur: str
    etat: Text
    avancement: Amount


class ObjectiveRow(View):
    """An objective of the plan that the agreement's actions serve."""

    no: str
    enonce: str
    actions: str


class ActivityRow(View):
    """An activity carried out."""

    action: str
    libelle: str
    dates: Text
    lieu: Text
    personnes: Count
    organisations: Text
    etat: str


class MeasureRow(View):
    """An indicator in the reported year; values carry their unit."""

    objectif: str
    libelle: str
    depart: Text
    cible: Text
    resultat: Text
    taux: Text
    commentaire: Text


class ReachedRow(View):
    """What was aimed at for an action, and what was obtained."""

    action: str
    prevu: str
    realise: str


class EffectRow(View):
    """The effects of an action, near and far."""

    action: str
    court: Text
    moyen: Text
    long: Text


class PartnershipRow(View):
    """Who carried an action, citizens included."""

    action: str
    partenaires: Text
    citoyens: Count
    participation: Text


class VarianceRow(View):
    """A difference between what was planned and what was done."""

    action: str
    ecart: str
    explication: Text
    correctif: Text


class Activities(View):
    """Sections 3 to 5 and 7 to 9; how many indicators have a rate that may be shown, how many reached their target."""

    actions: tuple[ActionRow, ...]
    objectifs: tuple[ObjectiveRow, ...]
    activites: tuple[ActivityRow, ...]
    indicateurs: tuple[MeasureRow, ...]
    resultats: tuple[ReachedRow, ...]
    retombees: tuple[EffectRow, ...]
    partenariats: tuple[PartnershipRow, ...]
    ecarts: tuple[VarianceRow, ...]
    mesures: int
    atteints: int


def view_activities(scope: ReportScope) -> Activities:
    """Gives the tables of what was done, action after action."""
    plan = scope.request.plan
    rates = tuple(_rates(scope))
    return Activities(
        actions=tuple(_actions(scope)),
        objectifs=tuple(_objectives(scope)),
        activites=tuple(_activity(action, row, scope) for action, row in scope.of_year(plan.activities_done)),
        indicateurs=tuple(_measures(scope)),
        resultats=tuple(_reached(scope.of_year(plan.objective_results))),
        retombees=tuple(_effects(scope.results)),
        partenariats=tuple(_partnership(action, row, scope) for action, row in scope.results),
        ecarts=tuple(_variances(scope.results)),
        mesures=len(rates),
        atteints=sum(rate >= REACHED for rate in rates),
    )


def progress_label(action: str, scope: ReportScope) -> Text:
    """Gives « En cours », or « n. d. » when the action reported nothing."""
    return next((row.progress.fr for held, row in scope.results if held.id == action), NOT_AVAILABLE)


def _actions(scope: ReportScope) -> Iterator[ActionRow]:
    done = {action.id: row.progress_pct for action, row in scope.results}
    for action in scope.actions:
        yield ActionRow(
            no=action.id,
            titre=action.title,
            porteur=partner_name(action.owner, scope.request),
            etat=progress_label(action.id, scope),
            avancement=or_missing(done.get(action.id)),
        )


def _objectives(scope: ReportScope) -> Iterator[ObjectiveRow]:
    for objective in scope.request.plan.objectives:
        serving = [action.id for action in scope.actions if action.objective == objective.id]
        if serving:
            yield ObjectiveRow(no=chain_number(objective.id), enonce=objective.statement, actions=join_french(serving))


def _activity(action: Action, row: ActivityDone, scope: ReportScope) -> ActivityRow:
    return ActivityRow(
        action=action.id,
        libelle=row.label,
        dates=or_missing(row.dates),
        lieu=or_missing(row.venue),
        personnes=mask_alone(row.participants, scope.request, action=action.id, fy=row.fy)
        or or_missing(row.participants, NOT_APPLICABLE),
        organisations=or_missing(row.organisations),
        etat=progress_label(action.id, scope),
    )


def _measures(scope: ReportScope) -> Iterator[MeasureRow]:
    plan, fy = scope.request.plan, scope.subject.fy
    lines = {line.indicator: line for line in compute_indicators(plan, fy)}
    said = {row.indicator: row for row in plan.measures if row.fy == fy}
    for action, objective, indicator in indicators_of(scope):
        line = lines.get(indicator.id)
        masked = mask_line(indicator, line, scope.request)
        number = objective_number(objective)
        yield MeasureRow(
            objectif=f"{number}{NBSP}({action})" if action else number,
            libelle=indicator.label,
            depart=masked.baseline or measured(indicator.baseline, indicator.unit),
            cible=measured(line.target if line else None, indicator.unit),
            resultat=masked.result or measured(line.result if line else None, indicator.unit),
            taux=masked.rate or rated(line),
            commentaire=_comment(said.get(indicator.id)),
        )


def _rates(scope: ReportScope) -> Iterator[Decimal]:
    """The rates that the table of indicators shows: a masked one tells nothing, here either."""
    lines = {line.indicator: line for line in compute_indicators(scope.request.plan, scope.subject.fy)}
    for _action, _objective, indicator in indicators_of(scope):
        line = lines.get(indicator.id)
        if line is not None and line.rate is not None and mask_line(indicator, line, scope.request).rate is None:
            yield line.rate


def indicators_of(scope: ReportScope) -> Iterator[tuple[str | None, str | None, Indicator]]:
    """Gives (action, objective, indicator): those of each action, then those of the objectives the actions serve."""
    indicators = scope.request.plan.indicators
    for action in scope.actions:
        yield from ((action.id, action.objective, row) for row in indicators if row.parent == action.id)
    for objective in dict.fromkeys(action.objective for action in scope.actions if action.objective):
        yield from ((None, objective, row) for row in indicators if row.parent == objective)


def objective_number(objective: str | None) -> str:
    """Gives the printed number of an objective, « s. o. » for none."""
    return chain_number(objective) if objective else NOT_APPLICABLE


def _comment(measure: Measure | None) -> Text:
    return (measure.comment if measure else None) or NOT_APPLICABLE


def _reached(rows: Iterable[tuple[Action, ObjectiveResult]]) -> Iterator[ReachedRow]:
    for action, row in rows:
        yield ReachedRow(action=action.id, prevu=row.objective, realise=row.result)


def _effects(results: Iterable[tuple[Action, ResultEntry]]) -> Iterator[EffectRow]:
    for action, row in results:
        yield EffectRow(
            action=action.id,
            court=or_missing(row.effects_short),
            moyen=or_missing(row.effects_medium),
            long=or_missing(row.effects_long),
        )


def _partnership(action: Action, row: ResultEntry, scope: ReportScope) -> PartnershipRow:
    names = [partner_name(key, scope.request) for key in row.partners_involved]
    return PartnershipRow(
        action=action.id,
        partenaires=or_missing("; ".join(names)),
        citoyens=mask_alone(row.citizen_count, scope.request) or or_missing(row.citizen_count),
        participation=or_missing(row.citizen_note, NOT_APPLICABLE),
    )


def _variances(results: Iterable[tuple[Action, ResultEntry]]) -> Iterator[VarianceRow]:
    for action, row in results:
        if row.variance_what:
            yield VarianceRow(
                action=action.id,
                ecart=row.variance_what,
                explication=or_missing(row.variance_why),
                correctif=or_missing(row.variance_remedy, NOT_APPLICABLE),
            )

"""Part II of the plan: portrait of needs, issues and objectives, coverage of the dimensions (C1, 11 to 14)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from assembler.models.action import Action
from assembler.models.figures import DimensionLine
from assembler.models.piece import Request
from assembler.models.results import Indicator
from assembler.models.strategy import Evidence, Issue, NeedStatement, Objective
from assembler.models.view import Chart, Series, Shown, View
from assembler.typography import NBSP, format_number
from assembler.views.declared import Drawn, Of
from assembler.views.gathered import Gathered, gather
from assembler.views.sheet_rows import targeted
from assembler.views.shown import NOT_AVAILABLE, Text, chain_number, dimension_label, or_missing, show


class PortraitRow(View):
    """One figure behind one need; it never prints without its year and source (B5)."""

    dimension: str
    constat: str
    donnee: Text
    annee: int | Text
    source: Text


class ObjectiveRow(View):
    """An objective with one of its indicators (T6)."""

    enjeu: str
    objectif: str
    transformation: Text
    indicateur: Text
    cible: Text


class DimensionRow(View):
    """The actions that answer a dimension (T7)."""

    dimension: str
    principales: str
    secondaires: str


class IssueSummaryParts(View):
    """What the list of issues shows beside the issue's own fields."""

    numero: str
    objectifs: Annotated[tuple[Shown, ...], Of(Objective)]
    constats: Annotated[tuple[Shown, ...], Of(NeedStatement)]


class Strategy(View):
    """The tables of part II."""

    constats: Annotated[tuple[Shown, ...], Of(NeedStatement)]
    portrait: tuple[PortraitRow, ...]  # T5
    enjeux: Annotated[tuple[Shown, ...], Of(Issue, IssueSummaryParts)]
    objectifs: tuple[ObjectiveRow, ...]  # T6
    dimensions: tuple[DimensionRow, ...]  # T7
    dimensions_couvertes: int
    dimensions_total: int
    non_couvertes: tuple[str, ...]
    graphique_dimensions: Annotated[Chart, Drawn("couverture_dimensions")]


def view_strategy(request: Request) -> Strategy:
    """Gives the planning part; issues in their printed order."""
    gathered = gather(request)
    lines = gathered.coverage
    return Strategy(
        constats=tuple(show(row, request) for row in request.plan.needs),
        portrait=tuple(_portrait(request, gathered)),
        enjeux=tuple(_issue(issue, request, gathered) for issue in issues_in_order(request)),
        objectifs=tuple(_objectives(request, gathered)),
        dimensions=tuple(_dimension(line) for line in lines),
        dimensions_couvertes=sum(line.is_covered for line in lines),
        dimensions_total=len(lines),
        non_couvertes=tuple(line.fr for line in lines if not line.is_covered),
        graphique_dimensions=_dimensions_chart(lines),
    )


def issues_in_order(request: Request) -> list[Issue]:
    """Gives the issues by their order number, then id."""
    return sorted(request.plan.issues, key=lambda issue: (issue.order, issue.id))


def _issue(issue: Issue, request: Request, gathered: Gathered) -> Shown:
    parts = IssueSummaryParts(
        numero=str(issue.order),
        objectifs=tuple(show(row, request) for row in gathered.under(issue.id, Objective)),
        constats=tuple(show(row, request) for row in gathered.under(issue.id, NeedStatement)),
    )
    return {**show(issue, request), **dict(parts)}


def _portrait(request: Request, gathered: Gathered) -> Iterator[PortraitRow]:
    for need in sorted(request.plan.needs, key=lambda need: need.dimension):
        dimension = dimension_label(need.dimension, request)
        figures = gathered.under(need.id, Evidence)
        if not figures:
            missing = NOT_AVAILABLE
            yield PortraitRow(
                dimension=dimension, constat=need.statement, donnee=missing, annee=missing, source=missing
            )
        for rank, figure in enumerate(figures):
            yield PortraitRow(
                dimension=dimension,
                constat=f"{need.statement} (suite)" if rank and len(need.statement) < 40 else _again(need, rank),
                donnee=_figure(figure),
                annee=figure.year,
                source=figure.source,
            )


def _again(need: NeedStatement, rank: int) -> str:
    """A need with several figures is told once, then pointed to: no cell is empty, no text is repeated."""
    return f"Même constat ({need.id})" if rank else f"{need.id}{NBSP}– {need.statement}"


def _figure(figure: Evidence) -> str:
    unit = figure.unit or ""
    value = format_number(figure.value) + (f"{NBSP}{unit}" if unit else "")
    where = f" ({figure.geography})" if figure.geography else ""
    return f"{figure.indicator}{NBSP}: {value}{where}"


def _objectives(request: Request, gathered: Gathered) -> Iterator[ObjectiveRow]:
    for issue in issues_in_order(request):
        for objective in gathered.under(issue.id, Objective):
            told = {
                "enjeu": f"{issue.order}. {issue.title}",
                "objectif": f"{chain_number(objective.id)}{NBSP}{objective.statement}",
                "transformation": or_missing(objective.desired_transformation),
            }
            indicators = gathered.under(objective.id, Indicator) or _of_actions(objective, gathered)
            for indicator in indicators:
                yield ObjectiveRow(**told, indicateur=indicator.label, cible=_target(indicator, request, gathered))
            if not indicators:
                yield ObjectiveRow(**told, indicateur=NOT_AVAILABLE, cible=NOT_AVAILABLE)


def _of_actions(objective: Objective, gathered: Gathered) -> list[Indicator]:
    """An objective that has no indicator of its own is followed by the first one of each of its actions."""
    actions = [row for row in gathered.under(objective.issue, Action) if row.objective == objective.id]
    return [first for action in actions for first in gathered.under(action.id, Indicator)[:1]]


def _target(indicator: Indicator, request: Request, gathered: Gathered) -> str:
    """Gives the target of this fiscal year, else the latest one set, with its year."""
    targets = {fy: line.target for (key, fy), line in gathered.measures.items() if key == indicator.id}
    known = sorted(fy for fy, target in targets.items() if target is not None)
    if not known:
        return NOT_AVAILABLE
    if request.fy in known:
        return targeted(targets[request.fy], indicator)
    return f"{targeted(targets[known[-1]], indicator)} ({known[-1]})"


def _dimension(line: DimensionLine) -> DimensionRow:
    return DimensionRow(
        dimension=line.fr,
        principales=", ".join(line.main) or "Aucune",
        secondaires=", ".join(line.secondary) or "Aucune",
    )


def _dimensions_chart(lines: tuple[DimensionLine, ...]) -> Chart:
    covered = "; ".join(f"{line.fr}, {len(line.main)} et {len(line.secondary)}" for line in lines)
    return Chart(
        nom="couverture_dimensions",
        categories=tuple(line.fr for line in lines),
        series=(
            Series(nom="Dimension principale", valeurs=tuple(Decimal(len(line.main)) for line in lines)),
            Series(
                nom="Dimension secondaire", valeurs=tuple(Decimal(len(line.secondary)) for line in lines), role="tint"
            ),
        ),
        description=f"Nombre d’actions par dimension, à titre principal et secondaire{NBSP}: {covered}.",
    )

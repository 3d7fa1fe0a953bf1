"""What a convention reached: governance, common indicators, dimensions, groups (C5, sections 3, 6 and 7)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from assembler.models.consolidation import CategoryResult, CommonLine, CrossLine, MeetingLine, UnaddedLine
from assembler.models.plan import Plan
from assembler.models.results import Indicator
from assembler.models.view import Chart, Series, View
from assembler.models.vocabulary import BodyRole
from assembler.typography import NBSP, format_number
from assembler.views.consolidated.scope import RegionalScope
from assembler.views.declared import Drawn
from assembler.views.masked import is_mask, mask_measure
from assembler.views.sheet_rows import measured
from assembler.views.shown import NOT_AVAILABLE, Amount, Text


class _Named(TypedDict):
    """What names a count of persons."""

    persons: bool
    measure: str
    group: str


class MeetingRow(View):
    """How a territory is governed: its strategic body, the meetings of all its bodies in the year."""

    territoire: str
    instance: Text
    rencontres: Amount
    presences: Amount
    citoyens: Amount


class CrossRow(View):
    """A count: a cell per covered territory, in the order of ``colonnes``, and their total."""

    libelle: str
    cellules: tuple[Amount, ...]
    total: Amount


class CommonRow(CrossRow):
    """A common figure; ``note`` says when someone may be counted twice (R-062)."""

    note: Text


class UnaddedRow(View):
    """A common indicator that is not added."""

    indicateur: str
    territoire: str
    libelle: str
    cible: Text
    resultat: Text


class DimensionRow(CrossRow):
    """Initiatives by main dimension, and how many answer it as another one."""

    secondaire: Decimal


class GroupRow(CrossRow):
    """Unique persons of a group, and participations of all territories."""

    participations: Amount


class CategoryRow(View):
    """What the initiatives of one category of issue received and reached, or all of them."""

    libelle: str
    initiatives: Decimal
    accorde: Decimal
    personnes: Amount
    participations: Amount


class RegionalResults(View):
    """Sections 3, 6 and 7, and the figures of section 8."""

    colonnes: tuple[str, ...]  # codes of the covered territories
    gouvernance: tuple[MeetingRow, ...]
    gouvernance_total: MeetingRow
    communs: tuple[CommonRow, ...]
    doublons: bool
    non_additionnes: tuple[UnaddedRow, ...]
    dimensions: tuple[DimensionRow, ...]
    dimensions_total: DimensionRow
    non_couvertes: tuple[str, ...]
    graphique_dimensions: Annotated[Chart | None, Drawn("dimensions")]
    clienteles: tuple[GroupRow, ...]
    categories: tuple[CategoryRow, ...]
    categories_total: CategoryRow
    categories_multiples: bool
    masque: bool
    seuil: int


REPEATED = "Peut comporter des doublons"
ADDED = "Somme"


def view_regional_results(scope: RegionalScope) -> RegionalResults:
    """Gives the counts of the convention; the cells of a territory that is not counted say so."""
    totals = scope.totals
    common = (*_people(scope), *(_common(line, scope) for line in totals.indicators))
    dimensions = tuple(
        DimensionRow(**dict(_cross(line.fr, line, scope)), secondaire=Decimal(line.secondary))
        for line in totals.dimensions
    )
    groups = tuple(_groups(scope))
    return RegionalResults(
        colonnes=tuple(profile.code for profile in scope.covered),
        gouvernance=tuple(_meetings(scope)),
        gouvernance_total=_meeting("", totals.met, scope),
        communs=common,
        doublons=any(row.note == REPEATED for row in common),
        non_additionnes=tuple(_unadded(line, scope) for line in totals.unadded),
        dimensions=dimensions,
        dimensions_total=_dimensions_total(scope),
        non_couvertes=tuple(line.fr for line in totals.dimensions if not line.total and not line.secondary),
        graphique_dimensions=_dimensions_chart(scope),
        clienteles=groups,
        categories=tuple(_category(line, scope) for line in totals.categories),
        categories_total=CategoryRow(
            libelle=scope.total_label,
            initiatives=Decimal(len(totals.initiatives)),
            accorde=totals.leverage.granted,
            personnes=scope.total_cell(totals.people, persons=True, measure="unique"),
            participations=scope.total_cell(totals.participations, persons=True, measure="participations"),
        ),
        categories_multiples=any(row.multi_categories for report in scope.scopes for _, row in report.results),
        masque=any(is_mask(cell) for row in (*common, *groups) for cell in row.cellules),
        seuil=scope.asked.region.thresholds.mask_under,
    )


def _cross(
    label: str, line: CrossLine, scope: RegionalScope, *, persons: bool = False, measure: str = "", group: str = ""
) -> CrossRow:
    named: _Named = {"persons": persons, "measure": measure, "group": group}
    return CrossRow(libelle=label, cellules=scope.cells(line, **named), total=scope.total_cell(line, **named))


def _people(scope: RegionalScope) -> Iterator[CommonRow]:
    totals = scope.totals
    told = (
        ("Personnes différentes jointes", totals.people, "unique"),
        ("Participations", totals.participations, "participations"),
        ("Ménages joints", totals.households, "households"),
    )
    for label, line, measure in told:
        note = REPEATED if measure != "participations" and line.total else ADDED
        yield CommonRow(**dict(_cross(label, line, scope, persons=True, measure=measure)), note=note)


def _common(line: CommonLine, scope: RegionalScope) -> CommonRow:
    label = _indicator_label(line.code, scope)
    return CommonRow(
        **dict(_cross(label, line, scope, persons=line.may_repeat)), note=REPEATED if line.may_repeat else ADDED
    )


def _indicator_label(code: str, scope: RegionalScope) -> str:
    found = next((common.fr for common in scope.asked.region.common_indicators if common.code == code), None)
    return f"{found} ({code})" if found else code


def _unadded(line: UnaddedLine, scope: RegionalScope) -> UnaddedRow:
    request = next(asked for asked in scope.asked.requests if asked.territory.code == line.territory)
    indicator = request.plan.get(Indicator, line.indicator)
    masked = mask_measure(line.result, indicator, scope.asked.fy, request)
    return UnaddedRow(
        indicateur=_indicator_label(line.code, scope),
        territoire=scope.name(line.territory),
        libelle=indicator.label,
        cible=measured(line.target, indicator.unit),
        resultat=masked or measured(line.result, indicator.unit),
    )


def _groups(scope: RegionalScope) -> Iterator[GroupRow]:
    labels = {group.code: group.fr for group in scope.asked.region.groups}
    for line in scope.totals.groups:
        row = _cross(labels[line.group], line, scope, persons=True, measure="unique", group=line.group)
        yield GroupRow(**dict(row), participations=scope.person_count(line.participations, part_of=row.total))


def _category(line: CategoryResult, scope: RegionalScope) -> CategoryRow:
    people, joined = scope.totals.people, scope.totals.participations
    return CategoryRow(
        libelle=line.fr,
        initiatives=Decimal(line.initiatives),
        accorde=line.granted,
        personnes=scope.person_count(line.people, part_of=scope.total_cell(people, persons=True, measure="unique")),
        participations=scope.person_count(
            line.participations, part_of=scope.total_cell(joined, persons=True, measure="participations")
        ),
    )


def _dimensions_total(scope: RegionalScope) -> DimensionRow:
    lines = scope.totals.dimensions
    cells: list[Amount] = []
    for profile in scope.covered:
        added = sum((line.by_territory.get(profile.code) or Decimal(0) for line in lines), Decimal(0))
        cells.append(scope.absent(profile.code) or added)
    return DimensionRow(
        libelle=scope.total_label,
        cellules=tuple(cells),
        total=sum((line.total or Decimal(0) for line in lines), Decimal(0)),
        secondaire=sum((Decimal(line.secondary) for line in lines), Decimal(0)),
    )


def _dimensions_chart(scope: RegionalScope) -> Chart | None:
    lines = [line for line in scope.totals.dimensions if line.total or line.secondary]
    if not lines:
        return None
    told = "; ".join(f"{line.fr}, {format_number(line.total or 0)} et {line.secondary}" for line in lines)
    return Chart(
        nom="dimensions",
        categories=tuple(line.fr for line in lines),
        series=(
            Series(nom="Dimension principale", valeurs=tuple(line.total or Decimal(0) for line in lines)),
            Series(nom="Autre dimension", valeurs=tuple(Decimal(line.secondary) for line in lines), role="tint"),
        ),
        description=f"Initiatives par dimension, principale puis autre{NBSP}: {told}.",
        format="0",
    )


def _meetings(scope: RegionalScope) -> Iterator[MeetingRow]:
    lines = {line.territory: line for line in scope.totals.meetings}
    for profile in scope.covered:
        yield _meeting(profile.code, lines.get(profile.code), scope)


def _meeting(code: str, line: MeetingLine | None, scope: RegionalScope) -> MeetingRow:
    absent = (scope.absent(code) if code else None) or NOT_AVAILABLE
    plan = next((asked.plan for asked in scope.asked.requests if asked.territory.code == code), None)
    return MeetingRow(
        territoire=scope.name(code),
        instance=_strategic_body(plan) if plan else absent if code else f"s.{NBSP}o.",
        rencontres=Decimal(line.meetings) if line else absent,
        presences=_count(line.attendance) if line else absent,
        citoyens=_count(line.citizens) if line else absent,
    )


def _strategic_body(plan: Plan) -> Text:
    names = [body.name for body in plan.bodies if body.role is BodyRole.STRATEGIC]
    return "; ".join(names) or NOT_AVAILABLE


def _count(count: int | None) -> Amount:
    return NOT_AVAILABLE if count is None else Decimal(count)

"""Persons reached under an agreement, small counts masked in the public edition (C4 section 6, R-065)."""

from assembler.compute.people import compute_people, compute_people_by_action, is_small_count
from assembler.models.figures import GroupLine
from assembler.models.view import Missing, View
from assembler.typography import NBSP
from assembler.views.report_scope import ReportScope
from assembler.views.shown import NOT_AVAILABLE, Text, or_missing

Count = int | Missing


class PeopleRow(View):
    """Persons reached by one action, and how they were counted."""

    action: str
    personnes: Count
    participations: Count
    menages: Count
    methode: Text


class GroupRow(View):
    """Persons reached in one group."""

    clientele: str
    personnes: Count
    participations: Count


class People(View):
    """Section 6. Groups may overlap, hence no total of theirs."""

    actions: tuple[PeopleRow, ...]
    personnes: Count
    participations: Count
    menages: Count
    clienteles: tuple[GroupRow, ...]
    double_compte: bool  # the total may count a person twice
    categories_multiples: bool  # a person may stand in several groups
    masque: bool
    seuil: int


def view_people(scope: ReportScope) -> People:
    """Gives the counts; in the public edition, counts of 1 to 4 are « < 5 » and a total that would tell them is not."""
    request, fy = scope.request, scope.subject.fy
    people = compute_people(request.plan, request.region, fy, actions=scope.action_ids)
    rows = _action_rows(scope)
    groups = tuple(_group(line, scope) for line in people.groups)
    masked = any(
        isinstance(count, _Masked) for row in rows for count in (row.personnes, row.participations, row.menages)
    )
    hidden = NOT_AVAILABLE if masked else None  # a total less the other rows would tell the masked one
    return People(
        actions=rows,
        personnes=hidden or or_missing(people.unique),
        participations=hidden or or_missing(people.participations),
        menages=hidden or or_missing(people.households),
        clienteles=groups,
        double_compte=people.may_repeat,
        categories_multiples=any(result.multi_categories for _, result in scope.results),
        masque=masked
        or any(isinstance(count, _Masked) for group in groups for count in (group.personnes, group.participations)),
        seuil=request.region.thresholds.mask_under,
    )


class _Masked(Missing):
    """A count so small that it could name someone."""

    __slots__ = ()


def _action_rows(scope: ReportScope) -> tuple[PeopleRow, ...]:
    by_action = compute_people_by_action(scope.request.plan, scope.request.region, scope.subject.fy)
    return tuple(
        PeopleRow(
            action=f"{action.id} {action.title}",
            personnes=_count(by_action[action.id].unique, scope),
            participations=_count(by_action[action.id].participations, scope),
            menages=_count(by_action[action.id].households, scope),
            methode=or_missing(result.counting_method),
        )
        for action, result in scope.results
    )


def _group(line: GroupLine, scope: ReportScope) -> GroupRow:
    labels = {group.code: group.fr for group in scope.request.region.groups}
    return GroupRow(
        clientele=labels.get(line.group, line.group),
        personnes=_count(line.unique, scope),
        participations=_count(line.participations, scope),
    )


def _count(count: int | None, scope: ReportScope) -> Count:
    threshold = scope.request.region.thresholds.mask_under
    if scope.is_public and is_small_count(count, threshold):
        return _Masked(f"<{NBSP}{threshold}")
    return NOT_AVAILABLE if count is None else count

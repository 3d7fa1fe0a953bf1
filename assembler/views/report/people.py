"""Persons reached under an agreement, small counts masked in the public edition (C4 section 6, R-065)."""

from collections.abc import Iterator

from assembler.compute.people import compute_people, compute_people_by_action
from assembler.models.figures import GroupLine
from assembler.models.view import Missing, View
from assembler.views.masked import is_mask, mask_count
from assembler.views.report.scope import ReportScope
from assembler.views.shown import Text, or_missing

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
    """Gives the counts; in the public edition no count of 1 to 4 shows, nor any other that would tell one (R-065)."""
    request, fy = scope.request, scope.subject.fy
    people = compute_people(request.plan, request.region, fy, actions=scope.action_ids)
    rows = tuple(_action_rows(scope))
    groups = tuple(_group(line, scope) for line in people.groups)
    totals = {
        "personnes": _total(people.unique, "unique", scope),
        "participations": _total(people.participations, "participations", scope),
        "menages": _total(people.households, "households", scope),
    }
    shown = [*totals.values(), *(count for row in (*rows, *groups) for count in dict(row).values())]
    return People(
        actions=rows,
        **totals,
        clienteles=groups,
        double_compte=people.may_repeat,
        categories_multiples=any(result.multi_categories for _, result in scope.results),
        masque=any(is_mask(count) for count in shown),
        seuil=request.region.thresholds.mask_under,
    )


def _action_rows(scope: ReportScope) -> Iterator[PeopleRow]:
    by_action = compute_people_by_action(scope.request.plan, scope.request.region, scope.subject.fy)
    for action, result in scope.results:
        line = by_action[action.id]
        yield PeopleRow(
            action=f"{action.id} {action.title}",
            personnes=_of_action(line.unique, "unique", action.id, scope),
            participations=_of_action(line.participations, "participations", action.id, scope),
            menages=_of_action(line.households, "households", action.id, scope),
            methode=or_missing(result.counting_method),
        )


def _of_action(count: int | None, measure: str, action: str, scope: ReportScope) -> Count:
    masked = mask_count(scope.request, measure, scope.subject.fy, action=action)
    return masked or or_missing(count)


def _group(line: GroupLine, scope: ReportScope) -> GroupRow:
    labels = {group.code: group.fr for group in scope.request.region.groups}
    return GroupRow(
        clientele=labels.get(line.group, line.group),
        personnes=_of_group(line.unique, "unique", line.group, scope),
        participations=_of_group(line.participations, "participations", line.group, scope),
    )


def _of_group(count: int | None, measure: str, group: str, scope: ReportScope) -> Count:
    masked = mask_count(scope.request, measure, scope.subject.fy, agreement=scope.agreement.id, group=group)
    return masked or or_missing(count)


def _total(count: int | None, measure: str, scope: ReportScope) -> Count:
    masked = mask_count(scope.request, measure, scope.subject.fy, agreement=scope.agreement.id)
    return masked or or_missing(count)

"""What makes a plan whole: no circle, one sort of calendar, the rows an adopted plan asks for (R-011 to R-014)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from assembler.i18n import mark
from assembler.i18n import translate as _
from assembler.models.action import Milestone
from assembler.models.finding import Finding
from assembler.models.governance import GovernanceBody
from assembler.models.plan import Plan
from assembler.models.vocabulary import ActionStatus, IndicatorLevel, PlanStatus
from assembler.typography import join_french
from assembler.validate.rules.subject import RuleSubject, blocking, warning

_ISSUES = (2, 8)  # B6: fewer or more is told, never refused
_MOST_YEARS = 10  # B2: a plan lasts one to ten years
_ADOPTED = frozenset({PlanStatus.ADOPTED, PlanStatus.AMENDED, PlanStatus.CLOSED})
_ONLY_PLANNED = frozenset({ActionStatus.IDEA, ActionStatus.ABANDONED})
_EFFECTS = frozenset({IndicatorLevel.SHORT_EFFECT, IndicatorLevel.MEDIUM_EFFECT, IndicatorLevel.LONG_EFFECT})


def check_r_011(subject: RuleSubject) -> Iterator[Finding]:
    """No body reports to itself and no milestone waits for itself, even through others (B3, B14)."""
    bodies = {body.id: tuple(filter(None, [body.reports_to])) for body in subject.plan.bodies}
    steps = {milestone.id: milestone.depends_on for milestone in subject.plan.milestones}
    for body in subject.plan.bodies:
        if circle := _circle(body.id, bodies):
            yield _in_circle(body, "reports_to", f"L’instance {body.id} relève d’elle-même", circle)
    for milestone in subject.plan.milestones:
        if circle := _circle(milestone.id, steps):
            yield _in_circle(milestone, "depends_on", f"Le jalon {milestone.id} dépend de lui-même", circle)


def _circle(start: str, ahead: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The shortest way that leads back to where it began; nothing where there is none."""
    ways: list[tuple[str, ...]] = [(start, one) for one in ahead.get(start, ())]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        if way[-1] == start:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            ways.extend((*way, one) for one in ahead.get(way[-1], ()))
    return ()


def _in_circle(record: GovernanceBody | Milestone, field: str, who: str, circle: tuple[str, ...]) -> Finding:
    return blocking(
        "R-011",
        record,
        field,
        found=" → ".join(circle),
        message=f"{who} : {' → '.join(circle)}.",
        remedy="Retirez un des liens de la boucle.",
    )


def check_r_012(subject: RuleSubject) -> Iterator[Finding]:
    """One schedule counts in dates and seasons, or in months from its start, never in both (B14)."""
    schedules: defaultdict[str, list[Milestone]] = defaultdict(list)
    for milestone in subject.plan.milestones:
        schedules[milestone.parent].append(milestone)
    for parent, milestones in schedules.items():
        relative = [row for row in milestones if row.month_from or row.month_to]
        dated = [row for row in milestones if row.start or row.end or row.season]
        if relative and dated:
            yield blocking(
                "R-012",
                relative[0],
                "month_from" if relative[0].month_from else "month_to",
                found=relative[0].id,
                expected=_("des dates ou des saisons"),
                message=f"L’échéancier de {parent} mêle des mois relatifs ({relative[0].id}) et des dates "
                f"({dated[0].id}).",
                remedy="Donnez à tous ses jalons des dates ou des saisons, ou à tous des mois relatifs.",
            )


def check_r_013(subject: RuleSubject) -> Iterator[Finding]:
    """In an adopted plan an action has its rows in the sheets around it, and a need has its figure (B5, B7).

    An idea and an abandoned action need none. An action may live without money: needs and levers are not asked for.
    """
    plan = subject.plan
    if plan.record.status not in _ADOPTED:
        return
    owners = _owners(plan)
    for action in plan.actions:
        missing = [what for what, ids in owners.items() if action.id not in ids]
        if missing and action.status not in _ONLY_PLANNED:
            yield warning(
                "R-013",
                action,
                "id",
                found=action.id,
                expected="; ".join(_(what) for what in missing),
                message=f"L’action {action.id} n’a aucune ligne pour : {join_french(missing)}.",
                remedy="Ajoutez ces lignes : la fiche d’action d’un plan adopté les montre.",
            )
    with_figures = {row.need for row in plan.evidence}
    for need in plan.needs:
        if need.id not in with_figures:
            yield warning(
                "R-013",
                need,
                "id",
                found=need.id,
                expected=_("une donnée, son année et sa source"),
                message=f"Aucune donnée n’appuie le constat {need.id}.",
                remedy="Ajoutez la donnée, son année et sa source dans « Données du portrait ».",
            )


def _owners(plan: Plan) -> dict[str, set[str]]:
    """The actions that have rows, by what the rows tell."""
    levels: defaultdict[IndicatorLevel, set[str]] = defaultdict(set)
    for row in plan.indicators:
        levels[row.level].add(row.parent)
    return {
        mark("activité"): {row.action for row in plan.activities},
        mark("clientèle"): {row.action for row in plan.target_groups},
        mark("partenaire"): {row.action for row in plan.action_partners},
        mark("jalon"): {row.parent for row in plan.milestones},
        mark("ressource humaine"): {row.action for row in plan.human_resources},
        mark("indicateur d’extrant"): levels[IndicatorLevel.OUTPUT],
        mark("indicateur d’effet"): {parent for level in _EFFECTS for parent in levels[level]},
    }


def check_r_014(subject: RuleSubject) -> Iterator[Finding]:
    """A plan has two to eight issues and lasts ten years at most; its versions follow one another (B2, B6)."""
    plan, record = subject.plan, subject.plan.record
    low, high = _ISSUES
    if not low <= len(plan.issues) <= high:
        yield warning(
            "R-014",
            record,
            "id",
            found=str(len(plan.issues)),
            expected=_("de {low} à {high}").format(low=low, high=high),
            message=f"Le plan compte {len(plan.issues)} enjeux; de {low} à {high} se suivent bien.",
            remedy="Réunissez ou distinguez des enjeux, si c’est possible.",
        )
    if record.end > _years_after(record.start, _MOST_YEARS):
        yield warning(
            "R-014",
            record,
            "end",
            found=record.end.isoformat(),
            expected=_("{limit} ou plus tôt").format(limit=_years_after(record.start, _MOST_YEARS).isoformat()),
            message=f"Le plan dure plus de {_MOST_YEARS} ans.",
            remedy="Vérifiez le début et la fin de la période.",
        )
    ordered = sorted(plan.revisions, key=lambda row: row.version)
    for before, after in pairwise(ordered):
        if after.dated < before.dated:
            yield warning(
                "R-014",
                after,
                "dated",
                found=after.dated.isoformat(),
                expected=_("{limit} ou plus tard").format(limit=before.dated.isoformat()),
                message=f"La version {after.version} est datée d’avant la version {before.version}.",
                remedy="Corrigez la date de l’une des deux versions.",
            )


def _years_after(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)

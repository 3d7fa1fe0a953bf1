"""Fiscal years and dates (R-007, R-008)."""

from collections.abc import Iterator
from datetime import date

from assembler.i18n import translate as _
from assembler.models.action import Action, Activity, Milestone
from assembler.models.field import Kind
from assembler.models.finding import Finding
from assembler.models.funding import Agreement, AgreementYear, Payment, ReportDue
from assembler.models.period import parse_fiscal_year
from assembler.models.plan import Plan, record_types
from assembler.models.plan_record import GoodMove, PlanRecord
from assembler.models.record import Record
from assembler.validate.rules.subject import RuleSubject, blocking

# An agreement may start before the plan or outlive it; a success story may be older.
_OUTSIDE_ALLOWED = (GoodMove, AgreementYear, Payment, ReportDue)


def check_r_007(subject: RuleSubject) -> Iterator[Finding]:
    """Every fiscal year is « AAAA-AAAA », second year = first + 1, and the plan's own lie inside its period."""
    allowed = subject.plan.fiscal_years
    for name, record_type in record_types().items():
        fields = [field for field, spec in record_type.specs().items() if spec.kind is Kind.FISCAL_YEAR]
        inside = allowed and not issubclass(record_type, _OUTSIDE_ALLOWED)
        for field in fields:
            for record in _rows(subject.plan, name):
                yield from _check_fy(record, field, allowed if inside else ())


def _check_fy(record: Record, field: str, allowed: tuple[str, ...]) -> Iterator[Finding]:
    fy = getattr(record, field)
    if fy is None or (fy in allowed):
        return
    if not _is_fiscal_year(fy):
        yield blocking(
            "R-007",
            record,
            field,
            found=fy,
            expected=_("AAAA-AAAA"),
            message=f"« {fy} » n’est pas un exercice : la seconde année suit la première, comme 2026-2027.",
            remedy="Écrivez l’exercice sous la forme 2026-2027 (du 1er avril au 31 mars).",
        )
    elif allowed:
        yield blocking(
            "R-007",
            record,
            field,
            found=fy,
            expected=_("de {start} à {end}").format(start=allowed[0], end=allowed[-1]),
            message=f"L’exercice {fy} est hors de la période du plan ({allowed[0]} à {allowed[-1]}).",
            remedy="Corrigez l’exercice, ou la période dans la feuille « Plan ».",
        )


def _is_fiscal_year(label: str) -> bool:
    try:
        return parse_fiscal_year(label) == label
    except ValueError:
        return False


def _rows(plan: Plan, name: str) -> tuple[Record, ...]:
    rows = getattr(plan, name)
    return rows if isinstance(rows, tuple) else (rows,)


def check_r_008(subject: RuleSubject) -> Iterator[Finding]:
    """Actions lie inside the plan, activities and milestones inside what they belong to; ends follow starts.

    Milestones told by season or by relative month have no date to compare.
    """
    plan = subject.plan
    yield from _backwards(plan.record, "Le plan")
    for action in plan.actions:
        yield from _backwards(action, f"L’action {action.id}")
        yield from _inside(action, f"L’action {action.id}", plan.record, "du plan")
    for activity in plan.activities:
        owner = subject.actions.get(activity.action)
        who = f"Une activité de l’action {activity.action}"
        yield from _backwards(activity, who)
        if owner:
            yield from _inside(activity, who, owner, f"de l’action {owner.id}")
    for milestone in plan.milestones:
        yield from _check_milestone(plan, milestone)


def _check_milestone(plan: Plan, milestone: Milestone) -> Iterator[Finding]:
    who = f"Le jalon {milestone.id}"
    yield from _backwards(milestone, who)
    action, agreement = plan.find(Action, milestone.parent), plan.find(Agreement, milestone.parent)
    if action:
        yield from _inside(milestone, who, action, f"de l’action {action.id}")
    elif agreement:
        yield from _inside(milestone, who, agreement, f"de l’entente {agreement.id}")
    elif milestone.parent == plan.record.id:
        yield from _inside(milestone, who, plan.record, "du plan")


def _backwards(record: PlanRecord | Action | Activity | Milestone, who: str) -> Iterator[Finding]:
    if record.start and record.end and record.end < record.start:
        yield blocking(
            "R-008",
            record,
            "end",
            found=record.end.isoformat(),
            expected=_("{limit} ou plus tard").format(limit=record.start.isoformat()),
            message=f"{who} finit le {record.end}, avant de commencer le {record.start}.",
            remedy="Corrigez l’une des deux dates.",
        )


def _inside(
    record: Action | Activity | Milestone, who: str, parent: PlanRecord | Action | Agreement, of_parent: str
) -> Iterator[Finding]:
    if record.start and record.end and record.end < record.start:
        return  # told already
    for field in ("start", "end"):
        day: date | None = getattr(record, field)
        if day and not parent.start <= day <= parent.end:
            yield blocking(
                "R-008",
                record,
                field,
                found=day.isoformat(),
                expected=_("de {start} à {end}").format(start=parent.start.isoformat(), end=parent.end.isoformat()),
                message=f"{who} porte la date du {day}, hors de la période {of_parent} "
                f"({parent.start} au {parent.end}).",
                remedy=f"Corrigez cette date, ou la période {of_parent}.",
            )

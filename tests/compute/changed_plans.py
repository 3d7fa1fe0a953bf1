"""A sample plan and what it became a year later: about a dozen changes, of every sort."""

from decimal import Decimal
from typing import Any

from assembler.models.plan import Plan
from assembler.models.record import Record
from assembler.models.region import Region
from assembler.models.vocabulary import ActionStatus, LeverStatus
from canvases.samples.plans import make_plan


def before_and_after(region: Region) -> tuple[Plan, Plan]:
    """Gives La Côte-de-Gaspé's plan, and the one that came of it."""
    old = make_plan("CG", region)
    return old, _later(old)


def edited(plan: Plan, table: str, key: str, **values: Any) -> Plan:
    """Gives the plan with other values in the row of this id."""
    rows = tuple(row.model_copy(update=values) if row.id == key else row for row in getattr(plan, table))
    return with_rows(plan, table, rows)


def with_rows(plan: Plan, table: str, rows: tuple[Record, ...]) -> Plan:
    """Gives the plan with other rows in a table."""
    values = {name: getattr(plan, name) for name in Plan.model_fields}
    return Plan(**{**values, table: rows})


def _later(plan: Plan) -> Plan:
    record = plan.record.model_copy(update={"version": plan.record.version + 1})
    values = {name: getattr(plan, name) for name in Plan.model_fields}
    later = Plan(**{**values, "record": record})
    first, moved, renamed, last = later.actions[0], later.actions[2], later.actions[3], later.actions[-1]
    target = next(lead for lead in later.leads if lead.issue != moved.issue)
    summary = f"{first.summary} Un comptoir de plus ouvre à Murdochville."
    later = edited(later, "actions", first.id, summary=summary)
    later = edited(later, "actions", moved.id, issue=target.issue, lead=target.id, status=ActionStatus.SUSPENDED)
    later = edited(later, "actions", renamed.id, title=f"{renamed.title}, pour tous les âges")
    later = _without(later, last.id)
    added = first.model_copy(update={"id": "CG-A40", "title": "Une navette entre les villages", "summary": "Relier."})
    later = with_rows(later, "actions", (*later.actions, added))
    requested = next(lever for lever in later.lever_lines if lever.status is LeverStatus.REQUESTED)
    later = edited(later, "lever_lines", requested.id, status=LeverStatus.CONFIRMED)
    need = next(line for line in later.need_lines if line.fy == later.record.current_fy)
    later = edited(later, "need_lines", need.id, amount=need.amount + Decimal("1250.50"))
    partner = later.partners[1]
    later = edited(later, "partners", partner.id, contact_phone="418 555-0199", name=f"{partner.name} (nouveau nom)")
    return with_rows(later, "acronyms", later.acronyms[:-1])


def _without(plan: Plan, action: str) -> Plan:
    """Gives the plan without an action nor anything that needs it."""
    tables = {
        name: tuple(row for row in rows if action not in (getattr(row, "action", None), getattr(row, "parent", None)))
        for name in Plan.model_fields
        if isinstance(rows := getattr(plan, name), tuple)
    }
    actions = tuple(row for row in plan.actions if row.id != action)
    values = {name: getattr(plan, name) for name in Plan.model_fields}
    return Plan(**{**values, **tables, "actions": actions})

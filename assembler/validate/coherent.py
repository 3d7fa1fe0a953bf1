"""Keeps of a plan what holds together, so that a working edition can be made of an unfinished one.

Every reference that leads nowhere has its blocking finding (R-002, or the one of the row that could not be read):
no other edition is made of such a plan, and the working edition's control page tells each of them.
"""

from typing import Any

from assembler.models.field import Kind, Need
from assembler.models.plan import Plan, record_types
from assembler.models.record import Record
from assembler.tables import types_by_name


def keep_coherent(plan: Plan) -> Plan:
    """Gives the plan without its dangling references: an optional one is emptied, a row that needs one is left out.

    A row left out may leave others dangling in turn: it goes on until every reference leads somewhere. The same plan
    comes back when there is nothing to do.
    """
    while True:
        kept = {name: rows for name, record_type in record_types().items() if (rows := _kept(plan, name, record_type))}
        if not kept:
            return plan
        # Built anew rather than copied: a copy would keep the index of the rows that were left out.
        values = {name: getattr(plan, name) for name in Plan.model_fields}
        plan = Plan.model_construct(**{**values, **{name: rows[0] for name, rows in kept.items()}})


def _kept(plan: Plan, name: str, record_type: type[Record]) -> tuple[Any] | None:
    """Gives what a field of the plan becomes, alone in a tuple, or None when it stays as it is."""
    if not any(spec.targets for spec in record_type.specs().values()):
        return None
    found = getattr(plan, name)
    if not isinstance(found, tuple):
        whole = _mended(plan, found)
        return None if whole is found or whole is None else (whole,)
    rows = tuple(_mended(plan, row) for row in found)
    return None if all(new is old for new, old in zip(rows, found, strict=True)) else (tuple(filter(None, rows)),)


def _mended(plan: Plan, record: Record) -> Record | None:
    """Gives the record itself, a copy without its dangling optional references, or None when it needs one of them."""
    emptied: dict[str, Any] = {}
    for field, spec in type(record).specs().items():
        value = getattr(record, field)
        if not spec.targets or not value:
            continue
        keys = value if spec.kind is Kind.REFS else (value,)
        good = tuple(key for key in keys if _leads_somewhere(plan, spec.targets, key))
        if len(good) == len(keys):
            continue
        if spec.need is Need.SAVE and not good:
            return None
        emptied[field] = good if spec.kind is Kind.REFS else None
    return record.model_copy(update=emptied) if emptied else record


def _leads_somewhere(plan: Plan, targets: tuple[str, ...], key: str) -> bool:
    return any(plan.find(types_by_name()[target], key) is not None for target in targets)

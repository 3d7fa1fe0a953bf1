"""Sets aside, in both plans of a comparison, what could not be read of one: nothing is then told of it, nor counted."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from assembler.compute.changes.labels import key_of
from assembler.compute.changes.matching import about
from assembler.models.field import MANY
from assembler.models.plan import Plan, record_types
from assembler.models.record import Record
from assembler.models.unread_row import UnreadRow
from assembler.tables import types_by_name
from assembler.validate.coherent import keep_coherent


@dataclass(frozen=True)
class Aside:
    """Both plans without what is not compared, and what that is, of each: what needs one of these rows is not named."""

    old: Plan
    new: Plan
    of_old: tuple[UnreadRow, ...]
    of_new: tuple[UnreadRow, ...]


def set_aside(old: Plan, new: Plan, of_old: Iterable[UnreadRow], of_new: Iterable[UnreadRow]) -> Aside:
    """Gives both plans without the rows that could not be read in one of them, nor those that need one of these.

    A row that leads nowhere in one plan is set aside in the other too, and so on until nothing more has to be.
    """
    plans, told = (old, new), (list(dict.fromkeys(of_old)), list(dict.fromkeys(of_new)))
    gone = {*told[0], *told[1], *_strays(told[0], old, new), *_strays(told[1], new, old)}
    while True:
        cleared = [_cleared(plan, gone) for plan in plans]
        kept = [keep_coherent(plan) for plan in cleared]
        dropped = [_dropped(*pair) for pair in zip(cleared, kept, strict=True)]
        keys = {one.key for one in gone} | {key_of(row) for rows in dropped for _, row in rows}
        found = [
            [_of_row(name, row, plan, keys) for name, row in rows] for rows, plan in zip(dropped, kept, strict=True)
        ]
        if not any(found):
            return Aside(kept[0], kept[1], tuple(told[0]), tuple(told[1]))
        for side, rows in enumerate(found):
            told[side].extend(one for one, is_root in rows if is_root)
            gone.update(one for one, _ in rows)


def _strays(unread: Iterable[UnreadRow], held: Plan, other: Plan) -> Iterator[UnreadRow]:
    """A row whose id could not be read may be any of those that only the other plan has."""
    for table in {one.table for one in unread if one.is_nameless and not one.field}:
        here = {row.id for row in getattr(held, table)}
        yield from (UnreadRow(table, (("id", row.id),)) for row in getattr(other, table) if row.id not in here)


def _cleared(plan: Plan, gone: Collection[UnreadRow]) -> Plan:
    """Gives the plan without these rows, and without these cells of the rows it keeps."""
    values = {name: getattr(plan, name) for name in Plan.model_fields}
    for name in {one.table for one in gone}:
        rows, aside = values[name], [one for one in gone if one.table == name]
        made = (_without_cells(row, aside) for row in (rows if isinstance(rows, tuple) else (rows,)))
        kept = tuple(row for row in made if not any(_is_it(one, row) for one in aside if not one.field))
        values[name] = kept if isinstance(rows, tuple) else kept[0]
    return Plan.model_construct(**values)


def _without_cells(row: Record, aside: Iterable[UnreadRow]) -> Record:
    cells = {one.field for one in aside if one.field and _is_it(one, row)}
    specs = type(row).specs()
    return row.model_copy(update={name: () if specs[name].kind in MANY else None for name in cells}) if cells else row


def _is_it(unread: UnreadRow, row: Record) -> bool:
    """True when the row may be the one: it agrees with all that was read of it. A missing id agrees with none."""
    return not unread.is_nameless and all(value in (None, getattr(row, name)) for name, value in unread.about)


def _dropped(plan: Plan, kept: Plan) -> list[tuple[str, Record]]:
    held = {name: set(map(id, getattr(kept, name))) for name in record_types() if _is_grid(kept, name)}
    gone = []
    for name, rows in held.items():
        before = getattr(plan, name)
        if len(rows) < len(before):
            # a row that lost an optional reference is another object: what it is about tells it
            same = {about(type(row), dict(row)) for row in getattr(kept, name)}
            gone += [(name, row) for row in before if id(row) not in rows and about(type(row), dict(row)) not in same]
    return gone


def _is_grid(plan: Plan, name: str) -> bool:
    return isinstance(getattr(plan, name), tuple)


def _of_row(name: str, row: Record, plan: Plan, keys: Collection[str]) -> tuple[UnreadRow, bool]:
    """Gives the row set aside, and whether it is so for a reference of its own that leads nowhere.

    That reference tells nothing of the row: the other plan's may hold the right one.
    """
    values = dict(row)
    refs = {one: spec.targets for one, spec in type(row).specs().items() if spec.targets and values[one]}
    if any(key in keys for one in refs for key in (values[one] if isinstance(values[one], tuple) else (values[one],))):
        return UnreadRow(name, about(type(row), values)), False
    lost = [one for one, targets in refs.items() if not _leads_somewhere(plan, targets, values[one])]
    return UnreadRow(name, about(type(row), {**values, **dict.fromkeys(lost)})), True


def _leads_somewhere(plan: Plan, targets: Iterable[str], key: Any) -> bool:
    return isinstance(key, tuple) or any(plan.find(types_by_name()[target], key) for target in targets)

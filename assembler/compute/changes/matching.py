"""Which row of an older table is which row of a newer one: by id, else by what the row is about and how alike it is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assembler.models.field import Kind, Need
from assembler.models.record import Record

_ABOUT = frozenset({Kind.REF, Kind.FISCAL_YEAR, Kind.CHOICE, Kind.DATE})
_MOST_COMPARED = 60  # rows about the same thing: beyond, they are paired in order, and time stays bounded


@dataclass(frozen=True)
class Pair:
    """A row in both plans, or in one of them only."""

    old: Record | None
    new: Record | None


@dataclass(frozen=True)
class Matched:
    """Every row of both tables once, in the order of the newer one, what went last."""

    pairs: tuple[Pair, ...]
    is_reordered: bool


class Renumbering:
    """The ids that records of the older plan have in the newer one: those of renumbered actions and of their rows."""

    def __init__(self, actions: Mapping[str, str]) -> None:
        self._actions = dict(actions)

    def of(self, record: Record) -> dict[str, Any]:
        """Gives the values of a record of the older plan, as its ids are now."""
        specs = type(record).specs()
        values = {name: getattr(record, name) for name in specs}
        if self._actions:
            values |= {name: self._now(values[name]) for name, spec in specs.items() if name == "id" or spec.targets}
        return values

    def _now(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._now(one) for one in value)
        if not isinstance(value, str):
            return value
        stem = next((old for old in self._actions if value == old or value.startswith(f"{old}-")), None)
        return value if stem is None else self._actions[stem] + value[len(stem) :]


@dataclass(frozen=True)
class _Row:
    at: int
    record: Record
    values: dict[str, Any]


def match_rows(old: Sequence[Record], new: Sequence[Record], renumbering: Renumbering) -> Matched:
    """Gives the rows of two tables of one type, paired; each row is in one pair."""
    before = [_Row(at, record, renumbering.of(record)) for at, record in enumerate(old)]
    after = [_Row(at, record, dict(_values(record))) for at, record in enumerate(new)]
    found: dict[int, int] = {}  # place in the newer table -> place in the older one
    groups: defaultdict[tuple[Any, ...], tuple[list[_Row], list[_Row]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((before, after)):
        for row in rows:
            groups[_about(row)][side].append(row)
    for older, newer in groups.values():
        found |= _paired(older, newer)
    kept = [found[at] for at in sorted(found)]
    gone = set(range(len(old))) - set(kept)
    pairs = [Pair(old[found[at]] if at in found else None, record) for at, record in enumerate(new)]
    return Matched(
        pairs=(*pairs, *(Pair(record, None) for at, record in enumerate(old) if at in gone)),
        is_reordered=kept != sorted(kept),
    )


def _values(record: Record) -> Mapping[str, Any]:
    return {name: getattr(record, name) for name in type(record).specs()}


def _about(row: _Row) -> tuple[Any, ...]:
    return tuple(row.values[name] for name in identity_fields(type(row.record)))


@cache
def identity_fields(record_type: type[Record]) -> tuple[str, ...]:
    """Gives the fields that say what a row is about: its id, else what it must refer to, when and of which kind."""
    specs = record_type.specs()
    if "id" in specs:
        return ("id",)
    return tuple(name for name, spec in specs.items() if spec.need is Need.SAVE and spec.kind in _ABOUT)


def about(record_type: type[Record], values: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Gives what tells a row from the others of its table, as far as it is known."""
    return tuple((name, values.get(name)) for name in identity_fields(record_type))


def _paired(older: list[_Row], newer: list[_Row]) -> dict[int, int]:
    """Pairs rows about the same thing: those that are equal first, then the most alike."""
    found = _equal(older, newer)
    rest = [row for row in newer if row.at not in found]
    matched = set(found.values())
    left = [row for row in older if row.at not in matched]
    if not left or not rest:
        return found
    if len(left) == len(rest) == 1 or max(len(left), len(rest)) > _MOST_COMPARED:
        return found | {now.at: was.at for now, was in zip(rest, left, strict=False)}
    alike = sorted((-_likeness(was, now), now.at, was.at) for now in rest for was in left)
    taken: set[int] = set()
    for score, now_at, was_at in alike:
        if score < 0 and now_at not in found and was_at not in taken:
            found[now_at] = was_at
            taken.add(was_at)
    return found


def _equal(older: list[_Row], newer: list[_Row]) -> dict[int, int]:
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for row in reversed(older):
        waiting[repr(row.values)].append(row.at)
    return {row.at: waiting[key].pop() for row in newer if waiting[key := repr(row.values)]}


def _likeness(was: _Row, now: _Row) -> int:
    """Counts what two rows say alike, beyond what both are about."""
    about = identity_fields(type(was.record))
    said = (name for name, value in now.values.items() if name not in about and value not in (None, "", ()))
    return sum(was.values[name] == now.values[name] for name in said)

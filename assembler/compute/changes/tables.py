"""Every table of two plans side by side, row by row and field by field, off the declarations: none is forgotten."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assembler.compute.changes.labels import action_of, key_of, label_of
from assembler.compute.changes.matching import Pair, Renumbering, match_rows
from assembler.compute.changes.shown import shown_fields
from assembler.compute.changes.values import value_words
from assembler.models.action import Action
from assembler.models.changes import FieldChange, Kind, RecordChange, TableChanges, TextChange
from assembler.models.field import FieldSpec
from assembler.models.field import Kind as FieldKind
from assembler.models.plan import Plan, record_types
from assembler.models.record import Record
from assembler.models.region import Region
from assembler.models.vocabulary import Edition

TEXTS = frozenset({FieldKind.LONG_TEXT, FieldKind.LINES})


@dataclass(frozen=True)
class Sides:
    """Two plans, and who is told of their differences."""

    old: Plan
    new: Plan
    region: Region
    edition: Edition
    renumbering: Renumbering


@dataclass(frozen=True)
class Rows:
    """What changed in a table; ``has_hidden`` when something did that the edition does not show."""

    pairs: tuple[Pair, ...] = ()  # the rows that the edition may mention
    changes: TableChanges | None = None
    texts: tuple[TextChange, ...] = ()
    has_hidden: bool = False


@dataclass
class _Told:
    """What is gathered of one table."""

    pairs: list[Pair] = field(default_factory=list)
    records: list[RecordChange] = field(default_factory=list)
    texts: list[TextChange] = field(default_factory=list)
    has_hidden: bool = False


def compare_tables(sides: Sides) -> dict[str, Rows]:
    """Gives what changed in each table of the plan, by its field of ``Plan``."""
    return {name: _compare(sides, name, record_type) for name, record_type in record_types().items()}


def _compare(sides: Sides, name: str, record_type: type[Record]) -> Rows:
    matched = match_rows(_rows(sides.old, name), _rows(sides.new, name), sides.renumbering)
    told = _Told()
    for pair in matched.pairs:
        _gather(sides, name, pair, told)
    kinds = [record.kind for record in told.records]
    table = record_type.table
    assert table is not None
    changes = TableChanges(
        table=name,
        fr=table.fr,
        en=table.en,
        added=kinds.count("added"),
        removed=kinds.count("removed"),
        changed=kinds.count("changed"),
        is_reordered=matched.is_reordered,
        records=tuple(told.records),
    )
    is_told = bool(kinds) or matched.is_reordered
    return Rows(tuple(told.pairs), changes if is_told else None, tuple(told.texts), told.has_hidden)


def _rows(plan: Plan, name: str) -> Sequence[Record]:
    held = getattr(plan, name)
    return held if isinstance(held, tuple) else (held,)


def _gather(sides: Sides, name: str, pair: Pair, told: _Told) -> None:
    before, after = (dict(shown_fields(row, sides.edition)) if row else None for row in (pair.old, pair.new))
    if not before and not after:
        told.has_hidden |= pair.old is None or pair.new is None or bool(_differing(sides, pair))
        return
    told.pairs.append(pair)
    if not before or not after:
        told.records.append(_change(sides, pair, before or after or {}, kind="removed" if before else "added"))
        told.has_hidden |= pair.old is not None and pair.new is not None
        return
    differing = _differing(sides, pair)
    shown = [one for one in differing if one in after and before.get(one) != after[one]]
    told.has_hidden |= len(shown) < len(differing)
    if shown:
        change = _change(sides, pair, after, kind="changed")
        assert pair.new is not None
        texts = list(_texts(name, pair.new, change, shown, before, after))
        fields = tuple(_fields(sides, pair.new, shown, before, after))
        told.texts += texts
        told.records.append(change.model_copy(update={"fields": fields, "texts": tuple(text.field for text in texts)}))


def _change(sides: Sides, pair: Pair, shown: Mapping[str, Any], *, kind: Kind) -> RecordChange:
    record, plan = (pair.new, sides.new) if pair.new and kind != "removed" else (pair.old, sides.old)
    assert record is not None
    fr, en = label_of(record, shown, plan, sides.region)
    return RecordChange(kind=kind, key=key_of(record), fr=fr, en=en, action=action_of(record, plan))


def _differing(sides: Sides, pair: Pair) -> list[str]:
    """Gives the fields that differ, ids of renumbered actions taken for the same but in the action itself."""
    if pair.old is None or pair.new is None:
        return []
    was = sides.renumbering.of(pair.old)
    if isinstance(pair.old, Action):
        was["id"] = pair.old.id
    return [name for name in type(pair.new).specs() if was[name] != getattr(pair.new, name)]


def _texts(
    table: str,
    record: Record,
    change: RecordChange,
    names: Sequence[str],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> Iterator[TextChange]:
    spec_of, declared = type(record).specs(), record.table
    assert declared is not None
    for name in names:
        if spec_of[name].kind in TEXTS:
            yield TextChange(
                table=table,
                table_fr=declared.fr,
                table_en=declared.en,
                record=change.key,
                record_fr=change.fr,
                record_en=change.en,
                field=name,
                fr=spec_of[name].fr,
                en=spec_of[name].en,
                before=_text(before.get(name)),
                after=_text(after.get(name)),
            )


def _text(value: Any) -> str:
    return "\n".join(value) if isinstance(value, tuple) else value or ""


def _fields(
    sides: Sides, record: Record, names: Sequence[str], before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[FieldChange]:
    specs: Mapping[str, FieldSpec] = type(record).specs()
    for name in names:
        spec = specs[name]
        if spec.kind not in TEXTS:
            yield FieldChange(
                field=name,
                fr=spec.fr,
                en=spec.en,
                before=value_words(before.get(name), spec, sides.old, sides.region),
                after=value_words(after.get(name), spec, sides.new, sides.region),
            )

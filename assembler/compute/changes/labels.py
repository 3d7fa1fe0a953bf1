"""What names a row among those of its table, in both languages, and the action it belongs to."""

from collections.abc import Mapping
from typing import Any

from assembler.compute.changes.matching import identity_fields
from assembler.compute.changes.values import name_of, value_words
from assembler.models.field import Kind
from assembler.models.plan import Plan
from assembler.models.record import Layout, Record
from assembler.models.region import Region
from assembler.tables import types_by_name

_WORDED = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.LINES})
_LONGEST = 80  # characters of a label


def key_of(record: Record) -> str:
    """Gives the id of a row; nothing when rows of its table have none."""
    return str(getattr(record, "id", None) or "")


def label_of(record: Record, shown: Mapping[str, Any], plan: Plan, region: Region) -> tuple[str, str]:
    """Gives the words that name a row, of what may be shown: its name, else what it is about; none for a form's."""
    assert record.table is not None
    if record.table.layout is Layout.FORM:
        return "", ""
    words = _shortened(name_of(record) or _first_words(record, shown))
    if key_of(record):
        return words, words
    told = [_about(record, name, shown, plan, region) for name in identity_fields(type(record)) if name in shown]
    told.append((words, words))
    fr, en = (", ".join(dict.fromkeys(part for part in side if part)) for side in zip(*told, strict=True))
    return fr, en


def _about(record: Record, name: str, shown: Mapping[str, Any], plan: Plan, region: Region) -> tuple[str, str]:
    """A reference is told by its id, which is short and stands in the canvas; anything else in words."""
    spec = type(record).specs()[name]
    if spec.targets:
        return (str(shown[name] or ""),) * 2
    value = value_words(shown[name], spec, plan, region)
    return (value.fr, value.en) if value else ("", "")


def _first_words(record: Record, shown: Mapping[str, Any]) -> str:
    specs = type(record).specs()
    found = (shown.get(name) for name, spec in specs.items() if spec.kind in _WORDED and name != "id")
    first = next((value for value in found if value), "")
    return " ".join((first[0] if isinstance(first, tuple) else str(first)).split())


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def action_of(record: Record, plan: Plan) -> str:
    """Gives the id of the action that a row belongs to: the one it names, or the one that what it names belongs to."""
    refs = {name: spec.targets for name, spec in type(record).specs().items() if spec.targets and spec.kind is Kind.REF}
    for name, targets in refs.items():
        key = getattr(record, name)
        if key and "Action" in targets and plan.find(types_by_name()["Action"], key):
            return str(key)
    for name, targets in refs.items():
        found = [plan.find(types_by_name()[target], getattr(record, name)) for target in targets]
        for parent in (one for one in found if one is not None):
            own = [getattr(parent, one) for one, spec in type(parent).specs().items() if "Action" in spec.targets]
            key = next((one for one in own if isinstance(one, str)), "")
            if key and type(parent).__name__ in ("Indicator", "Expense", "NeedLine"):
                return key
    return ""

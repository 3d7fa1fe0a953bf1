"""A value of a record as programs read it and as people do, in both languages."""

from datetime import date
from decimal import Decimal
from typing import Any

from assembler.i18n import Lang
from assembler.models.changes import Value
from assembler.models.field import FieldSpec, Kind, Privacy
from assembler.models.plan import Plan
from assembler.models.record import Record
from assembler.models.region import Region
from assembler.models.vocabulary import Terms
from assembler.tables import types_by_name
from assembler.typography import format_money, format_number, format_percent

_NAMES = ("title", "name", "label", "statement", "description")


def value_words(value: Any, spec: FieldSpec, plan: Plan, region: Region) -> Value | None:
    """Gives a value in words: codes and references by their label, amounts in dollars; None for none."""
    if value is None or value in ("", ()):
        return None
    items = value if isinstance(value, tuple) else (value,)
    told = [_value(item, spec, plan, region) for item in items]
    return Value(raw="; ".join(one.raw for one in told), **_joined(told))


def name_of(record: Record) -> str:
    """Gives the public words that name a record, on one line; nothing when it has none."""
    specs = type(record).specs()
    names = (name for name in _NAMES if name in specs and specs[name].privacy is Privacy.PUBLIC)
    return next((" ".join(words.split()) for name in names if (words := getattr(record, name))), "")


def _joined(told: list[Value]) -> dict[str, str]:
    return {"fr": "; ".join(one.fr for one in told), "en": "; ".join(one.en for one in told)}


def _value(value: Any, spec: FieldSpec, plan: Plan, region: Region) -> Value:
    if isinstance(value, Terms):
        return Value(raw=str(value.value), fr=value.fr, en=value.en)
    if isinstance(value, bool):
        return Value(raw="true" if value else "false", fr="oui" if value else "non", en="yes" if value else "no")
    if isinstance(value, int | Decimal):
        raw = f"{value:.2f}" if spec.kind is Kind.MONEY else str(value)
        return Value(raw=raw, fr=_figures(value, spec.kind, "fr"), en=_figures(value, spec.kind, "en"))
    raw = value.isoformat() if isinstance(value, date) else str(value)
    fr, en = _label(raw, spec, plan, region)
    return Value(raw=raw, fr=fr, en=en)


def _label(raw: str, spec: FieldSpec, plan: Plan, region: Region) -> tuple[str, str]:
    if spec.vocabulary:
        return _code(spec.vocabulary, raw, plan, region)
    found = (plan.find(types_by_name()[target], raw) for target in spec.targets)
    label = next((name for record in found if record and (name := name_of(record))), raw)
    return label, label


def _code(vocabulary: str, code: str, plan: Plan, region: Region) -> tuple[str, str]:
    own = next((one.label for one in plan.custom_dimensions if one.id == code), None)
    if vocabulary == "dimensions" and own:
        return own, own
    return next(((term.fr, term.en) for term in region.vocabulary(vocabulary) if term.code == code), (code, code))


def _figures(value: Decimal | int, kind: Kind, lang: Lang) -> str:
    if kind is Kind.MONEY:
        return format_money(Decimal(value), cents=value != int(value), lang=lang)
    if kind is Kind.PERCENT:
        return format_percent(Decimal(value), lang=lang)
    return format_number(value, lang=lang) if kind is not Kind.INTEGER or value >= 10_000 else str(value)

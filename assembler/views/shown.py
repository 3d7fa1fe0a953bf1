"""One record as a document shows it: French tags, references and codes turned into words, blanks said aloud (B0)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from assembler.models.action import Action
from assembler.models.edition_scope import is_adopted, is_field_shown
from assembler.models.field import MANY, FieldSpec, Kind, Need, Privacy
from assembler.models.funding import Agreement
from assembler.models.governance import GovernanceBody
from assembler.models.piece import Request
from assembler.models.plan import record_types
from assembler.models.plan_record import Resolution
from assembler.models.record import Record
from assembler.models.strategy import Issue, Lead, NeedStatement, Objective
from assembler.models.view import Missing, Shown
from assembler.models.vocabulary import Terms
from assembler.typography import NBSP, format_date_long

# In the fields of views, where a plain ``str`` or ``Decimal`` would lose what a Missing is.
Text = Missing | str
Amount = Decimal | Missing

TO_COMPLETE = Missing("À compléter")
NOT_APPLICABLE = Missing(f"s.{NBSP}o.")
NOT_AVAILABLE = Missing(f"n.{NBSP}d.")

_NAMES = ("title", "name", "label", "statement")


def show(record: Record, request: Request) -> Shown:
    """Gives every declared field of a record by tag; a reference is its title, and its id is kept as ``<tag>_id``.

    A field the edition may not show, or that has no value, is a ``Missing``. Confidential fields are left out (B0).
    """
    shown: dict[str, Any] = {}
    for name, spec in type(record).specs().items():
        if spec.privacy is Privacy.CONFIDENTIAL:
            continue
        value = getattr(record, name)
        if not is_field_shown(spec.privacy, request.edition):
            value = () if spec.kind in MANY else None
            shown[spec.tag] = value if spec.kind in MANY else Missing(spec.blank)
        else:
            shown[spec.tag] = _shown_value(value, spec, request)
        if spec.kind in (Kind.REF, Kind.CHOICE):
            shown[f"{spec.tag}_id"] = str(value) if value else Missing(spec.blank)
    return shown


def or_missing(value: Any, missing: Missing = NOT_AVAILABLE) -> Any:
    """Gives the value, or what is printed when there is none."""
    return missing if value is None or value == "" else value


def label_of(kind: str, key: str, request: Request) -> str:
    """Gives the words that stand for a reference; the id itself when the plan does not hold the record."""
    record_type = _types().get(kind)
    record = request.plan.find(record_type, key) if record_type else None
    if record is None:
        return key
    special = _LABELS.get(type(record))
    if special:
        return special(record, request)
    return next((str(words) for name in _NAMES if (words := getattr(record, name, None))), key)


def chain_number(key: str) -> str:
    """Gives the printed number of a link of the strategic chain: « CG-P1.2 » is « 1.2 »."""
    return key.rsplit("-", 1)[-1].lstrip("EOPB")


def dimension_label(code: str, request: Request) -> str:
    """Gives the name of a dimension, of the region or added by the territory (A4-14)."""
    own = next((dimension.label for dimension in request.plan.custom_dimensions if dimension.id == code), None)
    return own or _code_label("dimensions", code, request)


def _shown_value(value: Any, spec: FieldSpec, request: Request) -> Any:
    if spec.kind in MANY:
        words = tuple(_words(item, spec, request) for item in value)
        return words or ((TO_COMPLETE,) if _is_due(spec, request) else ())
    if value is None or value == "":
        return TO_COMPLETE if _is_due(spec, request) else Missing(spec.blank)
    return value if isinstance(value, int | Decimal | date) else _words(value, spec, request)


def _is_due(spec: FieldSpec, request: Request) -> bool:
    """True for what an adopted plan needs, while the plan is not."""
    return spec.need is Need.ADOPTED and not is_adopted(request.plan.record.status)


def _words(value: Any, spec: FieldSpec, request: Request) -> str:
    if isinstance(value, Terms):
        return value.fr
    if isinstance(value, Enum):
        return str(value.value)
    if spec.vocabulary == "dimensions":
        return dimension_label(value, request)
    if spec.vocabulary:
        return _code_label(spec.vocabulary, value, request)
    if spec.targets:
        return next(
            (label for target in spec.targets if (label := label_of(target, value, request)) != value), str(value)
        )
    return str(value)


def _code_label(vocabulary: str, code: str, request: Request) -> str:
    return next((term.fr for term in request.region.vocabulary(vocabulary) if term.code == code), code)


@cache
def _types() -> dict[str, type[Record]]:
    return {record_type.__name__: record_type for record_type in record_types().values()}


def _issue(record: Issue, _: Request) -> str:
    return f"{record.order}. {record.title}"


def _link(record: Lead | Objective, _: Request) -> str:
    return f"{chain_number(record.id)}{NBSP}{record.statement}"


def _need(record: NeedStatement, _: Request) -> str:
    return record.statement


def _action(record: Action, _: Request) -> str:
    return record.title


def _agreement(record: Agreement, _: Request) -> str:
    return record.id


def _resolution(record: Resolution, request: Request) -> str:
    body = request.plan.find(GovernanceBody, record.body)
    where = body.name if body else record.body_label
    told = f"résolution no{NBSP}{record.number}, {format_date_long(record.dated)}"
    return f"{where}, {told}" if where else told


_LABELS: dict[type[Record], Callable[[Any, Request], str]] = {
    Issue: _issue,
    Objective: _link,
    Lead: _link,
    NeedStatement: _need,
    Action: _action,
    Agreement: _agreement,
    Resolution: _resolution,
}

"""Rows for tables that a sample leaves empty, made from their declarations: what is required, and nothing else."""

from datetime import date
from enum import Enum
from typing import Any, get_args

from assembler.models.field import MANY, FieldSpec, Kind, Need
from assembler.models.record import Record
from assembler.models.region import Region

Tables = dict[str, Any]  # attribute of the plan to its rows
_PLAIN: dict[Kind, Any] = {
    Kind.DATE: date(2026, 10, 5),
    Kind.FISCAL_YEAR: "2026-2027",
    Kind.YES_NO: True,
    Kind.LINES: ("Une ligne",),
}


def filled_row(record_type: type[Record], tables: Tables, region: Region, *, code: str) -> Record:
    """Gives a row that stands on the first records of the tables it refers to."""
    values = {
        name: _value(record_type, name, spec, tables, region, code)
        for name, spec in record_type.specs().items()
        if spec.need is Need.SAVE
    }
    return record_type(**values)


def _value(record_type: type[Record], name: str, spec: FieldSpec, tables: Tables, region: Region, code: str) -> Any:
    if spec.kind in (Kind.REF, Kind.REFS):
        key = next(row.id for rows in tables.values() for row in _rows(rows) if type(row).__name__ in spec.targets)
        return (key,) if spec.kind is Kind.REFS else key
    if spec.kind in (Kind.CHOICE, Kind.CHOICES):
        first = region.vocabulary(spec.vocabulary)[0].code if spec.vocabulary else _first_term(record_type, name)
        return (first,) if spec.kind in MANY else first
    if spec.kind in _PLAIN:
        return _PLAIN[spec.kind]
    if spec.kind in (Kind.TEXT, Kind.LONG_TEXT):
        return (spec.example or "Un texte").replace("CG", code)
    return spec.minimum or 1


def _rows(rows: Any) -> tuple[Any, ...]:
    return rows if isinstance(rows, tuple) else (rows,)


def _first_term(record_type: type[Record], name: str) -> Any:
    annotation = record_type.model_fields[name].annotation
    known = [kind for kind in (annotation, *get_args(annotation)) if isinstance(kind, type) and issubclass(kind, Enum)]
    return next(iter(known[0]))

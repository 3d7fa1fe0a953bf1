"""Bounds of numbers, advised lengths of texts and lists."""

from typing import Any

from assembler.i18n import translate as _
from assembler.models.field import NUMERIC, FieldSpec
from assembler.validate.reading import Problem, problem


def bounds(value: Any, spec: FieldSpec) -> tuple[Problem, ...]:
    """Gives a problem when a number is out of its field’s bounds."""
    if value is None or spec.kind not in NUMERIC:
        return ()
    low, high = spec.minimum, spec.maximum
    if not (low is not None and value < low) and not (high is not None and value > high):
        return ()
    expected = _expected(low, high)
    message = _("«\u00a0{label}\u00a0»\u00a0: {shown} est hors des bornes ({expected}).")
    return (problem("T-007", message, spec, value, expected=expected),)


def lengths(value: Any, spec: FieldSpec) -> tuple[Problem, ...]:
    """Gives a problem when a text or a list is longer, or a list shorter, than advised."""
    if isinstance(value, tuple):
        return _counts(value, spec)
    if not isinstance(value, str):
        return ()
    if spec.limit_words and (words := len(value.split())) > spec.limit_words:
        message = _("«\u00a0{label}\u00a0»\u00a0: {count} mots, alors que {limit} sont conseillés.")
        return (problem("T-020", message, spec, count=str(words), limit=str(spec.limit_words)),)
    if spec.limit_chars and len(value) > spec.limit_chars:
        message = _("«\u00a0{label}\u00a0»\u00a0: {count} caractères, alors que {limit} sont conseillés.")
        return (problem("T-020", message, spec, count=str(len(value)), limit=str(spec.limit_chars)),)
    return ()


def _counts(items: tuple[Any, ...], spec: FieldSpec) -> tuple[Problem, ...]:
    low, high = spec.min_items or 0, spec.max_items
    if not items or (len(items) >= low and (high is None or len(items) <= high)):
        return ()
    expected = _expected(low, high)
    message = _("«\u00a0{label}\u00a0»\u00a0: {count} éléments ({expected}).")
    return (problem("T-021", message, spec, count=str(len(items)), expected=expected),)


def _expected(low: int | None, high: int | None) -> str:
    words = _("au moins {low}") if high is None else _("de {low} à {high}")
    return words.format(low=low or 0, high=high)

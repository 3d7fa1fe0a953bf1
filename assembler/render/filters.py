"""The filters templates format values with. A ``Missing`` goes through every one of them untouched."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import Any

from jinja2 import StrictUndefined

from assembler.i18n import translate as _
from assembler.models.view import Missing
from assembler.typography import format_date_iso, format_date_long, format_money, format_number, format_percent

NOT_APPLICABLE = Missing("s.\u00a0o.")
NOT_AVAILABLE = Missing("n.\u00a0d.")


class WrongValueError(ValueError):
    """A value a filter cannot format or a tag cannot print; the message is in French."""


def _passing_missing(format_value: Callable[..., str]) -> Callable[..., str]:
    @wraps(format_value)
    def formatted(value: Any, *arguments: Any) -> str:
        return value if isinstance(value, Missing) else format_value(value, *arguments)

    return formatted


@_passing_missing
def argent(value: Any) -> str:
    """« 286 000 $ » when the amount has no cents, « 286 000,50 $ » when it has."""
    amount = _number(value, "argent")
    return format_money(amount, cents=amount != amount.to_integral_value())


@_passing_missing
def argent_cents(value: Any) -> str:
    """« 286 000,00 $ »: cents always."""
    return format_money(_number(value, "argent_cents"))


@_passing_missing
def pct(value: Any, decimals: int = 1) -> str:
    """« 85,0 % »."""
    return format_percent(_number(value, "pct"), decimals)


@_passing_missing
def nombre(value: Any, decimals: int | None = None) -> str:
    """« 17 934 » or « 12,5 »; with ``decimals``, that many."""
    return format_number(_number(value, "nombre"), decimals)


@_passing_missing
def date_longue(value: Any) -> str:
    """« 5 octobre 2026 »."""
    return format_date_long(_date(value, "date_longue"))


@_passing_missing
def date_iso(value: Any) -> str:
    """« 2026-10-05 », for tables."""
    return format_date_iso(_date(value, "date_iso"))


@_passing_missing
def oui_non(value: Any) -> str:
    """« Oui » or « Non »."""
    if not isinstance(value, bool):
        raise _wrong("oui_non", _("un oui ou un non"), value)
    return "Oui" if value else "Non"


@_passing_missing
def liste(value: Any, separator: str = "; ") -> str:
    """The texts of a list on one line: « a; b; c »."""
    return separator.join(_texts(value, "liste"))


@_passing_missing
def lignes(value: Any) -> str:
    """The texts of a list, or a long text, one a line in the same paragraph."""
    return value if isinstance(value, str) else "\n".join(_texts(value, "lignes"))


def so(value: Any) -> Any:
    """« s. o. » in the place of nothing."""
    return NOT_APPLICABLE if _is_nothing(value) else value


def nd(value: Any) -> Any:
    """« n. d. » in the place of nothing."""
    return NOT_AVAILABLE if _is_nothing(value) else value


def is_filled(value: Any) -> bool:
    """The test « is renseigne »: there is a value, and it is not one of « s. o. », « n. d. », « À compléter »."""
    if isinstance(value, StrictUndefined):
        str(value)  # raises: a misspelt tag is not an empty value
    return not isinstance(value, Missing) and not _is_nothing(value)


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, str | tuple) and not value)


def _number(value: Any, name: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _wrong(name, _("un nombre"), value)
    return Decimal(value)


def _date(value: Any, name: str) -> date:
    if not isinstance(value, date):
        raise _wrong(name, _("une date"), value)
    return value


def _texts(value: Any, name: str) -> list[str]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise _wrong(name, _("une liste de textes"), value)
    texts = list(value)
    if not all(isinstance(text, str) for text in texts):
        raise _wrong(name, _("une liste de textes"), value)
    return texts


def _wrong(name: str, expected: str, value: Any) -> WrongValueError:
    found = _("rien") if value is None else f"{value!r}"[:60]
    return WrongValueError(
        _("le filtre «\u00a0{name}\u00a0» attend {expected} et reçoit {found}").format(
            name=name, expected=expected, found=found
        )
    )


FILTERS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (argent, argent_cents, pct, nombre, date_longue, date_iso, oui_non, liste, lignes, so, nd)
}

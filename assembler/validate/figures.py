"""Numbers, amounts, percentages, dates and fiscal years."""

from dataclasses import replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.field import FieldSpec, Kind
from assembler.models.money import CENT
from assembler.models.source import Raw
from assembler.typography import format_number
from assembler.validate.dates import AmbiguousDateError, read_serial
from assembler.validate.dates import read_date as date_of
from assembler.validate.dates import read_fiscal_year as fiscal_year_of
from assembler.validate.numbers import AmbiguousNumberError, readings
from assembler.validate.numbers import read_number as number_of
from assembler.validate.reading import Choices, Reading, plain, problem, refused

_LARGEST = Decimal(10) ** 12  # neither dollars nor people are counted by the million millions
_FOREIGN = {Kind.MONEY: "%", Kind.PERCENT: "$"}  # « 5 % » is no amount, « 85 $ » no share


def read_number(raw: Raw, spec: FieldSpec, _choices: Choices) -> Reading:
    """A decimal number."""
    if isinstance(raw, str):
        return _number_from_text(raw, spec)
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        return refused("T-001", _("«\u00a0{label}\u00a0»\u00a0: «\u00a0{shown}\u00a0» n’est pas un nombre."), spec, raw)
    return _sized(Decimal(str(raw)), spec)


def _number_from_text(text: str, spec: FieldSpec) -> Reading:
    try:
        reading = _sized(_number_in(text, spec), spec)
    except AmbiguousNumberError:
        message = _("«\u00a0{label}\u00a0»\u00a0: «\u00a0{shown}\u00a0» peut se lire {first} ou {second}.")
        first, second = (_written(value) for value in readings(text))
        return refused("T-003", message, spec, text, first=first, second=second, remedy=_one_of(first, second))
    except ValueError:
        return refused(
            "T-001", _("«\u00a0{label}\u00a0»\u00a0: «\u00a0{shown}\u00a0» n’est pas un nombre."), spec, text
        )
    if reading.value is None:
        return reading
    message = _("«\u00a0{label}\u00a0»\u00a0: le texte «\u00a0{shown}\u00a0» a été lu comme le nombre {number}.")
    told = problem("T-004", message, spec, text, number=_written(reading.value))
    return Reading(reading.value, (told,))


def _sized(number: Decimal, spec: FieldSpec) -> Reading:
    """Refuses a number beyond measure: it is a slip, and no total could hold it to the cent."""
    if abs(number) < _LARGEST:
        return Reading(number)
    message = _("«\u00a0{label}\u00a0»\u00a0: {shown} est démesuré.")
    return refused("T-007", message, spec, number)


def _one_of(first: str, second: str) -> str:
    return _("Écrivez {first} ou {second}, selon ce que vous voulez dire.").format(first=first, second=second)


def _written(number: Decimal, decimals: int | None = None) -> str:
    """Gives a number that can be typed as it is written: in English, a comma between thousands would be refused."""
    return either(format_number(number, decimals), f"{number:f}")


def _number_in(text: str, spec: FieldSpec) -> Decimal:
    if _FOREIGN.get(spec.kind, "\0") in text:
        raise ValueError(text)
    return number_of(text)


def read_integer(raw: Raw, spec: FieldSpec, choices: Choices) -> Reading:
    """A whole number."""
    reading = read_number(raw, spec, choices)
    remedy = _("Écrivez un nombre entier, en chiffres seulement, par exemple 12.")
    if reading.value is not None and reading.value != int(reading.value):
        message = _("«\u00a0{label}\u00a0»\u00a0: {shown} n’est pas un nombre entier.")
        return refused("T-001", message, spec, raw, remedy=remedy)
    told = (replace(one, remedy=remedy) if one.code == "T-001" else one for one in reading.problems)
    return Reading(None if reading.value is None else int(reading.value), tuple(told))


def read_money(raw: Raw, spec: FieldSpec, choices: Choices) -> Reading:
    """An amount to the cent."""
    reading = read_number(raw, spec, choices)
    if reading.value is None:
        return reading
    cents = reading.value.quantize(CENT, rounding=ROUND_HALF_UP)
    if cents == reading.value:
        return Reading(cents, reading.problems)
    message = _("«\u00a0{label}\u00a0»\u00a0: {shown} est arrondi à {number}.")
    rounded = problem("T-012", message, spec, raw, number=_written(cents, 2))
    return Reading(cents, (*reading.problems, rounded))


def read_percent(raw: Raw, spec: FieldSpec, choices: Choices) -> Reading:
    """A percentage: 85 for 85 %."""
    reading = read_number(raw, spec, choices)
    if reading.value is None or not 0 < reading.value < 1:
        return reading
    message = _("«\u00a0{label}\u00a0»\u00a0: {shown} est lu {shown}\u00a0%. Vouliez-vous dire {number}\u00a0%?")
    tiny = problem("T-005", message, spec, raw, number=_written(reading.value * 100))
    return Reading(reading.value, (*reading.problems, tiny))


def read_date(raw: Raw, spec: FieldSpec, _choices: Choices) -> Reading:
    """A day."""
    if isinstance(raw, datetime):
        return Reading(raw.date())
    if isinstance(raw, date):
        return Reading(raw)
    try:
        day = date_of(raw) if isinstance(raw, str) else read_serial(Decimal(str(raw)))
    except AmbiguousDateError as error:
        message = _("«\u00a0{label}\u00a0»\u00a0: «\u00a0{shown}\u00a0» peut se lire {first} ou {second}.")
        first, second = (day.isoformat() for day in (error.readings[0], error.readings[-1]))
        return refused("T-003", message, spec, raw, first=first, second=second, remedy=_one_of(first, second))
    except (ValueError, ArithmeticError, TypeError):
        message = _("«\u00a0{label}\u00a0»\u00a0: «\u00a0{shown}\u00a0» n’est pas une date.")
        return refused("T-002", message, spec, raw, expected="2026-04-01")
    if isinstance(raw, str) and raw.strip() == day.isoformat():
        return Reading(day)
    message = _("«\u00a0{label}\u00a0»\u00a0: «\u00a0{shown}\u00a0» a été lu comme la date {day}.")
    return Reading(day, (problem("T-004", message, spec, raw, day=day.isoformat()),))


def read_fiscal_year(raw: Raw, spec: FieldSpec, _choices: Choices) -> Reading:
    """A fiscal year (R-007)."""
    text = plain(raw)
    try:
        return Reading(fiscal_year_of(text))
    except ValueError:
        message = _("«\u00a0{label}\u00a0»\u00a0: «\u00a0{shown}\u00a0» n’est pas un exercice.")
        return refused("T-014", message, spec, raw, expected="2026-2027")

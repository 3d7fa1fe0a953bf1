"""Dates and fiscal years as people type them; a date that reads two ways is refused, never guessed."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

from assembler.models.period import parse_fiscal_year
from assembler.tables import folded

_WEEKDAY = re.compile(r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w{3,6}day),? ")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d\d:\d\d(?::\d\d(?:\.0+)?)?)?", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_SHORT = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d\d)")
_DAY_FIRST = re.compile(r"(?:le |the )?(\d{1,2})(?:er|e|st|nd|rd|th)?(?: | of |-|/)([a-z]+)\.?,?(?: |-|/)(\d{4}|\d\d)")
_MONTH_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MONTHS = (
    ("janvier", "janv", "january", "jan"),
    ("fevrier", "fevr", "february", "feb"),
    ("mars", "march", "mar"),
    ("avril", "avr", "april", "apr"),
    ("mai", "may"),
    ("juin", "june", "jun"),
    ("juillet", "juil", "july", "jul"),
    ("aout", "august", "aug"),
    ("septembre", "sept", "september", "sep"),
    ("octobre", "oct", "october"),
    ("novembre", "nov", "november"),
    ("decembre", "dec", "december"),
)
_FIRST_YEAR, _LAST_YEAR = 1990, 2099  # a plan holds no date outside of these
_YEARS = re.compile(r"(\d{4})\s?[-–‑/]\s?(\d{4}|\d{2})")


class AmbiguousDateError(ValueError):
    """The text reads as several dates: ``readings``, in order."""

    def __init__(self, text: str, readings: tuple[date, ...]) -> None:
        super().__init__(text)
        self.readings = readings


def read_date(text: str) -> date:
    """Gives the date a text says; ``AmbiguousDateError`` or ``ValueError`` when it does not say one."""
    found = tuple(sorted(set(_readings(_WEEKDAY.sub("", folded(text), count=1)))))
    if not found:
        raise ValueError(text)
    if len(found) > 1:
        raise AmbiguousDateError(text, found)
    return found[0]


def read_serial(number: Decimal) -> date:
    """Gives the date behind a number whose cell lost its date format; ``ValueError`` when it is no date of ours."""
    if found := _COMPACT.fullmatch(str(number)):
        return date(int(found[1]), int(found[2]), int(found[3]))
    day = date(1899, 12, 30) + timedelta(days=int(number))
    if number != int(number) or not _is_ours(day):
        raise ValueError(number)
    return day


def read_fiscal_year(text: str) -> str:
    """Gives « 2026-2027 » for it or for « 2026–27 », « 2026/2027 »; ``ValueError`` otherwise (R-007)."""
    found = _YEARS.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    last = found[2] if len(found[2]) == 4 else found[1][:2] + found[2]
    return parse_fiscal_year(f"{found[1]}-{last}")


def _readings(plain: str) -> Iterator[date]:
    """Gives every date the text may say; the same one may come twice."""
    for years, month, day in _splits(plain):
        for year in years:
            with suppress(ValueError):
                yield date(year, month, day)


def _splits(plain: str) -> Iterator[tuple[tuple[int, ...], int, int]]:
    """Gives the years it may be, month and day in every order the text allows."""
    if found := _ISO.fullmatch(plain) or _COMPACT.fullmatch(plain):
        yield _years(found[1]), int(found[2]), int(found[3])
    elif found := _SHORT.fullmatch(plain):
        first, second, third = (int(part) for part in found.groups())
        yield _years(found[3]), second, first
        yield _years(found[3]), first, second
        if len(found[1]) == len(found[3]) == 2:  # « 26-04-01 »: the year may come first
            yield _years(found[1]), second, third
    elif found := _DAY_FIRST.fullmatch(plain):
        yield _years(found[3]), _month(found[2]), int(found[1])
        if len(found[1]) == len(found[3]) == 2:
            yield _years(found[1]), _month(found[2]), int(found[3])
    elif found := _MONTH_FIRST.fullmatch(plain):
        yield _years(found[3]), _month(found[1]), int(found[2])


def _years(text: str) -> tuple[int, ...]:
    """« 99 » is 1999 or 2099; « 26 » is 2026, for our dates begin in 1990."""
    if len(text) == 4:
        return (int(text),)
    return tuple(year for year in (1900 + int(text), 2000 + int(text)) if year >= _FIRST_YEAR)


def _is_ours(day: date) -> bool:
    return _FIRST_YEAR <= day.year <= _LAST_YEAR


def _month(word: str) -> int:
    """Gives 0, which no date has, for a word that is no month."""
    return next((number for number, names in enumerate(_MONTHS, start=1) if word in names), 0)

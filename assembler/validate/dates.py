"""Dates and fiscal years as people type them; a date that reads two ways is refused, never guessed."""

import re
from datetime import date, timedelta
from decimal import Decimal

from assembler.models.period import parse_fiscal_year
from assembler.tables import folded

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?")
_SHORT = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_FRENCH = re.compile(r"(?:le )?(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4})")
_ENGLISH = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
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
_SERIALS = range(32_874, 73_051)  # 1990 to 2099: a number without a date format that can only be a date
_YEARS = re.compile(r"(\d{4})\s?[-–‑/]\s?(\d{4}|\d{2})")


class AmbiguousDateError(ValueError):
    """The text reads as two different dates."""


def read_date(text: str) -> date:
    """Gives the date a text says; ``AmbiguousDateError`` or ``ValueError`` when it does not say one."""
    plain = folded(text)
    if found := _ISO.fullmatch(plain):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _SHORT.fullmatch(plain):
        return _day_and_month(text, int(found[1]), int(found[2]), int(found[3]))
    if found := _FRENCH.fullmatch(plain):
        return date(int(found[3]), _month(found[2]), int(found[1]))
    if found := _ENGLISH.fullmatch(plain):
        return date(int(found[3]), _month(found[1]), int(found[2]))
    raise ValueError(text)


def read_serial(number: Decimal) -> date:
    """Gives the date behind a number whose cell lost its date format; ``ValueError`` when it is no date of ours."""
    if number != int(number) or int(number) not in _SERIALS:
        raise ValueError(number)
    return date(1899, 12, 30) + timedelta(days=int(number))


def read_fiscal_year(text: str) -> str:
    """Gives « 2026-2027 » for it or for « 2026–27 », « 2026/2027 »; ``ValueError`` otherwise (R-007)."""
    found = _YEARS.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    last = found[2] if len(found[2]) == 4 else found[1][:2] + found[2]
    return parse_fiscal_year(f"{found[1]}-{last}")


def _day_and_month(text: str, first: int, second: int, year: int) -> date:
    if first <= 12 and second <= 12 and first != second:
        raise AmbiguousDateError(text)
    return date(year, second, first) if first > 12 else date(year, first, second)


def _month(word: str) -> int:
    for number, names in enumerate(_MONTHS, start=1):
        if word in names:
            return number
    raise ValueError(word)

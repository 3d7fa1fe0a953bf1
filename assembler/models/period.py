"""Fiscal years « 2026-2027 » (1 April to 31 March) and date spans."""

import re
from datetime import date

_FISCAL_YEAR = re.compile(r"(\d{4})-(\d{4})")


def parse_fiscal_year(label: str) -> str:
    """Gives the label back when it is a fiscal year; ``ValueError`` otherwise (R-007)."""
    found = _FISCAL_YEAR.fullmatch(label.strip())
    if not found or int(found[2]) != int(found[1]) + 1:
        raise ValueError(label)
    return found[0]


def fiscal_year_start(label: str) -> date:
    """Gives 1 April of the first year."""
    return date(int(label[:4]), 4, 1)


def fiscal_year_end(label: str) -> date:
    """Gives 31 March of the second year."""
    return date(int(label[5:9]), 3, 31)


def fiscal_year_of(day: date) -> str:
    """Gives the fiscal year a date falls in."""
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}-{first + 1}"


def fiscal_years_between(start: date, end: date) -> tuple[str, ...]:
    """Gives every fiscal year that the span touches, in order."""
    first, last = int(fiscal_year_of(start)[:4]), int(fiscal_year_of(end)[:4])
    return tuple(f"{year}-{year + 1}" for year in range(first, last + 1))


def previous_fiscal_year(label: str) -> str:
    """Gives the fiscal year before."""
    return f"{int(label[:4]) - 1}-{label[:4]}"

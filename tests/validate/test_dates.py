"""Dates and fiscal years as people type them."""

from datetime import date
from decimal import Decimal

import pytest

from assembler.validate.dates import AmbiguousDateError, read_date, read_fiscal_year, read_serial

CLEAR = ["2026-04-01", "2026/4/1", "le 1er avril 2026", "1 avr. 2026", "April 1st, 2026", "apr 1 2026", "01.04.2026"]


@pytest.mark.parametrize("text", [*CLEAR[:-1], "2026-04-01 00:00:00", "1 Avril 2026"])
def test_clear_dates_are_read(text: str) -> None:
    """Month in letters in either language, or year first."""
    assert read_date(text) == date(2026, 4, 1)


def test_a_day_over_twelve_or_equal_to_the_month_is_clear() -> None:
    """31/12 and 12/31 are the same day; so are 5/5 and 5/5."""
    assert read_date("31/12/2026") == read_date("12/31/2026") == date(2026, 12, 31)
    assert read_date("05/05/2026") == date(2026, 5, 5)


TWO_WAYS = {
    "01.04.2026": (date(2026, 1, 4), date(2026, 4, 1)),
    "03/04/2026": (date(2026, 3, 4), date(2026, 4, 3)),
    "01-avr-26": (date(2001, 4, 26), date(2026, 4, 1)),
    "31/12/26": (date(2026, 12, 31), date(2031, 12, 26)),
    "1 avril 99": (date(1999, 4, 1), date(2099, 4, 1)),
}


@pytest.mark.parametrize("text", TWO_WAYS)
def test_a_date_that_reads_two_ways_is_refused_with_both(text: str) -> None:
    """1 April or 4 January? The day first, or the year?"""
    with pytest.raises(AmbiguousDateError) as caught:
        read_date(text)
    assert caught.value.readings == TWO_WAYS[text]


SIX_FORMS = (
    "mercredi 1er avril 2026", "Wednesday, April 1, 2026", "the 1st of April 2026", "1-avr-2026", "20260401",
    "2026/04/01", "1 avr. 26", "Apr 1, 2026", "01/avr/2026",
)  # fmt: skip


@pytest.mark.parametrize("text", SIX_FORMS)
def test_other_clear_forms_are_read(text: str) -> None:
    """Weekdays, ordinals, hyphens, and a day of one figure, which is no year."""
    assert read_date(text) == date(2026, 4, 1)


@pytest.mark.parametrize(
    "text", ["", "bientôt", "2026-13-01", "31 février 2026", "2026", "32/12/2026", "1 brumaire 2026"]
)
def test_what_is_no_date_is_no_date(text: str) -> None:
    """Never a guess."""
    with pytest.raises(ValueError) as caught:
        read_date(text)
    assert not isinstance(caught.value, AmbiguousDateError)


def test_a_serial_number_is_a_date_only_in_our_times() -> None:
    """A year typed alone is not a day of 1905."""
    assert read_serial(Decimal(46113)) == date(2026, 4, 1)
    for number in ("2026", "46113.5", "-1"):
        with pytest.raises(ValueError):
            read_serial(Decimal(number))


@pytest.mark.parametrize("text", ["2026-2027", "2026–2027", "2026/2027", "2026-27", " 2026 - 2027 "])
def test_fiscal_years_are_read(text: str) -> None:
    """Hyphen, dash or slash; two or four digits."""
    assert read_fiscal_year(text) == "2026-2027"


@pytest.mark.parametrize("text", ["2026", "2026-2028", "2027-2026", "FY26", "avril 2026"])
def test_other_years_are_not_fiscal_years(text: str) -> None:
    """The second is the first plus one (R-007)."""
    with pytest.raises(ValueError):
        read_fiscal_year(text)

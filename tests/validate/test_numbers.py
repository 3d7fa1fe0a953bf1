"""Numbers as people type them."""

from decimal import Decimal

import pytest

from assembler.validate.numbers import AmbiguousNumberError, read_number, readings

CLEAR = {
    "12 500,00 $": "12500.00",
    "12\u00a0500,00\u00a0$": "12500.00",
    "12\u202f500": "12500",
    "12,500.00": "12500.00",
    "1,234,567": "1234567",
    "1.234.567,8": "1234567.8",
    "$60,000.00": "60000.00",
    "87,5": "87.5",
    "87.5 %": "87.5",
    "0,125": "0.125",
    ",75": "0.75",
    "−6 380 $": "-6380",
    "(6 380,00)": "-6380.00",
    "1234,567": "1234.567",
    "100 CAD": "100",
    "99,90 $ CA": "99.90",
    "$ 1 250": "1250",
    "(6 380,00 $)": "-6380.00",
    "12.5k": "12500",
    "12,5 k$": "12500",
    "12.5K": "12500",
    "1,2 M$": "1200000",
}


@pytest.mark.parametrize("text", CLEAR)
def test_clear_numbers_are_read(text: str) -> None:
    """French or English separators, currency and percent signs."""
    assert read_number(text) == Decimal(CLEAR[text])


@pytest.mark.parametrize("text", ["12,500", "12.500", "1,500 $", "-1.250"])
def test_numbers_that_read_two_ways_are_refused(text: str) -> None:
    """In Québec « 1,500 » is one and a half; in English it is fifteen hundred."""
    with pytest.raises(AmbiguousNumberError):
        read_number(text)


def test_both_readings_are_shown() -> None:
    """So that the person knows why."""
    assert readings("1,500 $") == (Decimal("1.500"), Decimal("1500"))


@pytest.mark.parametrize("text", ["", "abc", "1 2 3", "12,50,0", "1e5", "12 50", "NaN", "--"])
def test_what_is_no_number_is_no_number(text: str) -> None:
    """Never a guess."""
    with pytest.raises(ValueError) as caught:
        read_number(text)
    assert not isinstance(caught.value, AmbiguousNumberError)


def test_what_reads_two_ways_is_told_with_its_sign_and_its_thousands() -> None:
    """« −1,250 » is not « 1,25 », and « 12,500 k$ » is twelve thousand five hundred or twelve millions and a half."""
    assert readings("−1,250") == (Decimal("-1.25"), Decimal("-1250"))
    assert readings("12,500 k$") == (Decimal("12500"), Decimal("12500000"))


@pytest.mark.parametrize("text", ["12 m", "12 kg", "k", "12 k k", "environ 12 k"])
def test_other_letters_are_no_thousands(text: str) -> None:
    """A small m is a thousand for some, a million for others."""
    with pytest.raises(ValueError):
        read_number(text)

"""Amounts, dates and sizes of pages, to the space; the language of a request."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from fastapi import Request

from assembler.i18n import speaking
from service.pages import formats
from service.pages.language import language_of


@pytest.mark.parametrize(
    "shown, french, english",
    [
        (lambda: formats.money(Decimal("1112000.00")), "1\u00a0112\u00a0000\u00a0$", "$1,112,000"),
        (lambda: formats.money(Decimal("0.5"), cents=True), "0,50\u00a0$", "$0.50"),
        (lambda: formats.signed_money(Decimal(-5500)), "\u22125\u00a0500\u00a0$", "\u2212$5,500"),
        (lambda: formats.signed_money(Decimal(5500)), "+5\u00a0500\u00a0$", "+$5,500"),
        (lambda: formats.percent(Decimal("89.93")), "89,9\u00a0%", "89.9%"),
        (lambda: formats.day(date(2027, 4, 1)), "1<sup>er</sup> avril 2027", "April 1, 2027"),
        (lambda: formats.size(640), "640\u00a0octets", "640\u00a0bytes"),
        (lambda: formats.size(34_400), "34\u00a0ko", "34\u00a0kB"),
        (lambda: formats.size(1_240_000), "1,2\u00a0Mo", "1.2\u00a0MB"),
        (lambda: formats.size(50_000_000), "50\u00a0Mo", "50\u00a0MB"),
        (lambda: formats.plural(0, "{n} page", "{n} pages"), "0 page", "0 pages"),
        (lambda: formats.plural(1, "{n} page", "{n} pages"), "1 page", "1 page"),
        (lambda: formats.plural(1200, "{n} page", "{n} pages"), "1\u00a0200 pages", "1,200 pages"),
    ],
)
def test_figures_have_the_typography_of_their_language(shown: object, french: str, english: str) -> None:
    assert callable(shown)
    assert shown() == french
    with speaking("en"):
        assert shown() == english


def test_an_instant_is_told_in_the_time_of_its_place() -> None:
    instant = datetime(2026, 12, 1, 18, 5, tzinfo=UTC)
    assert formats.moment(instant) == "1<sup>er</sup> décembre 2026, 13\u00a0h\u00a05"
    assert formats.moment(instant, "America/Halifax") == "1<sup>er</sup> décembre 2026, 14\u00a0h\u00a05"
    with speaking("en"):
        assert formats.moment(instant) == "December 1, 2026, 1:05\u00a0p.m."


def asked(accept: str = "", cookie: str = "") -> Request:
    headers = [(b"accept-language", accept.encode()), (b"cookie", f"langue={cookie}".encode())]
    return Request({"type": "http", "headers": headers, "state": {}})


@pytest.mark.parametrize(
    "accept, cookie, wanted",
    [
        ("", "", "fr"),
        ("en-CA,en;q=0.9,fr;q=0.8", "", "en"),
        ("fr-CA,en;q=0.9", "", "fr"),
        ("de,es;q=0.5", "", "fr"),
        ("en;q=oui", "", "fr"),
        ("en", "fr", "fr"),
        ("fr", "en", "en"),
        ("en", "de", "en"),
    ],
)
def test_the_cookie_speaks_before_the_browser_and_french_before_all(accept: str, cookie: str, wanted: str) -> None:
    assert language_of(asked(accept, cookie)) == wanted

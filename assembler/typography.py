"""Typography and formats of what people read: French of Quebec first, English as a courtesy.

One place for every amount, number, date and list that a message or a document prints. ``typographic`` is for texts
we write (labels, messages, canvases); what a person typed is printed as typed. All no-break spaces are U+00A0,
thousands included, as CLDR has it for ``fr-CA`` (typography rules E1 to E3).
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from assembler.i18n import Lang
from assembler.models.period import fiscal_year_end, fiscal_year_start

NBSP = "\u00a0"
MINUS = "\u2212"

_MONTHS: dict[Lang, tuple[str, ...]] = {
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def format_number(value: Decimal | int, decimals: int | None = None, *, lang: Lang = "fr") -> str:
    """Gives « 12 345,6 » (``12,345.6`` in English), rounded half up; without ``decimals``, only those that count."""
    sign, figures = _figures(value, decimals, lang)
    return sign + figures


def format_money(amount: Decimal, *, cents: bool = True, lang: Lang = "fr") -> str:
    """Gives « 12 000,00 $ » (``$12,000.00``), or whole dollars when ``cents`` is false."""
    sign, figures = _figures(amount, 2 if cents else 0, lang)
    return f"{sign}{figures}{NBSP}$" if lang == "fr" else f"{sign}${figures}"


def format_percent(value: Decimal, decimals: int = 1, *, lang: Lang = "fr") -> str:
    """Gives « 85,0 % » (``85.0%``)."""
    return format_number(value, decimals, lang=lang) + (f"{NBSP}%" if lang == "fr" else "%")


def format_date_long(day: date, *, lang: Lang = "fr") -> str:
    """Gives « 1er avril 2027 » as plain text (``April 1, 2027``)."""
    month = _MONTHS[lang][day.month - 1]
    if lang == "en":
        return f"{month} {day.day}, {day.year}"
    return f"{'1er' if day.day == 1 else day.day} {month} {day.year}"


def format_date_iso(day: date) -> str:
    """Gives ``2027-04-01``, the form of tables and file names."""
    return day.isoformat()


def format_time(moment: time) -> str:
    """Gives « 13 h », « 8 h 30 », « 9 h 5 »."""
    hour = f"{moment.hour}{NBSP}h"
    return f"{hour}{NBSP}{moment.minute}" if moment.minute else hour


def format_fiscal_year_span(fy: str, *, lang: Lang = "fr") -> str:
    """Gives « du 1er avril 2026 au 31 mars 2027 » for « 2026-2027 »."""
    first = format_date_long(fiscal_year_start(fy), lang=lang)
    last = format_date_long(fiscal_year_end(fy), lang=lang)
    return f"du {first} au {last}" if lang == "fr" else f"from {first} to {last}"


def join_french(parts: Sequence[str], *, lang: Lang = "fr") -> str:
    """Gives « a, b et c » (``a, b and c``); nothing for no part."""
    if len(parts) < 2:
        return "".join(parts)
    word = "et" if lang == "fr" else "and"
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def slug(text: str) -> str:
    """Gives lower-case ASCII words joined by hyphens, fit for file names: « L’Île d’Œuf » gives ``l-ile-d-oeuf``."""
    return re.sub(r"[^a-z0-9]+", "-", _folded(text)).strip("-")


def sort_key_french(text: str) -> tuple[str, str]:
    """Gives a key that sorts as a French dictionary does: accents and case only break ties; articles are kept."""
    return _folded(text), text


@lru_cache(maxsize=4096)
def typographic(text: str, *, lang: Lang = "fr") -> str:
    """Gives a text of ours with exact typography; doing it twice changes nothing.

    URLs, e-mail addresses, times such as ``14:30``, ids and template tags are left alone.
    """
    kept: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        kept.append(found[0])
        return _ASIDE

    mended = _PROTECTED.sub(put_aside, text)
    for pattern, replacement in _ENGLISH if lang == "en" else _FRENCH:
        mended = pattern.sub(replacement, mended)
    originals = iter(kept)
    return re.sub(_ASIDE, lambda _: next(originals), mended)


def _figures(value: Decimal | int, decimals: int | None, lang: Lang) -> tuple[str, str]:
    number = Decimal(value)
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(number):,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if lang == "fr":
        text = text.replace(",", NBSP).replace(".", ",")
    return (MINUS if number < 0 else ""), text


def _folded(text: str) -> str:
    spelled = text.casefold().replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(c))


# One character stands for each protected stretch, so that the rules still see that something stands there.
_ASIDE = "\ue000"
_PROTECTED = re.compile(
    r"\ue000"
    r"|\b(?:https?|ftp|mailto|file):[^\s»”\"<>]*[^\s»”\"<>.,;:!?)\]]"
    r"|\bwww\.[^\s»”\"<>]*[^\s»”\"<>.,;:!?)\]]"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
    r"|\b\d{1,2}:\d{2}(?::\d{2})?\b"
    r"|\{\{.*?\}\}|\{%.*?%\}"
    r"|\b(?:AV|BO|RP|CG|HG|IM|RG|AG|PC|RES|PJ|R)-[A-Z0-9][A-Z0-9.-]*\b"
)
_GAP = r"[ \u00a0\u202f\u2009]"
_UNITS = r"millions?\b|milliards?\b|[MGk]\$|km\b|kg\b|h\b|min\b|ans?\b"

Rules = tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]

_APOSTROPHE = (re.compile(r"(?<=\w)'(?=\w|" + _ASIDE + ")"), "\u2019")
_GROUPS = re.compile(rf"(?<![\w,.{NBSP}])\d{{1,3}}(?:{_GAP}\d{{3}})+(?!\d)")
_NEGATIVE = (re.compile(r"(?:(?<=^)|(?<=[\s(]))-(?=\d)", re.MULTILINE), MINUS)

_FRENCH: Rules = (
    _APOSTROPHE,
    (re.compile(r'"([^"\n]+)"'), rf"«{NBSP}\1{NBSP}»"),
    (re.compile(rf"«{_GAP}*"), f"«{NBSP}"),
    (re.compile(rf"{_GAP}*»"), f"{NBSP}»"),
    (re.compile(rf"(?<=\S){_GAP}+(?=[;!?])"), ""),
    (re.compile(rf"(?<=[^\s:]){_GAP}*:(?=\s|$)"), f"{NBSP}:"),
    (re.compile(rf"(?<=\d){_GAP}*(?=[$%])"), NBSP),
    (_GROUPS, lambda found: re.sub(_GAP, NBSP, found[0])),
    (re.compile(rf"(?<=\d){_GAP}(?={_UNITS})"), NBSP),
    (re.compile(rf"(?<=\d{NBSP}h){_GAP}(?=\d)"), NBSP),
    (re.compile(rf"\b([sn])\.{_GAP}([od])\."), rf"\1.{NBSP}\2."),
    (re.compile(rf"\b(p\.|[Nn]o){_GAP}(?=[\d{_ASIDE}])"), rf"\1{NBSP}"),
    (re.compile(rf"\b(M\.|Mmes?|MM\.){_GAP}(?=[A-ZÀ-ÖØ-Þ])"), rf"\1{NBSP}"),
    (re.compile(rf"(?<=\S){_GAP}–{_GAP}(?=\S)"), f"{NBSP}–{NBSP}"),
    (re.compile(r"Gaspésie-(?=Îles|Les Îles)"), "Gaspésie–"),
    _NEGATIVE,
)
_ENGLISH: Rules = (
    _APOSTROPHE,
    (re.compile(r'"([^"\n]+)"'), "“\\1”"),
    (re.compile(rf"(?<=\S){_GAP}+(?=[;:!?](?:\s|$))"), ""),
    (re.compile(r"Gaspésie-(?=Îles|Les Îles)"), "Gaspésie–"),
    _NEGATIVE,
)

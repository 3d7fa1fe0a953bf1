"""How pages print amounts, dates and sizes, in the language now spoken: the filters of their templates."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from markupsafe import Markup

from assembler.i18n import Lang, language
from assembler.typography import (
    NBSP,
    format_date_long,
    format_money,
    format_number,
    format_percent,
    format_time,
)

REGION_ZONE = "America/Toronto"  # where no territory says its own
_UNITS: dict[Lang, tuple[str, str, str]] = {"fr": ("octets", "ko", "Mo"), "en": ("bytes", "kB", "MB")}
_KILO = 1000
_TEN = 10  # above, a tenth of a megabyte tells nothing


def money(amount: Decimal, *, cents: bool = False) -> str:
    """Gives « 12 000 $ », with cents when asked."""
    return format_money(amount, cents=cents, lang=language())


def signed_money(amount: Decimal, *, cents: bool = False) -> str:
    """Gives « +12 000 $ » or « −12 000 $ »: an amount that was added or taken away."""
    return ("+" if amount > 0 else "") + money(amount, cents=cents)


def percent(value: Decimal) -> str:
    """Gives « 85,0 % »."""
    return format_percent(value, lang=language())


def number(value: int | Decimal) -> str:
    """Gives « 12 345 »."""
    return format_number(value, lang=language())


def day(value: date) -> str:
    """Gives « 1er avril 2027 », its « er » raised."""
    return Markup(_raised(format_date_long(value, lang=language())))


def local_day(instant: datetime, zone: str = REGION_ZONE) -> str:
    """Gives the day of an instant in a time zone, « 21 novembre 2026 »."""
    return day(instant.astimezone(ZoneInfo(zone)).date())


def iso_day(instant: datetime, zone: str = REGION_ZONE) -> str:
    """Gives the day of an instant in a time zone as tables tell it, « 2026-11-21 »."""
    return instant.astimezone(ZoneInfo(zone)).date().isoformat()


def moment(instant: datetime, zone: str = REGION_ZONE) -> str:
    """Gives « 21 novembre 2026, 13 h 5 » in a time zone."""
    local = instant.astimezone(ZoneInfo(zone))
    if language() == "fr":
        return Markup(_raised(f"{format_date_long(local.date())}, {format_time(local.time())}"))
    clock = f"{local.hour % 12 or 12}:{local.minute:02}{NBSP}{'a.m.' if local.hour < 12 else 'p.m.'}"
    return Markup(f"{format_date_long(local.date(), lang='en')}, {clock}")


def _raised(text: str) -> str:
    # Only the figure and the month are ours, so nothing here needs escaping.
    start, rest = text.split(" ", 1)
    return f"1<sup>er</sup> {rest}" if start == "1er" else text


def size(count: int) -> str:
    """Gives « 640 octets », « 34 ko », « 1,2 Mo » or « 50 Mo »."""
    small, kilo, mega = _UNITS[language()]
    if count < _KILO:
        return f"{count}{NBSP}{small}"
    if count < _KILO * _KILO:
        return f"{max(1, round(count / _KILO))}{NBSP}{kilo}"
    millions = Decimal(count) / _KILO / _KILO
    return f"{format_number(millions, 1 if millions < _TEN else 0, lang=language())}{NBSP}{mega}"


def plural(count: int, one: str, many: str) -> str:
    """Gives the form that suits a count, ``{n}`` filled in: French has its singular below two, English at one only."""
    is_one = count < 2 if language() == "fr" else count == 1
    return (one if is_one else many).replace("{n}", number(count))  # Markup stays Markup

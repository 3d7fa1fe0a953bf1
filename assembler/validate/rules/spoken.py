"""Amounts and numbers as the person reads them, in the language now spoken."""

from decimal import Decimal

from assembler.i18n import language
from assembler.typography import format_money, format_number


def spoken_money(amount: Decimal, *, cents: bool = True) -> str:
    """Gives « 12 000,00 $ », or ``$12,000.00`` in English."""
    return format_money(amount, cents=cents, lang=language())


def spoken_number(value: Decimal | int, decimals: int | None = None) -> str:
    """Gives « 12 345,6 », or ``12,345.6`` in English."""
    return format_number(value, decimals, lang=language())

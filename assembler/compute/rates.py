"""Percentages and ratios, rounded half up."""

from decimal import ROUND_HALF_UP, Decimal

ONE_DECIMAL = Decimal("0.1")
TWO_DECIMALS = Decimal("0.01")


def compute_pct(part: Decimal, whole: Decimal) -> Decimal | None:
    """Gives part / whole as a percentage of one decimal; None when the whole is zero."""
    if not whole:
        return None
    return (part * 100 / whole).quantize(ONE_DECIMAL, rounding=ROUND_HALF_UP) + 0


def compute_ratio(part: Decimal, whole: Decimal) -> Decimal | None:
    """Gives part / whole with two decimals (2.35 $ for 1 $); None when the whole is zero."""
    if not whole:
        return None
    return (part / whole).quantize(TWO_DECIMALS, rounding=ROUND_HALF_UP) + 0

"""Amounts in Canadian dollars: ``Decimal`` with two places, never a float (R-020)."""

from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal("0.00")
CENT = Decimal("0.01")


def to_cents(amount: Decimal) -> Decimal:
    """Gives the amount rounded to the cent, half up."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def total(amounts: "list[Decimal] | tuple[Decimal, ...]") -> Decimal:
    """Gives the exact sum, to the cent."""
    return to_cents(sum(amounts, ZERO))


def split(amount: Decimal, weights: "list[Decimal] | tuple[Decimal, ...]") -> tuple[Decimal, ...]:
    """Shares an amount by weight so that the parts add up to it to the cent (largest remainder).

    100,00 $ in three equal parts gives 33,34 + 33,33 + 33,33. ``ValueError`` when the weights add up to nothing.
    """
    whole = sum(weights, Decimal(0))
    if whole <= 0:
        raise ValueError("weights must add up to more than zero")
    cents = int(to_cents(amount) / CENT)
    exact = [Decimal(cents) * weight / whole for weight in weights]
    shares = [int(value) for value in exact]
    order = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], i))
    for index in order[: cents - sum(shares)]:
        shares[index] += 1
    return tuple(to_cents(share * CENT) for share in shares)

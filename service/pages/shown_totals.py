"""Totals as pages show them: the sums of a fiscal year, or nothing when no plan could be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assembler.models.checked import Totals


@dataclass(frozen=True)
class ShownTotals:
    """The sums of a fiscal year, in CAD; ``coverage`` is None when nothing is needed."""

    fy: str
    need: Decimal
    confirmed: Decimal
    requested: Decimal
    gap: Decimal
    in_kind: Decimal
    coverage: Decimal | None


def view_totals(fy: str | None, totals: Mapping[str, Any] | None) -> ShownTotals | None:
    """Gives the totals kept in a row of a plan version or of a dossier; None when it has none."""
    if not fy or not totals:
        return None
    known = Totals.model_validate(totals)
    return ShownTotals(
        fy=fy,
        need=known.need,
        confirmed=known.confirmed,
        requested=known.requested,
        gap=known.gap,
        in_kind=known.in_kind,
        coverage=known.coverage_pct,
    )

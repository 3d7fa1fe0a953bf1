"""The potential of a synthesis, added up by issue and by program (B16: ``total_potential`` is computed)."""

from collections.abc import Callable, Iterable

from assembler.compute.books import group_by
from assembler.models.money import to_cents
from assembler.models.plan import Plan
from assembler.models.potential import Potential, SynthesisFigures
from assembler.models.synthesis import SynthesisPotential


def compute_synthesis(plan: Plan, synthesis: str) -> SynthesisFigures:
    """Gives the sums of one synthesis, by its id; all zero when it has no potential."""
    rows = [row for row in plan.synthesis_potentials if row.synthesis == synthesis]
    return SynthesisFigures(
        by_issue=_sums(rows, lambda row: row.issue),
        by_program=_sums(rows, lambda row: row.program),
        total=_sum(rows),
    )


def _sums(rows: Iterable[SynthesisPotential], key: Callable[[SynthesisPotential], str]) -> dict[str, Potential]:
    return {name: _sum(found) for name, found in group_by(rows, key).items()}


def _sum(rows: Iterable[SynthesisPotential]) -> Potential:
    return sum((_range(row) for row in rows), Potential())


def _range(row: SynthesisPotential) -> Potential:
    low = row.likely if row.minimum is None else row.minimum
    high = row.likely if row.maximum is None else row.maximum
    return Potential(minimum=to_cents(low), likely=to_cents(row.likely), maximum=to_cents(high))

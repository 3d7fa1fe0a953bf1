"""The potential of a synthesis adds up the same by issue, by program and altogether."""

from decimal import Decimal

from assembler.compute.potentials import compute_synthesis
from assembler.models.exchange_vocabulary import Certainty
from assembler.models.potential import Potential
from assembler.models.synthesis import SynthesisPotential
from tests.validate.plans import added, base_plan


def potential(issue: str, program: str, likely: str, **bounds: Decimal) -> SynthesisPotential:
    return SynthesisPotential(
        synthesis="SYN-CG-2026",
        issue=issue,
        program=program,
        likely=Decimal(likely),
        certainty=Certainty.LIKELY,
        minimum=bounds.get("minimum"),
        maximum=bounds.get("maximum"),
    )


ROWS = (
    potential("CG-E1", "FQIS-G", "1000.50"),
    potential("CG-E1", "FRR", "200.25", minimum=Decimal(0), maximum=Decimal(300)),
    potential("CG-E2", "FRR", "50.00", maximum=Decimal("75.00")),
)
OTHER = ROWS[0].model_copy(update={"synthesis": "SYN-CG-2025"})


def test_a_row_without_bounds_counts_its_likely_amount_for_them() -> None:
    figures = compute_synthesis(added("synthesis_potentials", *ROWS, OTHER)(base_plan()), "SYN-CG-2026")
    assert figures.total == Potential(minimum=Decimal("1050.50"), likely=Decimal("1250.75"), maximum=Decimal("1375.50"))


def test_issues_and_programs_each_add_up_to_the_total() -> None:
    figures = compute_synthesis(added("synthesis_potentials", *ROWS)(base_plan()), "SYN-CG-2026")
    assert {key: str(found.likely) for key, found in figures.by_issue.items()} == {
        "CG-E1": "1200.75",
        "CG-E2": "50.00",
    }
    assert {key: str(found.likely) for key, found in figures.by_program.items()} == {
        "FQIS-G": "1000.50",
        "FRR": "250.25",
    }
    for sums in (figures.by_issue, figures.by_program):
        assert sum(sums.values(), Potential()) == figures.total


def test_a_synthesis_without_potential_is_zero() -> None:
    assert compute_synthesis(base_plan(), "SYN-CG-2026").total == Potential()

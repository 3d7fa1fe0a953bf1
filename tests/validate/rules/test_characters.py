"""A character that no font draws is named where it was written, once a cell (R-110)."""

from assembler.compute.funding import compute_funding
from assembler.models.finding import Finding, Severity
from assembler.regions import load_region
from assembler.validate.rules import check_rules
from tests.validate.plans import base_plan, changed


def told(summary: str) -> tuple[Finding, ...]:
    """Gives what is told of a text where the fonts have the letters of Hebrew, an emoji, and what documents need."""
    plan, region = changed("actions", 1, summary=summary)(base_plan()), load_region()
    drawn = frozenset("שלום\N{FISH}")
    return check_rules(plan, region, compute_funding(plan, region), undrawn=lambda asked: asked - drawn)


def test_the_finding_names_each_character_once_and_its_cell() -> None:
    place = base_plan().actions[1].place
    (finding,) = told("Avec M. \u91d1 et M. \u674e, puis M. \u91d1.")
    assert place is not None
    assert (finding.code, finding.severity, finding.cell) == ("R-110", Severity.WARNING, place.cell("summary"))
    assert finding.found == "«\u00a0\u91d1\u00a0» (U+91D1), «\u00a0\u674e\u00a0» (U+674E)"
    assert "un carré vide à leur place" in finding.message


def test_what_has_a_font_or_no_drawing_of_its_own_passes() -> None:
    assert told("Un \N{FISH}\N{VARIATION SELECTOR-16} → שלום, ½ œuf ≥ Δ\N{ZERO WIDTH JOINER}.") == ()

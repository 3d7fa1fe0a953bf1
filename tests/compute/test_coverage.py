"""Dimensions covered by the actions."""

from assembler.compute.coverage import compute_coverage
from assembler.models.territory import CustomDimension
from assembler.regions import load_region
from tests.validate.plans import added, all_of, base_plan, changed


def test_main_and_secondary_actions_of_a_dimension() -> None:
    lines = {line.code: line for line in compute_coverage(base_plan(), load_region())}
    assert lines["D02"].main == ("CG-A01",)
    assert lines["D02"].secondary == ()
    assert lines["D12"].secondary == ("CG-A03",)
    assert list(lines) == [f"D{number:02}" for number in range(1, 14)]
    assert all(line.is_covered for line in lines.values())


def test_dimension_of_the_territory_comes_last() -> None:
    change = all_of(
        added("custom_dimensions", CustomDimension(id="D90", label="Culture et appartenance")),
        changed("actions", 1, dimensions_other=("D90",)),
    )
    lines = compute_coverage(change(base_plan()), load_region())
    assert (lines[-1].code, lines[-1].is_custom, lines[-1].en) == ("D90", True, "Culture et appartenance")
    assert lines[-1].secondary == ("CG-A02",)
    assert [line.code for line in lines if not line.is_covered] == ["D06", "D07", "D08"]

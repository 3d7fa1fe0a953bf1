"""An agreement belongs to a convention by program, territory and period; a name may mean one in several ways."""

from datetime import date

import pytest

from assembler.compute.conventions import agreements_under, find_convention, known_conventions
from assembler.models.plan import Plan
from tests.views.sample_region import REGION, plan_of

GASPESIE, ILES = REGION.conventions
FY = "2025-2026"


def with_agreements(code: str, **changes: object) -> Plan:
    """Gives a sample plan, each of its agreements of the FQIS changed."""
    plan = plan_of(code)
    rows = tuple(row.model_copy(update=changes) if row.program.startswith("FQIS") else row for row in plan.agreements)
    return Plan.model_validate({**dict(plan), "agreements": rows})


def shared(code: str) -> Plan:
    """Gives a sample plan whose agreement with the foundation bears one number for all."""
    plan = plan_of(code)
    rows = tuple(
        row.model_copy(update={"id": "AG-2024-FLAC-99"}) if row.program == "FLAC" else row for row in plan.agreements
    )
    return Plan.model_validate({**dict(plan), "agreements": rows})


@pytest.mark.parametrize("asked", ["AG-2024-FQIS-G-00", "FQIS-G", "AG-2024-FQIS-G-04"])
def test_a_convention_is_known_by_its_number_its_program_or_an_agreement_of_a_territory(asked: str) -> None:
    assert find_convention(asked, [plan_of("CG")], REGION) is GASPESIE


@pytest.mark.parametrize("asked", ["AG-2024-FLAC-04", "FRR", "AG-0000"])
def test_an_agreement_of_one_territory_alone_is_no_convention(asked: str) -> None:
    assert find_convention(asked, [plan_of("CG"), plan_of("AV")], REGION) is None
    assert known_conventions([plan_of("CG"), plan_of("AV")], REGION) == ("AG-2024-FQIS-G-00", "AG-2024-FQIS-I-00")


def test_an_agreement_that_several_workbooks_hold_is_a_convention_by_itself() -> None:
    plans = [shared("CG"), shared("AV"), plan_of("HG")]
    found = find_convention("AG-2024-FLAC-99", plans, REGION)
    assert found is not None
    assert (found.covers, found.program, found.mandatary) == (("AV", "CG"), "FLAC", "MRC de La Côte-de-Gaspé")
    assert [len(agreements_under(plan, found, FY)) for plan in plans] == [1, 1, 0]
    assert known_conventions(plans, REGION)[-1] == "AG-2024-FLAC-99"


def test_an_agreement_belongs_by_program_territory_and_period() -> None:
    assert [row.id for row in agreements_under(plan_of("CG"), GASPESIE, FY)] == ["AG-2024-FQIS-G-04"]
    assert agreements_under(plan_of("IM"), GASPESIE, FY) == ()
    assert [row.id for row in agreements_under(plan_of("IM"), ILES, FY)] == ["AG-2025-FQIS-I-06"]
    assert agreements_under(with_agreements("CG", covered_territories=("AV",)), GASPESIE, FY) == ()


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2024, 4, 1), date(2025, 3, 31), 0),  # ends the day before the year
        (date(2024, 4, 1), date(2025, 4, 1), 1),
        (date(2026, 3, 31), date(2027, 3, 31), 1),
        (date(2026, 4, 1), date(2027, 3, 31), 0),
    ],
)
def test_only_agreements_that_run_during_the_year_count(start: date, end: date, count: int) -> None:
    plan = with_agreements("CG", start=start, end=end)
    assert len(agreements_under(plan, GASPESIE, FY)) == count


def test_the_conventions_of_the_region_cover_each_territory_once() -> None:
    assert sorted(code for held in REGION.conventions for code in held.covers) == sorted(
        territory.code for territory in REGION.territories
    )
    for convention in REGION.conventions:
        assert {REGION.territory(code).alliance_group for code in convention.covers} == {convention.program}

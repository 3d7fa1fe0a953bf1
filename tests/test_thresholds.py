"""Thresholds come from the region's pack: another pack, another judgement, and none is written in the code."""

import re
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from assembler.compute.funding import compute_funding
from assembler.models.region import Region, Thresholds
from assembler.regions import load_region
from assembler.validate.rules import check_rules
from tests.house.tree import ROOT
from tests.validate.cases import CASES
from tests.validate.plans import base_plan, region_with

PACK = (ROOT / "canvases" / "regions" / "gaspesie-iles.toml").read_text("utf-8")


def with_thresholds(**values: Any) -> Region:
    region = load_region()
    return region.model_copy(update={"thresholds": region.thresholds.model_copy(update=values)})


def codes(name: str, region: Region) -> set[str]:
    case = next(case for case in CASES if case.name == name)
    plan = case.change(base_plan())
    return {finding.code for finding in check_rules(plan, region, compute_funding(plan, region))}


@pytest.mark.parametrize(
    ("name", "code", "lenient"),
    [
        ("variance_not_explained", "R-046", with_thresholds(variance_pct=Decimal(90))),
        ("variance_not_explained", "R-046", with_thresholds(variance_amount=Decimal(9000))),
        ("few_words", "R-064", with_thresholds(result_words=5)),
        ("no_assembly_for_a_year", "R-081", with_thresholds(assembly_months=13)),
        ("administration", "R-028", region_with("FQIS-G", max_admin_pct=Decimal(20))),
    ],
)
def test_the_pack_decides(name: str, code: str, lenient: Region) -> None:
    assert code in codes(name, load_region())
    assert code not in codes(name, lenient)


def test_each_program_says_how_much_public_aid_may_be_stacked() -> None:
    plan = next(case for case in CASES if case.name == "over_stacked").change(base_plan())
    told = {}
    for limit in (100, 200):
        region = region_with("FQIS-G", max_stacking_pct=Decimal(limit))
        (told[limit],) = check_rules(plan, region, compute_funding(plan, region))
    assert [(told[limit].code, told[limit].is_blocking) for limit in told] == [("R-022", True), ("R-022", False)]


def test_the_pack_must_tell_each_threshold() -> None:
    table = PACK.partition("[thresholds]")[2].partition("[[")[0]
    assert set(re.findall(r"^(\w+) = ", table, re.MULTILINE)) == set(Thresholds.model_fields)
    with pytest.raises(ValidationError):
        Thresholds()  # type: ignore[call-arg]

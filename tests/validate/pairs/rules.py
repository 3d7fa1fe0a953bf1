"""The rules checked on a plan: the first faulty plan of each, and the valid plan."""

from collections.abc import Iterable
from functools import cache

from assembler.compute.funding import compute_funding
from assembler.models.plan import Plan
from assembler.models.region import Region
from assembler.regions import load_region
from assembler.validate.rules import check_rules
from tests.validate.case import Case, none_drawn
from tests.validate.cases import CASES
from tests.validate.pair import Pair
from tests.validate.plans import base_plan


def codes(plan: Plan, region: Region) -> Iterable[str]:
    findings = check_rules(plan, region, compute_funding(plan, region), undrawn=none_drawn)
    return tuple(finding.code for finding in findings)


@cache
def sound() -> Iterable[str]:
    return codes(base_plan(), load_region())


def pair(case: Case) -> Pair:
    return Pair(case.rule, lambda: codes(case.change(base_plan()), case.the_region()), sound)


PAIRS = tuple(pair(case) for case in {case.rule: case for case in reversed(CASES)}.values())

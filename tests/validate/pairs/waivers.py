"""Waivers that waive nothing (``W-…``)."""

from collections.abc import Iterable
from datetime import date

from assembler.compute.funding import compute_funding
from assembler.models.waiver import Waiver
from assembler.regions import load_region
from assembler.validate.rules import check_rules
from assembler.validate.waivers import apply_waivers
from tests.validate.pair import Pair
from tests.validate.plans import added, all_of, base_plan, without

GOOD = Waiver(
    rule="R-081",
    subject="Instances",
    reason="Chaque action a son équipe, que le comité stratégique réunit six fois par an.",
    authorised_by="Assemblée",
    dated=date(2026, 6, 10),
)


def codes(**values: str) -> Iterable[str]:
    """Gives the codes told of a plan without thematic committee, whose waiver was changed."""
    region = load_region()
    plan = all_of(without("bodies", 3), added("waivers", GOOD.model_copy(update=values)))(base_plan())
    findings = apply_waivers(check_rules(plan, region, compute_funding(plan, region)), plan, region)
    return tuple(finding.code for finding in findings)


PAIRS = (
    Pair("W-001", lambda: codes(subject="CG-A01"), codes),
    Pair("W-002", lambda: codes(rule="R-020"), codes),
    Pair("W-003", lambda: codes(reason="Pas de comité."), codes),
)

"""The six sample plans and the requests that consolidate their year 2025-2026."""

from collections.abc import Sequence
from functools import cache

from assembler.models.accounts_vocabulary import ReportKind
from assembler.models.piece import Request
from assembler.models.plan import Plan
from assembler.models.regional import Absence, MissingTerritory, RegionalRequest
from assembler.models.vocabulary import Edition
from assembler.regions import load_region
from canvases.samples.plans import make_plan

REGION = load_region()
GASPESIE = ("AV", "BO", "RP", "CG", "HG")


@cache
def plan_of(code: str) -> Plan:
    """Gives the sample plan of a territory, made once: it is frozen."""
    return make_plan(code, REGION)


def regional_request(
    program: str = "FQIS-G",
    *,
    leave: Sequence[str] = (),
    edition: Edition = Edition.PARTNERS,
    plans: dict[str, Plan] | None = None,
    fy: str = "2025-2026",
) -> RegionalRequest:
    """Gives the request of a convention; territories to ``leave`` are missing."""
    convention = next(found for found in REGION.conventions if found.program == program)
    kept = [(plans or {}).get(code) or plan_of(code) for code in convention.covers if code not in leave]
    requests = tuple(Request(plan, REGION, edition, plan.record.current_fy, plan.record.version_date) for plan in kept)
    missing = tuple(
        MissingTerritory(code=code, name=REGION.territory(code).name, reason=Absence.NOT_HANDED_IN) for code in leave
    )
    return RegionalRequest(
        convention=convention,
        region=REGION,
        requests=requests,
        missing=missing,
        without=(),
        edition=edition,
        fy=fy,
        dated=max(request.dated for request in requests),
        kind=ReportKind.ANNUAL,
    )

"""The plan of La Côte-de-Gaspé and the requests that report its year 2025-2026."""

from datetime import date
from functools import cache
from typing import Any

from assembler.models.piece import Request
from assembler.models.plan import Plan
from assembler.models.vocabulary import Edition
from assembler.regions import load_region
from canvases.samples.plans import make_plan

FQIS = "AG-2024-FQIS-G-04|2025-2026|annuel"


@cache
def sample_plan() -> Plan:
    """Gives the sample plan, made once: it is frozen."""
    return make_plan("CG", load_region())


def plan_with(**changes: Any) -> Plan:
    """Gives the sample plan with some tables changed; a plain copy would keep the index of the old ones."""
    return Plan.model_validate({**dict(sample_plan()), **changes})


def sample_request(edition: Edition = Edition.OFFICIAL, *, plan: Plan | None = None, fy: str = "2026-2027") -> Request:
    """Gives a request for the dossier of 2026-2027, which reports the year before."""
    return Request(plan=plan or sample_plan(), region=load_region(), edition=edition, fy=fy, dated=date(2026, 10, 5))

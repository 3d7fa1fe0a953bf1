"""R-065: no small count of persons in the data of a public edition."""

from collections.abc import Iterable
from datetime import date

from assembler.compute.funding import compute_funding
from assembler.journey.receipt import data_json
from assembler.models.checked import Totals
from assembler.models.piece import Request
from assembler.models.vocabulary import Edition
from assembler.pipeline.checking import totals_of
from assembler.regions import load_region
from assembler.verify.persons import check_public_counts
from tests.validate.pair import Pair
from tests.validate.plans import NOW, base_plan

REGION = load_region()


def counts(edition: Edition) -> Iterable[str]:
    """The valid plan reached three persons alone: what an edition for partners says is too much for a public one."""
    plan = base_plan()
    totals: Totals = totals_of(compute_funding(plan, REGION).total(NOW))
    content = data_json(Request(plan, REGION, edition, NOW, date(2026, 10, 5)), totals)
    found = check_public_counts(content, REGION.thresholds.mask_under)
    return tuple("R-065" for defect in found if defect.code == "V-601")


PAIRS = (Pair("R-065", lambda: counts(Edition.PARTNERS), lambda: counts(Edition.PUBLIC)),)

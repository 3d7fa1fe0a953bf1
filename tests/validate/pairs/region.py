"""Rules held when territories are put together: what is added (R-062), who is missing (R-107)."""

from collections.abc import Iterable
from functools import cache

from assembler.compute.regional_results import Reported, sum_indicators
from assembler.errors import WrongKindError
from assembler.journey.consolidating import Asked, plan_consolidation, read_uploads
from assembler.models.checked import Checked
from assembler.models.plan import Plan
from assembler.models.upload import Upload, UploadedFile
from assembler.models.vocabulary import Edition, Unit
from tests.validate.pair import Pair
from tests.validate.plans import BEFORE, base_plan, changed
from tests.views.sample_region import REGION, plan_of

CONVENTION = "AG-2024-FQIS-G-00"
_ASKED = Asked(CONVENTION, Edition.PARTNERS, BEFORE, None, None)


def _added(unit: Unit) -> Iterable[str]:
    """Gives R-062 when a common indicator of this unit, declared as a sum, is not added over territories."""
    plan: Plan = changed("indicators", 0, common_code="FQIS-MEN", unit=unit)(base_plan())
    return () if sum_indicators([Reported(plan, ("CG-A01",))], BEFORE) else ("R-062",)


def _counted(*broken: str) -> Iterable[str]:
    """Gives R-107 when the consolidation leaves someone out, and says so without stopping."""
    names = {code: Upload(workbook=UploadedFile(name=code, content=b"")) for code in ("AV", "BO", "RP", "CG", "HG")}

    def check(upload: Upload) -> Checked:
        code = upload.workbook.name
        if code in broken:
            raise WrongKindError(code, "ce n’est pas un classeur", "Envoyez le canevas.")
        return _checked(code)

    request = plan_consolidation(read_uploads(names, check), REGION, _ASKED)
    assert {row.code for row in request.missing} == set(broken)
    assert len(request.requests) == len(names) - len(broken)
    return ("R-107",) if request.is_partial else ()


@cache
def _checked(code: str) -> Checked:
    return Checked(territory=code, fy="2026-2027", findings=(), plan=plan_of(code))


PAIRS = (
    Pair("R-062", lambda: _added(Unit.PERCENT), lambda: _added(Unit.COUNT)),
    Pair("R-107", lambda: _counted("HG"), _counted),
)

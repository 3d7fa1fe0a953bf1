"""Which convention a consolidated report is about, and which agreements of a plan belong to it (checklist §0.2)."""

from collections.abc import Sequence

from assembler.models.funding import Agreement
from assembler.models.governance import Partner
from assembler.models.period import fiscal_year_end, fiscal_year_start
from assembler.models.plan import Plan
from assembler.models.region import Convention, Region

FIRST_SHARED = 2  # workbooks that hold an agreement before it is a regional one


def find_convention(asked: str, plans: Sequence[Plan], region: Region) -> Convention | None:
    """Gives the convention a name means: its id, its program, an agreement of its program, or an agreement shared.

    An agreement is shared when several plans hold it, or when one says that it covers several territories.
    """
    for convention in region.conventions:
        if asked in (convention.id, convention.program):
            return convention
    held = [agreement for plan in plans if (agreement := plan.find(Agreement, asked))]
    for agreement in held:
        for convention in region.conventions:
            if agreement.program == convention.program:
                return convention
    return _shared(asked, plans, region)


def known_conventions(plans: Sequence[Plan], region: Region) -> tuple[str, ...]:
    """Gives what may be asked for: the region's conventions, then the agreements that several territories share."""
    ids = dict.fromkeys(agreement.id for plan in plans for agreement in plan.agreements)
    shared = (key for key in ids if _shared(key, plans, region))
    return (*(convention.id for convention in region.conventions), *shared)


def agreements_under(plan: Plan, convention: Convention, fy: str) -> tuple[Agreement, ...]:
    """Gives the agreements of a plan that belong to a convention and run during a fiscal year.

    They belong by program, by covered territory and by period; or they are the one agreement that is shared.
    """
    start, end = max(convention.start, fiscal_year_start(fy)), min(convention.end, fiscal_year_end(fy))
    code = plan.territory.code
    return tuple(
        agreement
        for agreement in plan.agreements
        if _belongs(agreement, convention, code) and agreement.start <= end and agreement.end >= start
    )


def _belongs(agreement: Agreement, convention: Convention, code: str) -> bool:
    if code not in convention.covers:
        return False
    if convention.is_agreement:
        return agreement.id == convention.id
    return agreement.program == convention.program and code in agreement.covered_territories


def _shared(asked: str, plans: Sequence[Plan], region: Region) -> Convention | None:
    """Gives the convention that an agreement is by itself; its mandatary is the one a plan names, or its holder."""
    holders = [(plan, agreement) for plan in plans if (agreement := plan.find(Agreement, asked))]
    covered = {code for plan, agreement in holders for code in (*agreement.covered_territories, plan.territory.code)}
    if len(covered) < FIRST_SHARED:
        return None
    plan, first = holders[0]
    return Convention(
        id=first.id,
        program=first.program,
        title=first.title or region.program(first.program).name,
        mandatary=_mandatary(plan, first),
        covers=tuple(territory.code for territory in region.territories if territory.code in covered),
        start=min(agreement.start for _, agreement in holders),
        end=max(agreement.end for _, agreement in holders),
        is_agreement=True,
    )


def _mandatary(plan: Plan, agreement: Agreement) -> str:
    """An agreement names its mandatary, or is held by one of the plan's partners; the id when neither is known."""
    key = agreement.mandatary or agreement.holder
    partner = plan.find(Partner, key)
    return partner.name if partner else key

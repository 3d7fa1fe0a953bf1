"""Adds up what the territories of a convention received, spent and raised (C5, sections 4 and 5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assembler.compute.rates import compute_ratio
from assembler.compute.regional_results import (
    Reported,
    count_categories,
    count_dimensions,
    count_groups,
    count_meetings,
    count_people,
    cross,
    sum_indicators,
    total_meetings,
    unadded_indicators,
)
from assembler.models.consolidation import AllocationLine, Consolidation, InitiativeLine, LeverageLine
from assembler.models.figures import AgreementAction, AgreementReconciliation, FundingPlan
from assembler.models.money import ZERO
from assembler.models.plan import Plan
from assembler.models.region import Region


@dataclass(frozen=True)
class Share:
    """One territory's part in a convention: its plan, the accounts of its agreements for the year, its funding."""

    plan: Plan
    accounts: tuple[AgreementReconciliation, ...]
    funding: FundingPlan

    @property
    def territory(self) -> str:
        """The code of the territory."""
        return self.plan.territory.code


def compute_consolidation(shares: Sequence[Share], region: Region, fy: str) -> Consolidation:
    """Gives every table of a consolidated report; each total is the sum of its lines, along both axes.

    Only what is declared as a sum is added, percentages never (R-062).
    """
    allocations = tuple(allocate(share.territory, share.accounts) for share in shares)
    initiatives = tuple(line for share in shares for line in list_initiatives(share, fy))
    leverages = tuple(
        add_leverage((line for line in initiatives if line.territory == share.territory), share.territory)
        for share in shares
    )
    reported = tuple(_reported(share, initiatives) for share in shares)
    people = [(one.code, count_people(one, region, fy)) for one in reported]
    meetings = tuple(count_meetings(one, fy) for one in reported)
    return Consolidation(
        fy=fy,
        territories=tuple(share.territory for share in shares),
        allocations=allocations,
        allocated=add_allocations(allocations),
        initiatives=initiatives,
        leverages=leverages,
        leverage=add_leverage(initiatives),
        people=cross((code, line.unique) for code, line in people),
        participations=cross((code, line.participations) for code, line in people),
        households=cross((code, line.households) for code, line in people),
        indicators=sum_indicators(reported, fy),
        unadded=unadded_indicators(reported, fy),
        dimensions=count_dimensions(reported, region),
        groups=count_groups(people, region),
        categories=count_categories(reported, initiatives, region, fy),
        meetings=meetings,
        met=total_meetings(meetings),
    )


def allocate(territory: str, accounts: Iterable[AgreementReconciliation]) -> AllocationLine:
    """Gives what the agreements of one territory grant, commit, paid and saw spent, together."""
    rows = tuple(accounts)
    return AllocationLine(
        territory=territory,
        envelope=_sum(row.granted for row in rows),
        committed=_sum(row.committed for row in rows),
        received=_sum(row.received for row in rows),
        spent=_sum(row.spent for row in rows),
        balance=_sum(row.balance for row in rows),
    )


def add_allocations(lines: Iterable[AllocationLine]) -> AllocationLine:
    """Gives the line of all territories."""
    rows = tuple(lines)
    return AllocationLine(
        territory="",
        envelope=_sum(row.envelope for row in rows),
        committed=_sum(row.committed for row in rows),
        received=_sum(row.received for row in rows),
        spent=_sum(row.spent for row in rows),
        balance=_sum(row.balance for row in rows),
    )


def list_initiatives(share: Share, fy: str) -> tuple[InitiativeLine, ...]:
    """Gives the actions that the territory's agreements finance, by number.

    What other funders bring to an action counts once, even when two agreements of the convention finance it.
    """
    lines: dict[str, list[AgreementAction]] = {}
    for books in share.accounts:
        for line in books.actions:
            lines.setdefault(line.action, []).append(line)
    return tuple(
        InitiativeLine(
            territory=share.territory,
            action=action,
            granted=_sum(line.granted for line in lines[action]),
            spent=_sum(line.spent for line in lines[action]),
            total_cost=share.funding.of_action(action, fy).total_cost,
            other_sources=lines[action][0].other_sources,
            from_funder=lines[action][0].from_funder,
            leverage=lines[action][0].leverage,
        )
        for action in sorted(lines)
    )


def add_leverage(initiatives: Iterable[InitiativeLine], territory: str = "") -> LeverageLine:
    """Gives the sums of some initiatives, and what they raise for one dollar of the funder; ratios are never added."""
    rows = tuple(initiatives)
    others, own = _sum(row.other_sources for row in rows), _sum(row.from_funder for row in rows)
    return LeverageLine(
        territory=territory,
        initiatives=len(rows),
        granted=_sum(row.granted for row in rows),
        total_cost=_sum(row.total_cost for row in rows),
        other_sources=others,
        from_funder=own,
        leverage=compute_ratio(others, own),
    )


def _reported(share: Share, initiatives: Iterable[InitiativeLine]) -> Reported:
    actions = tuple(line.action for line in initiatives if line.territory == share.territory)
    return Reported(share.plan, actions)


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)

"""What several territories did under one convention, added up (C5). ``assembler.compute.consolidation`` makes it.

A figure by territory is None when the territory does not tell it; a total adds those that are told.
"""

from collections.abc import Mapping
from decimal import Decimal

from assembler.models.figures import Figures
from assembler.models.vocabulary import Unit


class AllocationLine(Figures):
    """The share of the envelope of a territory, or of all (``territory`` is empty): in CAD, for a fiscal year."""

    territory: str
    envelope: Decimal  # granted by its agreements
    committed: Decimal  # confirmed and received levers of its agreements
    received: Decimal
    spent: Decimal
    balance: Decimal  # received - spent


class InitiativeLine(Figures):
    """An action that the convention finances; ``leverage`` is what other funders bring for one dollar of this one."""

    territory: str
    action: str
    granted: Decimal
    spent: Decimal
    total_cost: Decimal  # need of the year, in-kind contributions included
    other_sources: Decimal
    from_funder: Decimal
    leverage: Decimal | None


class LeverageLine(Figures):
    """What other funders bring to the initiatives of a territory, or of all (``territory`` is empty)."""

    territory: str
    initiatives: int
    granted: Decimal
    total_cost: Decimal
    other_sources: Decimal
    from_funder: Decimal
    leverage: Decimal | None


class CrossLine(Figures):
    """A count by territory, and its total."""

    by_territory: Mapping[str, Decimal | None]
    total: Decimal | None


class CommonLine(CrossLine):
    """A common indicator added over territories (R-062); ``may_repeat`` when someone may be counted twice."""

    code: str
    unit: Unit
    may_repeat: bool


class UnaddedLine(Figures):
    """A common indicator that must not be added: a percentage, or one whose aggregation is not a sum (R-062)."""

    code: str
    territory: str
    indicator: str
    target: Decimal | None
    result: Decimal | None


class DimensionCount(CrossLine):
    """How many initiatives answer a dimension as their main one, by territory; ``secondary`` as another one."""

    code: str
    fr: str
    secondary: int


class CategoryResult(Figures):
    """What the initiatives of one category of issue received and reached, the category being the main dimension.

    Issues are worded by each territory; the dimension is what they share (C5, section 8).
    """

    code: str
    fr: str
    initiatives: int
    granted: Decimal
    people: int | None
    participations: int | None


class GroupCount(CrossLine):
    """Unique persons of a group by territory, and participations of all."""

    group: str
    participations: int | None


class MeetingLine(Figures):
    """The meetings of a territory's bodies in the year, or of all (``territory`` is empty)."""

    territory: str
    meetings: int
    attendance: int | None
    citizens: int | None  # involved in the initiatives


class Consolidation(Figures):
    """All that the consolidated report counts, territories in the region's order."""

    fy: str
    territories: tuple[str, ...]
    allocations: tuple[AllocationLine, ...]
    allocated: AllocationLine
    initiatives: tuple[InitiativeLine, ...]
    leverages: tuple[LeverageLine, ...]
    leverage: LeverageLine
    people: CrossLine
    participations: CrossLine
    households: CrossLine
    indicators: tuple[CommonLine, ...]
    unadded: tuple[UnaddedLine, ...]
    dimensions: tuple[DimensionCount, ...]
    groups: tuple[GroupCount, ...]
    categories: tuple[CategoryResult, ...]
    meetings: tuple[MeetingLine, ...]
    met: MeetingLine

"""Counts over the territories of a convention: indicators, persons, dimensions, groups, meetings (C5, 3, 6 and 7)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from assembler.compute.coverage import compute_coverage
from assembler.compute.people import compute_people
from assembler.models.action import Action
from assembler.models.consolidation import (
    CategoryResult,
    CommonLine,
    CrossLine,
    DimensionCount,
    GroupCount,
    InitiativeLine,
    MeetingLine,
    UnaddedLine,
)
from assembler.models.figures import DimensionLine, PeopleLine
from assembler.models.money import ZERO
from assembler.models.period import fiscal_year_of
from assembler.models.plan import Plan
from assembler.models.region import Region
from assembler.models.results import Indicator, Measure
from assembler.models.vocabulary import Aggregation, CountBasis, Unit

ValueT = TypeVar("ValueT")

# Adding these says nothing, whatever an indicator declares.
_NEVER_ADDED = frozenset({Unit.PERCENT, Unit.SCALE, Unit.YES_NO})
_MAY_REPEAT = frozenset({CountBasis.UNIQUE_PERSONS, CountBasis.HOUSEHOLDS})


@dataclass(frozen=True)
class Reported:
    """The plan of a territory and the actions it reports on."""

    plan: Plan
    actions: tuple[str, ...]

    @property
    def code(self) -> str:
        """The code of the territory."""
        return self.plan.territory.code


def cross(cells: Iterable[tuple[str, Decimal | int | None]]) -> CrossLine:
    """Gives a line by territory with its total; the total is None when no territory tells."""
    by_territory = {code: None if cell is None else Decimal(cell) for code, cell in cells}
    return CrossLine(by_territory=by_territory, total=_added(by_territory.values()))


def is_added(indicator: Indicator) -> bool:
    """True for an indicator declared as a sum, in a unit that can be added (R-062)."""
    return indicator.aggregation is Aggregation.SUM and indicator.unit not in _NEVER_ADDED


def sum_indicators(reported: Sequence[Reported], fy: str) -> tuple[CommonLine, ...]:
    """Gives the common indicators that may be added, by code and unit."""
    found: dict[tuple[str, Unit], list[tuple[str, Indicator, Decimal | None]]] = {}
    for one in reported:
        for indicator, measure in _common(one, fy):
            if is_added(indicator):
                cells = found.setdefault((indicator.common_code or "", indicator.unit), [])
                cells.append((one.code, indicator, measure.result if measure else None))
    codes = [one.code for one in reported]
    return tuple(_common_line(key, found[key], codes) for key in sorted(found))


def unadded_indicators(reported: Sequence[Reported], fy: str) -> tuple[UnaddedLine, ...]:
    """Gives the common indicators that stay side by side: percentages, averages, lists."""
    return tuple(
        UnaddedLine(
            code=indicator.common_code or "",
            territory=one.code,
            indicator=indicator.id,
            target=measure.target if measure else None,
            result=measure.result if measure else None,
        )
        for one in reported
        for indicator, measure in _common(one, fy)
        if not is_added(indicator)
    )


def count_people(one: Reported, region: Region, fy: str) -> PeopleLine:
    """Gives the persons reached by the actions a territory reports on."""
    return compute_people(one.plan, region, fy, actions=one.actions)


def count_groups(people: Sequence[tuple[str, PeopleLine]], region: Region) -> tuple[GroupCount, ...]:
    """Gives the groups that some territory reached, in the region's order."""
    lines = {(code, group.group): group for code, line in people for group in line.groups}
    counted = []
    for group in region.groups:
        told = [lines.get((code, group.code)) for code, _ in people]
        if any(told):
            row = cross((code, line.unique if line else None) for (code, _), line in zip(people, told, strict=True))
            participations = _added(line.participations for line in told if line)
            counted.append(
                GroupCount(
                    group=group.code,
                    by_territory=row.by_territory,
                    total=row.total,
                    participations=None if participations is None else int(participations),
                )
            )
    return tuple(counted)


def count_dimensions(reported: Sequence[Reported], region: Region) -> tuple[DimensionCount, ...]:
    """Gives how many reported actions answer each dimension: the region's, then each territory's own (R-006)."""
    counts: dict[str, DimensionCount] = {}
    codes = [one.code for one in reported]
    for one in reported:
        for line in compute_coverage(one.plan, region):
            main, others = (sum(key in one.actions for key in keys) for keys in (line.main, line.secondary))
            key = dimension_key(one.code, line)
            known = counts.get(key) or DimensionCount(
                code=key, fr=line.fr, by_territory=dict.fromkeys(codes, Decimal(0)), total=Decimal(0), secondary=0
            )
            counts[key] = _plus(known, one.code, main, others)
    return tuple(_regional_first(counts, region).values())


def count_categories(
    reported: Sequence[Reported], initiatives: Sequence[InitiativeLine], region: Region, fy: str
) -> tuple[CategoryResult, ...]:
    """Gives what was granted and reached by main dimension; every initiative is in one category and no other."""
    granted = {(line.territory, line.action): line.granted for line in initiatives}
    found: dict[str, tuple[str, list[tuple[Reported, str]]]] = {}
    for one in reported:
        for line in compute_coverage(one.plan, region):
            key = dimension_key(one.code, line)
            found.setdefault(key, (line.fr, []))[1].extend((one, held) for held in line.main if held in one.actions)
    return tuple(
        _category(code, fr, held, granted, region, fy)
        for code, (fr, held) in _regional_first(found, region).items()
        if held
    )


def dimension_key(territory: str, line: DimensionLine) -> str:
    """Gives the code of a dimension over territories: one that a territory added is its own (A4-14)."""
    return f"{territory}-{line.code}" if line.is_custom else line.code


def count_meetings(one: Reported, fy: str) -> MeetingLine:
    """Gives the meetings of the year, who came, and the citizens involved in the reported actions."""
    held = [meeting for meeting in one.plan.meetings if fiscal_year_of(meeting.held_on) == fy]
    results = [row for row in one.plan.results if row.fy == fy and row.action in one.actions]
    return MeetingLine(
        territory=one.code,
        meetings=len(held),
        attendance=_whole(meeting.attendance for meeting in held),
        citizens=_whole(row.citizen_count for row in results),
    )


def total_meetings(lines: Iterable[MeetingLine]) -> MeetingLine:
    """Gives the line of all territories."""
    rows = tuple(lines)
    return MeetingLine(
        territory="",
        meetings=sum(row.meetings for row in rows),
        attendance=_whole(row.attendance for row in rows),
        citizens=_whole(row.citizens for row in rows),
    )


def _category(
    code: str,
    fr: str,
    held: Sequence[tuple[Reported, str]],
    granted: Mapping[tuple[str, str], Decimal],
    region: Region,
    fy: str,
) -> CategoryResult:
    people = [compute_people(one.plan, region, fy, actions=(action,)) for one, action in held]
    return CategoryResult(
        code=code,
        fr=fr,
        initiatives=len(held),
        granted=sum((granted[one.code, action] for one, action in held), ZERO),
        people=_whole(line.unique for line in people),
        participations=_whole(line.participations for line in people),
    )


def _regional_first(found: Mapping[str, ValueT], region: Region) -> dict[str, ValueT]:
    """The region's dimensions in its order, then those of territories."""
    shared = {code.code: found[code.code] for code in region.dimensions if code.code in found}
    return {**shared, **{key: value for key, value in found.items() if key not in shared}}


def _common(one: Reported, fy: str) -> Iterator[tuple[Indicator, Measure | None]]:
    """The common indicators of the reported actions, and of the objectives they serve."""
    objectives = {one.plan.get(Action, action).objective for action in one.actions}
    measures = {row.indicator: row for row in one.plan.measures if row.fy == fy}
    for indicator in one.plan.indicators:
        if indicator.common_code and (indicator.parent in one.actions or indicator.parent in objectives):
            yield indicator, measures.get(indicator.id)


def _common_line(
    key: tuple[str, Unit], cells: Sequence[tuple[str, Indicator, Decimal | None]], codes: Sequence[str]
) -> CommonLine:
    row = cross((code, _added(result for held, _, result in cells if held == code)) for code in codes)
    told = [indicator for _, indicator, result in cells if result]
    return CommonLine(
        code=key[0],
        unit=key[1],
        by_territory=row.by_territory,
        total=row.total,
        may_repeat=len(told) > 1 and any(indicator.count_basis in _MAY_REPEAT for indicator in told),
    )


def _plus(line: DimensionCount, territory: str, main: int, others: int) -> DimensionCount:
    cells = {**line.by_territory, territory: Decimal(main)}
    return DimensionCount(
        code=line.code,
        fr=line.fr,
        by_territory=cells,
        total=(line.total or Decimal(0)) + main,
        secondary=line.secondary + others,
    )


def _added(counts: Iterable[Decimal | int | None]) -> Decimal | None:
    known = [Decimal(count) for count in counts if count is not None]
    return sum(known, Decimal(0)) if known else None


def _whole(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None

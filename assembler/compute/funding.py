"""The funding plan: needs, levers and contributions added up along every axis, each line read once (B10, B11)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assembler.compute.rates import compute_pct
from assembler.models.figures import CategoryLine, FundingLine, FundingPlan, ProgramLine
from assembler.models.money import ZERO, to_cents
from assembler.models.plan import Plan
from assembler.models.region import Region
from assembler.models.vocabulary import Category, LeverStatus

COMMITTED = frozenset({LeverStatus.CONFIRMED, LeverStatus.RECEIVED})
_COLUMN = {
    LeverStatus.CONFIRMED: "confirmed",
    LeverStatus.RECEIVED: "confirmed",
    LeverStatus.REQUESTED: "requested",
    LeverStatus.POTENTIAL: "potential",
}  # refused and withdrawn levers count nowhere
_RANK = {category: rank for rank, category in enumerate(Category)}


@dataclass
class _Sums:
    """Running sums of one line."""

    need: Decimal = ZERO
    confirmed: Decimal = ZERO
    requested: Decimal = ZERO
    potential: Decimal = ZERO
    in_kind: Decimal = ZERO

    def add(self, column: str, amount: Decimal) -> None:
        setattr(self, column, getattr(self, column) + amount)

    def add_all(self, other: "_Sums") -> None:
        self.need += other.need
        self.confirmed += other.confirmed
        self.requested += other.requested
        self.potential += other.potential
        self.in_kind += other.in_kind


def compute_funding(plan: Plan, region: Region) -> FundingPlan:
    """Gives the funding plan of a territory; time grows with the number of lines.

    Amounts are rounded to the cent when read, so every total is exact. ``KeyError`` when a lever names a program
    that the region does not have.
    """
    programs = _program_lines(plan, region)
    return FundingPlan(
        years=_years(plan),
        lines=_funding_lines(plan),
        programs=programs,
        funders={fy: _grouped(lines) for (action, fy), lines in programs.items() if not action},
        categories=_category_lines(plan),
    )


def _funding_lines(plan: Plan) -> dict[tuple[str, str, str], FundingLine]:
    chain = {action.id: (action.lead, action.issue) for action in plan.actions}
    lines: defaultdict[tuple[str, str, str], _Sums] = defaultdict(_Sums)
    for (action, fy), sums in _cells(plan).items():
        axes = [("action", action), ("plan", "")]
        if action in chain:
            lead, issue = chain[action]
            axes += [("lead", lead), ("issue", issue)]
        for axis, key in axes:
            lines[axis, key, fy].add_all(sums)
            lines[axis, key, ""].add_all(sums)
    return {key: _line(sums) for key, sums in lines.items()}


def _cells(plan: Plan) -> dict[tuple[str, str], _Sums]:
    """The sums of each action and fiscal year, from which every other line is made."""
    cells: defaultdict[tuple[str, str], _Sums] = defaultdict(_Sums)
    for action, fy, column, amount in _entries(plan):
        cells[action, fy].add(column, amount)
    return cells


def _entries(plan: Plan) -> Iterator[tuple[str, str, str, Decimal]]:
    for need in plan.need_lines:
        yield need.action, need.fy, "need", to_cents(need.amount)
    for lever in plan.lever_lines:
        if lever.status in _COLUMN:
            yield lever.action, lever.fy, _COLUMN[lever.status], to_cents(lever.amount)
    for gift in plan.contributions:
        if gift.valued_amount is not None:
            yield gift.action or "", gift.fy, "in_kind", to_cents(gift.valued_amount)


def _line(sums: _Sums) -> FundingLine:
    return FundingLine(
        need=sums.need,
        confirmed=sums.confirmed,
        requested=sums.requested,
        potential=sums.potential,
        in_kind=sums.in_kind,
        gap=sums.need - sums.confirmed - sums.requested,
        total_cost=sums.need + sums.in_kind,
        coverage_pct=compute_pct(sums.confirmed, sums.need),
    )


def _program_lines(plan: Plan, region: Region) -> dict[tuple[str, str], tuple[ProgramLine, ...]]:
    tables: defaultdict[tuple[str, str], defaultdict[str, _Sums]] = defaultdict(lambda: defaultdict(_Sums))
    for lever in plan.lever_lines:
        if lever.status in _COLUMN:
            for action, fy in ((lever.action, lever.fy), (lever.action, ""), ("", lever.fy), ("", "")):
                tables[action, fy][lever.program].add(_COLUMN[lever.status], to_cents(lever.amount))
    rank = {program.code: rank for rank, program in enumerate(region.programs)}
    funder = {program.code: program.funder for program in region.programs}
    return {
        key: _with_shares([(code, funder[code], table[code]) for code in sorted(table, key=rank.__getitem__)])
        for key, table in tables.items()
    }


def _grouped(lines: tuple[ProgramLine, ...]) -> tuple[ProgramLine, ...]:
    """Adds the programs of each funder together, in the order of their first program."""
    funders: dict[str, _Sums] = {}
    for line in lines:
        sums = funders.setdefault(line.funder, _Sums())
        for column in ("confirmed", "requested", "potential"):
            sums.add(column, getattr(line, column))
    return _with_shares([("", funder, sums) for funder, sums in funders.items()])


def _with_shares(table: list[tuple[str, str, _Sums]]) -> tuple[ProgramLine, ...]:
    confirmed = sum((sums.confirmed for _, _, sums in table), ZERO)
    return tuple(
        ProgramLine(
            program=program,
            funder=funder,
            confirmed=sums.confirmed,
            requested=sums.requested,
            potential=sums.potential,
            share_pct=compute_pct(sums.confirmed, confirmed),
        )
        for program, funder, sums in table
    )


def _category_lines(plan: Plan) -> Mapping[tuple[str, str], tuple[CategoryLine, ...]]:
    tables: defaultdict[tuple[str, str], defaultdict[Category, Decimal]]
    tables = defaultdict(lambda: defaultdict(lambda: ZERO))
    for need in plan.need_lines:
        for action, fy in ((need.action, need.fy), (need.action, ""), ("", need.fy), ("", "")):
            tables[action, fy][need.category] += to_cents(need.amount)
    return {
        key: tuple(CategoryLine(category=code, need=table[code]) for code in sorted(table, key=_RANK.__getitem__))
        for key, table in tables.items()
    }


def _years(plan: Plan) -> tuple[str, ...]:
    found = {fy for _, fy, _, _ in _entries(plan)}
    return tuple(sorted({*plan.fiscal_years, *found}))

"""Spreads the amounts of 2026-2027 over the years of the plan: need lines, levers, contributions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from assembler.models.money import split
from assembler.models.period import fiscal_year_end, fiscal_year_start, fiscal_years_between
from assembler.models.region import Program, Region
from canvases.samples.content import Row, Tables

CURRENT = "2026-2027"
FACTORS = {
    "2023-2024": Decimal("0.88"),
    "2024-2025": Decimal("0.90"),
    "2025-2026": Decimal("0.95"),
    CURRENT: Decimal(1),
    "2027-2028": Decimal("1.03"),
    "2028-2029": Decimal("1.05"),
}
PAID_AT_ONCE = frozenset({"MRC", "MIL"})
_COMMITTED = frozenset({"recu", "confirme"})
_ASKED_ON = date(2026, 6, 15)
_FRIDAY = 4
CONFIRMED_ON = {
    "FQIS-G": date(2026, 4, 20),
    "FQIS-I": date(2026, 4, 22),
    "FLAC": date(2026, 3, 27),
    "FAM": date(2026, 5, 8),
    "COMP": date(2026, 5, 19),
    "FRR": date(2026, 4, 30),
    "MRC": date(2026, 4, 8),
    "RDS": date(2026, 5, 4),
    "MSP": date(2026, 6, 1),
    "MIL": date(2026, 6, 5),
}


@dataclass(frozen=True)
class Lever:
    """One lever of an action and a fiscal year."""

    action: str
    fy: str
    program: str
    status: str
    amount: Decimal
    note: str | None = None

    @property
    def is_committed(self) -> bool:
        """True when the money is confirmed or received."""
        return self.status in _COMMITTED


def dollars(amount: Decimal | int, weights: Iterable[Decimal | int]) -> list[Decimal]:
    """Gives an amount shared by weight, in whole dollars when it is whole."""
    shares = [Decimal(weight) for weight in weights]
    whole = Decimal(amount)
    if whole != whole.to_integral_value():
        return list(split(whole, shares))
    return [part * 100 for part in split(whole / 100, shares)]


def years_of(action: Row, record: Row) -> tuple[str, ...]:
    """Gives the fiscal years that both the action and the plan cover."""
    start, end = max(action["start"], record["start"]), min(action["end"], record["end"])
    return tuple(fy for fy in fiscal_years_between(start, end) if fy in FACTORS)


def need_of(funding: Row, fy: str) -> Decimal:
    """Gives what the action needs that year: the amount written, or its share rounded up to a hundred dollars."""
    factor = _factor(funding, fy)
    return Decimal(funding["need"]) if factor == 1 else _rounded(Decimal(funding["need"]) * factor, 100, ROUND_CEILING)


def levers_of(funding: Row, fy: str, region: Region) -> Iterator[Lever]:
    """Gives the levers of an action and a year, in the order written."""
    exact = funding.get("past", {}).get(fy, {})
    for program, amount in funding["confirmed"].items():
        if not _is_open(region.program(program), fy):
            continue
        given = Decimal(amount) * _factor(funding, fy)
        value = Decimal(exact[program]) if program in exact else _rounded(given, 10, ROUND_FLOOR)
        value = Decimal(amount) if fy == CURRENT else value
        note = funding.get("notes", {}).get(program) if fy == CURRENT else None
        yield Lever(funding["action"], fy, program, _status(program, fy), value, note)
    if fy == CURRENT:
        for program, amount in funding.get("requested", {}).items():
            yield Lever(funding["action"], fy, program, "demande", Decimal(amount))


def need_rows(funding: Row, years: Iterable[str], eligible: tuple[str, ...]) -> Iterator[Row]:
    """Gives the need lines of an action, one for each year and category."""
    number = 0
    for fy in years:
        amounts = dollars(need_of(funding, fy), funding["categories"].values())
        for category, amount in zip(funding["categories"], amounts, strict=True):
            number += 1
            yield {
                "id": f"{funding['action']}-N{number:02}",
                "action": funding["action"],
                "fy": fy,
                "category": category,
                "description": funding.get("category_notes", {}).get(category),
                "amount": amount,
                "eligible_for": eligible,
            }


def lever_rows(levers: Iterable[Lever], agreements: dict[str, str], main_dimension: str) -> Iterator[Row]:
    """Gives the lever lines of an action; ``agreements`` tells the agreement of each program."""
    for number, lever in enumerate(levers, start=1):
        row: Row = {
            "id": f"{lever.action}-L{number:02}",
            "action": lever.action,
            "fy": lever.fy,
            "program": lever.program,
            "status": lever.status,
            "amount": lever.amount,
            "status_date": _status_date(lever),
            "nature": "coordination" if main_dimension == "D06" and lever.program == "FLAC" else "projet",
            "recurrent": lever.program in {"MRC", "FLAC", "FAM"},
            "note": lever.note,
        }
        if lever.is_committed:
            row |= {"agreement": agreements[lever.program], "evidence_ref": _evidence(lever)}
        yield row


def contribution_rows(funding: Row, fy: str) -> Iterator[Row]:
    """Gives the valued contributions of the year, their sum exactly what is written."""
    lines: list[dict[str, Any]] = funding.get("in_kind_lines", [])
    if not lines:
        if funding.get("in_kind"):
            raise KeyError(f"{funding['action']}: in_kind_lines")
        return
    for number, (line, amount) in enumerate(
        zip(lines, dollars(funding["in_kind"], [line.get("weight", 1) for line in lines]), strict=True), start=1
    ):
        kept = {key: value for key, value in line.items() if key != "weight"}
        yield {
            "id": f"{funding['action']}-C{number:02}",
            "action": funding["action"],
            "fy": fy,
            "valued_amount": amount,
            "status": "acceptee",
            "origin": "Montage financier de 2026-2027",
        } | kept


def past_years(tables: Tables) -> tuple[str, ...]:
    """Gives the fiscal years of the plan that have ended."""
    record = tables["record"][0]
    return tuple(fy for fy in fiscal_years_between(record["start"], record["end"]) if fy < CURRENT)


def working_day(day: date) -> date:
    """Gives the day, or the Monday after a week-end: nobody signs, votes or pays on a Sunday."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > _FRIDAY else 0)


def _factor(funding: Row, fy: str) -> Decimal:
    return Decimal(funding.get("years", {}).get(fy, FACTORS[fy]))


def _rounded(amount: Decimal, step: int, rounding: str) -> Decimal:
    return (amount / step).to_integral_value(rounding) * step


def _is_open(program: Program, fy: str) -> bool:
    """The program is valid on the first and the last day of the year."""
    opened = program.valid_from is None or program.valid_from <= fiscal_year_start(fy)
    return opened and (program.valid_to is None or fiscal_year_end(fy) <= program.valid_to)


def _status(program: str, fy: str) -> str:
    if fy < CURRENT:
        return "recu"
    if fy == CURRENT:
        return "recu" if program in PAID_AT_ONCE else "confirme"
    if fy == "2027-2028" and program == "FLAC":
        return "confirme"
    return "demande" if fy == "2027-2028" and program.startswith("FQIS") else "potentiel"


def _status_date(lever: Lever) -> date:
    if not lever.is_committed:
        return _ASKED_ON
    confirmed = CONFIRMED_ON[lever.program]
    years = 0 if lever.fy >= CURRENT else int(CURRENT[:4]) - int(lever.fy[:4])
    return working_day(confirmed.replace(year=confirmed.year - years))


def _evidence(lever: Lever) -> str:
    what = {"MRC": "Résolution du conseil", "MIL": "Lettre d’engagement", "FLAC": "Convention pluriannuelle"}
    return f"{what.get(lever.program, 'Lettre d’annonce')} du {_status_date(lever).isoformat()}"

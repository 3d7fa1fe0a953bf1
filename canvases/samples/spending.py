"""Makes the accountability of the years that have ended: approved budgets, expenses, allocations, variances."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from assembler.models.money import ZERO
from assembler.models.period import fiscal_year_end, fiscal_year_start
from assembler.models.vocabulary import Category
from assembler.typography import typographic
from canvases.samples.content import Row
from canvases.samples.funding import CURRENT, Lever, dollars

_SMALL, _MODEST = 10_000, 30_000  # dollars: a small lever is approved for fewer categories
_TOLERANCE_PCT, _TOLERANCE = 10, 500  # beyond both, a line is explained
_SUPPLIERS = {
    "HON": "Services professionnels des Caps",
    "MAT": "Fournitures du Golfe",
    "LOC": "Locations du Rivage",
    "EQP": "Équipements Nordet",
    "DEP": "Remboursements de déplacement",
    "COM": "Imprimerie de la Baie",
    "FOR": "Formations du Littoral",
    "GAR": "Traiteur coopératif",
    "EVA": "Atelier d’évaluation des Caps",
    "ADM": "Comptabilité du Quai",
}
_LABELS = {category.value: category.fr for category in Category}
_MONTHS = {"SAL": 3, "MAT": 10, "LOC": 1, "EQP": 9, "DEP": 2, "COM": 11, "FOR": 10, "PCI": 3, "GAR": 12, "ADM": 3}


@dataclass(frozen=True)
class Typed:
    """What was written of the accountability: ``[[spent]]`` by action, program and year, and ``[[shared]]``."""

    spent: Mapping[tuple[str, str, str], Row]
    shared: tuple[Row, ...]

    @classmethod
    def read(cls, spent: Iterable[Row], shared: Iterable[Row]) -> "Typed":
        """Sorts the rows."""
        return cls({(row["action"], row["program"], row["fy"]): row for row in spent}, tuple(shared))

    def named(self, lever: Lever) -> set[str]:
        """Gives the categories that a lever's account must have, because something is written of them."""
        row = self.spent.get((lever.action, lever.program, lever.fy), {})
        shared = {
            item["category"]
            for item in self.shared
            if (item["action"], item["fy"]) == (lever.action, lever.fy) and lever.program in item["shares"]
        }
        return shared | set(row.get("lines", ()))


@dataclass(frozen=True)
class Account:
    """What one agreement approved for one action and year, and what was spent, by category."""

    lever: Lever
    approved: dict[str, Decimal]
    spent: dict[str, Decimal]
    row: Row = field(default_factory=dict)

    @property
    def total(self) -> Decimal:
        """Everything spent."""
        return sum(self.spent.values(), ZERO)


def accounts(levers: Iterable[Lever], categories: Mapping[str, Mapping[str, int]], typed: Typed) -> Iterator[Account]:
    """Gives the account of every committed lever up to this year; nothing is spent yet in this one."""
    for lever in levers:
        if lever.is_committed and lever.fy <= CURRENT:
            row = typed.spent.get((lever.action, lever.program, lever.fy), {})
            approved = _approved(lever, categories[lever.action], typed.named(lever))
            spent = _spent(lever, approved, row) if lever.fy < CURRENT else {}
            account = Account(lever, approved, spent, row)
            _check(account)
            yield account


def budget_rows(found: Iterable[Account], ids: Mapping[str, str]) -> Iterator[Row]:
    """Gives the approved budgets."""
    for account in found:
        for category, amount in account.approved.items():
            if amount:
                yield _keys(account, ids) | {"category": category, "amount": amount}


def variance_rows(found: Iterable[Account], ids: Mapping[str, str]) -> Iterator[Row]:
    """Gives the explanations written: one for the action, one for each line."""
    for account in found:
        row = account.row
        kept = {key: row[key] for key in ("why", "remedy", "covering_source", "treatment") if key in row}
        if "why" in kept:
            yield _keys(account, ids) | kept
        for category, why in row.get("line_reasons", {}).items():
            yield _keys(account, ids) | {"category": category, "why": why}


def expense_rows(
    found: Iterable[Account], ids: Mapping[str, str], shared: Iterable[Row], needs: Mapping[tuple[str, str, str], str]
) -> Iterator[tuple[Row, list[Row]]]:
    """Gives each expense with its allocations, shared ones last; ``needs`` tells the need line of a category."""
    numbers: dict[str, int] = {}
    joint = tuple(shared)
    for account in found:
        lever = account.lever
        for category, amount in account.spent.items():
            alone = amount - _shared_amount(joint, lever, category)
            if alone:
                row = _expense(lever, category, alone) | {"id": _next_id(numbers, lever.action)}
                row["planned_line"] = needs.get((lever.action, lever.fy, category))
                yield row, [{"expense": row["id"], "agreement": ids[lever.program], "pct": Decimal(100)}]
    for item in joint:
        yield _shared(item, numbers, ids)


def _approved(lever: Lever, weights: Mapping[str, int], named: set[str]) -> dict[str, Decimal]:
    """The lever's amount by category; a small lever pays the heaviest categories only."""
    most = 3 if lever.amount < _SMALL else 4 if lever.amount < _MODEST else len(weights)
    kept = sorted(weights, key=lambda category: -weights[category])[:most]
    chosen = [category for category in weights if category in kept or category in named]
    return dict(zip(chosen, dollars(lever.amount, [weights[category] for category in chosen]), strict=True))


def _spent(lever: Lever, approved: Mapping[str, Decimal], row: Mapping[str, Any]) -> dict[str, Decimal]:
    """The lines written, and the rest of the total shared like the rest of the budget."""
    fixed = {category: Decimal(amount) for category, amount in row.get("lines", {}).items()}
    others = {category: amount for category, amount in approved.items() if category not in fixed}
    rest = Decimal(row.get("total", lever.amount)) - sum(fixed.values(), ZERO)
    return dict(zip(others, dollars(rest, others.values()), strict=True)) | fixed


def _check(account: Account) -> None:
    """Raises ``ValueError`` where a reason is missing: the rules of the product would refuse the plan."""
    lever, row = account.lever, account.row
    where = f"{lever.action} {lever.program} {lever.fy}"
    if abs(account.total - lever.amount) >= _TOLERANCE and account.spent and "why" not in row:
        raise ValueError(f"{where}: spent {account.total} of {lever.amount}, why?")
    if max(account.total - lever.amount, account.total - Decimal(row.get("received", lever.amount))) > 0 and (
        "covering_source" not in row
    ):
        raise ValueError(f"{where}: no covering source")
    for category in account.spent:
        planned, actual = account.approved.get(category, ZERO), account.spent[category]
        gap = abs(actual - planned)
        is_large = gap > _TOLERANCE and gap * 100 > planned * _TOLERANCE_PCT
        if (is_large or not planned or not actual) and category not in row.get("line_reasons", {}) and "why" not in row:
            raise ValueError(f"{where} {category}: {planned} approved, {actual} spent, why?")


def _keys(account: Account, ids: Mapping[str, str]) -> Row:
    return {"agreement": ids[account.lever.program], "fy": account.lever.fy, "action": account.lever.action}


def _next_id(numbers: dict[str, int], action: str) -> str:
    numbers[action] = numbers.get(action, 0) + 1
    return f"{action}-D{numbers[action]:02}"


def _expense(lever: Lever, category: str, amount: Decimal) -> Row:
    row: Row = {
        "action": lever.action,
        "fy": lever.fy,
        "dated": _day(lever.fy, category),
        "category": category,
        "description": typographic(f"{_LABELS[category]}, exercice {lever.fy} ({lever.program})"),
        "amount": amount,
        "tax_treatment": "avant_taxes" if category in {"SAL", "PCI"} else "taxes_nettes",
        "receipt_ref": f"{lever.fy[2:4]}-{lever.program}-{lever.action[3:]}-{category}",
    }
    return row | ({"supplier": _SUPPLIERS[category]} if category in _SUPPLIERS else {})


def _day(fy: str, category: str) -> date:
    month = _MONTHS.get(category, 2)
    if month == 3:
        return fiscal_year_end(fy)
    return (fiscal_year_start(fy) if month > 3 else fiscal_year_end(fy)).replace(month=month, day=15)


def _shared_amount(joint: Iterable[Row], lever: Lever, category: str) -> Decimal:
    parts = (
        Decimal(item["amount"]) * item["shares"].get(lever.program, 0) / 100
        for item in joint
        if (item["action"], item["fy"], item["category"]) == (lever.action, lever.fy, category)
    )
    return sum(parts, ZERO)


def _shared(item: Row, numbers: dict[str, int], ids: Mapping[str, str]) -> tuple[Row, list[Row]]:
    kept = {key: value for key, value in item.items() if key != "shares"}
    row = {
        "id": _next_id(numbers, item["action"]),
        "tax_treatment": "taxes_nettes",
        "receipt_ref": f"{item['fy'][2:4]}-PART-{item['action'][3:]}-{item['category']}",
    } | kept
    shares = [
        {"expense": row["id"], "agreement": ids[program], "pct": Decimal(pct)}
        for program, pct in item["shares"].items()
    ]
    return row, shares

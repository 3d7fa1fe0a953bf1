"""La Côte-de-Gaspé's sample figures, as the control tables give them."""

from datetime import date
from decimal import Decimal

from assembler.models import accounts_vocabulary as av
from assembler.models import vocabulary as v
from assembler.models.action import Action
from assembler.models.funding import (
    Agreement,
    AgreementYear,
    ApprovedBudget,
    Contribution,
    LeverLine,
    NeedLine,
    Payment,
)
from assembler.models.plan import Plan
from assembler.models.spending import Allocation, Expense
from tests.validate.plans import BEFORE, FQIS, NOW, base_plan

# action, issue, need, confirmed levers, requested levers, in kind
Montage = tuple[str, str, int, dict[str, int], dict[str, int], int]
MONTAGE: tuple[Montage, ...] = (
    ("CG-A01", "1", 286000, {"FQIS-G": 118000, "FRR": 70000, "MRC": 28000, "MIL": 46000}, {}, 31500),
    ("CG-A02", "2", 168000, {"FAM": 98000, "FLAC": 44000, "COMP": 12000}, {}, 7000),
    ("CG-A03", "3", 112000, {"FQIS-G": 48000, "MRC": 26000, "MIL": 18000}, {"FRR": 12000}, 16800),
    ("CG-A04", "1", 146000, {"FQIS-G": 56000, "MSP": 30000, "MRC": 24000, "MIL": 16000}, {}, 9500),
    ("CG-A05", "2", 84000, {"COMP": 40000, "FLAC": 22000, "MIL": 12000}, {}, 5600),
    ("CG-A06", "3", 98000, {"FRR": 44000, "MRC": 30000, "MIL": 6000}, {"FQIS-G": 10000}, 0),
    ("CG-A07", "3", 46000, {"FLAC": 18000, "MRC": 14000, "MIL": 8000}, {}, 3700),
    ("CG-A08", "2", 172000, {"FLAC": 86000, "MRC": 46000, "FQIS-G": 34000, "RDS": 6000}, {}, 8000),
)
# action, granted, received, spent (2025-2026, FQIS-G)
REPORT = (
    ("CG-A01", 110000, 110000, 104350),
    ("CG-A03", 45000, 45000, 45000),
    ("CG-A04", 52000, 46800, 53180),
    ("CG-A08", 32000, 32000, 31640),
)


def sample_plan() -> Plan:
    """Gives the plan of those tables."""
    base = base_plan()
    return Plan(
        territory=base.territory,
        record=base.record,
        actions=tuple(_action(base, action, issue) for action, issue, *_ in MONTAGE),
        need_lines=tuple(_need(action, need) for action, _, need, *_ in MONTAGE),
        lever_lines=tuple(
            _lever(action, program, amount, status)
            for action, _, _, confirmed, requested, _ in MONTAGE
            for levers, status in ((confirmed, v.LeverStatus.CONFIRMED), (requested, v.LeverStatus.REQUESTED))
            for program, amount in levers.items()
        ),
        contributions=tuple(_gift(action, value) for action, *_, value in MONTAGE if value),
        agreements=(_agreement(),),
        agreement_years=(AgreementYear(agreement=FQIS, fy=BEFORE, amount=Decimal(239000)),),
        approved_budgets=tuple(_budget(action, granted) for action, granted, _, _ in REPORT),
        payments=tuple(_payment(action, granted, received) for action, granted, received, _ in REPORT),
        expenses=tuple(_expense(action, spent) for action, _, _, spent in REPORT),
        allocations=tuple(
            Allocation(expense=f"{action}-D01", agreement=FQIS, pct=Decimal(100)) for action, *_ in REPORT
        ),
    )


def _action(base: Plan, key: str, issue: str) -> Action:
    return base.actions[0].model_copy(update={"id": key, "issue": f"CG-E{issue}", "lead": f"CG-P{issue}.1"})


def _need(action: str, amount: int) -> NeedLine:
    return NeedLine(id=f"{action}-N01", action=action, fy=NOW, category=v.Category.SALARIES, amount=Decimal(amount))


def _lever(action: str, program: str, amount: int, status: v.LeverStatus) -> LeverLine:
    key = f"{action}-{program}"
    return LeverLine(id=key, action=action, fy=NOW, program=program, status=status, amount=Decimal(amount))


def _gift(action: str, value: int) -> Contribution:
    return Contribution(
        id=f"{action}-C01",
        partner="mrc",
        action=action,
        fy=NOW,
        kind=v.ContributionKind.GOODS,
        description="Denrées et locaux",
        valued_amount=Decimal(value),
        status=v.ContributionStatus.ACCEPTED,
    )


def _agreement() -> Agreement:
    return Agreement(
        id=FQIS,
        program="FQIS-G",
        holder="mrc",
        covered_territories=("CG",),
        start=date(2024, 4, 1),
        end=date(2029, 3, 31),
        amount_total=Decimal(1200000),
    )


def _budget(action: str, amount: int) -> ApprovedBudget:
    return ApprovedBudget(
        agreement=FQIS, fy=BEFORE, action=action, category=v.Category.SALARIES, amount=Decimal(amount)
    )


def _payment(action: str, due: int, received: int) -> Payment:
    return Payment(agreement=FQIS, fy=BEFORE, action=action, amount=Decimal(due), received_amount=Decimal(received))


def _expense(action: str, amount: int) -> Expense:
    return Expense(
        id=f"{action}-D01",
        action=action,
        fy=BEFORE,
        dated=date(2025, 9, 30),
        category=v.Category.SALARIES,
        description="Dépense de l’exercice",
        amount=Decimal(amount),
        tax_treatment=av.TaxTreatment.NET,
    )

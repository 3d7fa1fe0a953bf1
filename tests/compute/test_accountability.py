"""Reconciliation of agreements."""

from datetime import date
from decimal import Decimal

import pytest

from assembler.compute.accountability import compute_agreement, compute_agreements
from assembler.models import vocabulary as v
from assembler.models.figures import AgreementReconciliation
from assembler.models.money import ZERO
from assembler.regions import load_region
from tests.compute.samples import sample_plan
from tests.validate.plans import BEFORE, FLAC, FQIS, NOW, Change, all_of, base_plan, changed, without

REGION = load_region()


def reconciled(change: Change, agreement: str = FQIS, fy: str = BEFORE) -> AgreementReconciliation:
    return compute_agreement(change(base_plan()), REGION, agreement, fy)


def test_sample_agreement_gives_the_control_totals() -> None:
    rec = compute_agreement(sample_plan(), REGION, FQIS, BEFORE)
    assert (rec.granted, rec.received, rec.spent, rec.balance) == (
        Decimal(239000),
        Decimal(233800),
        Decimal(234170),
        Decimal(-370),
    )
    assert [(line.action, line.balance) for line in rec.actions] == [
        ("CG-A01", Decimal(5650)),
        ("CG-A03", ZERO),
        ("CG-A04", Decimal(-6380)),
        ("CG-A08", Decimal(360)),
    ]
    assert rec.to_receive == Decimal(5200)
    assert (rec.granted_unassigned, rec.received_unassigned) == (ZERO, ZERO)


def test_unknown_agreement_is_an_error() -> None:
    with pytest.raises(KeyError):
        compute_agreement(base_plan(), REGION, "AG-1999-RIEN-01", BEFORE)


def test_categories_show_planned_actual_and_variance() -> None:
    rec = reconciled(changed("expenses", 1, amount=Decimal("3400.00")))
    materials = next(line for line in rec.categories if line.category is v.Category.MATERIALS)
    assert (materials.planned, materials.actual) == (Decimal("4000.00"), Decimal("3400.00"))
    assert (materials.variance, materials.variance_pct) == (Decimal("-600.00"), Decimal("-15.0"))
    assert materials.needs_explanation
    assert [line.category.value for line in rec.categories] == ["SAL", "MAT", "ADM"]


@pytest.mark.parametrize(("spent", "asked"), [("3500.00", False), ("3499.99", True), ("3600.00", False)])
def test_variance_must_pass_both_limits(spent: str, asked: bool) -> None:
    rec = reconciled(changed("expenses", 1, amount=Decimal(spent)))
    assert rec.categories[1].needs_explanation is asked


def test_spent_but_not_planned_has_no_percentage() -> None:
    rec = reconciled(without("approved_budgets", 1))
    assert rec.categories[1].planned == ZERO
    assert rec.categories[1].variance_pct is None


def test_refused_share_is_listed_and_not_spent() -> None:
    rec = reconciled(changed("expenses", 1, dated=date(2027, 4, 1)))
    assert rec.spent == Decimal("36000.00")
    assert [(share.expense, share.amount, share.refused) for share in rec.refused] == [
        ("CG-A01-D02", Decimal("4000.00"), "R-041")
    ]


def test_without_approved_budget_the_confirmed_lever_is_what_was_granted() -> None:
    rec = reconciled(lambda plan: plan, FQIS, NOW)
    line = rec.of_action("CG-A01")
    assert line is not None
    assert (line.granted, line.planned, line.committed) == (Decimal("45000.00"), ZERO, Decimal("45000.00"))
    assert rec.granted == Decimal("120000.00")
    assert rec.granted_unassigned == Decimal("75000.00")


def test_payment_that_names_no_action_stays_apart() -> None:
    rec = reconciled(changed("payments", 0, action=None))
    assert rec.received == rec.received_unassigned == Decimal("40000.00")
    assert rec.actions[0].received == ZERO


def test_revenues_list_all_sources_and_count_each_payment_once() -> None:
    rec = reconciled(lambda plan: plan)
    assert [(line.program, line.status, line.planned, line.received) for line in rec.revenues] == [
        ("FQIS-G", v.LeverStatus.RECEIVED, Decimal("40000.00"), Decimal("40000.00")),
        ("FLAC", v.LeverStatus.RECEIVED, Decimal("10000.00"), Decimal("10000.00")),
    ]
    split = reconciled(
        all_of(
            changed("lever_lines", 0, amount=Decimal("25000.00")),
            changed("lever_lines", 2, fy=BEFORE, amount=Decimal("15000.00")),
        )
    )
    assert sum((line.received for line in split.revenues if line.program == "FQIS-G"), ZERO) == Decimal("40000.00")


def test_leverage_is_what_other_funders_add_to_each_dollar() -> None:
    rec = reconciled(lambda plan: plan, FQIS, NOW)
    assert rec.other_sources == Decimal("20000.00")
    assert rec.leverage == Decimal("0.44")
    assert rec.in_kind == Decimal("1000.00")
    assert rec.in_kind_lines[0].description == "Denrées"


def test_every_agreement_and_year_is_reconciled() -> None:
    keys = list(compute_agreements(base_plan(), REGION))
    assert keys == [(FLAC, BEFORE), (FLAC, NOW), (FQIS, BEFORE), (FQIS, NOW)]


def test_claims_of_one_expense_add_up_over_agreements() -> None:
    claimed = [share for rec in compute_agreements(base_plan(), REGION).values() for share in rec.shares]
    assert sum(share.amount for share in claimed if share.expense == "CG-A01-D01") == Decimal("44000.00")

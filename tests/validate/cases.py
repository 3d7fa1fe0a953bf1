"""For each rule, what spoils the valid plan and where the one finding must point."""

from datetime import date
from decimal import Decimal

from assembler.models import accounts_vocabulary as av
from assembler.models import vocabulary as v
from assembler.models.action import Milestone
from assembler.models.funding import Agreement, ApprovedBudget, LeverLine
from assembler.models.plan_record import Revision
from assembler.models.spending import Allocation, BudgetVariance, Expense
from assembler.models.strategy import Issue, Lead, Objective
from assembler.models.territory import CustomDimension
from assembler.models.typed_total import TypedTotal
from tests.validate.case import SHEET, Case
from tests.validate.cases_exchange import EXCHANGE, EXCHANGE_ACCEPTED
from tests.validate.cases_persons import PERSONS, PERSONS_ACCEPTED
from tests.validate.cases_words import WORDS, WORDS_ACCEPTED
from tests.validate.plans import BEFORE, FLAC, FQIS, NOW, Change, added, all_of, changed, recorded, region_with, without


def _explained(**values: object) -> BudgetVariance:
    return BudgetVariance(agreement=FQIS, fy=BEFORE, action="CG-A01", why="Poste vacant six semaines").model_copy(
        update=values
    )


def _typed(kind: v.TotalKind, amount: str) -> Change:
    return added("typed_totals", TypedTotal(fy=NOW, action="CG-A01", kind=kind, amount=Decimal(amount)))


def _added_months() -> Change:
    return added("milestones", Milestone(id="CG-A01-J9", parent="CG-A01", label="Essai", month_from=2))


def _added_versions() -> Change:
    first, second = date(2026, 10, 5), date(2025, 9, 22)
    return added("revisions", Revision(version=1, dated=first), Revision(version=2, dated=second))


def _lever(**values: object) -> LeverLine:
    return LeverLine(
        id="CG-A02-L09",
        action="CG-A02",
        fy=NOW,
        program="MIL",
        status=v.LeverStatus.POTENTIAL,
        amount=Decimal("1000.00"),
    ).model_copy(update=values)


_OTHER_FQIS = Agreement(
    id="AG-2025-FQIS-G-02",
    program="FQIS-G",
    holder="mrc",
    covered_territories=("AV",),
    start=date(2024, 4, 1),
    end=date(2029, 3, 31),
    amount_total=Decimal("90000.00"),
)
_NEW_EXPENSE = Expense(
    id="CG-A01-D09",
    action="CG-A01",
    fy=BEFORE,
    dated=date(2025, 9, 30),
    category=v.Category.TRAVEL,
    description="Déplacements",
    amount=Decimal("400.00"),
    tax_treatment=av.TaxTreatment.NET,
)

CHAIN = (
    Case("R-003", "lead_and_objective", changed("leads", 0, objective="CG-O2.1"), "leads", 0, "objective"),
    Case("R-003", "action_and_lead", changed("actions", 2, lead="CG-P2.1"), "actions", 2, "lead"),
    Case("R-003", "action_and_objective", changed("actions", 2, objective="CG-O2.1"), "actions", 2, "objective"),
    Case(
        "R-004",
        "issue_without_lead",
        added("issues", Issue(id="CG-E3", title="Vieillir", dimensions=("D10",), order=3)),
        "issues",
        2,
        "id",
    ),
    Case(
        "R-004",
        "lead_without_action",
        added("leads", Lead(id="CG-P1.2", issue="CG-E1", statement="Cuisiner ensemble")),
        "leads",
        2,
        "id",
    ),
    Case(
        "R-004",
        "objective_without_indicator",
        added("objectives", Objective(id="CG-O1.2", issue="CG-E1", statement="Loger")),
        "objectives",
        2,
        "id",
    ),
    Case(
        "R-005",
        "unknown_main",
        all_of(
            changed("actions", 0, dimension_main="D90"),
            changed("actions", 2, dimensions_other=("D02", "D11", "D12", "D13")),
        ),
        "actions",
        0,
        "dimension_main",
        in_workbook=False,
    ),
    Case("R-006", "uncovered", changed("actions", 2, dimensions_other=("D11", "D12")), "actions", 0, SHEET),
    Case(
        "R-005",
        "unknown_other",
        changed("actions", 0, dimensions_other=("D01", "D03", "D04", "D05", "D91")),
        "actions",
        0,
        "dimensions_other",
        in_workbook=False,
    ),
    Case(
        "R-005",
        "main_twice",
        changed("actions", 0, dimensions_other=("D01", "D02", "D03", "D04", "D05")),
        "actions",
        0,
        "dimensions_other",
    ),
)

DATES = (
    Case("R-007", "malformed", changed("measures", 0, fy="2025-2027"), "measures", 0, "fy", in_workbook=False),
    Case("R-007", "outside_plan", changed("measures", 2, fy="2029-2030"), "measures", 2, "fy"),
    Case("R-007", "current_year_outside", recorded(current_fy="2023-2024"), "record", 0, "current_fy"),
    Case("R-008", "action_after_plan", changed("actions", 1, end=date(2030, 3, 31)), "actions", 1, "end"),
    Case(
        "R-008",
        "action_backwards",
        changed("actions", 1, start=date(2027, 1, 1), end=date(2026, 1, 1)),
        "actions",
        1,
        "end",
    ),
    Case(
        "R-008",
        "activity_before_action",
        all_of(changed("actions", 0, start=date(2024, 6, 1)), changed("activities", 0, start=date(2024, 5, 1))),
        "activities",
        0,
        "start",
    ),
    Case("R-008", "milestone_after_action", changed("milestones", 0, end=date(2029, 4, 1)), "milestones", 0, "end"),
    Case(
        "R-008",
        "milestone_after_agreement",
        changed("milestones", 1, parent=FQIS, season=None, end=date(2027, 4, 1)),
        "milestones",
        1,
        "end",
    ),
    Case(
        "R-009",
        "refused_then_received",
        changed("lever_lines", 4, previous_status=v.LeverStatus.REFUSED),
        "lever_lines",
        4,
        "status",
    ),
    Case(
        "R-009",
        "received_then_confirmed",
        changed("lever_lines", 2, previous_status=v.LeverStatus.RECEIVED),
        "lever_lines",
        2,
        "status",
    ),
    Case("R-009", "done_in_the_future", changed("actions", 2, status=v.ActionStatus.DONE), "actions", 2, "end"),
    Case("R-010", "funded_without_decision", changed("actions", 0, decision=None), "actions", 0, "decision"),
    Case("R-011", "body_under_itself", changed("bodies", 0, reports_to="comite"), "bodies", 0, "reports_to"),
    Case(
        "R-011",
        "milestone_after_itself",
        changed("milestones", 1, depends_on=("CG-J2",)),
        "milestones",
        1,
        "depends_on",
    ),
    Case("R-012", "months_among_dates", _added_months(), "milestones", 4, "month_from"),
    Case("R-013", "action_without_activity", without("activities", 0), "actions", 0, "id"),
    Case("R-013", "action_without_effect", without("indicators", 1), "actions", 0, "id"),
    Case("R-013", "need_without_figure", without("evidence", 0), "needs", 0, "id"),
    Case("R-014", "versions_out_of_order", _added_versions(), "revisions", 1, "dated"),
)

FUNDING = (
    Case(
        "R-020",
        "negative",
        changed("contributions", 0, valued_amount=Decimal("-10.00")),
        "contributions",
        0,
        "valued_amount",
    ),
    Case(
        "R-020",
        "three_decimals",
        changed("contributions", 0, valued_amount=Decimal("0.005")),
        "contributions",
        0,
        "valued_amount",
        in_workbook=False,
    ),
    Case("R-020", "typed_total", _typed(v.TotalKind.IN_KIND, "1000.01"), "typed_totals", 0, "amount"),
    Case("R-021", "quantity_times_price", changed("need_lines", 3, quantity=Decimal(299)), "need_lines", 3, "amount"),
    Case(
        "R-022",
        "over_funded",
        changed("need_lines", 3, amount=Decimal("29000.00"), quantity=None),
        "actions",
        1,
        "funding_note",
    ),
    Case(
        "R-022",
        "over_stacked",
        all_of(changed("need_lines", 1, amount=Decimal("44000.00")), without("need_lines", 2)),
        "actions",
        0,
        "funding_note",
        severity="bloquant",
    ),
    Case("R-023", "gap", changed("need_lines", 1, amount=Decimal("61000.00")), "need_lines", 1, "amount"),
    Case("R-023", "no_lever", without("lever_lines", 5), "need_lines", 4, "amount"),
    Case("R-024", "cash", changed("contributions", 0, kind=v.ContributionKind.CASH), "contributions", 0, "kind"),
    Case("R-025", "no_agreement", changed("lever_lines", 3, agreement=None), "lever_lines", 3, "agreement"),
    Case("R-025", "no_date", changed("lever_lines", 3, status_date=None), "lever_lines", 3, "status_date"),
    Case("R-025", "no_evidence", changed("lever_lines", 3, evidence_ref=None), "lever_lines", 3, "evidence_ref"),
    Case(
        "R-026",
        "more_than_the_year",
        changed("agreement_years", 1, amount=Decimal("44999.99")),
        "agreement_years",
        1,
        "amount",
    ),
    Case("R-026", "year_not_granted", without("agreement_years", 1), "lever_lines", 2, "amount"),
    Case(
        "R-026",
        "more_than_the_total",
        changed("agreements", 0, amount_total=Decimal("219999.99")),
        "agreements",
        0,
        "amount_total",
    ),
    Case(
        "R-027",
        "expired_program",
        added("lever_lines", _lever(program="FARR", amount=Decimal("500.00"))),
        "lever_lines",
        6,
        "program",
    ),
    Case(
        "R-027", "program_of_the_islands", added("lever_lines", _lever(program="FQIS-I")), "lever_lines", 6, "program"
    ),
    Case(
        "R-027",
        "other_territory",
        all_of(
            added("agreements", _OTHER_FQIS),
            changed("lever_lines", 5, agreement=_OTHER_FQIS.id),
        ),
        "lever_lines",
        5,
        "agreement",
    ),
    Case("R-027", "agreement_over", changed("agreements", 0, end=date(2026, 3, 31)), "lever_lines", 2, "fy"),
    Case("R-027", "other_program", changed("lever_lines", 5, agreement=FLAC), "lever_lines", 5, "agreement"),
    Case(
        "R-028",
        "no_other_source",
        all_of(
            changed("lever_lines", 2, amount=Decimal("65000.00")),
            changed("lever_lines", 3, status=v.LeverStatus.REFUSED),
        ),
        "lever_lines",
        2,
        "program",
    ),
    Case(
        "R-028",
        "above_the_cap",
        all_of(),
        "lever_lines",
        2,
        "amount",
        region=region_with("FQIS-G", max_per_project=Decimal("44000.00")),
    ),
    Case(
        "R-028",
        "administration",
        all_of(
            changed("need_lines", 1, amount=Decimal("58499.99")),
            changed("need_lines", 2, amount=Decimal("6500.01")),
        ),
        "need_lines",
        2,
        "amount",
    ),
    Case(
        "R-028",
        "approved_administration",
        all_of(
            changed("approved_budgets", 0, amount=Decimal("31900.00")),
            changed("approved_budgets", 2, amount=Decimal("4100.00")),
            changed("expenses", 0, amount=Decimal("41900.00")),
            changed("allocations", 0, amount=Decimal("31900.00")),
            changed("expenses", 2, amount=Decimal("4100.00")),
        ),
        "approved_budgets",
        2,
        "amount",
    ),
    Case(
        "R-029",
        "money_outside_the_plan",
        all_of(
            changed("lever_lines", 4, action="CG-A77"),
            changed("need_lines", 3, amount=Decimal("0.00"), quantity=None),
        ),
        "lever_lines",
        4,
        "action",
    ),
)

ACCOUNTS = (
    Case(
        "R-040",
        "spent_above_granted",
        all_of(
            changed("approved_budgets", 0, amount=Decimal("33900.00")),
            added("budget_variances", _explained(category=v.Category.SALARIES)),
        ),
        "budget_variances",
        0,
        "covering_source",
    ),
    Case(
        "R-041",
        "dated_after_the_agreement",
        all_of(
            added("expenses", _NEW_EXPENSE.model_copy(update={"dated": date(2027, 4, 1)})),
            added("allocations", Allocation(expense="CG-A01-D09", agreement=FQIS, pct=Decimal(100))),
        ),
        "expenses",
        3,
        "dated",
    ),
    Case(
        "R-042",
        "claimed_twice",
        all_of(
            added("allocations", Allocation(expense="CG-A01-D02", agreement=FLAC, pct=Decimal("0.1"))),
            added("budget_variances", _explained(agreement=FLAC, covering_source="Milieu")),
        ),
        "allocations",
        4,
        "pct",
    ),
    Case(
        "R-042",
        "share_and_amount",
        changed("allocations", 0, pct=Decimal("77.2")),
        "allocations",
        0,
        "pct",
    ),
    Case(
        "R-043",
        "category_not_eligible",
        all_of(
            added("expenses", _NEW_EXPENSE),
            added("allocations", Allocation(expense="CG-A01-D09", agreement=FQIS, pct=Decimal(100))),
        ),
        "expenses",
        3,
        "category",
        region=region_with("FQIS-G", eligible_categories=(v.Category.SALARIES, v.Category.MATERIALS, v.Category.ADMIN)),
    ),
    Case(
        "R-044",
        "planned_not_spent",
        added(
            "approved_budgets",
            ApprovedBudget(
                agreement=FQIS, fy=BEFORE, action="CG-A01", category=v.Category.TRAVEL, amount=Decimal("400.00")
            ),
        ),
        "approved_budgets",
        4,
        "amount",
    ),
    Case(
        "R-044",
        "spent_not_planned",
        all_of(
            changed("expenses", 1, category=v.Category.TRAVEL, amount=Decimal("2000.00")),
            added("expenses", _NEW_EXPENSE.model_copy(update={"category": v.Category.MATERIALS})),
            changed("expenses", 3, amount=Decimal("2000.00")),
            added("allocations", Allocation(expense="CG-A01-D09", agreement=FQIS, pct=Decimal(100))),
            added("budget_variances", _explained(category=v.Category.MATERIALS)),
        ),
        "expenses",
        1,
        "category",
    ),
    Case(
        "R-045",
        "deficit_not_covered",
        changed("payments", 0, received_amount=Decimal("39999.99")),
        "approved_budgets",
        0,
        "amount",
    ),
    Case(
        "R-045",
        "surplus_not_settled",
        all_of(
            changed("expenses", 1, amount=Decimal("3499.99")),
            added("budget_variances", _explained()),
        ),
        "budget_variances",
        0,
        "treatment",
    ),
    Case(
        "R-045",
        "carry_over_not_allowed",
        all_of(
            changed("agreements", 0, carry_over_allowed=False),
            changed("expenses", 1, amount=Decimal("3499.99")),
            added("budget_variances", _explained(treatment=av.BalanceTreatment.CARRIED)),
        ),
        "budget_variances",
        0,
        "treatment",
    ),
    Case(
        "R-046",
        "variance_not_explained",
        all_of(
            changed("expenses", 1, amount=Decimal("3400.00")),
            added(
                "budget_variances",
                _explained(category=v.Category.SALARIES, treatment=av.BalanceTreatment.REPAID),
            ),
        ),
        "approved_budgets",
        1,
        "amount",
    ),
    Case(
        "R-047",
        "received_above_granted",
        all_of(
            changed("agreement_years", 0, amount=Decimal("40000.00")),
            changed("payments", 0, received_amount=Decimal("40000.01")),
        ),
        "payments",
        0,
        "received_amount",
    ),
    Case("R-047", "paid_before_signature", changed("payments", 1, due=date(2024, 4, 14)), "payments", 1, "due"),
)

RESULTS = (
    Case("R-060", "percentage_above_100", changed("measures", 1, result=Decimal("100.1")), "measures", 1, "result"),
    Case("R-060", "half_a_household", changed("measures", 0, target=Decimal("380.5")), "measures", 0, "target"),
    Case("R-060", "negative_baseline", changed("indicators", 0, baseline=Decimal(-1)), "indicators", 0, "baseline"),
    Case(
        "R-061",
        "more_persons_than_participations",
        changed("results", 0, people_participations=119),
        "results",
        0,
        "people_unique",
    ),
    Case("R-061", "groups_above_persons", changed("group_counts", 0, unique=118), "results", 0, "people_unique"),
    Case(
        "R-061",
        "group_above_participations",
        changed("group_counts", 1, participations=2),
        "group_counts",
        1,
        "unique",
    ),
    Case(
        "R-063",
        "no_results",
        all_of(without("results", 0), without("group_counts", 1), without("group_counts", 0)),
        "actions",
        0,
        "id",
    ),
    Case(
        "R-063",
        "no_results_for_a_report_sent",
        all_of(
            changed("reports_due", 0, fy=NOW, agreement=FLAC),
            changed("lever_lines", 4, status=v.LeverStatus.POTENTIAL),
            changed("need_lines", 3, amount=Decimal("0.00"), quantity=None),
        ),
        "actions",
        0,
        "id",
    ),
)

CASES = (*CHAIN, *DATES, *FUNDING, *ACCOUNTS, *RESULTS, *WORDS, *EXCHANGE, *PERSONS)

ACCEPTED: tuple[tuple[str, Change], ...] = (
    *EXCHANGE_ACCEPTED,
    *PERSONS_ACCEPTED,
    *WORDS_ACCEPTED,
    ("surplus within the threshold needs no word", changed("expenses", 1, amount=Decimal("3640.00"))),
    (
        "a surplus carried over with leave",
        all_of(
            changed("expenses", 1, amount=Decimal("3000.00")),
            added("budget_variances", _explained(treatment=av.BalanceTreatment.CARRIED)),
        ),
    ),
    (
        "an overrun absorbed by the lead organisation",
        all_of(
            changed("expenses", 1, amount=Decimal("4400.00")),
            added("budget_variances", _explained(treatment=av.BalanceTreatment.ABSORBED)),
        ),
    ),
    ("a gap in a year that is over", changed("need_lines", 0, amount=Decimal("51000.00"))),
    (
        "persons in several groups",
        all_of(changed("group_counts", 0, unique=118), changed("results", 0, multi_categories=True)),
    ),
    ("a past program in a refused lever", added("lever_lines", _lever(program="FDT", status=v.LeverStatus.REFUSED))),
    (
        "a need without levers in an abandoned action",
        all_of(
            without("lever_lines", 5),
            changed("actions", 2, status=v.ActionStatus.ABANDONED, end=date(2026, 9, 30)),
        ),
    ),
    (
        "an action in kind only",
        all_of(without("lever_lines", 5), without("need_lines", 4)),
    ),
    (
        "a refused lever asked for again",
        changed("lever_lines", 5, previous_status=v.LeverStatus.REFUSED),
    ),
    (
        "a custom dimension",
        all_of(
            changed("actions", 0, dimensions_other=("D01", "D03", "D04", "D05", "D90")),
            added("custom_dimensions", CustomDimension(id="D90", label="Culture et appartenance")),
        ),
    ),
    (
        "an unspent line while the year runs",
        added(
            "approved_budgets",
            ApprovedBudget(
                agreement=FQIS, fy=NOW, action="CG-A01", category=v.Category.SALARIES, amount=Decimal("45000.00")
            ),
        ),
    ),
)

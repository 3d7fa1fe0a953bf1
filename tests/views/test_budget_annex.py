"""The budget annex holds the lines people typed, the totals its formulas must meet, and the year it prints first."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from assembler.compute.funding import compute_funding
from assembler.models.budget_annex import BudgetAnnexView
from assembler.models.finding import Finding, Severity
from assembler.models.piece import Request
from assembler.regions import load_region
from assembler.views.budget_annex import view_budget_annex
from canvases.samples.plans import make_plan
from tests.views.sample_reports import plan_with, sample_plan, sample_request

NB = "\u00a0"
FY, REPORTED = "2026-2027", "2025-2026"


def annex(request: Request | None = None) -> BudgetAnnexView:
    """Gives the annex of La Côte-de-Gaspé for 2026-2027."""
    return view_budget_annex(request or sample_request())


def test_no_line_of_the_plan_is_lost_and_no_amount_changes() -> None:
    plan, view = sample_plan(), annex()
    assert sorted(row.montant for row in view.besoins) == sorted(line.amount for line in plan.need_lines)
    assert sorted(row.montant for row in view.leviers) == sorted(line.amount for line in plan.lever_lines)
    assert len(view.contributions) == len(plan.contributions)


def test_the_expected_totals_are_those_of_compute() -> None:
    total = compute_funding(sample_plan(), load_region()).total(FY)
    expected = {check.cle: check.attendu for check in annex().controles}
    assert expected == {
        "besoin": total.need,
        "confirme": total.confirmed,
        "demande": total.requested,
        "ecart": total.gap,
        "nature": total.in_kind,
    }
    assert expected["besoin"] == Decimal(1112000)


def test_the_year_that_is_printed_comes_first() -> None:
    view = annex()
    for rows, fy in ((view.besoins, FY), (view.leviers, FY), (view.reel, REPORTED)):
        years = [row.exercice for row in rows]
        count = years.count(fy)
        assert 0 < count < len(years)
        assert set(years[:count]) == {fy}


def test_years_without_expenses_are_not_short_of_everything() -> None:
    """A year not yet spent would show −100 % on every line."""
    assert {row.exercice for row in annex().reel} == {"2024-2025", REPORTED}


def test_what_explains_a_whole_action_stands_once_on_its_first_line() -> None:
    rows = [row for row in annex().reel if (row.entente, row.action) == ("AG-2024-FQIS-G-04", "CG-A04")]
    rows = [row for row in rows if row.exercice == REPORTED]
    assert "5 200" in rows[0].explication.replace(NB, " ")
    assert {row.explication for row in rows[1:]} == {f"s.{NB}o."}


def test_a_category_keeps_its_own_explanation() -> None:
    row = next(
        row
        for row in annex().reel
        if (row.action, row.exercice, row.categorie) == ("CG-A01", REPORTED, "Formation et animation")
        and row.entente == "AG-2024-FQIS-G-04"
    )
    assert row.explication.startswith("Formation en salubrité")


def test_statuses_are_told_with_their_programs() -> None:
    row = next(row for row in annex().actions if row.no == "CG-A06")
    assert row.statuts == f"Demandé{NB}: FQIS-G; Confirmé{NB}: FRR; Reçu{NB}: MRC, MIL"


def test_an_action_without_lever_says_so() -> None:
    lines = tuple(line for line in sample_plan().lever_lines if line.action != "CG-A06")
    view = annex(sample_request(plan=plan_with(lever_lines=lines)))
    assert next(row for row in view.actions if row.no == "CG-A06").statuts == "Aucun levier"


def test_gifts_to_the_whole_plan_have_a_row_of_their_own() -> None:
    gift = sample_plan().contributions[0].model_copy(update={"id": "CG-P-C99", "action": None})
    view = annex(sample_request(plan=plan_with(contributions=(*sample_plan().contributions, gift))))
    assert [row.no for row in view.actions][-1] == "Plan"
    assert "Plan" in {row.action for row in view.contributions}
    assert "Plan" not in {row.no for row in annex().actions}


def test_the_municipal_body_is_named_not_the_kind_of_body() -> None:
    program = next(program for program in annex().programmes if program.code == "MRC")
    assert (program.bailleur, program.libelle) == (
        "MRC de La Côte-de-Gaspé",
        "Contribution de la MRC de La Côte-de-Gaspé",
    )
    islands = annex(replace(sample_request(), plan=make_plan("IM", load_region())))
    program = next(program for program in islands.programmes if program.code == "MRC")
    assert program.libelle == "Contribution de la Communauté maritime des Îles-de-la-Madeleine"


def test_findings_are_counted_by_rule() -> None:
    finding = Finding(code="R-022", severity=Severity.WARNING, message="Surfinancement.", remedy="Corrigez.")
    spoken = annex(replace(sample_request(), findings=(finding, finding))).constats
    assert [(row.code, row.gravite, row.nombre) for row in spoken] == [("R-022", "Avertissement", 2)]
    assert annex().constats == ()


def test_the_title_names_the_year_and_the_plan_its_territory() -> None:
    view = annex()
    assert view.titre == "Annexe budgétaire 2026-2027"
    assert view.plan == "Plan de communauté 2024-2029 de La Côte-de-Gaspé"
    assert view.date_version == date(2026, 10, 5)

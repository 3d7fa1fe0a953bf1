"""The plan's view: totals that agree on every page, issues in order, names only where they may be."""

from decimal import Decimal

import pytest

from assembler.models.finding import Finding, Severity
from assembler.models.narrative import Paragraph, Run
from assembler.models.piece import Request
from assembler.models.vocabulary import Edition
from assembler.regions import load_region
from assembler.views.plan.whole import view_plan
from canvases.samples.plans import make_plan
from tests.views.sample_reports import plan_with, sample_plan, sample_request

# « Totaux de contrôle » of the sample figures, 2026-2027: need, confirmed, requested, gap, in kind, coverage.
CONTROL = {
    "AV": (591500, 502200, 47000, 42300, 34000, "84.9"),
    "BO": (543200, 428500, 45000, 69700, 36900, "78.9"),
    "RP": (465300, 390300, 12000, 63000, 28800, "83.9"),
    "CG": (1112000, 1000000, 22000, 90000, 82100, "89.9"),
    "HG": (531600, 428600, 36000, 67000, 39600, "80.6"),
    "IM": (513500, 444500, 12000, 57000, 39500, "86.6"),
}


@pytest.mark.parametrize("code", CONTROL)
def test_every_territory_shows_its_control_totals(code: str) -> None:
    plan = make_plan(code, load_region())
    view = view_plan(Request(plan, load_region(), Edition.OFFICIAL, "2026-2027", plan.record.version_date))
    total = view.budget.total
    shown = (total.besoin, total.confirme, total.demande, total.ecart, total.en_nature, total.couverture)
    *amounts, coverage = CONTROL[code]
    assert shown == (*map(Decimal, amounts), Decimal(str(coverage)))


def test_actions_leads_issues_and_funders_add_up_to_the_same_total() -> None:
    view = view_plan(sample_request())
    total = view.budget.total
    assert sum(row.montage.besoin for row in view.action.lignes) == total.besoin
    assert sum(issue.montage.besoin for issue in view.budget.enjeux) == total.besoin
    assert sum(row.confirme for row in view.budget.bailleurs) == total.confirme
    assert sum(row.montant for row in view.budget.categories) == total.besoin
    for issue in view.budget.enjeux:
        assert sum(lead.montage.besoin for lead in issue.pistes) == issue.montage.besoin


def test_years_add_up_to_the_whole_plan() -> None:
    budget = view_plan(sample_request()).budget
    assert [row.exercice for row in budget.exercices] == list(sample_plan().fiscal_years)
    assert sum(row.montage.confirme for row in budget.exercices) == budget.total_plan.confirme


def test_charts_carry_the_figures_of_the_tables_next_to_them() -> None:
    budget = view_plan(sample_request()).budget
    confirmed = budget.graphique_enjeux.series[0]
    assert confirmed.valeurs == tuple(issue.montage.confirme for issue in budget.enjeux)
    told = "Enjeu 1, 388 000 $ sur 432 000 $; Enjeu 2, 400 000 $ sur 424 000 $; Enjeu 3, 212 000 $ sur 256 000 $."
    assert budget.graphique_enjeux.description.replace("\u00a0", " ").endswith(told)


def test_issues_follow_their_order_and_hold_their_sheets() -> None:
    issues = view_plan(sample_request()).action.enjeux
    assert [issue["numero"] for issue in issues] == ["1", "2", "3"]
    assert [sheet["id"] for sheet in issues[0]["fiches"]] == ["CG-A01", "CG-A04"]
    assert not any(sheet["seule"] for issue in issues for sheet in issue["fiches"])


def test_a_figure_of_the_portrait_always_has_its_year_and_source() -> None:
    rows = view_plan(sample_request()).planification.portrait
    assert len(rows) >= len(sample_plan().evidence)
    assert all(row.annee and row.source for row in rows)


def test_the_public_edition_hides_labels_that_are_not_public() -> None:
    private = next(row for row in sample_plan().members if not row.public)
    marked = private.model_copy(update={"person_label": "Une personne reconnaissable"})
    members = tuple(marked if row is private else row for row in sample_plan().members)
    plan = plan_with(members=members)

    def labels(edition: Edition) -> set[str]:
        bodies = view_plan(sample_request(edition, plan=plan)).annexes.membres
        return {member["personne"] for body in bodies for member in body.membres}

    assert "Une personne reconnaissable" in labels(Edition.PARTNERS)
    assert "Une personne reconnaissable" not in labels(Edition.PUBLIC)


def test_findings_are_shown_with_their_place_and_remedy() -> None:
    finding = Finding(
        code="R-021", severity=Severity.WARNING, sheet="Leviers", cell="G14", message="Un écart.", remedy="Expliquer."
    )
    request = Request(sample_plan(), load_region(), Edition.WORKING, "2026-2027", sample_plan().record.version_date,
                      findings=(finding,))  # fmt: skip
    page = view_plan(request).annexes.controle
    assert [(row.code, row.gravite, row.endroit) for row in page.constats] == [
        ("R-021", "Avertissement", "Leviers G14")
    ]
    assert page.decompte == "Aucun constat ne bloque l’édition officielle; un avertissement, aucune information."


def test_a_plan_without_resolution_nor_narrative_is_still_shown() -> None:
    view = view_plan(sample_request(plan=plan_with(resolutions=())))
    assert view.annexes.adoption is None
    assert view.recit["mot"] == ()  # optional: nothing is printed
    assert view.recit["sommaire"] == (Paragraph(runs=(Run(text="n.\u00a0d."),)),)

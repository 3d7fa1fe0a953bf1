"""The action sheet: its figures, the order of its rows, and sums that a reader can redo."""

from datetime import date
from decimal import Decimal

import pytest

from assembler.models.action import Action, Activity, Milestone
from assembler.models.vocabulary import LeverStatus, MilestoneStatus
from assembler.views.action_sheet import view_action_sheet
from assembler.views.gathered import gather
from tests.views.sample_reports import plan_with, sample_plan, sample_request

ACTIONS = tuple(action.id for action in sample_plan().actions)


def test_the_key_figures_of_the_food_counter_are_those_of_its_funding() -> None:
    sheet = view_action_sheet(sample_request(), "CG-A01").fiche
    assert sheet["surtitre"] == "Fiche d’action CG-A01 · exercice 2026-2027 · en cours"
    assert sheet["montage"].besoin == Decimal("286000.00")
    assert sheet["montage"].confirme == Decimal("262000.00")
    assert sheet["montage"].ecart == Decimal("24000.00")
    assert sheet["montage"].couverture == Decimal("91.6")


@pytest.mark.parametrize("action", ACTIONS)
def test_needs_by_category_add_up_to_the_total_row(action: str) -> None:
    sheet = view_action_sheet(sample_request(), action).fiche
    for column in ("precedent", "courant", "suivant", "total"):
        assert sum(getattr(row, column) for row in sheet["besoins"]) == getattr(sheet["besoins_total"], column)
    assert sheet["besoins_total"].courant == sheet["montage"].besoin
    assert sheet["besoins_total"].total == sheet["montage_plan"].besoin


@pytest.mark.parametrize("action", ACTIONS)
def test_confirmed_rows_add_up_to_the_confirmed_total_in_both_columns(action: str) -> None:
    sheet = view_action_sheet(sample_request(), action).fiche
    firm = [row for row in sheet["leviers"] if row.statut == "Confirmé"]
    assert sum(row.montant for row in firm) == sheet["montage"].confirme
    assert sum(row.total for row in firm) == sheet["montage_plan"].confirme


def test_a_refused_lever_of_the_year_is_told_and_counts_nowhere() -> None:
    line = next(row for row in sample_plan().lever_lines if row.action == "CG-A03" and row.fy == "2026-2027")
    refused = line.model_copy(update={"id": "CG-A03-L99", "status": LeverStatus.REFUSED, "amount": Decimal(12345)})
    plan = plan_with(lever_lines=(*sample_plan().lever_lines, refused))
    before, after = (view_action_sheet(sample_request(plan=plan), "CG-A03").fiche for plan in (sample_plan(), plan))
    assert any(row.statut == "Refusé" and row.montant == Decimal(12345) for row in after["leviers"])
    assert after["montage"] == before["montage"]


def test_the_lead_organisation_comes_first_and_steps_follow_their_dates() -> None:
    sheet = view_action_sheet(sample_request(), "CG-A01").fiche
    assert sheet["partenaires"][0].organisation == "Comptoir alimentaire du littoral"
    assert sheet["partenaires"][0].role == "Porteur"
    starts = [step.debut for step in sheet["etapes"]]
    assert starts == sorted(starts)
    told = [row for kind in (Activity, Milestone) for row in gather(sample_request()).under("CG-A01", kind)]
    assert len(starts) + sheet["etapes_passees"] == len(told) == 11  # none is lost: told, or counted as past


def test_steps_that_ended_before_the_year_are_counted_not_told_unless_a_milestone_is_still_open() -> None:
    steps = view_action_sheet(sample_request(), "CG-A01").fiche
    assert steps["etapes_passees"] == 2
    assert all(step.fin >= "2026-04-01" for step in steps["etapes"])
    late = Milestone(
        id="CG-A01-J9", parent="CG-A01", label="En retard", end=date(2025, 5, 1), status=MilestoneStatus.POSTPONED
    )
    plan = plan_with(milestones=(*sample_plan().milestones, late))
    after = view_action_sheet(sample_request(plan=plan), "CG-A01").fiche
    assert after["etapes_passees"] == 2
    assert any("En retard" in step.libelle for step in after["etapes"])


def test_a_long_name_gives_way_to_its_acronym_where_the_column_is_narrow() -> None:
    steps = view_action_sheet(sample_request(), "CG-A08").fiche["etapes"]
    assert "RDS-GÎM" in {step.responsable for step in steps}


def test_results_are_those_of_the_last_year_measured_and_the_target_that_of_the_next() -> None:
    sheet = view_action_sheet(sample_request(), "CG-A01").fiche
    assert (sheet["exercice_mesure"], sheet["exercice_cible"]) == ("2025-2026", "2026-2027")
    households = sheet["indicateurs"][0]
    assert (households.depart, households.resultat, households.taux) == ("312", "364", "95,8\u00a0%")


def test_a_decrease_shows_its_progress_not_a_rate_that_would_praise_failure() -> None:
    sheet = view_action_sheet(sample_request(), "CG-A01").fiche
    delay = next(row for row in sheet["indicateurs"] if row.libelle.startswith("Délai"))
    assert (delay.depart, delay.cible, delay.resultat, delay.taux) == ("9", "4", "5", "80,0\u00a0%")


def test_an_action_with_nothing_but_its_required_fields_still_has_a_sheet() -> None:
    bare = Action(
        id="CG-A99", title="Nue", issue="CG-E1", lead="CG-P1.1", dimension_main="D01", status="idee",
        continuity="nouvelle", summary="Rien encore.", owner="comptoir-du-littoral",
        start=sample_plan().record.start, end=sample_plan().record.end,
    )  # fmt: skip
    plan = plan_with(actions=(*sample_plan().actions, bare))
    sheet = view_action_sheet(sample_request(plan=plan), "CG-A99").fiche
    assert sheet["besoins"] == sheet["etapes"] == sheet["indicateurs"] == ()
    assert sheet["montage"].couverture == sheet["chiffre"].valeur == "n.\u00a0d."


def test_an_unknown_action_is_refused() -> None:
    with pytest.raises(KeyError):
        view_action_sheet(sample_request(), "CG-A77")

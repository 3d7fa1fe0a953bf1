"""What views declare is what they show, no more and no less: lint relies on it."""

from collections.abc import Mapping
from typing import Any

from assembler.models.action import Action
from assembler.models.view import Chart, KeyFigure, Series, context_of
from assembler.views.action_sheet import ActionSheetView, view_action_sheet
from assembler.views.declared import declared_tags, record_tags
from assembler.views.plan.whole import PlanView, view_plan
from tests.views.sample_reports import sample_request


def differences(shown: Any, declared: Mapping[str, Any], path: str = "") -> list[str]:
    """Gives the paths where what is shown is not what is declared."""
    if isinstance(shown, tuple):
        return [found for item in shown for found in differences(item, declared, f"{path}[]")]
    if not isinstance(shown, Mapping):
        return []
    found = [f"{path}.{tag}" for tag in set(shown) ^ set(declared)]
    for tag in set(shown) & set(declared):
        found += differences(shown[tag], declared[tag], f"{path}.{tag}")
    return found


def test_a_plan_shows_exactly_the_tags_it_declares() -> None:
    assert differences(context_of(view_plan(sample_request())), declared_tags(PlanView)) == []


def test_an_action_sheet_shows_exactly_the_tags_it_declares() -> None:
    view = view_action_sheet(sample_request(), "CG-A01")
    assert differences(context_of(view), declared_tags(ActionSheetView)) == []


def test_the_sheet_has_the_same_tags_alone_and_in_the_plan() -> None:
    alone = declared_tags(ActionSheetView)["fiche"]
    inside = declared_tags(PlanView)["action"]["enjeux"]["fiches"]
    assert alone == inside


def test_confidential_fields_have_no_tag() -> None:
    assert "notes" not in record_tags(Action)
    assert {"titre", "enjeu", "enjeu_id", "langues"} <= set(record_tags(Action))


def test_charts_and_key_figures_are_declared_with_their_fields() -> None:
    tags = declared_tags(PlanView)
    assert set(tags["budget"]["graphique_enjeux"]) == set(Chart.model_fields)
    assert set(tags["budget"]["graphique_enjeux"]["series"]) == set(Series.model_fields)
    assert set(tags["action"]["enjeux"]["fiches"]["chiffre"]) == set(KeyFigure.model_fields)

"""What changed between two versions: actions, then amounts by thing, cents only when one needs them."""

from decimal import Decimal

from assembler.compute.summary import summarise_plan
from assembler.models.summary import PlanSummary
from assembler.regions import load_region
from canvases.samples.plans import make_plan
from service.pages.shown_changes import view_changes


def sample() -> PlanSummary:
    region = load_region()
    return summarise_plan(make_plan("CG", region), region)


def changed(summary: PlanSummary, by: Decimal) -> PlanSummary:
    first, *others = summary.actions
    lost = first.model_copy(update={"need": first.need + by, "gap": first.gap + by, "title": "Autre titre"})
    return summary.model_copy(update={"actions": (lost, *others[1:])})


def test_actions_and_their_amounts_are_told_once_each() -> None:
    shown = view_changes(sample(), changed(sample(), Decimal(500)))
    assert shown is not None and not shown.is_empty
    assert [one.after for one in shown.renamed] == ["Autre titre"]
    assert len(shown.removed) == 1
    assert [(thing.key, [(one.column, one.difference) for one in thing.columns]) for thing in shown.actions] == [
        (sample().actions[0].id, [("need", Decimal(500)), ("gap", Decimal(500))])
    ]
    assert not shown.with_cents


def test_one_amount_with_cents_shows_them_everywhere() -> None:
    shown = view_changes(sample(), changed(sample(), Decimal("0.50")))
    assert shown is not None and shown.with_cents


def test_the_same_plan_changes_nothing_and_no_plan_cannot_be_compared() -> None:
    shown = view_changes(sample(), sample())
    assert shown is not None and shown.is_empty
    assert view_changes(None, sample()) is None
    assert view_changes(sample(), None) is None

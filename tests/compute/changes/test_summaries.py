"""What changed from one version of a plan to the next."""

from decimal import Decimal

from assembler.compute.changes.summaries import compare_summaries
from assembler.compute.summary import summarise_plan
from assembler.models.plan import Plan
from assembler.models.summary import SummaryChanges
from assembler.regions import load_region
from tests.compute.samples import sample_plan
from tests.validate.plans import NOW, all_of, changed

REGION = load_region()


def _changes(old: Plan, new: Plan) -> SummaryChanges:
    return compare_summaries(summarise_plan(old, REGION), summarise_plan(new, REGION))


def test_the_same_plan_has_no_change() -> None:
    assert _changes(sample_plan(), sample_plan()).is_empty


def test_actions_that_came_went_and_were_renamed_are_told() -> None:
    plan = sample_plan()
    new = plan.model_copy(
        update={
            "actions": (
                plan.actions[1].model_copy(update={"title": "Un autre titre"}),
                *plan.actions[2:],
                plan.actions[0].model_copy(update={"id": "CG-A09", "title": "Une navette"}),
            )
        }
    )
    changes = _changes(plan, new)
    assert [action.id for action in changes.added] == ["CG-A09"]
    assert [(action.id, action.title) for action in changes.removed] == [("CG-A01", plan.actions[0].title)]
    assert [(action.id, action.before, action.after) for action in changes.renamed] == [
        ("CG-A02", plan.actions[1].title, "Un autre titre")
    ]


def test_an_amount_changes_its_action_the_total_and_its_funder() -> None:
    old = sample_plan()
    lever = old.lever_lines[0]  # CG-A01, FQIS-G, 118 000 $ confirmed
    new = changed("lever_lines", 0, amount=lever.amount + Decimal("1000.50"))(old)
    changes = _changes(old, new)
    assert not changes.is_empty
    assert [(c.key, c.column, c.before, c.difference) for c in changes.actions] == [
        ("CG-A01", "confirmed", Decimal("262000.00"), Decimal("1000.50")),
        ("CG-A01", "gap", Decimal("24000.00"), Decimal("-1000.50")),
    ]
    assert [(c.key, c.column) for c in changes.totals] == [(NOW, "confirmed"), (NOW, "gap")]
    assert [(c.key, c.column, c.difference) for c in changes.funders] == [
        (REGION.program("FQIS-G").funder, "confirmed", Decimal("1000.50"))
    ]


def test_a_funder_that_went_has_nothing_left() -> None:
    old = sample_plan()
    new = old.model_copy(update={"lever_lines": tuple(x for x in old.lever_lines if x.program != "COMP")})
    told = [change for change in _changes(old, new).funders if change.key == REGION.program("COMP").funder]
    assert [(change.column, change.before, change.after) for change in told] == [
        ("confirmed", Decimal(52000), Decimal(0))
    ]


def test_another_fiscal_year_compares_the_totals_of_each_year_only() -> None:
    old = sample_plan()
    record = old.record.model_copy(update={"current_fy": "2027-2028", "version": old.record.version + 1})
    new = all_of(changed("need_lines", 0, amount=Decimal(1)))(old).model_copy(update={"record": record})
    changes = _changes(old, new)
    assert (changes.fy_before, changes.fy_after) == (NOW, "2027-2028")
    assert changes.version_after == changes.version_before + 1
    assert (changes.actions, changes.funders) == ((), ())
    assert [(change.key, change.column) for change in changes.totals] == [(NOW, "need"), (NOW, "gap")]

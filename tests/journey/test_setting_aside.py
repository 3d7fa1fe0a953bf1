"""What could not be read of one plan is compared in neither, and what needs it neither."""

from assembler.compute.changes.plans import compare_plans
from assembler.journey.setting_aside import set_aside
from assembler.models.changes import PlanChanges
from assembler.models.plan import Plan
from assembler.models.unread_row import UnreadRow
from assembler.regions import load_region
from tests.compute.changed_plans import edited, with_rows
from tests.validate.plans import base_plan

REGION = load_region()


def compare(old: Plan, new: Plan, *of_new: UnreadRow) -> PlanChanges:
    aside = set_aside(old, new, (), of_new)
    assert aside.of_new == of_new
    return compare_plans(aside.old, aside.new, REGION)


def is_silent(changes: PlanChanges) -> bool:
    told = (changes.texts, changes.tables, changes.levers, *dict(changes.actions).values())
    return not (any(told) or changes.has_hidden or any(year.is_changed for year in changes.years))


def test_plans_that_were_read_whole_are_left_alone() -> None:
    old, new = base_plan(), edited(base_plan(), "actions", "CG-A01", title="Autre")
    aside = set_aside(old, new, (), ())
    assert (aside.old, aside.new, aside.of_old, aside.of_new) == (old, new, (), ())


def test_a_row_whose_id_was_not_read_may_be_any_that_only_the_other_plan_has() -> None:
    old = base_plan()
    new = edited(with_rows(old, "actions", old.actions[1:]), "actions", old.actions[1].id, title="Tout autre titre")
    changes = compare(old, new, UnreadRow("actions", (("id", None),)))
    assert (changes.actions.removed, changes.levers) == ((), ())
    assert [one.id for one in changes.actions.retitled] == [old.actions[1].id]
    assert not any(year.is_changed for year in changes.years)


def test_a_cell_that_was_not_read_is_not_told_as_erased() -> None:
    old = base_plan()
    action = next(row for row in old.actions if row.start)
    new = edited(old, "actions", action.id, start=None)
    assert is_silent(compare(old, new, UnreadRow("actions", (("id", action.id),), "start")))
    assert not is_silent(compare(old, new))


def test_a_row_without_an_id_is_known_by_what_was_read_of_it() -> None:
    old = base_plan()
    gone = old.agreement_years[0]
    new = with_rows(old, "agreement_years", old.agreement_years[1:])
    assert is_silent(compare(old, new, UnreadRow("agreement_years", (("agreement", gone.agreement), ("fy", gone.fy)))))
    assert not is_silent(compare(old, new))

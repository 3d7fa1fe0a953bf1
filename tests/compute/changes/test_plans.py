"""What changed between two plans: everything that did, told once, and nothing that the edition hides."""

from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.compute.changes.matching import Renumbering
from assembler.compute.changes.plans import compare_plans
from assembler.compute.changes.tables import Sides, compare_tables
from assembler.models.changes import LineChange, PlanChanges, YearChange
from assembler.models.field import MANY, Kind, Privacy
from assembler.models.money import ZERO
from assembler.models.narrative import SECTIONS, Narrative, Paragraph, Picture, Run, Section
from assembler.models.plan import Plan, record_types
from assembler.models.plan_record import Attachment
from assembler.models.vocabulary import ActionStatus, Edition, LeverStatus
from assembler.regions import load_region
from tests.compute.changed_plans import before_and_after, edited, with_rows
from tests.validate.plans import base_plan

REGION = load_region()
COLUMNS = ("need", "confirmed", "requested", "gap", "in_kind")


@cache
def sample() -> PlanChanges:
    return compare_plans(*before_and_after(REGION), REGION)


def compare(old: Plan, new: Plan, edition: Edition = Edition.PARTNERS) -> PlanChanges:
    return compare_plans(old, new, REGION, edition=edition)


def is_silent(changes: PlanChanges) -> bool:
    """True when a comparison tells nothing."""
    told = (changes.texts, changes.tables, changes.levers, *dict(changes.actions).values())
    return not (any(told) or changes.has_hidden or any(year.is_changed for year in changes.years))


def test_the_same_plan_has_no_change() -> None:
    changes = compare(base_plan(), base_plan())
    assert changes.is_same
    assert is_silent(changes)
    assert changes.current_year.fy == "2026-2027"


def test_actions_that_came_went_moved_and_changed_status_or_title_are_told() -> None:
    actions = sample().actions
    assert [action.id for action in actions.added] == ["CG-A40"]
    assert [action.id for action in actions.removed] == ["CG-A07"]
    (moved,) = actions.moved
    assert moved.issue is not None
    assert moved.lead is not None
    assert (moved.id, moved.issue.before, moved.issue.after) == ("CG-A02", "2", "1")
    assert (moved.lead.before, moved.lead.after) == ("2.1", "1.1")
    assert [(one.id, one.after) for one in actions.statuses] == [("CG-A02", ActionStatus.SUSPENDED)]
    assert [(one.id, one.after) for one in actions.retitled] == [
        ("CG-A05", "Aide aux devoirs en village, pour tous les âges")
    ]


def test_an_action_with_another_number_is_probably_the_same_and_its_rows_follow() -> None:
    old = base_plan()
    new = renumbered(old, "CG-A03", "CG-A33")
    changes = compare(old, new)
    assert [(one.before, one.after) for one in changes.actions.renumbered] == [("CG-A03", "CG-A33")]
    assert (changes.actions.added, changes.actions.removed, changes.levers) == ((), (), ())
    assert [(table.table, table.changed) for table in changes.tables] == [("actions", 1)]
    assert not changes.is_same


def test_another_action_under_another_number_is_not_the_same() -> None:
    old = base_plan()
    new = edited(renumbered(old, "CG-A03", "CG-A33"), "actions", "CG-A33", title="Tout autre chose", summary="Rien.")
    changes = compare(old, new)
    assert changes.actions.renumbered == ()
    assert [one.id for one in changes.actions.added] == ["CG-A33"]
    assert [one.id for one in changes.actions.removed] == ["CG-A03"]


def renumbered(plan: Plan, old: str, new: str) -> Plan:
    """Gives the plan as its file reads once an id was replaced everywhere."""
    return Plan.model_validate_json(plan.model_dump_json().replace(old, new))


def test_a_lever_that_changed_state_and_amount_is_told_with_both() -> None:
    old = base_plan()
    new = edited(old, "lever_lines", "CG-A03-L01", status=LeverStatus.CONFIRMED, amount=Decimal("25000.00"))
    (lever,) = compare(old, new).levers
    assert (lever.kind, lever.program, lever.fy) == ("changed", "FQIS-G", "2026-2027")
    assert (lever.status_before, lever.status_after) == (LeverStatus.REQUESTED, LeverStatus.CONFIRMED)
    assert (lever.amount_before, lever.amount_after) == (Decimal(20000), Decimal(25000))


def test_amounts_are_compared_by_issue_by_funder_and_in_total() -> None:
    old = base_plan()
    new = edited(old, "need_lines", "CG-A02-N01", amount=Decimal("30000.50"))
    year = compare(old, new).current_year
    assert [(line.key, line.need.difference) for line in year.issues if line.need] == [
        ("CG-E1", ZERO),
        ("CG-E2", Decimal("0.50")),
    ]
    assert year.total.gap is not None
    assert year.total.gap.difference == Decimal("0.50")
    assert not any(line.is_changed for line in year.funders)


def sums_agree(year: YearChange) -> bool:
    """True when what issues and funders gained is what the whole plan did, to the cent."""
    by_issue = all(
        difference(year.total, name) == sum((difference(line, name) for line in year.issues), ZERO) for name in COLUMNS
    )
    by_funder = all(
        difference(year.total, name) == sum((difference(line, name) for line in year.funders), ZERO)
        for name in ("confirmed", "requested")
    )
    return by_issue and by_funder


def difference(line: LineChange, name: str) -> Decimal:
    amount = getattr(line, name)
    assert amount is not None
    assert amount.after - amount.before == amount.difference
    result: Decimal = amount.difference
    return result


def test_the_differences_of_the_sample_add_up() -> None:
    assert all(sums_agree(year) for year in sample().years)
    assert len(sample().years) == 5


_AMOUNT = st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100)
_DRAWN = st.lists(
    st.one_of(
        st.tuples(st.just("need_lines"), st.integers(0, 4), st.fixed_dictionaries({"amount": _AMOUNT})),
        st.tuples(
            st.just("lever_lines"),
            st.integers(0, 5),
            st.fixed_dictionaries({"amount": _AMOUNT, "status": st.sampled_from(LeverStatus)}),
        ),
        st.tuples(
            st.just("actions"),
            st.integers(0, 2),
            st.fixed_dictionaries({"issue": st.sampled_from(["CG-E1", "CG-E2"]), "internal_notes": st.just("Tu.")}),
        ),
        st.tuples(st.just("contributions"), st.just(0), st.fixed_dictionaries({"action": st.none()})),
        st.tuples(st.just("group_counts"), st.integers(0, 1), st.fixed_dictionaries({"unique": st.integers(0, 9)})),
    ),
    max_size=6,
)
Drawn = list[tuple[str, int, dict[str, Any]]]


def drawn_plan(drawn: Drawn) -> Plan:
    plan = base_plan()
    for table, at, values in drawn:
        rows = list(getattr(plan, table))
        rows[at] = rows[at].model_copy(update=values)
        plan = with_rows(plan, table, tuple(rows))
    return plan


@settings(max_examples=40, deadline=None)
@given(_DRAWN, _DRAWN, st.sampled_from(Edition))
def test_sums_agree_and_silence_means_equality(one: Drawn, other: Drawn, edition: Edition) -> None:
    old, new = drawn_plan(one), drawn_plan(other)
    changes = compare(old, new, edition)
    assert all(sums_agree(year) for year in changes.years)
    assert changes.is_same == (old.model_dump() == new.model_dump())
    assert changes.is_same == is_silent(changes)


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.PARTNERS])
def test_no_text_field_of_any_table_is_forgotten_nor_let_out(edition: Edition) -> None:
    """Each text of the declarations is changed in turn: told when the edition may, hidden and said so when not."""
    shown = {Privacy.PUBLIC} if edition is Edition.PUBLIC else {Privacy.PUBLIC, Privacy.INTERNAL}
    held_back = {("members", "person_label"), *(("attachments", name) for name in Attachment.specs())}  # B3, B20
    wrong = []
    for table, record_type in record_types().items():
        for name, spec in record_type.specs().items():
            if spec.kind not in (Kind.TEXT, Kind.LONG_TEXT, Kind.LINES) or name == "id":
                continue
            rows = compare_tables(one_field_changed(table, name, edition))[table]
            told = [rows.changes.model_dump_json() if rows.changes else "", *(text.after for text in rows.texts)]
            is_shown = spec.privacy in shown and not (edition is Edition.PUBLIC and (table, name) in held_back)
            if any("Témoin" in one for one in told) != is_shown or rows.has_hidden == is_shown:
                wrong.append((table, name))
    assert wrong == []


@cache
def empty_plan() -> Plan:
    plan = base_plan()
    return Plan(territory=plan.territory, record=plan.record)


def one_field_changed(table: str, name: str, edition: Edition) -> Sides:
    """Gives two plans whose one row of a table, otherwise empty, differs by a text."""
    record_type, empty = record_types()[table], empty_plan()
    blank: dict[str, Any] = {field: () if spec.kind in MANY else None for field, spec in record_type.specs().items()}
    value = ("Témoin",) if record_type.specs()[name].kind is Kind.LINES else "Témoin"
    rows = [record_type.model_construct(**{**blank, name: words}) for words in (blank[name], value)]
    is_form = not isinstance(getattr(empty, table), tuple)
    plans = [empty.model_copy(update={table: row if is_form else (row,)}) for row in rows]
    return Sides(plans[0], plans[1], REGION, edition, Renumbering({}))


def test_no_count_of_persons_is_told_in_public() -> None:
    old = base_plan()
    counts = (old.group_counts[0], old.group_counts[1].model_copy(update={"unique": 2}))
    changes = compare(old, with_rows(old, "group_counts", counts), Edition.PUBLIC)
    assert changes.tables == ()
    assert changes.has_hidden
    measures = (old.measures[0].model_copy(update={"result": Decimal(2), "target": Decimal(9)}), *old.measures[1:])
    public = compare(old, with_rows(old, "measures", measures), Edition.PUBLIC)
    assert [field.field for table in public.tables for row in table.records for field in row.fields] == ["target"]
    partners = compare(old, with_rows(old, "group_counts", counts))
    (record,) = partners.tables[0].records
    (field,) = record.fields
    assert field.before is not None
    assert field.after is not None
    assert (field.before.raw, field.after.raw, record.fr) == ("3", "2", "CG-A01, 2025-2026, Personnes seules")


def test_the_narrative_is_compared_section_by_section() -> None:
    old = base_plan()
    tag = SECTIONS[1].tag
    told = Narrative(sections=(Section(tag=tag, place="1", blocks=(Paragraph(runs=(Run(text="Un mot."),)),)),))
    bold = Narrative(
        sections=(Section(tag=tag, place="2", blocks=(Paragraph(runs=(Run(text="Un mot.", bold=True),)),)),)
    )
    values = {name: getattr(old, name) for name in Plan.model_fields}
    written, in_bold = (Plan(**{**values, "narrative": narrative}) for narrative in (told, bold))
    (text,) = compare(old, written).texts
    assert (text.table, text.field, text.before, text.after) == ("narrative", tag, "", "Un mot.")
    looks = compare(written, in_bold)
    assert (looks.texts, looks.tables[0].changed, looks.is_same) == ((), 1, False)


def test_where_a_picture_stands_in_the_file_is_no_change_of_the_narrative() -> None:
    old = base_plan()
    here = Picture(
        sha256="0" * 64, content_type="image/png", alt="Le quai", width_mm=90, height_mm=60, content=b"", spot=3
    )
    values = {name: getattr(old, name) for name in Plan.model_fields}
    before, after = (
        Plan(**{**values, "narrative": Narrative(sections=(Section(tag=SECTIONS[1].tag, place="1", blocks=(one,)),))})
        for one in (here, here.model_copy(update={"spot": 5, "place": "image9.png"}))
    )
    same = compare(before, after)
    assert (same.texts, same.tables) == ((), ())
    described = here.model_copy(update={"alt": "Le quai, l’hiver"})
    section = Section(tag=SECTIONS[1].tag, place="1", blocks=(described,))
    (text,) = compare(before, Plan(**{**values, "narrative": Narrative(sections=(section,))})).texts
    assert (text.before, text.after) == ("Le quai", "Le quai, l’hiver")


def test_rows_in_another_order_are_told() -> None:
    old = base_plan()
    changes = compare(old, with_rows(old, "partners", old.partners[::-1]))
    assert [(table.table, table.is_reordered, table.records) for table in changes.tables] == [("partners", True, ())]
    assert not changes.is_same


def test_rows_without_an_id_are_known_by_what_they_are_about() -> None:
    old = base_plan()
    (table,) = compare(old, with_rows(old, "agreement_years", old.agreement_years[1:])).tables
    assert (table.table, table.added, table.removed, table.changed, table.is_reordered) == (
        "agreement_years",
        0,
        1,
        0,
        False,
    )
    assert table.records[0].fr == "AG-2024-FQIS-G-01, 2025-2026"


def test_the_comparison_comes_back_from_json_as_it_was() -> None:
    told = sample().model_dump_json()
    assert PlanChanges.model_validate_json(told) == sample()
    assert '"difference":"-44749.50"' in told

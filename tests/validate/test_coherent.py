"""What a working edition keeps of an unfinished plan: everything that holds together, and nothing that does not."""

from collections.abc import Callable
from typing import Any

import pytest

from assembler.models.piece import Request
from assembler.models.plan import Plan, record_types
from assembler.models.vocabulary import Edition
from assembler.pieces import PIECES
from assembler.regions import load_region
from assembler.validate.coherent import keep_coherent
from assembler.validate.references import check_references
from tests.validate.case import Case
from tests.validate.cases import CASES
from tests.validate.plans import base_plan, changed


def _without_first(name: str) -> Callable[[Plan], Plan]:
    return lambda plan: plan.model_copy(update={name: getattr(plan, name)[1:]})


def _fresh(plan: Plan) -> Plan:
    """Gives the plan with an index of its own."""
    return Plan.model_construct(**{name: getattr(plan, name) for name in Plan.model_fields})


def _views_of(plan: Plan, case_region: Any) -> int:
    request = Request(plan, case_region, Edition.WORKING, plan.record.current_fy, plan.record.version_date)
    views = [piece.view(request, subject) for piece in PIECES for subject in piece.subjects(request)]
    return len(views)


def test_a_plan_that_holds_together_comes_back_itself() -> None:
    plan = base_plan()
    assert keep_coherent(plan) is plan


def test_an_optional_reference_that_leads_nowhere_is_emptied() -> None:
    plan = _fresh(changed("actions", 0, needs=("CG-B01", "CG-B77"))(base_plan()))
    kept = keep_coherent(plan)
    assert "CG-B77" not in kept.actions[0].needs
    assert len(kept.actions) == len(plan.actions)


def test_rows_that_need_a_row_left_out_are_left_out_in_turn() -> None:
    """An unknown issue takes its action along, and the action its lines, indicators and milestones."""
    plan = _fresh(changed("actions", 0, issue="CG-E9")(base_plan()))
    gone = plan.actions[0].id
    kept = keep_coherent(plan)
    assert gone not in {action.id for action in kept.actions}
    assert gone not in {line.action for line in kept.need_lines} | {line.action for line in kept.lever_lines}
    assert check_references(kept) == ()


@pytest.mark.parametrize("name", [name for name in record_types() if name not in ("territory", "record")])
def test_any_table_may_lose_its_first_row(name: str) -> None:
    plan = _fresh(_without_first(name)(base_plan()))
    kept = keep_coherent(plan)
    assert check_references(kept) == ()
    assert _views_of(kept, load_region()) > 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule} {case.name}")
def test_every_faulty_plan_can_be_shown_in_a_working_edition(case: Case) -> None:
    plan = keep_coherent(_fresh(case.change(base_plan())))
    assert _views_of(plan, case.the_region()) >= len(plan.actions)

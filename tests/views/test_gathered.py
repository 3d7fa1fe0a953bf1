"""The rows of a plan are gathered once, and never mistaken for another plan's."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

from assembler.models.piece import Request
from assembler.models.vocabulary import Edition
from assembler.regions import load_region
from assembler.views.gathered import gather
from tests.validate.plans import base_plan


def _request(amount: int) -> Request:
    plan = base_plan()
    lines = tuple(line.model_copy(update={"amount": Decimal(amount)}) for line in plan.need_lines)
    changed = plan.model_copy(update={"need_lines": lines})
    return Request(changed, load_region(), Edition.WORKING, "2026-2027", date(2026, 10, 5))


def test_a_plan_is_gathered_once() -> None:
    request = _request(1)
    assert gather(request) is gather(request)


def test_threads_that_gather_different_plans_each_get_their_own() -> None:
    """More plans than are kept, asked for in turn: one territory's money never shows in another's dossier."""
    requests = [_request(amount) for amount in range(1, 8)]

    def needs() -> Iterator[tuple[Request, Decimal]]:
        with ThreadPoolExecutor(4) as pool:
            for request, found in pool.map(lambda one: (one, gather(one)), requests * 20):
                yield request, found.funding.total().need

    wrong = [1 for request, need in needs() if need != sum(line.amount for line in request.plan.need_lines)]
    assert wrong == []

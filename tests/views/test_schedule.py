"""The schedule: which months a task touches, however its time is told (B14, C12)."""

from datetime import date

import pytest

from assembler.models.action import Milestone
from assembler.views.gathered import gather
from assembler.views.schedule import MARK, NO_MARK, milestone_dates, months_touched, schedule_rows
from tests.views.sample_reports import sample_request


def milestone(**told: object) -> Milestone:
    """A milestone with one way of telling its time."""
    return Milestone.model_validate({"id": "CG-A01-J9", "parent": "CG-A01", "label": "Essai", **told})


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 4, 1), date(2026, 4, 30), (0,)),
        (date(2026, 12, 15), date(2027, 1, 2), (8, 9)),
        (date(2020, 1, 1), date(2030, 1, 1), tuple(range(12))),
        (date(2027, 3, 31), date(2027, 4, 1), (11,)),
        (date(2025, 1, 1), date(2026, 3, 31), ()),
    ],
)
def test_a_span_touches_the_months_it_shares_with_the_fiscal_year(
    start: date, end: date, months: tuple[int, ...]
) -> None:
    assert months_touched((start, end), "2026-2027") == months


@pytest.mark.parametrize(
    ("season", "span"),
    [
        ("automne 2026", (date(2026, 10, 1), date(2026, 12, 31))),
        ("hiver 2028", (date(2028, 1, 1), date(2028, 3, 31))),
        ("été 2026", (date(2026, 7, 1), date(2026, 9, 30))),
    ],
)
def test_a_season_is_three_months(season: str, span: tuple[date, date]) -> None:
    assert milestone_dates(milestone(season=season), date(2024, 4, 1)) == span


def test_months_are_counted_from_the_start_of_the_action() -> None:
    counted = milestone(month_from=10, month_to=11)
    assert milestone_dates(counted, date(2026, 4, 1)) == (date(2027, 1, 1), date(2027, 2, 28))


def test_a_single_date_is_a_span_of_one_day_and_no_date_is_none() -> None:
    assert milestone_dates(milestone(end=date(2026, 6, 1)), date(2024, 4, 1)) == (date(2026, 6, 1),) * 2
    assert milestone_dates(milestone(), date(2024, 4, 1)) is None


def test_rows_say_in_words_what_marks_show() -> None:
    request = sample_request()
    rows = schedule_rows([request.plan.actions[0]], request, gather(request))
    buying = next(row for row in rows if "Achat groupé" in row.tache)
    assert buying.periode == "Oct. à nov."
    assert [i for i, mark in enumerate(buying.marques) if mark == MARK] == [6, 7]
    assert all(set(row.marques) <= {MARK, NO_MARK} and len(row.marques) == 12 and row.periode for row in rows)

"""Ten people at once on the real service while a batch is made: no error. ``make bench`` measures fifty."""

from bench.load import measure_load
from tests.journeys.small_upload import REGION, small_files_of

PEOPLE, SECONDS = 10, 8.0
KINDS = ["deposit", "download", "events", "page", "part of a download", "signing in", "state of a batch"]


def test_a_crowd_meets_no_error_during_a_batch() -> None:
    load = measure_load(
        {territory.code: _fields(territory.code) for territory in REGION.territories[:2]},
        people=PEOPLE,
        seconds=SECONDS,
    )
    assert not load.tally.wrong()
    assert load.tally.kinds() == KINDS
    assert load.tally.count("signing in") == PEOPLE
    assert load.tally.count("page") >= PEOPLE


def _fields(code: str) -> list[tuple[str, tuple[str, bytes]]]:
    workbook, pieces = small_files_of(code)
    return [("workbook", ("canevas.xlsx", workbook)), *(("attachments[]", piece) for piece in pieces.items())]

"""However a workbook is spoiled, it is refused with words or read right: no crash, no wrong total in silence.

``pytest tests/mutations --mutations 2000`` looks further; ``python -m tests.mutations.campaign`` counts every fault.
"""

import re
import subprocess
import sys
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.mutations import zips
from tests.mutations.book import ROOT, small
from tests.mutations.documents import spoil_document
from tests.mutations.judging import check, judge, judge_document
from tests.mutations.oracle import recount
from tests.mutations.spoiling import FAMILIES, spoil

LARGEST = 500  # megabytes, the interpreter and everything it imports included


def _bounded(count: int) -> settings:
    """The same workbooks every time, as many as asked; how long each may take is judged, not Hypothesis's affair."""
    checks = list(HealthCheck)
    return settings(max_examples=count, derandomize=True, database=None, deadline=None, suppress_health_check=checks)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_spoiled_workbook_is_refused_with_words_or_read_right(family: str, request: pytest.FixtureRequest) -> None:
    count: int = request.config.getoption("--mutations")

    @_bounded(count)
    @given(st.randoms(use_true_random=False))
    def holds(dice: Random) -> None:
        change, content = spoil("small", dice, family)
        is_zip = change in {one.__name__ for one in zips.CHANGES}
        assert (change, judge("small", content, is_zip=is_zip).faults) == (change, ())

    holds()


@pytest.mark.parametrize("kind", ["narrative", "sheet"])
def test_a_spoiled_word_file_is_refused_with_words_or_read(kind: str, request: pytest.FixtureRequest) -> None:
    @_bounded(request.config.getoption("--mutations"))
    @given(st.randoms(use_true_random=False))
    def holds(dice: Random) -> None:
        change, content = spoil_document(kind, dice)
        assert (change, judge_document(kind, content).faults) == (change, ())

    holds()


def test_a_whole_plan_spoiled_stays_under_five_seconds_and_five_hundred_megabytes() -> None:
    command = [sys.executable, "-m", "tests.mutations.campaign", "2", "--seed", "7", "--workbooks", "AV"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    told = re.search(r"slowest ([\d.]+) s .* largest (\d+) MB", ran.stdout)
    assert told is not None
    assert (float(told[1]) < 5, int(told[2]) < LARGEST) == (True, True)


def test_both_ways_of_counting_agree_on_the_sound_workbook() -> None:
    totals = check(small()).totals
    assert totals is not None
    ours = {name: getattr(totals, name) for name in ("need", "confirmed", "requested", "in_kind")}
    assert recount(small()) == ours
    assert list(map(str, ours.values())) == ["14490.65", "9000.00", "2500.50", "1200.00"]

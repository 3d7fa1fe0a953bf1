"""No small count can be told from what a public document prints, whatever is added and subtracted (R-065)."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from assembler.compute.protection import Mask, Protection, protect

UNDER = 3  # a small threshold, so that every case can be tried: « < 3 » stands for 1 and 2
LARGEST = 6  # what a reader tries for a withheld count is not bounded: twice the largest is enough here


@pytest.mark.parametrize(
    ("counts", "masks"),
    [
        ({"a": 40, "b": 0}, {}),
        ({"a": 40, "b": 3, "c": 12}, {"b": Mask.SMALL, "c": Mask.WITHHELD}),  # the smallest other one
        ({"a": 2, "b": 3, "c": 90}, {"a": Mask.SMALL, "b": Mask.SMALL}),  # 5 may be 1 + 4 as well as 2 + 3
        ({"a": 1, "b": 1, "c": 90}, {"a": Mask.SMALL, "b": Mask.SMALL, "c": Mask.WITHHELD}),  # 2 is 1 + 1
        ({"a": 5, "b": 1, "c": 9}, {"b": Mask.SMALL, "c": Mask.WITHHELD}),  # 6 less « a », 5 or more, is 1
        ({"a": 2, "b": 0}, {"a": Mask.SMALL}),  # the total is small too, and hidden
        ({"a": 40, "b": None}, {}),
    ],
)
def test_what_is_hidden_when_the_total_shows(counts: dict[str, int | None], masks: dict[str, Mask]) -> None:
    assert protect(counts, [counts.keys()], mask_under=5).masks == masks


def test_a_total_that_nothing_else_can_protect_is_withheld() -> None:
    made = protect({"a": 4, "b": 4}, ["ab"], mask_under=5)
    assert made.withheld_sums == {frozenset("ab")}


def test_a_total_less_a_part_that_is_printed_too_is_withheld() -> None:
    """The total less the report of « a » and « c » would be « b »: hiding « a » or « c » would not help."""
    made = protect({"a": 40, "b": 3, "c": 9}, ["abc", "ac"], mask_under=5)
    assert made.masks == {"b": Mask.SMALL}
    assert made.withheld_sums == {frozenset("abc")}


def test_the_same_counts_are_always_hidden_alike() -> None:
    counts = {"b": 9, "a": 9, "c": 1}
    assert (
        protect(counts, ["abc"], mask_under=5).masks
        == protect(dict(sorted(counts.items())), ["cba"], mask_under=5).masks
    )


@pytest.mark.parametrize("sums", [["abc"], ["abc", "ab"], ["ab", "bc"], ["abc", "ab", "bc"]])
def test_a_reader_who_tries_everything_finds_no_small_count(sums: list[str]) -> None:
    for values in product(range(LARGEST), repeat=3):
        counts = dict(zip("abc", values, strict=True))
        made = protect(counts, sums, mask_under=UNDER)
        possible = list(readings(counts, sums, made))
        assert counts in possible
        told = {
            key for key, mask in made.masks.items() if mask is Mask.SMALL and len({one[key] for one in possible}) == 1
        }
        assert told == set(), (counts, made.masks)


def readings(counts: Mapping[str, int], sums: list[str], made: Protection[str]) -> Iterator[dict[str, int]]:
    """Every plan that would print the same document."""
    known = {one: sum(counts[key] for key in one) for one in sums if made.mask_of_sum(one) is None}
    ranges = {
        key: [count]
        if key not in made.masks
        else range(1, UNDER)
        if made.masks[key] is Mask.SMALL
        else range(UNDER, 3 * LARGEST)
        for key, count in counts.items()
    }
    for values in product(*ranges.values()):
        tried = dict(zip(ranges, values, strict=True))
        if all(sum(tried[key] for key in one) == total for one, total in known.items()):
            yield tried

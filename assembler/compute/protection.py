"""Which counts a public document may print so that none of 1 to 4 persons can be told, even by subtraction (R-065).

A small count prints « < 5 ». Where the sums that are printed would tell it, the smallest other count of a sum is
withheld too, until the same document could be that of two plans at least. When nothing is left to withhold, a sum
itself is. Totals are kept as long as they can be: they are what people quote, and what must agree everywhere (R-030).
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from enum import Enum
from typing import Generic, TypeVar

from assembler.compute.people import is_small_count

Key = TypeVar("Key", bound=Hashable)
_NO_LIMIT = 10**9
_LONGEST_EXCHANGE = 8  # counts that must change together; a longer chain is taken for none


class Mask(Enum):
    """How a count is hidden."""

    SMALL = "small"  # it prints « < 5 »
    WITHHELD = "withheld"  # it would tell a small one


class Protection(Generic[Key]):
    """What is hidden among some counts, and the sums of them that may not be printed either."""

    def __init__(self, counts: Mapping[Key, int], sums: Iterable[frozenset[Key]], mask_under: int) -> None:
        self.masks = {key: Mask.SMALL for key, count in counts.items() if is_small_count(count, mask_under)}
        self.withheld_sums: set[frozenset[Key]] = set()
        self._counts = counts
        self._sums = sorted({one for one in sums if len(one) > 1}, key=lambda one: (len(one), sorted(map(str, one))))
        self._mask_under = mask_under

    def is_told(self, key: Key) -> bool:
        """True when one value only of a hidden count agrees with all that is printed."""
        return not any(self._can_change({key: step}) for step in (-1, 1) if self._fits(key, step))

    def hide_more(self, key: Key) -> None:
        """Withholds the smallest count that shows beside one, or further along, or else a sum it counts in."""
        held = [one for one in self._sums if key in one and one not in self.withheld_sums]
        shown = self._shown(held) or self._shown(self._bound_to(held))
        if shown:
            self.masks[min(shown, key=lambda one: (self._counts[one], str(one)))] = Mask.WITHHELD
        else:
            self.withheld_sums.add(held[0])

    def show_if_safe(self, withheld: Key, small: Iterable[Key]) -> None:
        """Shows a count that turned out to protect nothing: the sums told it all the same."""
        mask = self.masks.pop(withheld)
        if any(self.is_told(key) for key in small):
            self.masks[withheld] = mask

    def mask_of_sum(self, sum_of: Iterable[Key]) -> Mask | None:
        """Gives how a sum is hidden; None when it is printed. A sum of one count is that count."""
        added = frozenset(key for key in sum_of if self._counts.get(key))
        if len(added) == 1:
            return self.masks.get(next(iter(added)))
        if is_small_count(self._total(added), self._mask_under):
            return Mask.SMALL
        return Mask.WITHHELD if added in self.withheld_sums else None

    def _can_change(self, steps: dict[Key, int]) -> bool:
        """True when some counts may change by one, these among them, without a change in anything that is printed."""
        broken = next((one for one in self._sums if self._is_broken(one, steps)), None)
        if broken is None:
            return True
        if len(steps) == _LONGEST_EXCHANGE:
            return False
        step = -1 if sum(steps.get(key, 0) for key in broken) > 0 else 1
        others = (key for key in broken if key in self.masks and key not in steps and self._fits(key, step))
        return any(self._can_change({**steps, key: step}) for key in others)

    def _is_broken(self, sum_of: frozenset[Key], steps: Mapping[Key, int]) -> bool:
        change = sum(steps.get(key, 0) for key in sum_of)
        if not change or sum_of in self.withheld_sums:
            return False
        total = self._total(sum_of)
        return total >= self._mask_under or not is_small_count(total + change, self._mask_under)

    def _fits(self, key: Key, step: int) -> bool:
        """A reader knows the bounds of a hidden count; a zero always shows."""
        is_small = self.masks[key] is Mask.SMALL
        low, high = (1, self._mask_under - 1) if is_small else (self._mask_under, _NO_LIMIT)
        return low <= self._counts[key] + step <= high

    def _shown(self, sums: Iterable[frozenset[Key]]) -> list[Key]:
        return [key for one in sums for key in one if self._counts[key] and key not in self.masks]

    def _bound_to(self, sums: Collection[frozenset[Key]]) -> Iterator[frozenset[Key]]:
        """The sums that share a hidden count with these, or with one that does."""
        hidden, waiting = {key for one in sums for key in one if key in self.masks}, [*self._sums]
        while met := [one for one in waiting if hidden & one]:
            yield from met
            waiting = [one for one in waiting if one not in met]
            hidden |= {key for one in met for key in one if key in self.masks}

    def _total(self, sum_of: Iterable[Key]) -> int:
        return sum(self._counts[key] for key in sum_of)


def protect(counts: Mapping[Key, int | None], sums: Iterable[Collection[Key]], *, mask_under: int) -> Protection[Key]:
    """Gives what to hide among the counts, knowing every sum of them that is printed; unknown counts print as such."""
    known = {key: count for key, count in counts.items() if count is not None}
    added = (frozenset(key for key in one if known.get(key)) for one in sums)  # a zero shows, and adds nothing
    made = Protection(known, added, mask_under)
    small = [*made.masks]
    for key in small:  # hiding more never tells another
        while made.is_told(key):
            made.hide_more(key)
    for key in [key for key in made.masks if key not in small]:
        made.show_if_safe(key, small)
    return made

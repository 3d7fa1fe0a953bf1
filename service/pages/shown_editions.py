"""The editions of a deposit: which can be made now, and how many findings forbid each of the others."""

from collections.abc import Mapping
from dataclasses import dataclass

from assembler.models.vocabulary import Edition


@dataclass(frozen=True)
class ShownEdition:
    """An edition that may be asked for, unless findings forbid it; ``is_chosen`` is the one proposed."""

    edition: Edition
    blocking: int
    is_chosen: bool


@dataclass(frozen=True)
class ShownEditions:
    """Every edition, the official one first."""

    every: tuple[ShownEdition, ...]

    @property
    def possible(self) -> tuple[Edition, ...]:
        """Those that can be assembled now."""
        return tuple(one.edition for one in self.every if not one.blocking)

    @property
    def refused(self) -> tuple[ShownEdition, ...]:
        """Those that findings forbid."""
        return tuple(one for one in self.every if one.blocking)


def view_editions(blocking_in: Mapping[str, int]) -> ShownEditions:
    """Gives the editions of a deposit that has a plan: the official one is proposed, or else the working one."""
    proposed = Edition.WORKING if blocking_in.get(Edition.OFFICIAL.value, 0) else Edition.OFFICIAL
    every = reversed(Edition)
    return ShownEditions(tuple(ShownEdition(one, blocking_in.get(one.value, 0), one is proposed) for one in every))

"""What a person asks of a journey, and how it tells how far it has come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assembler.models.vocabulary import Edition


@dataclass(frozen=True)
class Step:
    """How far a journey has come: what is being done, how much is done, of how much."""

    label: str
    done: int
    total: int


Watch = Callable[[Step], None]


def silent(_step: Step) -> None:
    """Watches nothing."""


@dataclass(frozen=True)
class Order:
    """What a person asks for; ``fy`` and ``dated`` default to the plan's own.

    ``templates`` are those published over the product's: path, SHA-256 in the store.
    """

    edition: Edition = Edition.OFFICIAL
    fy: str | None = None
    dated: date | None = None
    templates: tuple[tuple[str, str], ...] = ()

"""How much this process converted: read by the service when a child ends, to know how its offices fare."""

from collections import Counter

CONVERTED, RESTARTED = "conversions", "restarts"
_counted: Counter[str] = Counter()


def count(what: str) -> None:
    """Counts one more."""
    _counted[what] += 1


def counted() -> dict[str, int]:
    """Gives the documents converted, and the offices that were lost and started again, since the process began."""
    return {what: _counted[what] for what in (CONVERTED, RESTARTED)}

"""A check: one kind of finding that is not a rule of the plan, with what it states and how to mend."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assembler.models.finding import Severity
from assembler.models.vocabulary import Edition


@dataclass(frozen=True)
class Check:
    """One kind of finding: its code, its usual severity, what it states, what the person can do.

    ``severity`` is that of an official edition; ``editions`` tells where it differs.
    """

    code: str
    severity: Severity
    statement: str
    remedy: str
    editions: Mapping[Edition, Severity] = field(default_factory=dict, hash=False)

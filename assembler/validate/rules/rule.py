"""A rule: its published code, what it says in both languages, and the function that checks it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assembler.models.finding import Finding, Severity
from assembler.models.vocabulary import Edition
from assembler.validate.rules.subject import RuleSubject


class Stage(StrEnum):
    """Which stage of the pipeline enforces a rule."""

    REFERENCES = "references"  # while the plan is put together
    RULES = "rules"  # check_rules
    VERIFY = "verify"  # on what was made


@dataclass(frozen=True)
class Rule:
    """One line of the documented table. Codes are promises: never renamed, never reused.

    ``check`` is None for a rule that another stage enforces. ``severities`` is where an edition may ask for more or
    less than ``severity``; a check may also raise its own (R-022). ``whole`` names the types of record the rule needs
    in full: it would take a row that could not be read for a row that is not there.
    """

    code: str
    severity: Severity
    statement_fr: str
    statement_en: str
    source: str
    remedy_fr: str
    remedy_en: str
    check: Callable[[RuleSubject], Iterable[Finding]] | None
    stage: Stage = Stage.RULES
    whole: tuple[str, ...] = ()
    severities: Mapping[Edition, Severity] = field(default_factory=dict)

    def severity_in(self, edition: Edition) -> Severity:
        """Gives the severity of the rule for an edition."""
        return self.severities.get(edition, self.severity)

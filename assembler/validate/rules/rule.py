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
    CONSOLIDATION = "consolidation"  # when several territories are put together


@dataclass(frozen=True)
class Rule:
    """One line of the documented table. Codes are promises: never renamed, never reused.

    ``check`` is None for a rule that another stage enforces; a check may raise its own severity (R-022). ``whole``
    names the types of record the rule needs in full: it would take a row that could not be read for one that is not
    there. ``severity`` is that of an official edition; ``editions`` tells where it differs (a working edition never
    blocks, so that none needs a word for it). ``is_waivable`` rules let the sheet « Dérogations » accept a finding.
    ``enforced_by`` are the codes of the defects by which what was made is held to the rule.
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
    is_waivable: bool = False
    editions: Mapping[Edition, Severity] = field(default_factory=dict, hash=False)
    enforced_by: tuple[str, ...] = ()

"""What a finding weighs in an edition: a draft may lack what an official edition needs, and a public one needs more.

A check tells what its finding weighs in an official edition. The table of its code says where it weighs otherwise.
"""

from collections.abc import Iterable, Mapping

from assembler.models.finding import Finding, Severity
from assembler.models.plan import Plan
from assembler.models.vocabulary import Edition, PlanStatus
from assembler.validate.codes import CHECKS
from assembler.validate.rules.table import RULES

_ADOPTED = frozenset({PlanStatus.ADOPTED, PlanStatus.AMENDED, PlanStatus.CLOSED})
_LACKING = frozenset({"T-011", "T-041", "N-003"})  # of a value, a column, a section of the narrative
_WEIGHT = {Severity.NOTICE: 0, Severity.WARNING: 1, Severity.BLOCKING: 2}


def judge(findings: Iterable[Finding], edition: Edition) -> tuple[Finding, ...]:
    """Gives the findings as they weigh in an edition; those of an official edition come back as they are."""
    return tuple(_judged(finding, edition) for finding in findings)


def judge_adopted(findings: Iterable[Finding], plan: Plan) -> tuple[Finding, ...]:
    """Gives the findings with what only an adopted plan cannot lack made blocking (need « A » of the dictionary)."""
    if plan.record.status not in _ADOPTED:
        return tuple(findings)
    return tuple(
        finding.model_copy(update={"severity": Severity.BLOCKING})
        if finding.code in _LACKING and finding.severity is Severity.WARNING
        else finding
        for finding in findings
    )


def severity_of(code: str, edition: Edition) -> Severity:
    """Gives what findings of a code usually weigh in an edition; ``KeyError`` for a code that is not published."""
    usual, special = _TABLE[code]
    return special.get(edition, _at_most(usual, Severity.WARNING) if edition is Edition.WORKING else usual)


def _judged(finding: Finding, edition: Edition) -> Finding:
    """A check may raise or lower its usual weight (R-022, T-041): only the difference between editions is applied."""
    if finding.waived or edition is Edition.OFFICIAL:
        return finding
    official, asked = (severity_of(finding.code, one) for one in (Edition.OFFICIAL, edition))
    severity = finding.severity
    if _WEIGHT[asked] > _WEIGHT[official]:
        severity = max(severity, asked, key=_WEIGHT.__getitem__)
    elif _WEIGHT[asked] < _WEIGHT[official]:
        severity = _at_most(severity, asked)
    if edition is Edition.WORKING:
        severity = _at_most(severity, Severity.WARNING)
    return finding if severity is finding.severity else finding.model_copy(update={"severity": severity})


def _at_most(severity: Severity, limit: Severity) -> Severity:
    return min(severity, limit, key=_WEIGHT.__getitem__)


_TABLE: Mapping[str, tuple[Severity, Mapping[Edition, Severity]]] = {
    **{check.code: (check.severity, check.editions) for check in CHECKS.values()},
    **{rule.code: (rule.severity, rule.editions) for rule in RULES},
}

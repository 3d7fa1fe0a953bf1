"""Findings as a person mends them: by sheet, the worst first; what was solved since the deposit before."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assembler.models.finding import Finding, Severity

_ORDER = {severity: at for at, severity in enumerate(Severity)}
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class ShownFinding:
    """One finding; ``is_new`` when the deposit before did not have it."""

    finding: Finding
    is_new: bool


@dataclass(frozen=True)
class Sheet:
    """The findings of a sheet, of the narrative, or of the deposit as a whole (no name)."""

    name: str
    anchor: str
    blocking: int
    findings: tuple[ShownFinding, ...]


@dataclass(frozen=True)
class ShownFindings:
    """Every finding that a filter keeps, with the counts of all."""

    sheets: tuple[Sheet, ...]
    blocking: int
    warnings: int
    notices: int
    kept: Severity | None
    solved: tuple[Finding, ...]
    new: int
    has_before: bool

    @property
    def total(self) -> int:
        """How many there are without the filter."""
        return self.blocking + self.warnings + self.notices


def view_findings(
    findings: Sequence[Finding], before: Sequence[Finding] | None, *, kept: Severity | None = None
) -> ShownFindings:
    """Gives findings by sheet, in the order of the workbook; ``before`` are those of the deposit before, if any."""
    counts = Counter(finding.severity for finding in findings)
    new = _missing_from(before, findings) if before is not None else ()
    return ShownFindings(
        sheets=_sheets([one for one in findings if kept in (None, one.severity)], set(map(_key, new))),
        blocking=counts[Severity.BLOCKING],
        warnings=counts[Severity.WARNING],
        notices=counts[Severity.NOTICE],
        kept=kept,
        solved=_missing_from(findings, before) if before is not None else (),
        new=len(new),
        has_before=before is not None,
    )


def _sheets(findings: Sequence[Finding], new: set[Key]) -> tuple[Sheet, ...]:
    names = dict.fromkeys(finding.sheet for finding in findings)
    return tuple(
        _sheet(name, at, [one for one in findings if one.sheet == name], new) for at, name in enumerate(names, 1)
    )


def _sheet(name: str, at: int, findings: Sequence[Finding], new: set[Key]) -> Sheet:
    ordered = sorted(findings, key=lambda finding: _ORDER[finding.severity])  # stable: cells keep their order
    return Sheet(
        name=name,
        anchor=f"feuille-{at}",
        blocking=sum(finding.is_blocking for finding in findings),
        findings=tuple(ShownFinding(finding=one, is_new=_key(one) in new) for one in ordered),
    )


def _missing_from(known: Iterable[Finding], wanted: Iterable[Finding]) -> tuple[Finding, ...]:
    """Gives what is wanted and not known; the same finding twice must be known twice."""
    left = Counter(map(_key, known))
    missing = []
    for finding in wanted:
        if left[_key(finding)]:
            left[_key(finding)] -= 1
        else:
            missing.append(finding)
    return tuple(missing)


def _key(finding: Finding) -> Key:
    return finding.code, finding.sheet, finding.cell, finding.message

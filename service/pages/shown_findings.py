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

    @property
    def place(self) -> str:
        """Where it is, unless its sheet and cell already say so."""
        known = (self.finding.sheet, f"{self.finding.sheet}!{self.finding.cell}")
        return "" if self.finding.place in known else self.finding.place


@dataclass(frozen=True)
class Cluster:
    """Findings of a sheet that are mended alike: the remedy is told once."""

    severity: Severity
    code: str
    remedy: str
    findings: tuple[ShownFinding, ...]


@dataclass(frozen=True)
class Sheet:
    """The findings of a sheet, of the narrative, or of the deposit as a whole (no name)."""

    name: str
    anchor: str
    count: int
    blocking: int
    clusters: tuple[Cluster, ...]


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
    """Gives findings by sheet, those that block first; ``before`` are those of the deposit before, if any."""
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
    by_name: dict[str, list[Finding]] = {}
    for finding in findings:
        by_name.setdefault(finding.sheet, []).append(finding)
    blocking_first = sorted(by_name.items(), key=lambda item: not any(one.is_blocking for one in item[1]))
    return tuple(_sheet(name, at, some, new) for at, (name, some) in enumerate(blocking_first, 1))


def _sheet(name: str, at: int, findings: Sequence[Finding], new: set[Key]) -> Sheet:
    alike: dict[tuple[Severity, str, str], list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: _ORDER[one.severity]):  # stable: cells keep their order
        alike.setdefault((finding.severity, finding.code, finding.remedy), []).append(finding)
    return Sheet(
        name=name,
        anchor=f"feuille-{at}",
        count=len(findings),
        blocking=sum(finding.is_blocking for finding in findings),
        clusters=tuple(
            Cluster(severity, code, remedy, tuple(ShownFinding(finding=one, is_new=_key(one) in new) for one in some))
            for (severity, code, remedy), some in alike.items()
        ),
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

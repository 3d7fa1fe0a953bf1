"""Findings as a person mends them: by sheet, the worst first; what was solved since the deposit before."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assembler.models.finding import Finding, Severity, Waived
from assembler.models.vocabulary import Edition
from service.found import blocking_findings

_ORDER = {severity: at for at, severity in enumerate(Severity)}
_RELEASED = (Edition.OFFICIAL, Edition.PUBLIC, Edition.PARTNERS)  # those that findings may forbid
Key = tuple[str, str, str, str]
Kept = Severity | Edition | None  # what a filter keeps: a severity, what forbids an edition, everything


@dataclass(frozen=True)
class Told:
    """A finding in the language spoken; its key is that of its French words, whatever is spoken."""

    finding: Finding
    key: Key


def tell_findings(spoken: Sequence[Finding], french: Sequence[Finding]) -> tuple[Told, ...]:
    """Joins the same findings in two languages, which checking gives in the same order."""
    return tuple(
        Told(finding=one, key=(known.code, known.sheet, known.cell, known.message))
        for one, known in zip(spoken, french, strict=True)
    )


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
class ShownWaiver:
    """A finding that someone accepted as it is."""

    finding: Finding
    waived: Waived

    @property
    def dated(self) -> date:
        """The day it was accepted."""
        return date.fromisoformat(self.waived.dated)


@dataclass(frozen=True)
class Cluster:
    """Findings of a sheet that are mended alike: the remedy is told once.

    ``blocks`` are the editions they forbid, when these are not every one but working.
    """

    severity: Severity
    blocks: tuple[Edition, ...]
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
    kept: Kept
    waived: tuple[ShownWaiver, ...]
    solved: tuple[Finding, ...]
    new: int
    has_before: bool

    @property
    def total(self) -> int:
        """How many there are to read without the filter."""
        return self.blocking + self.warnings + self.notices


def view_findings(told: Sequence[Told], before: Sequence[Told] | None, *, kept: Kept = None) -> ShownFindings:
    """Gives findings by sheet, those that block first; ``before`` are those of the deposit before, if any.

    What someone waived stands apart: nothing is to be done of it.
    """
    left = [one for one in told if one.finding.waived is None]
    counts = Counter(one.finding.severity for one in left)
    new = _missing_from(before, told) if before is not None else ()
    return ShownFindings(
        sheets=_sheets([one for one in left if _is_kept(one.finding, kept)], {one.key for one in new}),
        blocking=counts[Severity.BLOCKING],
        warnings=counts[Severity.WARNING],
        notices=counts[Severity.NOTICE],
        kept=kept,
        waived=tuple(ShownWaiver(one.finding, one.finding.waived) for one in told if one.finding.waived is not None),
        solved=tuple(one.finding for one in _missing_from(told, before)) if before is not None else (),
        new=len(new),
        has_before=before is not None,
    )


def _is_kept(finding: Finding, kept: Kept) -> bool:
    if isinstance(kept, Edition):
        return bool(blocking_findings((finding,), kept))
    return kept in (None, finding.severity)


def _blocks(finding: Finding) -> tuple[Edition, ...]:
    """Gives the editions that a finding forbids, unless it forbids them all or none."""
    forbidden = tuple(edition for edition in _RELEASED if blocking_findings((finding,), edition))
    return forbidden if forbidden != _RELEASED else ()


def _sheets(told: Sequence[Told], new: set[Key]) -> tuple[Sheet, ...]:
    by_name: dict[str, list[Told]] = {}
    for one in told:
        by_name.setdefault(one.finding.sheet, []).append(one)
    blocking_first = sorted(by_name.items(), key=lambda item: not any(one.finding.is_blocking for one in item[1]))
    return tuple(_sheet(name, at, some, new) for at, (name, some) in enumerate(blocking_first, 1))


def _sheet(name: str, at: int, told: Sequence[Told], new: set[Key]) -> Sheet:
    alike: dict[tuple[Severity, tuple[Edition, ...], str, str], list[Told]] = {}
    for one in sorted(told, key=lambda one: _ORDER[one.finding.severity]):  # stable: cells keep their order
        finding = one.finding
        alike.setdefault((finding.severity, _blocks(finding), finding.code, finding.remedy), []).append(one)
    return Sheet(
        name=name,
        anchor=f"feuille-{at}",
        count=len(told),
        blocking=sum(one.finding.is_blocking for one in told),
        clusters=tuple(
            Cluster(*key, tuple(ShownFinding(one.finding, one.key in new) for one in some))
            for key, some in alike.items()
        ),
    )


def _missing_from(known: Iterable[Told], wanted: Iterable[Told]) -> tuple[Told, ...]:
    """Gives what is wanted and not known; the same finding twice must be known twice."""
    left = Counter(one.key for one in known)
    missing = []
    for one in wanted:
        if left[one.key]:
            left[one.key] -= 1
        else:
            missing.append(one)
    return tuple(missing)

"""Waivers: what the sheet « Dérogations » accepts, when the rule allows it (W-001 to W-003).

A waived finding stays where it is, says why, and weighs no more than an information.
"""

from collections.abc import Iterable, Iterator, Mapping

from assembler.i18n import translate as _
from assembler.models.field import Kind
from assembler.models.finding import Finding, Severity, Waived
from assembler.models.plan import Plan, record_types
from assembler.models.plan_record import Resolution
from assembler.models.record import Record
from assembler.models.region import Region
from assembler.models.waiver import Waiver
from assembler.tables import folded
from assembler.validate.findings import finding_by_code
from assembler.validate.rules.table import RULES

_Names = Mapping[tuple[str, str], frozenset[str]]  # (sheet, cell) -> what a person may call the row


def apply_waivers(findings: Iterable[Finding], plan: Plan, region: Region) -> tuple[Finding, ...]:
    """Gives the findings, those a waiver accepts marked so, then one for each waiver that waives nothing."""
    told = list(findings)
    if not plan.waivers:
        return tuple(told)
    names = _names_by_cell(plan)
    refused: list[Finding] = []
    for waiver in plan.waivers:
        problem = _problem(waiver, region)
        aimed = [] if problem else [n for n, one in enumerate(told) if _is_aimed(waiver, one, names)]
        for number in aimed:
            told[number] = _waived(told[number], waiver, plan)
        if problem or not aimed:
            refused.append(problem or _aims_at_nothing(waiver))
    return (*told, *refused)


def _problem(waiver: Waiver, region: Region) -> Finding | None:
    if waiver.rule not in _WAIVABLE:
        message = _("La règle {code} n’existe pas\u00a0: la dérogation ne lève rien.")
        if waiver.rule in _CODES:
            message = _("La règle {code} ne permet pas de dérogation\u00a0: celle-ci ne lève rien.")
        return _finding(waiver, "rule", "W-002", message, found=waiver.rule, expected=", ".join(sorted(_WAIVABLE)))
    limit = region.thresholds.waiver_words
    words = len(waiver.reason.split())
    if words < limit:
        message = _("La raison de la dérogation à {code} compte {count} mots\u00a0: il en faut au moins {limit}.")
        return _finding(
            waiver, "reason", "W-003", message.replace("{count}", str(words)).replace("{limit}", str(limit)),
            found=waiver.reason,
        )  # fmt: skip
    return None


def _aims_at_nothing(waiver: Waiver) -> Finding:
    message = _("Aucun constat {code} ne vise «\u00a0{subject}\u00a0»\u00a0: la dérogation ne lève rien.")
    return _finding(waiver, "subject", "W-001", message, found=waiver.subject)


def _finding(waiver: Waiver, field: str, code: str, message: str, *, found: str, expected: str = "") -> Finding:
    assert Waiver.table is not None
    sheet = waiver.place.sheet if waiver.place else Waiver.table.fr
    cell = waiver.place.cell(field) if waiver.place else ""
    told = message.replace("{code}", waiver.rule).replace("{subject}", waiver.subject)
    return finding_by_code(sheet, cell, code=code, message=told, found=found, expected=expected)


def _is_aimed(waiver: Waiver, finding: Finding, names: _Names) -> bool:
    """A waiver names the row by its id, by its action, by what the row is about when it has no id, or by its place.

    A whole sheet is named only by a finding that has no cell: one line cannot waive every row.
    """
    if finding.code != waiver.rule or finding.waived:
        return False
    said = (finding.place, finding.found, finding.expected, finding.sheet if not finding.cell else "")
    called = {folded(text) for text in said} - {""}  # « expected » names the other row of a pair
    return folded(waiver.subject) in called | names.get((finding.sheet, finding.cell), frozenset())


def _names_by_cell(plan: Plan) -> dict[tuple[str, str], frozenset[str]]:
    return {
        (record.place.sheet, cell): _names_of(record)
        for name in record_types()
        for record in _records(plan, name)
        if record.place
        for cell in record.place.cells.values()
    }


def _records(plan: Plan, name: str) -> tuple[Record, ...]:
    rows = getattr(plan, name)
    return rows if isinstance(rows, tuple) else (rows,)


def _names_of(record: Record) -> frozenset[str]:
    """The sheet « Dérogations » asks for « la ligne ou l’action visée »: a lever is named by its action too."""
    key = getattr(record, "id", None)
    keys: Iterator[str | None] = iter((key, getattr(record, "action", None)))
    if key is None:
        keys = (getattr(record, name) for name, spec in type(record).specs().items() if spec.kind is Kind.REF)
    return frozenset(folded(one) for one in keys if one)


def _waived(finding: Finding, waiver: Waiver, plan: Plan) -> Finding:
    resolution = plan.find(Resolution, waiver.resolution) if waiver.resolution else None
    accepted = Waived(
        severity=finding.severity,
        reason=waiver.reason,
        authorised_by=waiver.authorised_by,
        resolution=resolution.number if resolution else "",
        dated=waiver.dated.isoformat(),
    )
    return finding.model_copy(update={"waived": accepted, "severity": Severity.NOTICE})


_CODES = frozenset(rule.code for rule in RULES)
_WAIVABLE = frozenset(rule.code for rule in RULES if rule.is_waivable)

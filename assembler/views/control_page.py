"""The control page of a working edition: what the document is made of, what was found, what was waived (C1)."""

from collections import Counter

from assembler.models.finding import Finding, Severity
from assembler.models.piece import Request
from assembler.models.view import View
from assembler.models.vocabulary import Edition
from assembler.provenance import data_hash, template_hashes
from assembler.tables import CANVAS_VERSION
from assembler.typography import NBSP

_SEVERITY = {
    Severity.BLOCKING: "Bloquant",
    Severity.WARNING: "Avertissement",
    Severity.NOTICE: "Information",
}
_COUNTED = {
    Severity.BLOCKING: ("aucun constat ne bloque", "un constat bloque", "{count} constats bloquent"),
    Severity.WARNING: ("aucun avertissement", "un avertissement", "{count} avertissements"),
    Severity.NOTICE: ("aucune information", "une information", "{count} informations"),
}
_FINGERPRINT = 16  # characters of a hash that a person may compare
_CANVASES = (
    ("Canevas Excel", "canvases/canevas.xlsx"),
    ("Canevas du récit", "canvases/recit.docx"),
    ("Gabarit du plan", "canvases/plan.docx"),
    ("Gabarit des fiches d’action", "canvases/fiche-action.docx"),
)


class MadeOf(View):
    """One thing the document is made of, with its version, and the hash that tells it from another."""

    element: str
    version: str
    empreinte: str


class FindingRow(View):
    """A finding, on the control page of a working edition."""

    code: str
    gravite: str
    endroit: str
    constat: str
    remede: str


class WaiverRow(View):
    """A waived finding: what it would weigh, why it is accepted, who said so."""

    code: str
    gravite: str
    endroit: str
    constat: str
    raison: str
    autorisation: str


class ControlPage(View):
    """The control page; empty in any other edition, which shows none."""

    composition: tuple[MadeOf, ...] = ()
    decompte: str = ""
    constats: tuple[FindingRow, ...] = ()
    derogations: tuple[WaiverRow, ...] = ()


def view_control_page(request: Request) -> ControlPage:
    """Gives the control page: findings by severity, waived ones apart, with their reasons."""
    if request.edition is not Edition.WORKING:
        return ControlPage()
    standing = [finding for finding in request.findings if not finding.waived]
    return ControlPage(
        composition=_composition(request),
        decompte=_counted(standing, waived=len(request.findings) - len(standing)),
        constats=tuple(
            _finding(finding) for severity in Severity for finding in standing if finding.severity is severity
        ),
        derogations=tuple(row for finding in request.findings if (row := _waiver(finding))),
    )


def _composition(request: Request) -> tuple[MadeOf, ...]:
    record, hashes = request.plan.record, {**template_hashes(), **dict(request.templates)}
    plan = MadeOf(
        element=f"Données du plan {record.id}",
        version=str(record.version),
        empreinte=data_hash(request.plan)[:_FINGERPRINT],
    )
    canvases = (
        MadeOf(
            element=name,
            version=CANVAS_VERSION if path.endswith(".xlsx") else "s.\u00a0o.",
            empreinte=hashes[path][:_FINGERPRINT],
        )
        for name, path in _CANVASES
    )
    return (plan, *canvases)


def _counted(findings: list[Finding], *, waived: int) -> str:
    counts = Counter(finding.severity for finding in findings)
    told = [_COUNTED[severity][min(counts[severity], 2)].format(count=counts[severity]) for severity in Severity]
    more = "" if not waived else f" Dérogations{NBSP}: {waived}."
    sentence = f"{told[0]} l’édition officielle; {told[1]}, {told[2]}.{more}"
    return sentence[0].upper() + sentence[1:]


def _finding(finding: Finding) -> FindingRow:
    return FindingRow(
        code=finding.code,
        gravite=_SEVERITY[finding.severity],
        endroit=_where(finding),
        constat=finding.message,
        remede=finding.remedy,
    )


def _waiver(finding: Finding) -> WaiverRow | None:
    waived = finding.waived
    if waived is None:
        return None
    by = f"{waived.authorised_by}, {waived.dated}"
    return WaiverRow(
        code=finding.code,
        gravite=_SEVERITY[waived.severity],
        endroit=_where(finding),
        constat=finding.message,
        raison=waived.reason,
        autorisation=f"{by} (résolution {waived.resolution})" if waived.resolution else by,
    )


def _where(finding: Finding) -> str:
    return finding.place or " ".join(part for part in (finding.sheet, finding.cell) if part) or "Plan"

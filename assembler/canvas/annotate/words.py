"""What an annotated workbook says: the notes, the « Corrections » sheet, and the lines by which our notes are known."""

import re
from collections.abc import Sequence

from assembler.i18n import mark
from assembler.i18n import translate as _
from assembler.models.finding import Finding, Severity

# A note of ours lies between these two lines, in one language or the other: people write before it, and after it.
_OPENING = mark("Dossier – à corriger")
_CLOSING = mark("(Note de Dossier\u00a0: elle s’enlève d’elle-même à la prochaine vérification.)")
_ENGLISH = ("Dossier – to be corrected", "(A note by Dossier: it goes away by itself at the next check.)")
_OURS = re.compile(
    rf"\n{{0,2}}(?:{re.escape(_OPENING)}|{re.escape(_ENGLISH[0])})\n.*?"
    rf"(?:{re.escape(_CLOSING)}|{re.escape(_ENGLISH[1])}|\Z)",
    re.DOTALL,
)
_MOST = 1_000  # characters of one text: some people paste a whole report in a cell
_SEVERITIES = {
    Severity.BLOCKING: mark("Bloquant"),
    Severity.WARNING: mark("Avertissement"),
    Severity.NOTICE: mark("Information"),
}
TITLE = mark("Corrections")


def weight(finding: Finding) -> Severity:
    """Gives how much a finding matters here: one that was waived only informs."""
    return Severity.NOTICE if finding.waived else finding.severity


def severity_word(severity: Severity) -> str:
    """Gives the word for a severity."""
    return _(_SEVERITIES[severity])


def note_title() -> str:
    """Gives the first line of a note."""
    return _(_OPENING)


def note_body(findings: Sequence[Finding]) -> str:
    """Gives the lines of the note on a cell: of each finding, its weight, its code, what it says, what to do."""
    told = [
        f"{severity_word(weight(one))} {one.code}\n{shortened(one.message)}\n{_todo(one)}"
        for one in sorted(findings, key=lambda one: list(Severity).index(weight(one)))
    ]
    return "\n" + "\n\n".join(told) + f"\n{_(_CLOSING)}"


def _todo(finding: Finding) -> str:
    return _("À faire\u00a0: {remedy}").format(remedy=shortened(todo(finding)))


def todo(finding: Finding) -> str:
    """Gives the remedy of a finding; of one that was waived, why and by whom."""
    if finding.waived is None:
        return finding.remedy
    return _("Rien\u00a0: dérogation accordée par {who} ({reason}).").format(
        who=finding.waived.authorised_by, reason=finding.waived.reason
    )


def our_notes(text: str) -> list[tuple[int, int]]:
    """Gives where our notes begin and end in the text of a note, line breaks before them included."""
    return [found.span() for found in _OURS.finditer(text)]


def shortened(text: str) -> str:
    """Gives a text cut at a thousand characters."""
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"


def counted(findings: Sequence[Finding]) -> str:
    """Gives how many findings there are of each weight."""
    weights = [weight(one) for one in findings]
    words = {
        Severity.BLOCKING: (_("{n} constat bloquant"), _("{n} constats bloquants")),
        Severity.WARNING: (_("{n} avertissement"), _("{n} avertissements")),
        Severity.NOTICE: (_("{n} information"), _("{n} informations")),
    }
    found = [(weights.count(severity), one, many) for severity, (one, many) in words.items()]
    return ", ".join((one if n < 2 else many).format(n=n) for n, one, many in found if n) + "."


def next_steps(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Gives the lines under the title: what to do, in order, and what becomes of our marks."""
    is_blocked = any(weight(one) is Severity.BLOCKING for one in findings)
    return (
        _("Commencez par ce qui bloque\u00a0: l’édition officielle attend ces corrections.")
        if is_blocked
        else _("Rien ne bloque\u00a0: l’édition officielle peut être assemblée dès maintenant."),
        _(
            "Cliquez sur l’adresse d’une cellule pour vous y rendre, corrigez dans ce classeur même, enregistrez, puis "
            "déposez-le de nouveau."
        ),
        _(
            "Dossier n’a ajouté que cette feuille, des notes et des couleurs\u00a0: elles s’enlèvent d’elles-mêmes à "
            "la prochaine vérification, et rien d’autre n’a changé."
        ),
    )


def headings() -> tuple[str, ...]:
    """Gives the headings of the list of corrections."""
    return (
        _("No"),
        _("Gravité"),
        _("Feuille"),
        _("Cellule ou endroit"),
        _("Trouvé"),
        _("Attendu"),
        _("Constat"),
        _("À faire"),
        _("Code"),
    )

"""What reading a narrative kept, changed and refused, as findings the person can act on (codes N-…)."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from assembler.i18n import mark
from assembler.i18n import translate as _
from assembler.models.finding import Finding, Severity

NARRATIVE: Final = mark("Récit")
_LONGEST_QUOTE = 70


@dataclass
class Remarks:
    """Collects findings while a narrative is read, each with the place reached: « Titre › Sous-titre »."""

    section: str = ""
    heading: str = ""
    findings: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def place(self) -> str:
        """The place reached."""
        return " › ".join(part for part in (self.section, self.heading) if part)

    def enter(self, section: str) -> None:
        """Moves to a section."""
        self.section, self.heading = section, ""

    def count(self, what: str) -> None:
        """Counts what is told once for the whole narrative."""
        self.counts[what] += 1

    def add(
        self,
        code: str,
        severity: Severity,
        message: str,
        remedy: str,
        *,
        found: str = "",
        expected: str = "",
        place: str | None = None,
    ) -> None:
        """Tells one finding at the place reached."""
        self.findings.append(
            Finding(
                code=code,
                severity=severity,
                sheet=_(NARRATIVE),
                place=self.place if place is None else place,
                found=found,
                expected=expected,
                message=message,
                remedy=remedy,
            )
        )

    def refuse_link(self, target: str) -> None:
        """Tells a link that leads neither to a page nor to an address."""
        self.add(
            "N-012",
            Severity.WARNING,
            _("Un lien n’a pas été repris\u00a0: il ne mène ni à une page Web ni à une adresse de courriel."),
            _("Remplacez-le par une adresse qui commence par https:// ou mailto:, ou laissez le texte seul."),
            found=quoted(target),
            expected=_("https://, http:// ou mailto:"),
        )


def quoted(text: str) -> str:
    """Gives the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rstrip()}…"

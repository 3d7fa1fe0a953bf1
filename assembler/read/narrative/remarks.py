"""What reading a narrative kept, changed and refused, as findings the person can act on (codes N-…)."""

from dataclasses import dataclass, field
from typing import Any, Final

from assembler.i18n import mark
from assembler.i18n import translate as _
from assembler.models.finding import Finding, Severity
from assembler.models.placed import PlacedFinding
from assembler.read.narrative.settling import Tally, new_tally
from assembler.word.spots import spot_of

NARRATIVE: Final = mark("Récit")
_LONGEST_QUOTE = 70


@dataclass
class Remarks:
    """Collects findings while a narrative is read, each with the place reached: « Titre › Sous-titre »."""

    section: str = ""
    heading: str = ""
    spot: int = 0  # the paragraph reached
    placed: list[PlacedFinding] = field(default_factory=list)
    tally: Tally = field(default_factory=new_tally)

    @property
    def place(self) -> str:
        """The place reached."""
        return " › ".join(part for part in (self.section, self.heading) if part)

    def enter(self, section: str, spot: int = 0) -> None:
        """Moves to a section."""
        self.section, self.heading, self.spot = section, "", spot

    def reach(self, element: Any) -> None:
        """Moves to a paragraph or a table; what belongs to no paragraph of the body stays where it was called."""
        self.spot = spot_of(element) or self.spot

    def count(self, what: str) -> None:
        """Counts what is told once for the whole narrative."""
        self.tally[what].append(self.spot)

    def add(
        self,
        code: str,
        severity: Severity,
        message: str,
        remedy: str,
        *,
        found: str = "",
        expected: str = "",
        at: tuple[str, tuple[int, ...]] | None = None,
    ) -> None:
        """Tells one finding at the place reached, or at the place and paragraphs of ``at``."""
        place, spots = at if at is not None else (self.place, (self.spot,))
        finding = Finding(
            code=code,
            severity=severity,
            sheet=_(NARRATIVE),
            place=place,
            found=found,
            expected=expected,
            message=message,
            remedy=remedy,
        )
        self.placed.append(PlacedFinding(finding=finding, spots=tuple(dict.fromkeys(spot for spot in spots if spot))))

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

    def refuse_object(self) -> None:
        """Tells a thing that Word shows and that no plan can take."""
        self.add(
            "N-017",
            Severity.WARNING,
            _("Un graphique, un dessin SmartArt ou un objet n’a pas été repris."),
            _("Collez-le comme image (Collage spécial › Image PNG), avec un texte de remplacement."),
        )

    def refuse_symbol(self, font: str, code: int) -> None:
        """Tells a character that only its font explains."""
        self.add(
            "N-023",
            Severity.WARNING,
            _("Un symbole d’une police spéciale n’a pas été reconnu\u00a0: il est remplacé par «\u00a0\ufffd\u00a0»."),
            _("Remplacez-le par un caractère ordinaire (Insertion › Symbole, police «\u00a0texte normal\u00a0»)."),
            found=f"{font} {code:04X}".strip(),
        )


def quoted(text: str) -> str:
    """Gives the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rstrip()}…"

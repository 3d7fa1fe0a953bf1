"""The few words the assembly itself writes on pages and for screen readers, by language."""

from dataclasses import dataclass

from assembler.models.front import PLACEHOLDER, PLACEHOLDER_HOST

__all__ = ["ENGLISH", "FRENCH", "PLACEHOLDER", "PLACEHOLDER_HOST", "Wording", "wording_for"]


@dataclass(frozen=True)
class Wording:
    """Sentences with named holes; numbers are held to their word by a no-break space."""

    stamp: str  # {page}, {total}
    facsimile: str  # {title}
    facsimile_page: str  # {title}, {page}, {total}
    go_to_page: str  # {label}


FRENCH = Wording(
    stamp="page\u00a0{page} de\u00a0{total} du dossier",
    facsimile="Pièce jointe\u00a0: {title} (fac-similé).",
    facsimile_page="Pièce jointe\u00a0: {title} (fac-similé, page\u00a0{page} de\u00a0{total}).",
    go_to_page="Aller à la page\u00a0{label}",
)
ENGLISH = Wording(
    stamp="page\u00a0{page} of\u00a0{total} of the dossier",
    facsimile="Attachment: {title} (facsimile).",
    facsimile_page="Attachment: {title} (facsimile, page\u00a0{page} of\u00a0{total}).",
    go_to_page="Go to page\u00a0{label}",
)


def wording_for(language: str) -> Wording:
    """Gives the words of a language tag (``fr-CA``, ``en-CA``); French is the house's language."""
    return ENGLISH if language.lower().startswith("en") else FRENCH

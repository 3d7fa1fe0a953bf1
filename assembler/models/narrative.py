"""The Word narrative as neutral blocks: nothing of a person's file but words, structure and pictures travels on."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from assembler.models.field import Need


class Model(BaseModel):
    """Base of the blocks: frozen and closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Run(Model):
    """A stretch of text of one appearance; ``footnote`` is the note called after it."""

    text: str
    bold: bool = False
    italic: bool = False
    superscript: bool = False
    subscript: bool = False
    strike: bool = False
    link: str | None = None
    lang: str | None = None
    footnote: tuple["Run", ...] | None = None


class Paragraph(Model):
    """A paragraph of running text."""

    runs: tuple[Run, ...]


class Heading(Model):
    """A heading inside a section; ``level`` 1 is the first level under the section's own title."""

    level: int
    text: str


class ListItem(Model):
    """An item of a list; ``level`` 0 is the outermost; ``start`` tells a numbered list begins here."""

    runs: tuple[Run, ...]
    level: int = 0
    ordered: bool = False
    start: bool = False


class Table(Model):
    """A simple table; the first row is the header row."""

    caption: str = ""
    rows: tuple[tuple[tuple[Run, ...], ...], ...]


class Picture(Model):
    """A raster picture with its alternative text; sizes in millimetres as the person drew it.

    ``consents`` are the ids its words cite, « [CONS-2026-04] »; ``people`` is true when its words tell of people whom
    no words declare unrecognisable. ``place`` and ``spot`` tell where it stands in the person's file.
    """

    sha256: str
    content_type: str
    alt: str
    caption: str = ""
    width_mm: float
    height_mm: float
    consents: tuple[str, ...] = ()
    people: bool = False
    content: bytes = Field(exclude=True, repr=False)
    place: str = Field("", exclude=True, repr=False)
    spot: int = Field(0, exclude=True, repr=False)


Block = Paragraph | Heading | ListItem | Table | Picture


class Section(Model):
    """One section of the narrative, in the order of the plan."""

    tag: str
    place: str
    blocks: tuple[Block, ...]


class Narrative(Model):
    """All sections read, by tag."""

    sections: tuple[Section, ...] = ()

    def blocks(self, tag: str) -> tuple[Block, ...]:
        """Gives the blocks of a section; empty when the person wrote nothing there."""
        return next((section.blocks for section in self.sections if section.tag == tag), ())


class Part(StrEnum):
    """Where a section stands in the plan (C1)."""

    FRONT = "Liminaires"
    REVIEW = "Partie I"
    PLANNING = "Partie II"
    ACTIONS = "Partie III"
    CLOSING = "Partie IV"


@dataclass(frozen=True)
class SectionSpec:
    """The single declaration of a narrative section: tag, heading, prompt, requirement, length."""

    tag: str
    fr: str
    en: str
    prompt: str
    part: Part
    need: Need = Need.ADOPTED
    limit_words: int | None = None


SECTIONS: tuple[SectionSpec, ...] = (
    SectionSpec(
        "mot",
        "Mot de la coordination",
        "Foreword",
        "Quelques mots d’ouverture, 350 mots au plus.",
        Part.FRONT,
        Need.OPTIONAL,
        350,
    ),
    SectionSpec(
        "sommaire",
        "Sommaire",
        "Executive summary",
        "L’essentiel du plan en une page : vision, enjeux, besoins.",
        Part.FRONT,
        Need.ADOPTED,
        450,
    ),
    SectionSpec(
        "contexte",
        "Mise en contexte",
        "Context",
        "L’approche territoriale intégrée, le développement social, les plans régional et gouvernemental.",
        Part.FRONT,
    ),
    SectionSpec(
        "mobilisation",
        "Bilan de la mobilisation",
        "Mobilisation review",
        "Ce que la mobilisation a permis depuis le dernier plan.",
        Part.REVIEW,
    ),
    SectionSpec(
        "demarche",
        "Présentation de la démarche",
        "The local process",
        "D’où vient la démarche, comment elle fonctionne, qui elle rejoint.",
        Part.REVIEW,
    ),
    SectionSpec(
        "gouvernance",
        "Gouvernance",
        "Governance",
        "Comment se prennent les décisions; l’organigramme si vous en avez un.",
        Part.REVIEW,
    ),
    SectionSpec("partenaires", "Partenaires", "Partners", "Qui participe et à quelles étapes.", Part.REVIEW),
    SectionSpec("bons_coups", "Bons coups", "Success stories", "Ce dont le territoire est fier.", Part.REVIEW),
    SectionSpec(
        "particularites",
        "Particularités du territoire",
        "Particularities",
        "Ce qui distingue le territoire : géographie, saisons, communautés.",
        Part.REVIEW,
    ),
    SectionSpec(
        "bilan_precedent",
        "Bilan du plan précédent",
        "Review of the previous plan",
        "Ce que le plan précédent a donné et ce qu’on en retient.",
        Part.REVIEW,
    ),
    SectionSpec(
        "portrait", "Portrait des besoins", "Portrait of needs", "Les constats qui fondent le plan.", Part.PLANNING
    ),
    SectionSpec(
        "vision",
        "Vision, valeurs et principes",
        "Vision, values and principles",
        "Comment la vision a été construite.",
        Part.PLANNING,
        Need.OPTIONAL,
    ),
    SectionSpec(
        "enjeux", "Enjeux et objectifs", "Issues and objectives", "Comment les enjeux ont été choisis.", Part.PLANNING
    ),
    SectionSpec(
        "plan_action", "Plan d’action", "Action plan", "Comment lire le plan d’action.", Part.ACTIONS, Need.OPTIONAL
    ),
    SectionSpec(
        "ressources",
        "Ressources humaines",
        "Human resources",
        "L’équipe et les personnes qui portent le plan.",
        Part.ACTIONS,
        Need.OPTIONAL,
    ),
    SectionSpec(
        "suivi",
        "Suivi et évaluation",
        "Monitoring and evaluation",
        "Comment on suivra les actions et la démarche.",
        Part.ACTIONS,
    ),
    SectionSpec("conclusion", "Conclusion", "Conclusion", "Ce que l’on retient et ce qui vient.", Part.CLOSING),
    SectionSpec(
        "montage",
        "Lecture du montage financier",
        "Reading the funding plan",
        "Ce que disent les chiffres.",
        Part.CLOSING,
        Need.OPTIONAL,
    ),
    SectionSpec(
        "annexes", "Annexes du territoire", "Free annexes", "Annexes libres du territoire.", Part.CLOSING, Need.OPTIONAL
    ),
)

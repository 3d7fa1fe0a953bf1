"""Build the Word narrative canvas: one locked, tagged content control under a heading for each section."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from xml.sax.saxutils import quoteattr

import docx
from docx.document import Document

from assembler.models.field import Need
from assembler.models.narrative import SECTIONS, Block, SectionSpec
from assembler.models.region import Region, TerritoryProfile
from assembler.settings import data_folder
from assembler.typography import typographic
from assembler.word.blocks import blocks_xml
from assembler.word.body import fill_body
from assembler.word.captions import number_captions
from assembler.word.ooxml import paragraph_xml, run_xml
from assembler.word.package import Identity, canonical_docx
from assembler.word.parts import WordParts
from assembler.word.styles import BOX, BULLETS, HEADINGS, NORMAL, OVER_TITLE, SOURCE, SUBTITLE, TITLE

TAG_PREFIX: Final = "recit."
CANVAS_DATE: Final = date(2026, 11, 22)  # of this version of the canvas
CANVAS_VERSION: Final = "1"

_INTRODUCTION: Final = (
    "Écrivez chaque section dans son cadre, sous son titre. Les cadres et les titres de section sont verrouillés : "
    "votre texte y reste à sa place, même si vous déplacez le reste.",
    "Laissez vide ce qui ne vous concerne pas : une section sans texte n’apparaît pas dans le plan.",
)
_ADVICE: Final = (
    "Pour un sous-titre, prenez le style « Titre 2 » ou « Titre 3 », jamais « Titre 1 ».",
    "Pour une liste, prenez les puces ou les numéros de Word.",
    "Pour un tableau, écrivez les titres des colonnes dans la première rangée et sa légende juste au-dessus.",
    "Pour une image, insérez un fichier PNG ou JPEG et donnez-lui un texte de remplacement : une phrase complète.",
    "Pour une photo de personnes, finissez ce texte par le numéro du consentement, par exemple « [CONS-2026-04] », ou "
    "par « [aucune personne reconnaissable] » : ces mots entre crochets ne paraîtront pas.",
    "Pour une annexe bien à vous, donnez-lui un « Titre 1 » qui commence par « Annexe — » : elle ira avec les annexes "
    "du plan, son titre dans la table des matières.",
    "Les notes de bas de page et les liens sont repris tels quels; les commentaires sont retirés, et les nôtres "
    "s’enlèvent d’eux-mêmes.",
    "N’écrivez ni le nom d’une personne ni ses coordonnées : donnez sa fonction.",
)
_REQUIREMENT: Final = {
    Need.SAVE: "Requis",
    Need.ADOPTED: "Requis pour un plan adopté",
    Need.OPTIONAL: "Facultatif",
}


def build_narrative(
    region: Region, territory: TerritoryProfile | None, filled: Mapping[str, Sequence[Block]] | None = None
) -> bytes:
    """Gives the Word canvas of the narrative, blank or with the blocks of the sections named in ``filled``.

    Without territory it is the region's blank canvas. ``KeyError`` names a section that does not exist.
    """
    written = dict(filled or {})
    if unknown := written.keys() - {section.tag for section in SECTIONS}:
        raise KeyError(", ".join(sorted(unknown)))
    document = docx.Document(io.BytesIO((data_folder("canvases") / "base.docx").read_bytes()))
    parts = WordParts(document)
    xml = [_cover_xml(region, territory)]
    xml += [
        _section_xml(section, written.get(section.tag, ()), parts, is_first=section is SECTIONS[0])
        for section in SECTIONS
    ]
    fill_body(document, "".join(xml))
    _write_header(document, "Récit du plan de communauté", territory.name if territory else region.name)
    parts.settle()
    number_captions(document.element.body)
    return canonical_docx(
        document,
        Identity(
            title=_title(region, territory),
            author=region.regional_body,
            dated=CANVAS_DATE,
            accent=territory.accent if territory else region.accent,
        ),
    )


def _title(region: Region, territory: TerritoryProfile | None) -> str:
    return f"Récit du plan de communauté {territory.name_de if territory else region.name_de}"


def _cover_xml(region: Region, territory: TerritoryProfile | None) -> str:
    lines = [
        paragraph_xml(OVER_TITLE, run_xml("Canevas à remplir")),
        paragraph_xml(TITLE, run_xml("Récit du plan de communauté")),
        paragraph_xml(SUBTITLE, run_xml(territory.name if territory else region.name)),
        *(paragraph_xml(NORMAL, run_xml(typographic(text))) for text in _INTRODUCTION),
        *(paragraph_xml(BULLETS[0], run_xml(typographic(text))) for text in _ADVICE),
        paragraph_xml(
            BOX,
            run_xml(
                typographic(
                    "Déposez ce fichier avec le canevas Excel. Avant toute mise en page, le service vous dit ce "
                    "qu’il a gardé, changé ou refusé."
                )
            ),
        ),
    ]
    return _locked_xml("".join(lines))


def _section_xml(section: SectionSpec, blocks: Sequence[Block], parts: WordParts, *, is_first: bool) -> str:
    content = blocks_xml(blocks, parts, level=2) if blocks else _placeholder_xml(section)
    start = "" if is_first else '<w:pageBreakBefore w:val="0"/><w:spacing w:before="480" w:after="60"/>'
    heading = paragraph_xml(HEADINGS[0], run_xml(section.fr), start)
    requirement = paragraph_xml(SOURCE, run_xml(_requirement(section)), "<w:keepNext/>")
    return _locked_xml(heading + requirement) + _control_xml(section, content, is_placeholder=not blocks)


def _requirement(section: SectionSpec) -> str:
    words = f" · {section.limit_words} mots au plus" if section.limit_words else ""
    return typographic(f"{section.part.value} · {_REQUIREMENT[section.need]}{words}")


def _placeholder_xml(section: SectionSpec) -> str:
    return paragraph_xml(NORMAL, run_xml(typographic(section.prompt), '<w:color w:val="52606D"/>'))


def _control_xml(section: SectionSpec, content: str, *, is_placeholder: bool) -> str:
    """The control cannot be deleted (``sdtLocked``); its content can be written (17.5.2.23)."""
    shown = "<w:showingPlcHdr/>" if is_placeholder else ""
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(section.fr)}/><w:tag w:val={quoteattr(TAG_PREFIX + section.tag)}/>"
        f'<w:id w:val="0"/><w:lock w:val="sdtLocked"/>{shown}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    )


def _locked_xml(content: str) -> str:
    """Paragraphs of ours nobody can change or delete; the reader leaves them out."""
    return (
        '<w:sdt><w:sdtPr><w:tag w:val="canevas"/><w:id w:val="0"/><w:lock w:val="sdtContentLocked"/></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _write_header(document: Document, left: str, right: str) -> None:
    """The base's header and footer hold the tags of templates; a canvas has no tags."""
    section = document.sections[0]
    section.header.paragraphs[0].text = f"{left}\t{right}"
    section.footer.paragraphs[0].text = f"Canevas du récit, version {CANVAS_VERSION}"

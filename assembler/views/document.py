"""What every document says of itself, of its territory and of its region."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final

from assembler.models.edition_scope import is_adopted, is_marked_draft
from assembler.models.field import Need
from assembler.models.narrative import SECTIONS, Paragraph, Picture, Run
from assembler.models.period import previous_fiscal_year
from assembler.models.piece import Request
from assembler.models.territory import Territory
from assembler.models.view import Blocks, Shown, View
from assembler.models.vocabulary import Edition
from assembler.typography import NBSP, format_date_long, format_fiscal_year_span
from assembler.views.declared import Of
from assembler.views.shown import NOT_AVAILABLE, TO_COMPLETE, show

LOGO_HEIGHT_MM: Final = 18.0
LOGO_WIDTH_MM: Final = 60.0


class Document(View):
    """The identity printed on covers, headers and footers."""

    titre: str
    titre_court: str  # without the territory's name, which stands next to it
    edition: str
    ligne: str
    version: int
    date: date
    exercice: str
    exercice_precedent: str
    exercice_suivant: str
    periode_exercice: str
    ebauche: bool
    travail: bool
    publique: bool
    logo: Blocks


class TerritoryParts(View):
    """What the region adds to a territory's own record."""

    nom: str
    nom_de: str
    nom_a: str
    corps_municipal: str


class RegionShown(View):
    """The region as documents name it."""

    nom: str
    nom_de: str
    organisme: str
    sigle: str


ShownTerritory = Annotated[Shown, Of(Territory, TerritoryParts)]


def view_document(request: Request) -> Document:
    """Gives the identity of the plan's documents; every date comes from the request, none from the clock."""
    record = request.plan.record
    told = f"version{NBSP}{record.version}, {format_date_long(request.dated)}"
    return Document(
        titre=record.title,
        titre_court=record.title.removesuffix(f" {request.territory.name_de}"),
        edition=request.edition.fr,
        ligne=f"{request.edition.fr} · exercice {request.fy} · {told}",
        version=record.version,
        date=request.dated,
        exercice=request.fy,
        exercice_precedent=previous_fiscal_year(request.fy),
        exercice_suivant=next_fiscal_year(request.fy),
        periode_exercice=format_fiscal_year_span(request.fy),
        ebauche=is_marked_draft(record.status, request.edition),
        travail=request.edition is Edition.WORKING,
        publique=request.edition is Edition.PUBLIC,
        logo=tuple(_logo(request)),
    )


def _logo(request: Request) -> Iterator[Picture]:
    """The logo as covers show it, when there is one: as high as they allow, or as wide, its proportions kept."""
    logo, territory = request.plan.logo, request.plan.territory
    if logo is None:
        return
    scale = min(LOGO_HEIGHT_MM / logo.height_px, LOGO_WIDTH_MM / logo.width_px)
    yield Picture(
        sha256=logo.sha256,
        content_type=logo.content_type,
        alt=territory.logo_alt or f"Logo{NBSP}: {territory.demarche_name}.",  # told (P-008)
        width_mm=round(logo.width_px * scale, 1),
        height_mm=round(logo.height_px * scale, 1),
        content=logo.content,
    )


def view_territory(request: Request) -> Shown:
    """Gives the territory: what its team wrote, and its names from the region."""
    profile = request.territory
    parts = TerritoryParts(
        nom=profile.name, nom_de=profile.name_de, nom_a=profile.name_a, corps_municipal=profile.municipal_body
    )
    return {**show(request.plan.territory, request), **dict(parts)}


def view_region(request: Request) -> RegionShown:
    """Gives the region's names."""
    region = request.region
    return RegionShown(
        nom=region.name, nom_de=region.name_de, organisme=region.regional_body, sigle=region.regional_body_acronym
    )


def view_narrative(request: Request) -> dict[str, Blocks]:
    """Gives every section of the narrative. One that was not written is empty when optional; else it says so."""
    is_draft = not is_adopted(request.plan.record.status)
    unwritten = (Paragraph(runs=(Run(text=str(TO_COMPLETE if is_draft else NOT_AVAILABLE)),)),)
    found: dict[str, Blocks] = {}
    for section in SECTIONS:
        blocks = request.plan.narrative.blocks(section.tag)
        found[section.tag] = blocks or (() if section.need is Need.OPTIONAL else unwritten)
    return found


def next_fiscal_year(fy: str) -> str:
    """Gives the fiscal year after."""
    return f"{fy[5:9]}-{int(fy[5:9]) + 1}"

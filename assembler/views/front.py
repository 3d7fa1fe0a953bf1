"""The front matter of the dossier: cover, bordereau, contents with page links (C13)."""

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar

from assembler.compute.lateness import compute_late_reports
from assembler.models.accounts_vocabulary import ResolutionKind
from assembler.models.front import FINGERPRINT, ContentsLine, FrontPart
from assembler.models.funding import Agreement, ReportDue
from assembler.models.piece import Request
from assembler.models.plan_record import Resolution
from assembler.models.view import KeyFigure, Shown, View
from assembler.models.vocabulary import Edition, FunderKind
from assembler.typography import format_date_iso, format_money, format_number
from assembler.views.declared import Of
from assembler.views.document import Document, ShownTerritory, view_document, view_territory
from assembler.views.funding_shown import program_name
from assembler.views.gathered import gather
from assembler.views.shown import NOT_APPLICABLE, Text, show


class BordereauRow(View):
    """One file of the dossier."""

    no: int
    titre: str
    fichier: str
    pages: int | Text
    empreinte: str


class ContentsRow(View):
    """One line of the contents: its words, a tab, its page, and where it leads."""

    niveau: int
    texte: str
    page: int
    adresse: str


class LateReport(View):
    """A report past its due date and not sent (R-100)."""

    entente: str
    programme: str
    type: str
    exercice: str
    echeance: str
    jours: int


class FrontView(View):
    """Every tag of the front matter's template."""

    must_show: ClassVar[tuple[str, ...]] = (
        "titre",
        "territoire.nom",
        "document.ligne",
        "pieces[].titre",
        "pieces[].fichier",
        "pieces[].empreinte",
        "table[].page",
        "retards[].entente",
        "retards[].jours",
    )
    shown_through: ClassVar[Mapping[str, str]] = {"table[].page": "table[].texte"}

    document: Document
    territoire: ShownTerritory
    titre: str
    chiffres: tuple[KeyFigure, ...]
    adoption: Annotated[Shown | None, Of(Resolution)]
    soutiens: tuple[str, ...]
    retards: tuple[LateReport, ...]
    pieces: tuple[BordereauRow, ...]
    pages: int
    table: tuple[ContentsRow, ...]


def view_front(request: Request, parts: Sequence[FrontPart], contents: Sequence[ContentsLine]) -> FrontView:
    """Gives the front matter; the page numbers are those of the lines, which the assembly knows."""
    document = view_document(request)
    return FrontView(
        document=document,
        territoire=view_territory(request),
        titre=title_of_dossier(request),
        chiffres=_key_figures(request),
        adoption=_adoption(request),
        soutiens=_supporters(request),
        retards=_late_reports(request),
        pieces=tuple(_bordereau(rank, part) for rank, part in enumerate(parts, 1)),
        pages=sum(part.pages or 0 for part in parts),
        table=tuple(
            ContentsRow(niveau=line.level, texte=f"{line.title}\t{line.page}", page=line.page, adresse=line.address)
            for line in contents
        ),
    )


def title_of_dossier(request: Request) -> str:
    """Gives « Dossier du plan de communauté 2024-2029 », or the plan's own title after a dash; no territory."""
    plan_title = view_document(request).titre_court
    if plan_title.startswith("Plan "):
        return f"Dossier du {plan_title[:1].lower()}{plan_title[1:]}"
    return f"Dossier – {plan_title}"


def _key_figures(request: Request) -> tuple[KeyFigure, ...]:
    total = gather(request).funding.total(request.fy)
    amounts = {"Besoins": total.need, "Confirmé": total.confirmed, "Écart à combler": total.gap}
    return (
        KeyFigure(libelle="Actions", valeur=format_number(len(request.plan.actions))),
        *(
            KeyFigure(libelle=label, valeur=format_money(amount, cents=amount != amount.to_integral_value()))
            for label, amount in amounts.items()
        ),
    )


def _adoption(request: Request) -> Shown | None:
    adoptions = [row for row in request.plan.resolutions if row.kind is ResolutionKind.ADOPTION]
    return show(max(adoptions, key=lambda row: row.dated), request) if adoptions else None


def _supporters(request: Request) -> tuple[str, ...]:
    """The funders whose money is confirmed for the year, by name; the MRC is the territory's own."""
    funders = {funder.code: funder for funder in request.region.funders}
    found = (funders[line.funder] for line in gather(request).funding.by_funder(request.fy) if line.confirmed)
    return tuple(
        request.territory.municipal_body if funder.kind is FunderKind.MRC else funder.name
        for funder in found
        if funder.kind is not FunderKind.COMMUNITY
    )


def _late_reports(request: Request) -> tuple[LateReport, ...]:
    """The reminder list on the day the dossier prints; it is between a territory and its funders, never public."""
    if request.edition is Edition.PUBLIC:
        return ()
    return tuple(_late_report(row, request) for row in compute_late_reports(request.plan, request.dated))


def _late_report(row: ReportDue, request: Request) -> LateReport:
    return LateReport(
        entente=row.agreement,
        programme=program_name(request.plan.get(Agreement, row.agreement).program, request),
        type=row.kind.fr,
        exercice=row.fy,
        echeance=format_date_iso(row.due_date),
        jours=(request.dated - row.due_date).days,
    )


def _bordereau(rank: int, part: FrontPart) -> BordereauRow:
    return BordereauRow(
        no=rank,
        titre=part.title,
        fichier=part.file,
        pages=NOT_APPLICABLE if part.pages is None else part.pages,
        empreinte=part.sha256[:FINGERPRINT],
    )

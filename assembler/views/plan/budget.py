"""Part IV of the plan: the funding plan by issue, line of action, funder and year; expertise (C1, 20 to 22)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from assembler.compute.rates import compute_pct
from assembler.models.figures import ProgramLine
from assembler.models.funding import Contribution
from assembler.models.piece import Request
from assembler.models.strategy import Lead
from assembler.models.view import Chart, Series, View
from assembler.models.vocabulary import ContributionKind
from assembler.typography import NBSP, format_money
from assembler.views.declared import Drawn
from assembler.views.funding_shown import Montage, coverage_chart, funder_name, program_name, view_funding
from assembler.views.gathered import Gathered, gather
from assembler.views.plan.strategy import issues_in_order
from assembler.views.sheet_rows import partner_name
from assembler.views.shown import Amount, Text, chain_number, or_missing

EXPERTISE = frozenset({ContributionKind.CONTENT_EXPERTISE, ContributionKind.PROCESS_EXPERTISE})


class LeadBudget(View):
    """A line of action and its funding (A2-04)."""

    nom: str
    montage: Montage


class IssueBudget(View):
    """An issue, its funding, and that of its lines of action (T12)."""

    nom: str
    montage: Montage
    pistes: tuple[LeadBudget, ...]


class FunderRow(View):
    """What one program brings (T13)."""

    bailleur: str
    programme: str
    confirme: Decimal
    demande: Decimal
    part: Amount


class YearRow(View):
    """A fiscal year of the plan."""

    exercice: str
    montage: Montage


class CategoryRow(View):
    """A category of expense over the year."""

    categorie: str
    montant: Decimal
    part: Amount


class ExpertiseRow(View):
    """An offer of expertise, which is never given a value (T14)."""

    organisation: Text
    nature: str
    objet: str
    actions: str


class Budget(View):
    """The tables of part IV."""

    total: Montage
    total_plan: Montage
    enjeux: tuple[IssueBudget, ...]
    bailleurs: tuple[FunderRow, ...]
    exercices: tuple[YearRow, ...]
    categories: tuple[CategoryRow, ...]
    expertises: tuple[ExpertiseRow, ...]
    graphique_enjeux: Annotated[Chart, Drawn("besoins_enjeux")]
    graphique_bailleurs: Annotated[Chart, Drawn("bailleurs")]
    graphique_exercices: Annotated[Chart, Drawn("besoins_exercices")]


def view_budget(request: Request) -> Budget:
    """Gives the funding plan of the fiscal year, and of every year of the plan."""
    gathered = gather(request)
    funding, fy = gathered.funding, request.fy
    years = [(year, funding.total(year)) for year in request.plan.fiscal_years]
    issues = [(f"Enjeu{NBSP}{row.order}", funding.of_issue(row.id, fy)) for row in issues_in_order(request)]
    return Budget(
        total=view_funding(funding.total(fy)),
        total_plan=view_funding(funding.total()),
        enjeux=tuple(_issues(request, gathered)),
        bailleurs=tuple(_funder(line, request) for line in funding.by_program(fy)),
        exercices=tuple(YearRow(exercice=year, montage=view_funding(line)) for year, line in years),
        categories=tuple(_categories(request, gathered)),
        expertises=tuple(_expertise(request)),
        graphique_enjeux=coverage_chart("besoins_enjeux", f"par enjeu en {fy}", issues),
        graphique_bailleurs=_funders_chart(funding.by_funder(fy), request),
        graphique_exercices=coverage_chart("besoins_exercices", "par exercice", years),
    )


def _issues(request: Request, gathered: Gathered) -> Iterator[IssueBudget]:
    for issue in issues_in_order(request):
        yield IssueBudget(
            nom=f"{issue.order}. {issue.title}",
            montage=view_funding(gathered.funding.of_issue(issue.id, request.fy)),
            pistes=tuple(
                LeadBudget(
                    nom=f"{chain_number(lead.id)}{NBSP}{lead.statement}",
                    montage=view_funding(gathered.funding.of_lead(lead.id, request.fy)),
                )
                for lead in gathered.under(issue.id, Lead)
            ),
        )


def _funder(line: ProgramLine, request: Request) -> FunderRow:
    return FunderRow(
        bailleur=funder_name(line.program, request),
        programme=program_name(line.program, request),
        confirme=line.confirmed,
        demande=line.requested,
        part=or_missing(line.share_pct),
    )


def _categories(request: Request, gathered: Gathered) -> Iterator[CategoryRow]:
    whole = gathered.funding.total(request.fy).need
    for line in gathered.funding.by_category(fy=request.fy):
        share = compute_pct(line.need, whole)
        yield CategoryRow(categorie=line.category.fr, montant=line.need, part=or_missing(share))


def _expertise(request: Request) -> Iterator[ExpertiseRow]:
    for row in request.plan.contributions:
        if row.kind in EXPERTISE and row.fy == request.fy:
            yield ExpertiseRow(
                organisation=partner_name(row.partner, request),
                nature=_expertise_kind(row),
                objet=row.description,
                actions=row.action or "Ensemble du plan",
            )


def _expertise_kind(row: Contribution) -> str:
    return "Contenu" if row.kind is ContributionKind.CONTENT_EXPERTISE else "Processus"


def _funders_chart(lines: tuple[ProgramLine, ...], request: Request) -> Chart:
    acronyms = {funder.code: funder.acronym for funder in request.region.funders}
    shown = [line for line in lines if line.confirmed or line.requested]
    told = "; ".join(f"{acronyms[line.funder]}, {format_money(line.confirmed, cents=False)}" for line in shown)
    return Chart(
        nom="bailleurs",
        categories=tuple(acronyms[line.funder] for line in shown),
        series=(
            Series(nom="Confirmé", valeurs=tuple(line.confirmed for line in shown)),
            Series(nom="Demandé", valeurs=tuple(line.requested for line in shown), role="tint"),
        ),
        description=f"Montants confirmés par bailleur en {request.fy}{NBSP}: {told}.",
    )

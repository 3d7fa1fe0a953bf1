"""Funding lines as documents show them: the six amounts of the funding plan, and the charts made of them."""

from collections.abc import Iterable
from decimal import Decimal

from assembler.models.figures import FundingLine
from assembler.models.piece import Request
from assembler.models.view import Chart, Series, View
from assembler.models.vocabulary import FunderKind
from assembler.typography import NBSP, format_money
from assembler.views.shown import Amount, or_missing


class Montage(View):
    """The funding of one thing for one fiscal year, or for the whole plan; ``ecart`` < 0 is an over-funding (R-022)."""

    besoin: Decimal
    confirme: Decimal
    demande: Decimal
    potentiel: Decimal
    ecart: Decimal
    surplus: Decimal
    en_nature: Decimal
    cout_total: Decimal
    couverture: Amount


def view_funding(line: FundingLine) -> Montage:
    """Gives a funding line under its French tags."""
    return Montage(
        besoin=line.need,
        confirme=line.confirmed,
        demande=line.requested,
        potentiel=line.potential,
        ecart=line.gap,
        surplus=line.surplus,
        en_nature=line.in_kind,
        cout_total=line.total_cost,
        couverture=or_missing(line.coverage_pct),
    )


def funder_name(program: str, request: Request) -> str:
    """Gives the funder of a program; the region only knows that there is an MRC, the territory knows which."""
    funder = request.region.funder_of(program)
    return request.territory.municipal_body if funder.kind is FunderKind.MRC else funder.name


def program_name(program: str, request: Request) -> str:
    """Gives the full name of a program; the MRC's own is named after it."""
    if request.region.funder_of(program).kind is FunderKind.MRC:
        return f"Contribution de la {request.territory.municipal_body}"
    return request.region.program(program).name


def coverage_chart(name: str, subject: str, lines: Iterable[tuple[str, FundingLine]]) -> Chart:
    """Gives the stacked bars confirmed, requested, gap; ``subject`` ends the sentence of the alternative text."""
    rows = tuple(lines)
    series = (
        Series(nom="Confirmé", valeurs=tuple(line.confirmed for _, line in rows), role="accent"),
        Series(nom="Demandé", valeurs=tuple(line.requested for _, line in rows), role="tint"),
        Series(nom="Écart à combler", valeurs=tuple(max(line.gap, Decimal(0)) for _, line in rows), role="gap"),
    )
    told = "; ".join(
        f"{label}, {format_money(line.confirmed, cents=False)} sur {format_money(line.need, cents=False)}"
        for label, line in rows
    )
    description = f"Besoins confirmés, demandés et à combler {subject}{NBSP}: {told}."
    return Chart(nom=name, categories=tuple(label for label, _ in rows), series=series, description=description)

"""The Excel extract of a consolidated report: the same tables as the document, figures left as figures (C5)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from assembler.models.consolidated_extract import (
    AllocationLine,
    BalanceLine,
    CategoryLine,
    ConsolidatedExtractView,
    CountLine,
    InitiativeLine,
    LeverageLine,
    MeetingLine,
    ReasonLine,
    VarianceLine,
)
from assembler.models.regional import RegionalRequest
from assembler.models.report_extract import Cell, Fact
from assembler.views.consolidated.accounts import RegionalAccounts, view_regional_accounts
from assembler.views.consolidated.identity import regional_title, view_convention, view_coverage
from assembler.views.consolidated.reflection import RegionalReflection, view_regional_reflection
from assembler.views.consolidated.results import CrossRow, view_regional_results
from assembler.views.consolidated.scope import RegionalScope, open_regional_scope


def view_consolidated_extract(request: RegionalRequest, _subject: str = "") -> ConsolidatedExtractView:
    """Gives the extract of a consolidated report."""
    scope = open_regional_scope(request)
    accounts, results = view_regional_accounts(scope), view_regional_results(scope)
    reflection = view_regional_reflection(scope)
    return ConsolidatedExtractView(
        titre=regional_title(request),
        territoire=request.convention.title,
        exercice=request.fy,
        organisme=request.author,
        ebauche=request.is_draft,
        partielle=_partial(scope),
        colonnes=results.colonnes,
        identification=tuple(_facts(scope)),
        repartition=tuple(AllocationLine(**row.model_dump(exclude={"code"})) for row in accounts.repartition),
        initiatives=tuple(_initiatives(accounts, scope)),
        leviers=tuple(LeverageLine(**row.model_dump(exclude={"code"})) for row in accounts.leviers),
        communs=tuple(_count(row, row.note) for row in results.communs),
        dimensions=tuple(_count(row, row.secondaire) for row in results.dimensions),
        clienteles=tuple(_count(row, row.participations) for row in results.clienteles),
        categories=tuple(CategoryLine(**dict(row)) for row in results.categories),
        gouvernance=tuple(MeetingLine(**dict(row)) for row in results.gouvernance),
        ecarts=tuple(VarianceLine(**dict(row)) for row in reflection.ecarts),
        raisons=tuple(ReasonLine(**dict(row)) for row in reflection.raisons),
        soldes=tuple(_balances(reflection)),
    )


def _partial(scope: RegionalScope) -> str:
    names = view_coverage(scope).manquants_noms
    return f"Reddition partielle, sans {names}." if names else ""


def _facts(scope: RegionalScope) -> Iterator[Fact]:
    shown, coverage = view_convention(scope), view_coverage(scope)
    told = {
        "Bailleur": shown.bailleur,
        "Programme": shown.programme,
        "Convention": f"{shown.no}, {shown.titre}",
        "Mandataire": shown.mandataire,
        "Durée de la convention": shown.duree,
        "Période visée": shown.periode,
        "Type de reddition": shown.type,
        "Portée": coverage.phrase,
        "Complète ou partielle": _partial(scope) or "Complète",
    }
    yield from (Fact(libelle=label, valeur=value) for label, value in told.items())
    if coverage.sans_entente:
        yield Fact(libelle="Sans entente cet exercice", valeur=coverage.sans_entente)
    yield from (Fact(libelle=f"Manquant, {row.territoire}", valeur=row.raison) for row in coverage.manquants)


def _initiatives(accounts: RegionalAccounts, scope: RegionalScope) -> Iterator[InitiativeLine]:
    for row, line in zip(accounts.initiatives, scope.totals.initiatives, strict=True):
        kept = row.model_dump(exclude={"code", "levier"})
        yield InitiativeLine(**kept, bailleur=line.from_funder, levier=line.leverage)


def _count(row: CrossRow, other: Cell) -> CountLine:
    return CountLine(
        libelle=row.libelle,
        cellules=tuple(_whole(row.cellules)),
        total=next(iter(_whole([row.total]))),
        autre=next(iter(_whole([other]))),
    )


def _whole(cells: Iterable[Cell]) -> Iterator[Cell]:
    for cell in cells:
        yield int(cell) if isinstance(cell, Decimal) and cell == cell.to_integral_value() else cell


def _balances(reflection: RegionalReflection) -> Iterator[BalanceLine]:
    for territory in reflection.annexes:
        for report in territory.redditions:
            for row in report.soldes:
                yield BalanceLine(territoire=territory.nom, entente=report.entente, **dict(row))

"""Who reports what to whom for a whole convention: head, territories, missing ones, signatures (C5, cover, 1, 12)."""

from datetime import date

from assembler.models.accounts_vocabulary import ReportKind
from assembler.models.period import fiscal_year_end, fiscal_year_start
from assembler.models.regional import RegionalRequest
from assembler.models.view import Missing, View
from assembler.models.vocabulary import PlanStatus
from assembler.typography import NBSP, format_date_iso, format_date_long, format_number, join_french
from assembler.views.consolidated.scope import RegionalScope, TerritoryScope
from assembler.views.report.identity import TO_FILL, TO_SIGN, Signature, view_head, view_holder
from assembler.views.shown import NOT_APPLICABLE, Amount, Text


class RegionalDocument(View):
    """The identity printed on the cover, in headers and footers."""

    titre: str
    titre_court: str
    edition: str
    ligne: str
    date: date
    exercice: str
    ebauche: bool
    partielle: bool


class ConventionShown(View):
    """The convention, its mandatary and the period reported on."""

    no: str
    titre: str
    programme: str
    code: str
    bailleur: str
    mention: Text
    mandataire: str
    duree: str
    periode: str
    type: str
    enveloppe: Amount  # of the year, when the region tells it


class AbsentRow(View):
    """A territory that is not counted, and why."""

    territoire: str
    raison: str


class Coverage(View):
    """The scope line: which territories the convention covers, which are counted (R-107)."""

    couverts: int
    recus: int
    phrase: str
    manquants: tuple[AbsentRow, ...]
    manquants_noms: str
    sans_entente: str


class TerritoryRow(View):
    """A covered territory: its code, its agreement, who holds it, the plan read, the report sent."""

    code: str
    nom: str
    entente: Text
    beneficiaire: Text
    plan: Text
    remise: Text


def regional_title(asked: RegionalRequest) -> str:
    """Gives the title of the report, short enough for a header; a partial one says so (R-107)."""
    title = f"Reddition de comptes consolidée {asked.convention.program} {asked.fy}"
    return f"{title} – partielle" if asked.is_partial else title


def regional_path(asked: RegionalRequest) -> str:
    """Gives the name of the report's files, without suffix; that of a partial one says so (R-107)."""
    suffix = "" if asked.kind is ReportKind.ANNUAL else f"_{asked.kind.value}"
    return f"{asked.convention.id}_{asked.fy}{suffix}{'_partielle' if asked.is_partial else ''}"


def view_regional_document(scope: RegionalScope) -> RegionalDocument:
    """Gives the identity of the document; every date comes from the request."""
    asked = scope.asked
    return RegionalDocument(
        titre=regional_title(asked),
        titre_court=f"Reddition consolidée {asked.convention.program}",
        edition=asked.edition.fr,
        ligne=f"{asked.kind.fr} · exercice {asked.fy} · {format_date_long(asked.dated)}",
        date=asked.dated,
        exercice=asked.fy,
        ebauche=asked.is_draft,
        partielle=asked.is_partial,
    )


def view_convention(scope: RegionalScope) -> ConventionShown:
    """Gives the convention; the period is the fiscal year, within the convention's own dates."""
    asked, convention = scope.asked, scope.asked.convention
    funder = asked.region.funder_of(convention.program)
    first = max(fiscal_year_start(asked.fy), convention.start)
    last = min(fiscal_year_end(asked.fy), convention.end)
    envelope = convention.envelope_of(asked.fy)
    return ConventionShown(
        no=convention.id,
        titre=convention.title,
        programme=asked.region.program(convention.program).name,
        code=convention.program,
        bailleur=funder.name,
        mention=funder.visibility_text or NOT_APPLICABLE,
        mandataire=convention.mandatary,
        duree=_span(convention.start, convention.end),
        periode=_span(first, last),
        type=asked.kind.fr,
        enveloppe=NOT_APPLICABLE if envelope is None else envelope,
    )


def view_coverage(scope: RegionalScope) -> Coverage:
    """Gives the scope line and the territories that are not counted."""
    asked = scope.asked
    names = join_french([profile.name for profile in scope.covered])
    count = len(scope.covered)
    what = f"{format_number(count)}{NBSP}territoires" if count > 1 else "un territoire"
    return Coverage(
        couverts=count,
        recus=len(scope.territories),
        phrase=f"La convention couvre {what}{NBSP}: {names}.",
        manquants=tuple(AbsentRow(territoire=row.name, raison=row.reason.fr) for row in asked.missing),
        manquants_noms=join_french([row.name for row in asked.missing]),
        sans_entente=join_french([scope.name(code) for code in asked.without]),
    )


def view_territories(scope: RegionalScope) -> tuple[TerritoryRow, ...]:
    """Gives a row per agreement counted, and one per covered territory that is not."""
    counted = {territory.profile.code: territory for territory in scope.territories}
    rows: list[TerritoryRow] = []
    for profile in scope.covered:
        found = counted.get(profile.code)
        rows += _rows(found) if found else [_absent(profile.code, scope)]
    return tuple(rows)


def view_mandatary_signatures() -> tuple[Signature, ...]:
    """Gives the three who sign for the mandatary; « À signer » stands where there is nothing yet (R-101)."""
    titles = (
        "Personne responsable de la convention",
        "Personne dûment autorisée par résolution (numéro et date à remplir)",
        "Comptabilité du mandataire",
    )
    return tuple(
        Signature(titre=title, nom=TO_FILL, fonction=TO_FILL, signature=TO_SIGN, date=TO_FILL) for title in titles
    )


def _rows(territory: TerritoryScope) -> list[TerritoryRow]:
    rows = []
    for scope in territory.scopes:
        record, head = scope.request.plan.record, view_head(scope)
        status = f", {record.status.fr.lower()}" if record.status is PlanStatus.DRAFT else ""
        rows.append(
            TerritoryRow(
                code=territory.profile.code,
                nom=territory.profile.name,
                entente=head.entente,
                beneficiaire=view_holder(scope).nom,
                plan=f"Version{NBSP}{record.version}, {format_date_iso(record.version_date)}{status}",
                remise=head.envoyee,
            )
        )
    return rows


def _absent(code: str, scope: RegionalScope) -> TerritoryRow:
    absent = scope.absent(code) or NOT_APPLICABLE
    reason = next((row.reason.fr for row in scope.asked.missing if row.code == code), "Sans entente cet exercice")
    return TerritoryRow(
        code=code,
        nom=scope.name(code),
        entente=Missing(reason),
        beneficiaire=absent,
        plan=absent,
        remise=absent,
    )


def _span(first: date, last: date) -> str:
    return f"du {format_date_long(first)} au {format_date_long(last)}"

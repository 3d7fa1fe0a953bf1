"""Who reports what to whom: the head of a report, its holder and its signatures (C4 cover, sections 1 and 15)."""

from datetime import date

from assembler.models.accounts_vocabulary import ResolutionKind
from assembler.models.funding import Agreement
from assembler.models.governance import Partner
from assembler.models.period import fiscal_year_end, fiscal_year_start
from assembler.models.plan_record import Resolution
from assembler.models.region import Funder
from assembler.models.view import Missing, Shown, View
from assembler.models.vocabulary import FunderKind
from assembler.typography import NBSP, format_date_iso, format_date_long
from assembler.views.funding_shown import funder_name, program_name
from assembler.views.report.scope import ReportScope
from assembler.views.report.subject import ReportSubject
from assembler.views.sheet_rows import partner_name
from assembler.views.shown import NOT_APPLICABLE, NOT_AVAILABLE, Text, show

TO_SIGN = Missing("À signer")
TO_FILL = Missing("À remplir")


class ReportHead(View):
    """The cover block."""

    titre: str
    type: str
    exercice: str
    periode: str
    bailleur: str
    programme: str
    code: str
    entente: str
    mention: Text
    echeance: Text
    envoyee: Text


class Holder(View):
    """Who holds the agreement; contacts only where the edition may show them (E5)."""

    nom: str
    statut: Text
    neq: Text
    adresse: Text
    repondant: Text
    courriel: Text
    telephone: Text
    mandataire: Text
    fiduciaire: Text


class Signature(View):
    """A line to sign: « À signer » stands where there is nothing yet (R-101)."""

    titre: str
    nom: Text
    fonction: Text
    signature: Text
    date: Text


def report_title(agreement: Agreement, subject: ReportSubject) -> str:
    """Gives the title of a report, short enough for a header."""
    return f"Reddition de comptes {agreement.program} {subject.fy}"


def view_head(scope: ReportScope) -> ReportHead:
    """Gives the cover block; the period is the fiscal year, within the agreement's own dates."""
    region, agreement, subject = scope.request.region, scope.agreement, scope.subject
    funder = region.funder_of(agreement.program)
    first = max(fiscal_year_start(subject.fy), agreement.start)
    last = min(fiscal_year_end(subject.fy), agreement.end)
    due, sent = _due(scope)
    return ReportHead(
        titre=report_title(agreement, subject),
        type=subject.kind.fr,
        exercice=subject.fy,
        periode=f"du {format_date_long(first)} au {format_date_long(last)}",
        bailleur=funder_name(agreement.program, scope.request),
        programme=program_name(agreement.program, scope.request),
        code=agreement.program,
        entente=agreement.id,
        mention=_mention(funder, scope),
        echeance=_iso(due, NOT_AVAILABLE),
        envoyee=_iso(sent, Missing("À envoyer")),
    )


def view_holder(scope: ReportScope) -> Holder:
    """Gives the holder as the partners' table tells it."""
    request = scope.request
    partner = request.plan.find(Partner, scope.agreement.holder)
    shown = show(partner, request) if partner else {}
    return Holder(
        nom=partner_name(scope.agreement.holder, request),
        statut=shown.get("statut", NOT_AVAILABLE),
        neq=_known(shown, "neq"),
        adresse=_known(shown, "adresse"),
        repondant=shown.get("contact_fonction", NOT_AVAILABLE),
        courriel=shown.get("contact_courriel", NOT_AVAILABLE),
        telephone=shown.get("contact_telephone", NOT_AVAILABLE),
        mandataire=partner_name(scope.agreement.mandatary, request),
        fiduciaire=partner_name(request.plan.territory.fiduciary, request),
    )


def _known(shown: Shown, tag: str) -> Text:
    """Gives what an organisation always has: left blank, it is not « sans objet » but not available."""
    value: Text = shown.get(tag, NOT_AVAILABLE)
    return NOT_AVAILABLE if value == NOT_APPLICABLE else value


def view_signatures(scope: ReportScope) -> tuple[Signature, ...]:
    """Gives the three who sign: for the project, by a resolution, for the accounts."""
    request = scope.request
    territory, agreement = show(request.plan.territory, request), show(scope.agreement, request)
    return (
        _signature("Personne responsable du projet", territory["responsable"]),
        _signature(_authorised(scope), agreement["signataire"]),
        _signature("Fiduciaire ou comptabilité", territory["fiduciaire"]),
    )


def _signature(title: str, role: Text) -> Signature:
    known = TO_FILL if isinstance(role, Missing) else role
    return Signature(titre=title, nom=TO_FILL, fonction=known, signature=TO_SIGN, date=TO_FILL)


def _authorised(scope: ReportScope) -> str:
    """A decision that gives no authority to sign is not named as one (R-101): its number is left to be written."""
    resolution = scope.request.plan.find(Resolution, scope.agreement.authority)
    if resolution is None or resolution.kind is not ResolutionKind.SIGNATURE:
        return "Personne dûment autorisée par résolution (numéro et date à remplir)"
    dated = format_date_long(resolution.dated)
    return f"Personne dûment autorisée par la résolution no{NBSP}{resolution.number} du {dated}"


def _due(scope: ReportScope) -> tuple[date | None, date | None]:
    key = (scope.agreement.id, scope.subject.fy, scope.subject.kind)
    for row in scope.request.plan.reports_due:
        if (row.agreement, row.fy, row.kind) == key:
            return row.due_date, row.sent_on
    return None, None


def _mention(funder: Funder, scope: ReportScope) -> Text:
    """The words a funder asks for; those of the MRC name it."""
    if funder.kind is FunderKind.MRC and funder.visibility_text:
        return f"Avec la contribution de la {scope.request.territory.municipal_body}."
    return funder.visibility_text or NOT_APPLICABLE


def _iso(day: date | None, missing: Missing) -> Text:
    return missing if day is None else format_date_iso(day)

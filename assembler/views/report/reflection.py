"""What was learnt and what comes next: stories, sustainability, visibility, attachments (C4, sections 11 to 14)."""

from collections.abc import Iterable, Iterator
from datetime import date

from assembler.models.accounts_vocabulary import AttachmentKind
from assembler.models.edition_scope import is_consent_wide, is_file_shown
from assembler.models.plan_record import Attachment, Consent
from assembler.models.results import FunderVisibility, ResultEntry
from assembler.models.view import View
from assembler.typography import NBSP, format_date_iso
from assembler.views.report.scope import ReportScope
from assembler.views.shown import NOT_APPLICABLE, NOT_AVAILABLE, Text, label_of, or_missing


class LessonRow(View):
    """What went well in an action, what did not, and what it teaches; one thing a line."""

    action: str
    bons_coups: Text
    difficultes: Text
    apprentissages: Text


class Testimony(View):
    """Someone's words, given with consent, in their own language."""

    action: str
    texte: str
    langue: str  # fr, en, mic


class FutureRow(View):
    """What will last, what others may take up, what comes next."""

    action: str
    perennite: Text
    transferabilite: Text
    suites: Text


class VisibilityRow(View):
    """A visibility given to the funder."""

    action: str
    date: Text
    quoi: str
    preuve: Text


class Reflection(View):
    """Sections 11 to 13."""

    lecons: tuple[LessonRow, ...]
    temoignages: tuple[Testimony, ...]
    suites: tuple[FutureRow, ...]
    visibilite: tuple[VisibilityRow, ...]


def view_reflection(scope: ReportScope) -> Reflection:
    """Gives what the actions learnt and what they showed of the funder's support."""
    return Reflection(
        lecons=tuple(_lessons(scope)),
        temoignages=tuple(_testimonies(scope)),
        suites=tuple(
            FutureRow(
                action=action.id,
                perennite=or_missing(row.sustainability),
                transferabilite=or_missing(row.transferability, NOT_APPLICABLE),
                suites=or_missing(row.next_steps),
            )
            for action, row in scope.results
        ),
        visibilite=tuple(_visibility(row) for row in scope.request.plan.visibility if _is_shown(row, scope)),
    )


def attached_papers(scope: ReportScope, *, receipts: int) -> tuple[str, ...]:
    """Gives the attachments, in the order they are numbered."""
    return tuple(_papers(scope, receipts))


def _papers(scope: ReportScope, receipts: int) -> Iterator[str]:
    yield "Rapport d’activités et rapport financier (présent document)"
    yield "Classeur Excel des tableaux de la présente reddition"
    if receipts:
        plural = "s" if receipts > 1 else ""
        yield f"Liste des pièces justificatives, {receipts}{NBSP}dépense{plural} (annexe du présent document)"
    if scope.agreement.authority:
        yield f"Autorisation de signer{NBSP}: {label_of('Resolution', scope.agreement.authority, scope.request)}"
    outputs = [f"{output} ({action.id})" for action, row in scope.results for output in row.outputs]
    if outputs:
        yield f"Exemplaires du matériel produit{NBSP}: {'; '.join(outputs)}"
    for paper in scope.request.plan.attachments:
        if _belongs(paper, scope):
            yield paper.title


def _belongs(paper: Attachment, scope: ReportScope) -> bool:
    if not is_file_shown(paper.visibility, scope.request.edition):
        return False
    return paper.action in scope.action_ids or paper.kind is AttachmentKind.AGREEMENT


def _lessons(scope: ReportScope) -> Iterator[LessonRow]:
    for action, row in scope.results:
        if row.good_moves or row.difficulties or row.lessons:
            yield LessonRow(
                action=action.id,
                bons_coups=_lines(row.good_moves),
                difficultes=_lines(row.difficulties),
                apprentissages=_lines(row.lessons),
            )


def _lines(texts: Iterable[str]) -> Text:
    return "\n".join(f"{text.rstrip('.')}." for text in texts) or NOT_APPLICABLE


def _testimonies(scope: ReportScope) -> Iterator[Testimony]:
    for action, row in scope.results:
        if row.testimony and _is_consented(row, scope):
            yield Testimony(action=action.id, texte=row.testimony, langue=row.testimony_lang or "fr")


def _is_consented(row: ResultEntry, scope: ReportScope) -> bool:
    consent = scope.request.plan.find(Consent, row.testimony_consent)
    if consent is None or scope.request.dated > (consent.expires_on or date.max):
        return False
    return is_consent_wide(consent.consent_scope, scope.request.edition)


def _is_shown(row: FunderVisibility, scope: ReportScope) -> bool:
    is_ours = (row.program, row.fy) == (scope.agreement.program, scope.subject.fy)
    return is_ours and (row.action is None or row.action in scope.action_ids)


def _visibility(row: FunderVisibility) -> VisibilityRow:
    return VisibilityRow(
        action=row.action or "Ensemble de l’entente",
        date=format_date_iso(row.dated) if row.dated else NOT_AVAILABLE,
        quoi=row.what,
        preuve=or_missing(row.proof, NOT_APPLICABLE),
    )

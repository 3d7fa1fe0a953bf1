"""What concerns persons: the consents behind photos and testimonies, what may not be public (R-103, R-104)."""

from collections.abc import Iterator, Mapping

from assembler.i18n import translate as _
from assembler.models.accounts_vocabulary import AttachmentKind, ConsentKind
from assembler.models.edition_scope import is_consent_wide, is_file_shown
from assembler.models.field import Privacy
from assembler.models.finding import Finding, Severity
from assembler.models.personal import personal_values, spot_personal
from assembler.models.plan_record import Attachment, Consent
from assembler.models.record import Record
from assembler.models.results import ResultEntry
from assembler.models.vocabulary import Edition
from assembler.validate.rules.subject import RuleSubject, blocking
from assembler.validate.rules.written import Written

_SAID: Mapping[ConsentKind, str] = {ConsentKind.PHOTO: "La photo", ConsentKind.TESTIMONY: "Le témoignage"}


def check_r_103(subject: RuleSubject) -> Iterator[Finding]:
    """A photo has its alternative text; a photo or a testimony cites a consent of its kind, that holds and covers it.

    Pictures of the narrative are looked at with it (N-005, N-040 to N-042).
    """
    for row in subject.plan.attachments:
        if row.kind is AttachmentKind.PHOTO:
            yield from _without_words(row)
            yield from _consent_of(row, "consent", ConsentKind.PHOTO, subject)
    for entry in subject.plan.results:
        if entry.testimony:
            yield from _consent_of(entry, "testimony_consent", ConsentKind.TESTIMONY, subject)


def _without_words(row: Attachment) -> Iterator[Finding]:
    if not row.alt:
        yield blocking(
            "R-103",
            row,
            "alt",
            expected=_("une phrase complète, avec un point"),
            message=f"La photo {row.id} n’a pas de texte de remplacement : qui ne la voit pas n’en saura rien.",
            remedy="Décrivez la photo en une phrase dans « Texte de remplacement ».",
        )


def _consent_of(
    row: Attachment | ResultEntry, field: str, kind: ConsentKind, subject: RuleSubject
) -> Iterator[Finding]:
    key: str | None = getattr(row, field)
    if not key:
        yield blocking(
            "R-103",
            row,
            field,
            expected=_("un identifiant de la feuille «\u00a0Consentements\u00a0»"),
            message=f"{_SAID[kind]} ne cite aucun consentement.",
            remedy="Inscrivez-le dans « Consentements » et citez-le, ou retirez ce qui montre la personne.",
        )
        return
    consent = subject.plan.find(Consent, key)
    problem = _problem(consent, kind, subject) if consent else None  # a reference to nothing is R-002's
    if consent and problem:
        yield blocking(
            "R-103",
            row,
            field,
            found=consent.id,
            message=f"{_SAID[kind]} cite le consentement {consent.id}, qui {problem}.",
            remedy="Citez un consentement qui convient, demandez-le de nouveau, ou retirez ce qui montre la personne.",
        )


def _problem(consent: Consent, kind: ConsentKind, subject: RuleSubject) -> str | None:
    """What is wrong with a consent on the date of the plan's version, which editions print."""
    dated = subject.plan.record.version_date
    if consent.kind is not kind:
        return f"porte sur autre chose (« {consent.kind.fr} »)"
    if consent.expires_on is not None and consent.expires_on < dated:
        return f"a pris fin le {consent.expires_on.isoformat()}, avant la date de la version ({dated.isoformat()})"
    if consent.obtained_on > dated:
        return f"n’a été obtenu que le {consent.obtained_on.isoformat()}, après la date de la version"
    if not is_consent_wide(consent.consent_scope, Edition.OFFICIAL):
        return f"ne va pas plus loin que « {consent.consent_scope} »"
    return None


def check_r_104(subject: RuleSubject) -> Iterator[Finding]:
    """No text that the public edition prints holds a personal address, a phone or a civil name that is not public."""
    known = personal_values(subject.plan)
    for text in subject.written:
        if _is_printed_in_public(text):
            for value in spot_personal(text.text, known):
                yield text.finding(
                    "R-104",
                    Severity.WARNING,
                    found=value,
                    expected=_("une fonction, une adresse de fonction"),
                    message=f"Ce texte paraît dans l’édition publique et contient « {value} ».",
                    remedy="Écrivez la fonction ou l’adresse de fonction à la place, ou retirez ces mots.",
                )


def _is_printed_in_public(text: Written) -> bool:
    spec, record = text.spec, text.record
    if spec is not None and spec.privacy is not Privacy.PUBLIC:
        return False
    if isinstance(record, Attachment) and not is_file_shown(record.visibility, Edition.PUBLIC):
        return False
    return not _is_hidden_name(record, text.field)


def _is_hidden_name(record: Record | None, field: str) -> bool:
    """A seat whose name is not public prints in what capacity it sits (B3)."""
    return field == "person_label" and record is not None and not getattr(record, "public", None)

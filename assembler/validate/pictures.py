"""Do the narrative's pictures that show people cite a consent, and does it hold? (R-103, codes N-040 to N-042)

A person declares it in the picture's own words, its alternative text or its caption: « [CONS-2026-04] », the id of a
row of « Consentements »; or « [aucune personne reconnaissable] ». No edition prints these marks.
"""

from collections.abc import Iterator

from assembler.i18n import mark
from assembler.i18n import translate as _
from assembler.models.accounts_vocabulary import ConsentKind
from assembler.models.finding import Finding, Severity
from assembler.models.narrative import Picture
from assembler.models.placed import PlacedFinding
from assembler.models.plan import Plan
from assembler.models.plan_record import Consent

_NARRATIVE = mark("Récit")


def check_pictures(plan: Plan) -> tuple[PlacedFinding, ...]:
    """Gives a finding for each picture of people without consent, and each consent that does not hold."""
    pictures = (b for section in plan.narrative.sections for b in section.blocks if isinstance(b, Picture))
    return tuple(
        PlacedFinding(finding=finding, spots=(picture.spot,) if picture.spot else ())
        for picture in pictures
        for finding in _findings(picture, plan)
    )


def _findings(picture: Picture, plan: Plan) -> Iterator[Finding]:
    if picture.people and not picture.consents:
        yield _told(
            picture,
            "N-040",
            Severity.WARNING,
            _("Cette image semble montrer des personnes, et aucun consentement n’est cité."),
            _(
                "Ajoutez à son texte de remplacement le numéro du consentement, par exemple "
                "«\u00a0[CONS-2026-04]\u00a0», ou «\u00a0[aucune personne reconnaissable]\u00a0»\u00a0: ces mots entre "
                "crochets ne paraîtront pas."
            ),
            found=picture.alt or picture.caption,
        )
    for reference in picture.consents:
        consent = plan.find(Consent, reference)
        if consent is None or consent.kind is not ConsentKind.PHOTO:
            yield _told(
                picture,
                "N-041",
                Severity.BLOCKING,
                _("Le consentement cité par cette image n’est pas un consentement de photo du canevas."),
                _(
                    "Inscrivez-le dans la feuille «\u00a0Consentements\u00a0», nature «\u00a0Photo\u00a0», ou corrigez "
                    "le numéro."
                ),
                found=reference,
                expected=", ".join(row.id for row in plan.consents if row.kind is ConsentKind.PHOTO)[:200],
            )
        elif consent.expires_on is not None and consent.expires_on < plan.record.version_date:
            yield _told(
                picture,
                "N-042",
                Severity.BLOCKING,
                _("Le consentement cité par cette image a pris fin avant la date de cette version du plan."),
                _("Demandez-le de nouveau, ou retirez l’image."),
                found=f"{reference}, {consent.expires_on.isoformat()}",
                expected=plan.record.version_date.isoformat(),
            )


def _told(
    picture: Picture, code: str, severity: Severity, message: str, remedy: str, *, found: str, expected: str = ""
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        sheet=_(_NARRATIVE),
        place=picture.place,
        found=found,
        expected=expected,
        message=message,
        remedy=remedy,
    )

"""Faults about persons: consents, alternative texts, what may not be public (R-103, R-104)."""

from datetime import date

from assembler.models import accounts_vocabulary as av
from assembler.models import vocabulary as v
from assembler.models.governance import Member
from assembler.models.plan_record import Attachment, Consent, ContactPerson
from tests.validate.case import Case
from tests.validate.plans import Change, added, all_of, changed, placed

_SAID = "Je ne suis plus seule."
_ALT = "Des bénévoles de dos remplissent des paniers."


def _consent(key: str = "CONS-1", kind: av.ConsentKind = av.ConsentKind.TESTIMONY, **values: object) -> Change:
    held = Consent(id=key, kind=kind, obtained_on=date(2026, 1, 10))
    return added("consents", held.model_copy(update=values))


def _said(consent: str | None = "CONS-1") -> Change:
    return changed("results", 0, testimony=_SAID, testimony_consent=consent)


def _photo(**values: object) -> Change:
    row = Attachment(id="PJ-9", title="Paniers", kind=av.AttachmentKind.PHOTO, file="paniers.pdf", alt=_ALT)
    return added("attachments", row.model_copy(update=values))


def _public_contact(address: str) -> Change:
    return lambda plan: placed(
        plan.model_copy(update={"territory": plan.territory.model_copy(update={"public_contact": address})})
    )


def _contact(**values: str) -> Change:
    return added("contacts", ContactPerson(role="Agente", **values))


PERSONS = (
    Case("R-103", "testimony_without_consent", _said(None), "results", 0, "testimony_consent"),
    Case(
        "R-103",
        "expired_consent",
        all_of(_consent(expires_on=date(2026, 10, 4)), _said()),
        "results",
        0,
        "testimony_consent",
    ),
    Case(
        "R-103",
        "consent_given_after_the_version",
        all_of(_consent(obtained_on=date(2026, 10, 6)), _said()),
        "results",
        0,
        "testimony_consent",
    ),
    Case(
        "R-103",
        "consent_of_another_kind",
        all_of(_consent(kind=av.ConsentKind.PHOTO), _said()),
        "results",
        0,
        "testimony_consent",
    ),
    Case(
        "R-103",
        "consent_that_stays_inside",
        all_of(_consent(consent_scope="Usage interne seulement"), _said()),
        "results",
        0,
        "testimony_consent",
    ),
    Case("R-103", "photo_without_consent", _photo(), "attachments", -1, "consent"),
    Case(
        "R-103",
        "photo_without_words",
        all_of(_consent(kind=av.ConsentKind.PHOTO), _photo(alt=None, consent="CONS-1")),
        "attachments",
        -1,
        "alt",
    ),
    Case(
        "R-104",
        "address_in_one_s_own_name",
        changed("actions", 0, expected_results=("Écrire à marie.tremblay@exemple.org",)),
        "actions",
        0,
        "expected_results",
    ),
    Case(
        "R-104",
        "address_of_a_free_mailbox",
        _public_contact("comptoir12@gmail.com"),
        "territory",
        0,
        "public_contact",
    ),
    Case(
        "R-104",
        "phone",
        changed("actions", 0, evaluation_method="Téléphonez au 418 555-0199."),
        "actions",
        0,
        "evaluation_method",
    ),
    Case(
        "R-104",
        "name_of_a_contact",
        all_of(_contact(name="Marie Tremblay"), changed("actions", 0, evaluation_method="Voir MARIE TREMBLAY.")),
        "actions",
        0,
        "evaluation_method",
    ),
    Case(
        "R-104",
        "name_of_a_seat_that_is_not_public",
        all_of(
            added("members", Member(body="comite", person_label="Paul Roy", capacity=v.Capacity.CITIZEN)),
            changed("actions", 0, evaluation_method="Selon Paul Roy."),
        ),
        "actions",
        0,
        "evaluation_method",
    ),
)

PERSONS_ACCEPTED: tuple[tuple[str, Change], ...] = (
    ("a testimony with a consent that holds", all_of(_consent(consent_scope="Plan et reddition"), _said())),
    ("a photo with its words and its consent", all_of(_consent(kind=av.ConsentKind.PHOTO), _photo(consent="CONS-1"))),
    (
        "the address of a function",
        changed("actions", 0, evaluation_method="Écrire à info@exemple.org, ou au 211."),
    ),
    ("a contact that is only in its sheet", _contact(name="Marie Tremblay", email="m.tremblay@exemple.org")),
    (
        "a name that the person made public",
        added("members", Member(body="comite", person_label="Paul Roy", capacity=v.Capacity.CITIZEN, public=True)),
    ),
)

"""What each edition may show: fields by their privacy class (B0), files by their visibility (B20).

The public edition is for everyone; partners and funders read the two next; only the team works on the last. No edition
shows what is confidential.
"""

from assembler.models.field import Privacy
from assembler.models.vocabulary import Edition, PlanStatus, Visibility

_SHARED = frozenset({Privacy.PUBLIC, Privacy.INTERNAL})
_KEPT_IN = ("interne", "équipe", "confidentiel")  # words of a consent's scope
_KEPT_AMONG = ("bailleur", "partenaire")
_WIDE = ("public", "plan", "rapport", "web", "média", "dépliant", "réseaux", "reddition", "report")
_ADOPTED = frozenset({PlanStatus.ADOPTED, PlanStatus.AMENDED, PlanStatus.CLOSED})
_FIELDS = {
    Edition.PUBLIC: frozenset({Privacy.PUBLIC}),
    Edition.PARTNERS: _SHARED,
    Edition.OFFICIAL: _SHARED,
    Edition.WORKING: _SHARED,
}
_FILES = {
    Edition.PUBLIC: frozenset({Visibility.PUBLIC}),
    Edition.PARTNERS: frozenset({Visibility.PUBLIC, Visibility.PARTNERS}),
    Edition.OFFICIAL: frozenset({Visibility.PUBLIC, Visibility.PARTNERS}),
    Edition.WORKING: frozenset(Visibility),
}


def is_field_shown(privacy: Privacy, edition: Edition) -> bool:
    """True when the edition may show a field of this class."""
    return privacy in _FIELDS[edition]


def is_file_shown(visibility: Visibility | None, edition: Edition) -> bool:
    """True when the edition may show a file; one that says nothing of its visibility is meant for partners."""
    return (visibility or Visibility.PARTNERS) in _FILES[edition]


def is_consent_wide(scope: str | None, edition: Edition) -> bool:
    """True when the scope of a consent, in the words of the person, lets an edition show what it is about.

    A scope that says nothing, or names a document people read, is wide; one that says « interne » or « bailleurs » and
    nothing wider keeps it there.
    """
    words = (scope or "").casefold()
    if edition is Edition.WORKING or any(word in words for word in _WIDE):
        return True
    kept = _KEPT_IN + (_KEPT_AMONG if edition is Edition.PUBLIC else ())
    return not any(word in words for word in kept)


def is_adopted(status: PlanStatus) -> bool:
    """True for a plan that an assembly adopted, whatever came after; what it lacks is no longer « À compléter »."""
    return status in _ADOPTED


def is_marked_draft(status: PlanStatus, edition: Edition) -> bool:
    """True when every page says « ÉBAUCHE »: the plan is not adopted, or the edition is the team's own."""
    return edition is Edition.WORKING or not is_adopted(status)

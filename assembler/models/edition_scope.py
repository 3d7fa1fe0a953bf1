"""What each edition may show: fields by their privacy class (B0), files by their visibility (B20).

The public edition is for everyone; partners and funders read the two next; only the team works on the last. No edition
shows what is confidential.
"""

from assembler.models.field import Privacy
from assembler.models.vocabulary import Edition, Visibility

_SHARED = frozenset({Privacy.PUBLIC, Privacy.INTERNAL})
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

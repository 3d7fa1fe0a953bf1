"""What an admin says of an account, checked: a usable e-mail, a name, a role and the doors that go with it."""

import re
from dataclasses import dataclass

from service.accounts.noting import Front
from service.db.accounts import Scope, plain_email
from service.db.tables import Role, ScopeKind
from service.errors import ConflictError
from service.words import translate as _

LONGEST_EMAIL, LONGEST_NAME = 254, 120
_EMAIL = re.compile(r"[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+")
_OF_ROLE = {
    Role.COORDINATION: {ScopeKind.TERRITORY},
    Role.FUNDER: {ScopeKind.FUNDER, ScopeKind.AGREEMENT},
    Role.REGIONAL: set[ScopeKind](),  # every territory
    Role.ADMIN: set[ScopeKind](),
}


@dataclass(frozen=True)
class Profile:
    """Who an account is for, and where it may go."""

    email: str
    name: str
    role: Role
    language: str = "fr"
    scopes: frozenset[Scope] = frozenset()


def check_profile(front: Front, profile: Profile) -> Profile:
    """Gives the profile as it will be kept, without the doors that its role has no use for; ``ConflictError``."""
    email, name = plain_email(profile.email), check_name(profile.name)
    if len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email) or not email.isprintable():
        raise ConflictError(
            _("L’adresse courriel n’est pas complète. Écrivez-la comme «\u00a0prenom@exemple.ca\u00a0»."), "courriel"
        )
    scopes = frozenset(scope for scope in profile.scopes if scope[0] in _OF_ROLE[profile.role])
    _check_scopes(front, profile.role, scopes)
    language = "en" if profile.language == "en" else "fr"
    return Profile(email=email, name=name, role=profile.role, language=language, scopes=scopes)


def check_name(name: str) -> str:
    """Gives a name without needless spaces; ``ConflictError`` when it is empty or too long."""
    kept = " ".join(name.split())
    if not 0 < len(kept) <= LONGEST_NAME or not kept.isprintable():
        raise ConflictError(_("Écrivez le nom de la personne ou de l’équipe, en 120\u00a0caractères au plus."), "nom")
    return kept


def _check_scopes(front: Front, role: Role, scopes: frozenset[Scope]) -> None:
    if role is Role.COORDINATION and not scopes:
        raise ConflictError(
            _("Choisissez au moins un territoire\u00a0: sans lui, cette personne ne verrait rien."), "territoires"
        )
    if role is Role.FUNDER and not scopes:
        raise ConflictError(
            _("Choisissez au moins un bailleur ou une entente\u00a0: sans eux, cette personne ne verrait rien."),
            "bailleurs",
        )
    known = {
        ScopeKind.TERRITORY: {territory.code for territory in front.region.territories},
        ScopeKind.FUNDER: {funder.code for funder in front.region.funders},
    }
    unknown = sorted(key for kind, key in scopes if kind in known and key not in known[kind])
    if unknown:
        raise ConflictError(
            _("La région ne connaît pas\u00a0: {names}. Choisissez parmi ses territoires et ses bailleurs.").format(
                names=", ".join(unknown)
            )
        )

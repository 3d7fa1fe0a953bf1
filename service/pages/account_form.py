"""The form of an account: what was typed, so that nothing is lost when one thing must be corrected."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Form

from service.accounts.profiles import Profile
from service.db.tables import Account, Role, ScopeKind

Words = Annotated[list[str] | None, Form()]


@dataclass(frozen=True)
class Typed:
    """What a form about an account holds."""

    email: str = ""
    name: str = ""
    role: Role = Role.COORDINATION
    language: str = "fr"
    scopes: frozenset[tuple[ScopeKind, str]] = frozenset()

    @property
    def profile(self) -> Profile:
        """What the form asks for, not checked yet."""
        return Profile(email=self.email, name=self.name, role=self.role, language=self.language, scopes=self.scopes)

    def has(self, kind: ScopeKind, key: str) -> bool:
        """True when a door is ticked."""
        return (kind, key) in self.scopes


def account_form(
    courriel: Annotated[str, Form()] = "",
    nom: Annotated[str, Form()] = "",
    role: Annotated[Role, Form()] = Role.COORDINATION,
    langue: Annotated[str, Form()] = "fr",
    territoires: Words = None,
    bailleurs: Words = None,
    ententes: Words = None,
) -> Typed:
    """Gives what was sent (a FastAPI dependency)."""
    ticked = {ScopeKind.TERRITORY: territoires, ScopeKind.FUNDER: bailleurs, ScopeKind.AGREEMENT: ententes}
    scopes = frozenset((kind, key) for kind, keys in ticked.items() for key in keys or ())
    return Typed(email=courriel, name=nom, role=role, language=langue, scopes=scopes)


def typed_of(account: Account) -> Typed:
    """Gives the form filled with an account as it is."""
    return Typed(
        email=account.email,
        name=account.name,
        role=Role(account.role),
        language=account.language,
        scopes=frozenset((ScopeKind(scope.kind), scope.key) for scope in account.scopes),
    )

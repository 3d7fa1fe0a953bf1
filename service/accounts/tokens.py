"""API tokens: shown once, narrowed to some rights, expiring, revocable."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from service.accounts.noting import Front
from service.accounts.signing import fingerprint, fresh_secret
from service.db.keys import find_token
from service.db.tables import Account, ApiToken
from service.doors import ALL_RIGHTS, Person, person_of
from service.errors import ConflictError
from service.words import translate as _

PREFIX = "dossier_"  # so that a token left in a file is recognised by those who look for them
LONGEST_DAYS = 365
NAME_LENGTH = 80
_USED = timedelta(minutes=1)  # a use this recent is not written again


@dataclass(frozen=True)
class NewToken:
    """A token just made; ``secret`` is shown once and kept nowhere."""

    id: str
    secret: str


def create_token(
    session: Session, front: Front, account: Account, *, name: str, rights: frozenset[str], days: int
) -> NewToken:
    """Makes a token of an account in the caller's transaction; ``ConflictError`` for a name, right or length we refuse.

    Reading is always part of it: a program that deposits reads its findings.
    """
    _check(name, rights=rights, days=days)
    secret, now = PREFIX + fresh_secret(), front.now()
    row = ApiToken(
        account_id=account.id,
        name=name.strip(),
        token_hash=fingerprint(secret),
        rights=sorted(rights | {"read"}),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    session.add(row)
    session.flush()
    return NewToken(id=row.id, secret=secret)


def _check(name: str, *, rights: frozenset[str], days: int) -> None:
    if not 0 < len(name.strip()) <= NAME_LENGTH or not name.strip().isprintable():
        raise ConflictError(
            _("Donnez au jeton un nom de 80\u00a0caractères au plus, qui dit quel programme s’en sert."), "nom"
        )
    if not rights <= ALL_RIGHTS:
        raise ConflictError(_("Un jeton donne le droit de lire, de déposer ou de produire, et aucun autre."))
    if not 1 <= days <= LONGEST_DAYS:
        raise ConflictError(_("Un jeton dure de 1 à 365\u00a0jours. Choisissez une durée entre les deux."), "jours")


def read_token(front: Front, secret: str) -> Person | None:
    """Gives the person of a token that lives, with the token's rights only; notes the use once a minute."""
    now = front.now()
    with front.database.reading() as session:
        token = find_token(session, fingerprint(secret))
        account = session.get(Account, token.account_id) if token is not None else None
    if token is None or account is None or not account.is_active or not _is_alive(token, front):
        return None
    if token.used_at is None or now - token.used_at >= _USED:
        with front.database.writing() as session:
            session.execute(update(ApiToken).where(ApiToken.id == token.id).values(used_at=now))
    return person_of(account, rights=frozenset(token.rights) & ALL_RIGHTS)


def _is_alive(token: ApiToken, front: Front) -> bool:
    return token.revoked_at is None and token.expires_at > front.now()


def revoke_token(token: ApiToken, front: Front) -> None:
    """Ends a token in the caller's transaction; one that ended before keeps its date."""
    token.revoked_at = token.revoked_at or front.now()

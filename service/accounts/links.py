"""One-time links: a day, one use, even when two browsers race. To choose a password, or to try the demonstration."""

from datetime import timedelta
from typing import Literal

from sqlalchemy.orm import Session

from service.accounts.noting import Front
from service.accounts.signing import fingerprint, fresh_secret
from service.db.keys import drop_unused_links, find_link, use_link
from service.db.tables import Account, OneTimeLink
from service.errors import MissingError
from service.settings import ServiceSettings
from service.words import translate as _

Purpose = Literal["password", "demonstration"]
LIFE = timedelta(hours=24)
_PATHS: dict[Purpose, str] = {"password": "/mot-de-passe", "demonstration": "/demonstration"}


def create_link(session: Session, front: Front, account_id: str, *, purpose: Purpose = "password") -> str:
    """Makes a link in the caller's transaction and gives its address; the account's earlier ones die."""
    drop_unused_links(session, account_id)
    secret, now = fresh_secret(), front.now()
    row = OneTimeLink(
        token_hash=fingerprint(secret), account_id=account_id, purpose=purpose, created_at=now, expires_at=now + LIFE
    )
    session.add(row)
    return f"{root_of(front.settings)}{_PATHS[purpose]}/{secret}"


def root_of(settings: ServiceSettings) -> str:
    """Gives the beginning of the service's addresses, as people reach it."""
    return settings.public_url.rstrip("/") or f"http://{settings.host}:{settings.port}"


def account_of_link(session: Session, front: Front, secret: str, *, purpose: Purpose) -> Account:
    """Gives the account a link opens, without using it; ``MissingError`` when it opens nothing any more."""
    link = find_link(session, fingerprint(secret))
    account = session.get(Account, link.account_id) if link is not None else None
    is_alive = link is not None and link.used_at is None and link.expires_at > front.now()
    is_meant = link is not None and link.purpose == purpose and _is_allowed(front.settings, purpose)
    if account is None or not account.is_active or not is_alive or not is_meant:
        raise _dead_link()
    return account


def take_link(session: Session, front: Front, secret: str, *, purpose: Purpose) -> Account:
    """Uses a link up in the caller's transaction and gives its account; ``MissingError`` for all but the first."""
    account = account_of_link(session, front, secret, purpose=purpose)
    if not use_link(session, fingerprint(secret), now=front.now()):
        raise _dead_link()
    return account


def _is_allowed(settings: ServiceSettings, purpose: Purpose) -> bool:
    return purpose == "password" or settings.mode == "demonstration"


def _dead_link() -> MissingError:
    return MissingError(
        _(
            "Ce lien ne sert plus\u00a0: il a déjà été utilisé, il date de plus de 24\u00a0heures, ou un lien plus "
            "récent l’a remplacé. Demandez-en un nouveau à la personne qui vous l’a envoyé."
        )
    )

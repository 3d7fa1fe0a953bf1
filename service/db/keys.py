"""The rows of what opens a door: browser sessions, one-time links, API tokens. Only hashes are kept."""

from datetime import datetime

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from service.db.tables import ApiToken, OneTimeLink
from service.db.tables import Session as BrowserSession


def find_session(session: Session, token_hash: str) -> BrowserSession | None:
    """Gives a browser session."""
    return session.get(BrowserSession, token_hash)


def slide_session(session: Session, token_hash: str, *, seen_at: datetime, expires_at: datetime) -> None:
    """Keeps a browser session that was just used alive; one that ended meanwhile stays ended."""
    chosen = update(BrowserSession).where(BrowserSession.token_hash == token_hash)
    session.execute(chosen.values(seen_at=seen_at, expires_at=expires_at))


def end_session(session: Session, token_hash: str) -> None:
    """Ends a browser session."""
    session.execute(delete(BrowserSession).where(BrowserSession.token_hash == token_hash))


def end_sessions_of(session: Session, account_id: str, *, but: str = "") -> int:
    """Ends the browser sessions of an account, but for the one whose hash is ``but``; gives how many."""
    others = (BrowserSession.account_id == account_id, BrowserSession.token_hash != but)
    return _changed(session.execute(delete(BrowserSession).where(*others)))


def list_sessions(session: Session, account_id: str, *, now: datetime) -> list[BrowserSession]:
    """Gives the browser sessions of an account that are alive, the latest used first."""
    alive = select(BrowserSession).where(BrowserSession.account_id == account_id, BrowserSession.expires_at > now)
    return list(session.scalars(alive.order_by(BrowserSession.seen_at.desc())))


def sweep_sessions(session: Session, *, now: datetime) -> None:
    """Drops the browser sessions that expired."""
    session.execute(delete(BrowserSession).where(BrowserSession.expires_at <= now))


def find_link(session: Session, token_hash: str) -> OneTimeLink | None:
    """Gives a one-time link, used or not."""
    return session.get(OneTimeLink, token_hash)


def use_link(session: Session, token_hash: str, *, now: datetime) -> bool:
    """Uses a link up; true for one caller only, however many race: the row itself decides."""
    unused = (OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > now)
    chosen = update(OneTimeLink).where(OneTimeLink.token_hash == token_hash, *unused)
    return _changed(session.execute(chosen.values(used_at=now))) == 1


def drop_unused_links(session: Session, account_id: str) -> None:
    """Drops the links of an account that nobody used."""
    unused = (OneTimeLink.account_id == account_id, OneTimeLink.used_at.is_(None))
    session.execute(delete(OneTimeLink).where(*unused))


def find_token(session: Session, token_hash: str) -> ApiToken | None:
    """Gives the API token of a hash, dead or alive."""
    return session.scalar(select(ApiToken).where(ApiToken.token_hash == token_hash))


def list_tokens(session: Session, account_id: str) -> list[ApiToken]:
    """Gives the API tokens of an account, the newest first."""
    of_account = select(ApiToken).where(ApiToken.account_id == account_id)
    return list(session.scalars(of_account.order_by(ApiToken.created_at.desc(), ApiToken.id)))


def revoke_tokens_of(session: Session, account_id: str, *, now: datetime) -> int:
    """Revokes every API token of an account; gives how many lived."""
    alive = (ApiToken.account_id == account_id, ApiToken.revoked_at.is_(None))
    return _changed(session.execute(update(ApiToken).where(*alive).values(revoked_at=now)))


def _changed(result: object) -> int:
    assert isinstance(result, CursorResult)  # what an UPDATE or a DELETE gives
    return result.rowcount

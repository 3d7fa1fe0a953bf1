"""Browser sessions: a random cookie, signed; ended by time, by sign-out, by a new password, by a closed account."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import Request, Response
from sqlalchemy.orm import Session

from service.accounts.signing import fingerprint, fresh_secret, sign, unsign
from service.db.keys import end_session, find_session, slide_session, sweep_sessions
from service.db.tables import Account
from service.db.tables import Session as BrowserSession
from service.desk import Desk
from service.settings import ServiceSettings

LONGEST = timedelta(days=30)  # however active, a browser signs in again
_SLIDE = timedelta(minutes=1)  # a session that was seen this recently is not written again
_PURPOSE = "session"


@dataclass(frozen=True)
class OpenSession:
    """A browser session that is alive, and its account."""

    token_hash: str
    csrf: str
    account: Account


def cookie_name(settings: ServiceSettings, name: str = "dossier") -> str:
    """Gives a cookie's name; ``__Host-`` in https, so that no neighbouring site can plant it."""
    return f"__Host-{name}" if settings.has_secure_cookies else name


def set_cookie(response: Response, settings: ServiceSettings, value: str, *, name: str = "dossier") -> None:
    """Gives the browser a cookie that scripts cannot read and other sites cannot send along."""
    response.set_cookie(
        cookie_name(settings, name),
        value,
        path="/",
        secure=settings.has_secure_cookies,
        httponly=True,
        samesite="lax",
    )


def open_session(session: Session, desk: Desk, account_id: str, *, previous: str | None = None) -> str:
    """Opens a session in the caller's transaction and gives its cookie's value; the browser's ``previous`` one ends.

    ``previous`` is a cookie's value: a session is never carried over a sign-in, so that none can be planted.
    """
    secret, now = fresh_secret(), desk.now()
    sweep_sessions(session, now=now)
    old = _hash_of(desk.settings, previous)
    if old:
        end_session(session, old)
    session.add(
        BrowserSession(
            token_hash=fingerprint(secret),
            account_id=account_id,
            csrf=fresh_secret(),
            created_at=now,
            seen_at=now,
            expires_at=_expiry(desk, created_at=now, now=now),
        )
    )
    return sign(desk.settings, secret, purpose=_PURPOSE)


def read_session(desk: Desk, cookie: str | None) -> OpenSession | None:
    """Gives the session of a cookie when it is alive and its account too, and keeps it alive."""
    token_hash, now = _hash_of(desk.settings, cookie), desk.now()
    if token_hash is None:
        return None
    with desk.database.reading() as session:
        row = find_session(session, token_hash)
        account = session.get(Account, row.account_id) if row is not None and row.expires_at > now else None
    if row is None or account is None or not account.is_active:
        return None
    if now - row.seen_at >= _SLIDE:
        with desk.database.writing() as session:
            expires_at = _expiry(desk, created_at=row.created_at, now=now)
            slide_session(session, token_hash, seen_at=now, expires_at=expires_at)
    return OpenSession(token_hash=token_hash, csrf=row.csrf, account=account)


def cookie_of(request: Request, settings: ServiceSettings) -> str | None:
    """Gives the session cookie a browser sent."""
    return request.cookies.get(cookie_name(settings))


def close_session(desk: Desk, response: Response, token_hash: str) -> None:
    """Ends a session and takes its cookie back."""
    with desk.database.writing() as session:
        end_session(session, token_hash)
    forget_cookie(response, desk.settings)


def forget_cookie(response: Response, settings: ServiceSettings) -> None:
    """Takes the session cookie back; with the flags it was given, or browsers keep it."""
    secure = settings.has_secure_cookies
    response.delete_cookie(cookie_name(settings), path="/", secure=secure, httponly=True, samesite="lax")


def _hash_of(settings: ServiceSettings, cookie: str | None) -> str | None:
    secret = unsign(settings, cookie, purpose=_PURPOSE) if cookie else None
    return fingerprint(secret) if secret else None


def _expiry(desk: Desk, *, created_at: datetime, now: datetime) -> datetime:
    return min(now + timedelta(hours=desk.settings.session_hours), created_at + LONGEST)

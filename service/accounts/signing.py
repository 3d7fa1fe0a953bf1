"""Secrets: how they are drawn, what is kept of them, and the key that signs what a browser carries."""

import hashlib
import os
import secrets
from functools import cache
from pathlib import Path

from itsdangerous import BadSignature, Signer

from service.settings import ServiceSettings

KEY_FILE = "secret.key"
_PRIVATE = 0o600


def fresh_secret() -> str:
    """Gives 256 bits nobody can guess, in 43 characters that fit a cookie and an address."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """Gives what the database keeps of a secret. A plain hash: 256 random bits need no slow one."""
    return hashlib.sha256(secret.encode()).hexdigest()


def sign(settings: ServiceSettings, value: str, *, purpose: str) -> str:
    """Gives a value with its signature; a signature made for one purpose is worth nothing for another."""
    return _signer(settings, purpose).sign(value).decode()


def unsign(settings: ServiceSettings, signed: str, *, purpose: str) -> str | None:
    """Gives the value back, or None when this service did not sign it."""
    try:
        return _signer(settings, purpose).unsign(signed).decode()
    except (BadSignature, UnicodeError):
        return None


def _signer(settings: ServiceSettings, purpose: str) -> Signer:
    key = settings.secret.encode() if settings.secret else key_of_file(settings.home / KEY_FILE)
    return Signer(key, salt=f"dossier.{purpose}", digest_method=hashlib.sha256)


@cache
def key_of_file(path: Path) -> bytes:
    """Gives the key of a file that only its owner reads; draws it the first time."""
    if not path.exists():
        _draw_key(path)
    return path.read_bytes()


def _draw_key(path: Path) -> None:
    # Written whole under another name, then linked: two processes that start together agree on the first one's key.
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(fresh_secret().encode())
            opened.flush()
            os.fsync(opened.fileno())
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()

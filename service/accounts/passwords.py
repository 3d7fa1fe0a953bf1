"""Passwords: how they are kept, which ones are refused. Length and no guessable ones; no rule of composition.

After NIST SP 800-63B §5.1.1 (length, a list of the commonest, nothing imposed) and OWASP's parameters for argon2id.
"""

import unicodedata
from functools import cache
from pathlib import Path
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from service.errors import ConflictError
from service.words import translate as _

SHORTEST, LONGEST = 12, 256
# 19 MiB and three passes: some 40 ms on one core. One at a time: fifty people who sign in together wait two seconds,
# and nobody else's page waits for them.
HASHER = PasswordHasher(time_cost=3, memory_cost=19_456, parallelism=1)
_ONE_AT_A_TIME = Lock()
_LONGEST_UNIT = 4  # « abc1abc1abc1 » says nothing more than « abc1 »
_LEFT_OVER = 6  # what an e-mail's own words must leave
_RUNS = (
    "abcdefghijklmnopqrstuvwxyz" * 2,
    "1234567890" * 4,
    "qwertyuiopasdfghjklzxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
    "1q2w3e4r5t6y7u8i9o0p",
)


def hash_password(password: str) -> str:
    """Gives what the database keeps of a password."""
    with _ONE_AT_A_TIME:
        return HASHER.hash(_plain(password))


def is_right(kept: str | None, password: str) -> bool:
    """True when a password is the kept one. Without one, a decoy is verified: both refusals take the same time."""
    try:
        with _ONE_AT_A_TIME:
            HASHER.verify(kept or _decoy(), _plain(password)[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def needs_rehash(kept: str) -> bool:
    """True when a password was kept with other parameters than today's."""
    return HASHER.check_needs_rehash(kept)


def check_password(password: str, *, email: str) -> None:
    """Refuses a password that is too short, too long, or that anyone would try; ``ConflictError`` says why."""
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise ConflictError(
            _(
                "Le mot de passe doit compter de 12 à 256\u00a0caractères. Quelques mots sans lien entre eux font "
                "un bon mot de passe, facile à retenir."
            ),
            "nouveau",
        )
    folded = plain.casefold()
    if folded in _commonest() or _is_repeated(folded) or _is_run(folded):
        raise ConflictError(
            _(
                "Ce mot de passe est parmi les premiers que l’on essaie pour entrer chez les autres. "
                "Choisissez-en un autre\u00a0: quelques mots sans lien entre eux, par exemple."
            ),
            "nouveau",
        )
    if _is_own_email(folded, email.casefold()):
        raise ConflictError(
            _("Le mot de passe ne doit pas être votre adresse courriel. Choisissez-en un autre."), "nouveau"
        )


def _plain(password: str) -> str:
    # « é » is one character or two according to the keyboard: both must open the same door.
    return unicodedata.normalize("NFKC", password)


@cache
def _decoy() -> str:
    return HASHER.hash("un mot de passe que personne n’a")


@cache
def _commonest() -> frozenset[str]:
    return frozenset((Path(__file__).parent / "commonest.txt").read_text("utf-8").split())


def _is_repeated(word: str) -> bool:
    units = range(1, _LONGEST_UNIT + 1)
    return any(word == (word[:unit] * len(word))[: len(word)] for unit in units)


def _is_run(word: str) -> bool:
    return any(word in run or word[::-1] in run for run in _RUNS)


def _is_own_email(word: str, email: str) -> bool:
    name = email.partition("@")[0]
    return any(part in word and len(word) - len(part) < _LEFT_OVER for part in (email, name) if part)

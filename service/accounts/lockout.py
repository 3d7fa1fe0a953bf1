"""Guessing is slow: a pause after five wrong passwords of an account, and a limit for an address that fails a lot."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sqlalchemy.orm import Session

from service.db.accounts import account_of_email
from service.db.tables import Account
from service.errors import TooManyError
from service.words import translate as _

FREE_TRIES = 5
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
OF_ADDRESS = RateLimitItemPerMinute(40, 10)  # wrong passwords in ten minutes: a whole office behind one address passes
SECONDS = 600


@dataclass(frozen=True)
class Try:
    """A try on an account: the account when there is one, and whether its password may open it now."""

    account: Account | None
    may_open: bool = False

    @property
    def kept(self) -> str | None:
        """The password to compare with; None when none can be right."""
        return self.account.password_hash if self.account is not None and self.may_open else None

    @property
    def subject(self) -> str:
        """What the audit trail calls it. What was typed is not kept: people type passwords in the wrong place."""
        return f"account/{self.account.id}" if self.account is not None else "account/inconnu"

    @property
    def pauses(self) -> bool:
        """True when this try, if wrong, is one too many."""
        return self.may_open and self.account is not None and self.account.failures >= FREE_TRIES


def take_try(session: Session, email: str, *, now: datetime) -> Try:
    """Counts a try on an account before its password is looked at.

    Counting first leaves nothing to a hundred guesses sent together. An account that is closed or pauses cannot open.
    """
    account = account_of_email(session, email, to_change=True)
    if account is None or not account.is_active or is_pausing(account, now=now):
        return Try(account)
    account.failures += 1
    if account.failures >= FREE_TRIES:
        account.locked_until = now + pause_after(account.failures)
    return Try(account, may_open=True)


def is_pausing(account: Account, *, now: datetime) -> bool:
    """True while an account takes no password at all."""
    return account.locked_until is not None and account.locked_until > now


def pause_after(failures: int) -> timedelta:
    """Gives the pause after so many wrong passwords in a row: one minute at the fifth, then doubling, to one hour."""
    doublings = min(failures - FREE_TRIES, 10)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def forgive(account: Account) -> None:
    """Forgets the wrong passwords of an account: the right one came, or an admin's link."""
    account.failures, account.locked_until = 0, None


class AddressLimit:
    """How many wrong passwords an address may give; kept in this process, which is the only one with doors."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def check(self, address: str) -> None:
        """Refuses an address that failed too often; ``TooManyError`` says how long to wait."""
        if not self._limiter.test(OF_ADDRESS, address):
            raise TooManyError(
                _(
                    "Trop d’essais ont échoué depuis votre connexion Internet. Attendez dix minutes, puis recommencez; "
                    "si vous avez oublié votre mot de passe, demandez un lien à l’administration."
                ),
                SECONDS,
            )

    def count(self, address: str) -> None:
        """Counts a wrong password of an address."""
        self._limiter.hit(OF_ADDRESS, address)

"""Coming in and choosing a password: each is one transaction, and leaves one line in the audit trail."""

from dataclasses import replace

from sqlalchemy.orm import Session as DatabaseSession

from service.accounts import links
from service.accounts.lockout import AddressLimit, forgive, take_try
from service.accounts.noting import Caller, note
from service.accounts.passwords import check_password, hash_password, is_right, needs_rehash
from service.accounts.sessions import open_session
from service.db.keys import drop_unused_links, end_sessions_of
from service.db.tables import Account, AuditEntry
from service.desk import Desk
from service.doors import person_of
from service.errors import ForbiddenError
from service.words import translate as _


def sign_in(
    desk: Desk, caller: Caller, *, email: str, password: str, limit: AddressLimit, previous: str | None = None
) -> str:
    """Gives the cookie of a new session; ``previous`` is the cookie the browser came with, ended here.

    ``ForbiddenError`` with one and the same message for a wrong password, an unknown account, a closed one and one
    that pauses; ``TooManyError`` for an address that failed too often.
    """
    limit.check(caller.address)
    with desk.database.writing() as session:
        # The refusal is written before the password is looked at, for every e-mail alike, and mended when it is right:
        # neither the time taken nor a process that dies in between tells or forgives anything.
        tried = take_try(session, email, now=desk.now())
        action = "session.pause" if tried.pauses else "session.open"
        entry = note(session, desk, caller, action=action, subject=tried.subject, outcome="failed")
    if not is_right(tried.kept, password) or tried.account is None:
        limit.count(caller.address)
        raise ForbiddenError(
            _(
                "L’adresse courriel ou le mot de passe ne convient pas. Vérifiez les deux, puis recommencez. "
                "Après cinq essais, il faut attendre un peu\u00a0: une minute, puis de plus en plus. "
                "Mot de passe oublié? Demandez un lien à l’administration."
            )
        )
    return _welcome(desk, tried.account, entry, password=password, previous=previous)


def _welcome(desk: Desk, account: Account, entry: AuditEntry, *, password: str, previous: str | None) -> str:
    renewed = hash_password(password) if needs_rehash(account.password_hash or "") else account.password_hash
    with desk.database.writing() as session:
        row, line = session.get_one(Account, account.id), session.get_one(AuditEntry, entry.id)
        forgive(row)
        if row.password_hash == account.password_hash:  # unless it was changed in these few milliseconds
            row.password_hash = renewed
        line.action, line.outcome = "session.open", "ok"
        line.account_id, line.who = row.id, row.email
        return open_session(session, desk, row.id, previous=previous)


def choose_password(desk: Desk, caller: Caller, *, secret: str, password: str, previous: str | None = None) -> str:
    """Gives an account its password by a one-time link, ends its other sessions, and gives the cookie of a new one.

    ``MissingError`` for a dead link; ``ConflictError`` for a password we refuse: the link is then not used up.
    """
    with desk.database.reading() as session:
        account = links.account_of_link(session, desk, secret, purpose="password")
    check_password(password, email=account.email)
    hashed = hash_password(password)
    with desk.database.writing() as session:
        taken = links.take_link(session, desk, secret, purpose="password")
        known = replace(caller, person=person_of(taken))
        note(session, desk, known, action="password.choose", subject=f"account/{taken.id}")
        return _set_password(session, desk, taken, hashed=hashed, previous=previous)


def change_password(
    desk: Desk, caller: Caller, *, current: str, password: str, limit: AddressLimit, previous: str | None = None
) -> str:
    """Changes one's own password, ends every session, and gives the cookie of a new one for this browser.

    ``ForbiddenError`` when the present password is wrong: it counts as a wrong password at the door.
    """
    assert caller.person is not None  # the page asked who it is
    limit.check(caller.address)
    check_password(password, email=caller.person.email)
    with desk.database.writing() as session:
        tried = take_try(session, caller.person.email, now=desk.now())
        entry = note(session, desk, caller, action="password.change", subject=tried.subject, outcome="failed")
    if not is_right(tried.kept, current) or tried.account is None:
        limit.count(caller.address)
        raise ForbiddenError(
            _(
                "Le mot de passe actuel ne convient pas. Rien n’a été changé. "
                "Après cinq essais, il faut attendre un peu."
            )
        )
    hashed = hash_password(password)
    with desk.database.writing() as session:
        row = session.get_one(Account, tried.account.id)
        session.get_one(AuditEntry, entry.id).outcome = "ok"
        return _set_password(session, desk, row, hashed=hashed, previous=previous)


def _set_password(session: DatabaseSession, desk: Desk, account: Account, *, hashed: str, previous: str | None) -> str:
    account.password_hash = hashed
    forgive(account)
    drop_unused_links(session, account.id)
    end_sessions_of(session, account.id)
    return open_session(session, desk, account.id, previous=previous)


def enter_demonstration(desk: Desk, caller: Caller, *, secret: str, previous: str | None = None) -> str:
    """Gives the cookie of a session of a demonstration account; ``MissingError`` for a dead link, and in production."""
    with desk.database.writing() as session:
        account = links.take_link(session, desk, secret, purpose="demonstration")
        known = replace(caller, person=person_of(account))
        note(session, desk, known, action="session.open", subject=f"account/{account.id}")
        return open_session(session, desk, account.id, previous=previous)

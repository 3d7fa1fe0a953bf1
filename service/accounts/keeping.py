"""Keeping accounts: what the admin pages and ``dossier account`` do. Each act is one transaction with its audit line.

``caller`` is ``noting.caller_of(request, person)`` in a page, ``noting.CONSOLE`` at the command line.
"""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service.accounts import links, tokens
from service.accounts.lockout import forgive
from service.accounts.noting import CONSOLE, Caller, Front, note
from service.accounts.profiles import Profile, check_profile
from service.db import accounts, keys
from service.db.tables import Account, ApiToken, Role
from service.errors import ConflictError, MissingError
from service.words import translate as _

FIRST_EMAIL, FIRST_NAME = "admin@localhost", "Administration"


@dataclass(frozen=True)
class NewAccount:
    """An account just made, and the one-time link that opens it, to show once."""

    id: str
    link: str


def ensure_first_admin(front: Front) -> str | None:
    """Gives a one-time link when no admin can sign in yet: no account at all, or a first one nobody opened in time."""
    try:
        with front.database.writing() as session:
            return _first_link(session, front)
    except IntegrityError:  # another process that starts gave it at this very instant
        return None


def _first_link(session: Session, front: Front) -> str | None:
    if accounts.count_accounts(session) == 0:
        first = Profile(email=FIRST_EMAIL, name=FIRST_NAME, role=Role.ADMIN)
        return _add(session, front, CONSOLE, first, purpose="password").link
    admins = [one for one in accounts.list_accounts(session) if one.role == Role.ADMIN and one.is_active]
    if not admins or any(admin.password_hash for admin in admins):
        return None
    return _link(session, front, CONSOLE, admins[0], purpose="password")


def list_accounts(front: Front) -> list[Account]:
    """Gives every account, those that may enter first, by name."""
    with front.database.reading() as session:
        return accounts.list_accounts(session)


def find_by_email(front: Front, email: str) -> Account:
    """Gives the account of an e-mail; ``MissingError`` when nobody has it."""
    with front.database.reading() as session:
        account = accounts.account_of_email(session, email)
    if account is None:
        raise MissingError(
            _("Aucun compte n’a l’adresse «\u00a0{email}\u00a0». La liste des comptes donne les adresses.").format(
                email=email
            )
        )
    return account


def open_account(front: Front, caller: Caller, profile: Profile, *, purpose: links.Purpose = "password") -> NewAccount:
    """Adds an account and gives the link that opens it; ``ConflictError`` for a profile that does not hold."""
    checked = check_profile(front, profile)
    try:
        with front.database.writing() as session:
            return _add(session, front, caller, checked, purpose=purpose)
    except IntegrityError as error:
        raise _taken(checked.email) from error


def _add(session: Session, front: Front, caller: Caller, profile: Profile, *, purpose: links.Purpose) -> NewAccount:
    account = accounts.add_account(
        session,
        email=profile.email,
        name=profile.name,
        role=profile.role,
        now=front.now(),
        language=profile.language,
        scopes=profile.scopes,
    )
    note(session, front, caller, action="account.add", subject=f"account/{account.id} {profile.role.value}")
    return NewAccount(id=account.id, link=_link(session, front, caller, account, purpose=purpose))


def change_account(front: Front, caller: Caller, account_id: str, profile: Profile) -> None:
    """Changes who an account is for and where it may go, from the next request on; ``ConflictError``."""
    checked = check_profile(front, profile)
    try:
        with front.database.writing() as session:
            account = _find(session, account_id)
            if checked.role is not Role.ADMIN:
                _keep_an_admin(session, account)
            _note_change(session, front, caller, account, checked)
            account.email, account.name, account.language = checked.email, checked.name, checked.language
            account.role = checked.role
            accounts.set_scopes(account, checked.scopes)
    except IntegrityError as error:
        raise _taken(checked.email) from error


def _note_change(session: Session, front: Front, caller: Caller, account: Account, profile: Profile) -> None:
    subject, doors = f"account/{account.id}", {(scope.kind, scope.key) for scope in account.scopes}
    if account.role != profile.role:
        roles = f"{account.role} → {profile.role.value}"
        note(session, front, caller, action="account.role", subject=f"{subject} {roles}")
    if doors != {(kind.value, key) for kind, key in profile.scopes}:
        keys_now = " ".join(sorted(key for _kind, key in profile.scopes))
        note(session, front, caller, action="account.doors", subject=f"{subject} {keys_now}".strip())
    if (account.email, account.name, account.language) != (profile.email, profile.name, profile.language):
        note(session, front, caller, action="account.change", subject=subject)


def disable_account(front: Front, caller: Caller, account_id: str) -> None:
    """Closes an account: its sessions, links and tokens end at once; ``ConflictError`` for the last admin."""
    with front.database.writing() as session:
        account = _find(session, account_id)
        _keep_an_admin(session, account)
        if caller.person is not None and caller.person.id == account_id:
            raise ConflictError(_("Vous ne pouvez pas fermer votre propre compte. Demandez-le à une autre personne."))
        account.is_active = False
        keys.end_sessions_of(session, account_id)
        keys.drop_unused_links(session, account_id)
        keys.revoke_tokens_of(session, account_id, now=front.now())
        note(session, front, caller, action="account.disable", subject=f"account/{account_id}")


def enable_account(front: Front, caller: Caller, account_id: str) -> None:
    """Opens a closed account again; its password is as it was, its tokens stay revoked."""
    with front.database.writing() as session:
        account = _find(session, account_id)
        account.is_active = True
        forgive(account)
        note(session, front, caller, action="account.enable", subject=f"account/{account_id}")


def new_link(front: Front, caller: Caller, account_id: str, *, purpose: links.Purpose = "password") -> str:
    """Gives a new one-time link of an account, to show once; its earlier ones die, and a pause ends."""
    with front.database.writing() as session:
        account = _find(session, account_id)
        if not account.is_active:
            raise ConflictError(_("Ce compte est fermé. Rouvrez-le d’abord, puis demandez un lien."))
        forgive(account)
        return _link(session, front, caller, account, purpose=purpose)


def _link(session: Session, front: Front, caller: Caller, account: Account, *, purpose: links.Purpose) -> str:
    note(session, front, caller, action=f"link.{purpose}", subject=f"account/{account.id}")
    return links.create_link(session, front, account.id, purpose=purpose)


def add_token(
    front: Front, caller: Caller, account_id: str, *, name: str, rights: frozenset[str], days: int
) -> tokens.NewToken:
    """Makes an API token of an account, to show once; ``ConflictError`` for a name, a right or a length we refuse."""
    with front.database.writing() as session:
        account = _find(session, account_id)
        if not account.is_active:
            raise ConflictError(_("Ce compte est fermé. Rouvrez-le d’abord, puis créez le jeton."))
        made = tokens.create_token(session, front, account, name=name, rights=rights, days=days)
        note(session, front, caller, action="token.add", subject=f"token/{made.id} account/{account_id}")
        return made


def revoke_token(front: Front, caller: Caller, token_id: str, *, account_id: str) -> None:
    """Ends a token of an account; ``MissingError`` when the account has no such token."""
    with front.database.writing() as session:
        token = session.get(ApiToken, token_id) if token_id.isalnum() else None
        if token is None or token.account_id != account_id:
            raise MissingError(_("Ce jeton n’existe pas. La liste des jetons a peut-être changé\u00a0: rechargez-la."))
        tokens.revoke_token(token, front)
        note(session, front, caller, action="token.revoke", subject=f"token/{token_id} account/{account_id}")


def _find(session: Session, account_id: str) -> Account:
    account = accounts.find_account(session, account_id)
    if account is None:
        raise MissingError(_("Ce compte n’existe pas. La liste des comptes a peut-être changé\u00a0: rechargez-la."))
    return account


def _keep_an_admin(session: Session, account: Account) -> None:
    if [admin.id for admin in accounts.lock_admins(session)] == [account.id]:
        raise ConflictError(
            _("C’est le seul compte d’administration ouvert. Donnez d’abord ce rôle à une autre personne."), "role"
        )


def _taken(email: str) -> ConflictError:
    return ConflictError(
        _("Un compte a déjà l’adresse «\u00a0{email}\u00a0». Modifiez ce compte, ou écrivez une autre adresse.").format(
            email=email
        ),
        "courriel",
    )

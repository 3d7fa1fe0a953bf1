"""The rows of accounts and of what they may enter."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.db.tables import Account, AccountScope, Role, ScopeKind

Scope = tuple[ScopeKind, str]


def plain_email(email: str) -> str:
    """Gives an e-mail as accounts keep it: without spaces around, in lower case."""
    return email.strip().lower()


def find_account(session: Session, account_id: str) -> Account | None:
    """Gives an account; None for anything that is no identifier of ours."""
    return session.get(Account, account_id) if account_id.isalnum() else None


def account_of_email(session: Session, email: str, *, to_change: bool = False) -> Account | None:
    """Gives the account of an e-mail; ``to_change`` keeps others from changing it until the transaction ends."""
    if not email.strip().isprintable():  # PostgreSQL refuses to look for some of these
        return None
    query = select(Account).where(Account.email == plain_email(email))
    return session.scalar(query.with_for_update() if to_change else query)


def list_accounts(session: Session) -> list[Account]:
    """Gives every account, those that may enter first, by name."""
    accounts = session.scalars(select(Account))
    return sorted(accounts, key=lambda account: (not account.is_active, account.name.casefold(), account.email))


def count_accounts(session: Session) -> int:
    """Counts accounts."""
    return session.scalar(select(func.count()).select_from(Account)) or 0


def lock_admins(session: Session) -> list[Account]:
    """Gives the admins who may enter, kept from other transactions until this one ends (SQLite locks whole)."""
    wanted = select(Account).where(Account.role == Role.ADMIN, Account.is_active).order_by(Account.id)
    return list(session.scalars(wanted.with_for_update().execution_options(populate_existing=True)))


def add_account(
    session: Session,
    *,
    email: str,
    name: str,
    role: Role,
    now: datetime,
    language: str = "fr",
    scopes: Iterable[Scope] = (),
) -> Account:
    """Adds an account that nobody can enter yet: it has no password."""
    account = Account(email=plain_email(email), name=name.strip(), role=role, language=language, created_at=now)
    session.add(account)
    set_scopes(account, scopes)
    session.flush()
    return account


def set_scopes(account: Account, scopes: Iterable[Scope]) -> None:
    """Gives an account these scopes and no other."""
    wanted = {(kind.value, key) for kind, key in scopes}
    account.scopes[:] = [scope for scope in account.scopes if (scope.kind, scope.key) in wanted]
    kept = {(scope.kind, scope.key) for scope in account.scopes}
    account.scopes.extend(AccountScope(kind=kind, key=key) for kind, key in sorted(wanted - kept))

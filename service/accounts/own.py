"""What a person changes of their own account: the name, the language, the connections elsewhere."""

from service.accounts.noting import Caller, Front, note
from service.accounts.profiles import check_name
from service.db.keys import end_sessions_of, list_sessions
from service.db.tables import Account
from service.db.tables import Session as BrowserSession
from service.doors import Person


def rename(front: Front, caller: Caller, person: Person, *, name: str, language: str) -> None:
    """Changes one's own name and language; ``ConflictError`` for a name that is empty or too long."""
    kept = check_name(name)
    with front.database.writing() as session:
        account = session.get_one(Account, person.id)
        account.name, account.language = kept, "en" if language == "en" else "fr"
        note(session, front, caller, action="account.change", subject=f"account/{person.id}")


def open_sessions(front: Front, person: Person) -> list[BrowserSession]:
    """Gives the browsers signed in to this account, the latest used first."""
    with front.database.reading() as session:
        return list_sessions(session, person.id, now=front.now())


def close_other_sessions(front: Front, caller: Caller, person: Person, *, kept: str) -> None:
    """Ends every session of this account but the one whose hash is ``kept``."""
    with front.database.writing() as session:
        end_sessions_of(session, person.id, but=kept)
        note(session, front, caller, action="session.close_others", subject=f"account/{person.id}")

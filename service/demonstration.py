"""The demonstration: the six samples deposited, one account per role, a batch begun so that no page is empty.

It is loaded through the same doors as a person's deposit, once: a second start finds everything there. It never mixes
with real work: a home is one or the other for ever.
"""

from pathlib import Path

from sqlalchemy import select

from assembler.settings import data_folder
from service.accounts.keeping import find_by_email, new_link, open_account
from service.accounts.noting import CONSOLE
from service.accounts.profiles import Profile
from service.db.accounts import Scope
from service.db.submissions import ATTACHMENT, NARRATIVE, WORKBOOK, ReceivedFile, add_submission, list_submissions
from service.db.tables import Account, Job, JobKind, Role, ScopeKind
from service.desk import Desk
from service.errors import ConflictError, MissingError
from service.orders import BatchOrder, CheckOrder
from service.uploads import refuse_the_impossible
from service.words import translate as _

DOMAIN = "demonstration.invalid"  # RFC 2606: no such address can be anybody's
TERRITORY = "CG"


def _profile(name: str, shown: str, role: Role, *scopes: Scope) -> Profile:
    return Profile(email=f"{name}@{DOMAIN}", name=shown, role=role, scopes=frozenset(scopes))


PROFILES = (
    _profile("coordination", "Coordination de La Côte-de-Gaspé", Role.COORDINATION, (ScopeKind.TERRITORY, TERRITORY)),
    _profile("bailleur", "Bailleur\u00a0: MESS", Role.FUNDER, (ScopeKind.FUNDER, "MESS")),
    _profile("regional", "Direction régionale", Role.REGIONAL),
    _profile("admin", "Administration", Role.ADMIN),
)


def check_mode(desk: Desk) -> None:
    """Refuses to mix: ``ConflictError`` for a demonstration in a home of real accounts, and the other way round."""
    is_demonstration = desk.settings.mode == "demonstration"
    with desk.database.reading() as session:
        emails = list(session.scalars(select(Account.email)))
    if is_demonstration and any(not email.endswith(f"@{DOMAIN}") for email in emails):
        raise ConflictError(
            _(
                "{home} a de vrais comptes\u00a0: la démonstration n’y est pas chargée. "
                "Donnez-lui un autre DOSSIER_HOME."
            ).format(home=desk.settings.home)
        )
    if not is_demonstration and any(email.endswith(f"@{DOMAIN}") for email in emails):
        raise ConflictError(
            _(
                "{home} est celui d’une démonstration\u00a0: il ne sert pas en production. "
                "Donnez un autre DOSSIER_HOME."
            ).format(home=desk.settings.home)
        )


def open_demonstration(desk: Desk) -> dict[str, str]:
    """Loads what is not there yet, and gives a fresh one-time link for each role; never in production."""
    if desk.settings.mode != "demonstration":
        raise ConflictError(_("La démonstration ne se charge pas en production."))
    links = {profile.role.value: _link(desk, profile) for profile in PROFILES}
    regional = find_by_email(desk, f"regional@{DOMAIN}").id
    deposited = {
        territory.code: _deposit(desk, territory.code, by=regional)
        for territory in desk.region.territories
        if sample_folder(territory.code).is_dir()
    }
    _begin_batch(desk, deposited, by=regional)
    return links


def _link(desk: Desk, profile: Profile) -> str:
    try:
        return new_link(desk, CONSOLE, find_by_email(desk, profile.email).id, purpose="demonstration")
    except MissingError:
        return open_account(desk, CONSOLE, profile, purpose="demonstration").link


def sample_folder(code: str) -> Path:
    """Gives the folder of a sample territory."""
    return data_folder("canvases") / "samples" / code


def _deposit(desk: Desk, code: str, *, by: str) -> str:
    """Deposits a sample and has it checked, unless the territory has a deposit; gives the newest one."""
    with desk.database.reading() as session:
        newest = list_submissions(session, code, limit=1)
    if newest:
        return newest[0].id
    files = _kept_files(desk, sample_folder(code))
    with desk.database.writing() as session:
        submission = add_submission(session, code, files=files, by=by, now=desk.now())
    desk.jobs.start(CheckOrder(submission_id=submission.id), requested_by=by, lang="fr")
    return submission.id


def _kept_files(desk: Desk, folder: Path) -> tuple[ReceivedFile, ...]:
    pieces = [(ATTACHMENT, path) for path in sorted((folder / "pieces").iterdir())]
    named = [(WORKBOOK, folder / "canevas.xlsx"), (NARRATIVE, folder / "recit.docx"), *pieces]
    return tuple(_kept(desk, role, path) for role, path in named)


def _kept(desk: Desk, role: str, path: Path) -> ReceivedFile:
    content = path.read_bytes()
    refuse_the_impossible(path.name, role, content)
    return ReceivedFile(role=role, name=path.name, sha256=desk.store.put(content), size=len(content))


def _begin_batch(desk: Desk, deposited: dict[str, str], *, by: str) -> None:
    """Assembles the six dossiers in the background, once."""
    with desk.database.reading() as session:
        if session.scalar(select(Job.id).where(Job.kind == JobKind.BATCH).limit(1)):
            return
    desk.jobs.start(BatchOrder(submissions=deposited), requested_by=by, lang="fr")

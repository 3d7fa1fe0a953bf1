"""A service with things in it: a territory's, a funder's, the region's, and one person of each sort at its doors.

Nothing is run: what a job would have made is written as the job writes it. Every test starts from the same bytes.
"""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from httpx import Response

from assembler.models.summary import PlanSummary
from assembler.regions import load_region
from assembler.store import Store
from service.accounts.links import create_link
from service.accounts.sessions import cookie_name, open_session
from service.accounts.signing import fingerprint
from service.accounts.tokens import create_token
from service.db.engine import Database
from service.db.keys import find_session
from service.db.tables import Account, DossierKind, Job, JobState, Role, Submission, SubmissionFile, TemplateVersion
from service.db.templates import add_version, publish_version
from service.desk import Desk
from service.doors import ALL_RIGHTS, Person
from service.orders import AssembleOrder, BatchOrder, Order, ReportOrder
from service.rates import Rates
from service.settings import ServiceSettings
from tests.service.conftest import Clock, People
from tests.service.doors.table import Line
from tests.service.kept import keep_dossier, keep_submission, summary_of
from tests.service.rows import renew
from tests.service.waiting_jobs import WaitingJobs

REGION = load_region()
CONVENTION = REGION.conventions[0]
FUNDER = REGION.funder_of(CONVENTION.program).code
OTHER_FUNDER = "MAMH"
AGREEMENT = next(
    agreement.id
    for agreement in PlanSummary.model_validate_json(summary_of("CG")).agreements
    if agreement.program == CONVENTION.program
)
SAMPLE = Path(__file__).parents[3] / "canvases" / "samples" / "CG"

# Words that stand in the things themselves and nowhere else: a refusal that holds one has let something out.
HINTS = ("temoin-nom", "temoin-probleme", "temoin-fichier", "Le titre manque", "@exemple.quebec", "solidarité")


@dataclass(frozen=True)
class World:
    """What was kept: the files of the desk, how each caller comes in, the things by name."""

    settings: ServiceSettings
    database: Path
    headers: Mapping[str, dict[str, str]]
    csrf: Mapping[str, str]
    tokens: Mapping[str, dict[str, str]]  # programs that may all their people may
    people: Mapping[str, Person]
    things: Mapping[str, str]
    clock_at: Any

    def address(self, line: Line) -> str:
        """Gives the address of a line, its things named."""
        return self.fill(line.address)

    def fill(self, address: str) -> str:
        """Gives an address whose ``{job_id=report}`` are the things of this world."""
        return re.sub(r"\{([\w=]+)\}", lambda found: self.things[found[1]], address)


def fresh_desk(world: World, rows: Database) -> Desk:
    """Gives a desk on these rows, which are the world's again: the desk that had them has none left."""
    renew(rows, world.database)
    clock = Clock(at=world.clock_at)
    return Desk(
        settings=world.settings,
        database=rows,
        store=Store(world.settings.home / "store"),
        region=REGION,
        jobs=WaitingJobs(rows, now=clock),
        now=clock,
    )


def build_world(settings: ServiceSettings, empty_database: Path) -> World:
    """Writes everything once."""
    settings.home.mkdir(parents=True, exist_ok=True)
    path = settings.home / "world.sqlite"
    shutil.copy(empty_database, path)
    clock = Clock()
    database = Database(f"sqlite:///{path}")
    desk = Desk(
        settings=settings,
        database=database,
        store=Store(settings.home / "store"),
        region=REGION,
        jobs=WaitingJobs(database, now=clock),
        now=clock,
    )
    people = _people(desk)
    headers, csrf = _ways_in(desk, people)
    world = World(
        settings=settings,
        database=path,
        headers=headers,
        csrf=csrf,
        tokens={name: People(desk).headers(one) for name, one in people.items()},
        people=people,
        things={**_things(desk, people), **_own_things(desk, people["CG"])},
        clock_at=clock.at + timedelta(seconds=1),
    )
    database.close()
    return world


def _people(desk: Desk) -> dict[str, Person]:
    person = People(desk)
    return {
        "CG": person(Role.COORDINATION, territories=("CG",)),
        "RP": person(Role.COORDINATION, territories=("RP",)),
        "funder": person(Role.FUNDER, funders=(FUNDER,)),
        "other": person(Role.FUNDER, funders=(OTHER_FUNDER,)),
        "region": person(Role.REGIONAL),
        "admin": person(Role.ADMIN),
    }


def _ways_in(desk: Desk, people: dict[str, Person]) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    headers: dict[str, dict[str, str]] = {"nobody": {}}
    csrf: dict[str, str] = {}
    for name, person in people.items():
        with desk.database.writing() as session:
            cookie = open_session(session, desk, person.id)
            row = find_session(session, fingerprint(cookie.rpartition(".")[0]))
            assert row is not None
            csrf[name] = row.csrf
        headers[name] = {"Cookie": f"{cookie_name(desk.settings)}={cookie}"}
    for name in ("CG", "region", "funder"):
        headers[f"{name}:read"] = People(desk).headers(people[name], rights=frozenset({"read"}))
    return headers, csrf


def _things(desk: Desk, people: dict[str, Person]) -> dict[str, str]:
    officer = people["region"]
    submission = _submission(desk, officer, "CG")
    of_rp = _submission(desk, officer, "RP")
    jobs = _jobs(desk, people, submission.id)
    dossiers = {
        "dossier_id": _made(desk, officer),
        "dossier_id=report": _made(
            desk, officer, kind=DossierKind.REPORT, agreement=AGREEMENT, funder=FUNDER, name="temoin-nom-reddition"
        ),
        "dossier_id=consolidated": _made(
            desk, officer, kind=DossierKind.CONSOLIDATED, territory=None, agreement=CONVENTION.id, funder=FUNDER
        ),
        "dossier_id=batch": _made(desk, officer, kind=DossierKind.BATCH, territory=None),
    }
    _publish(desk, officer)
    nothing = {f"{name}=none": "0" * 32 for name in ("submission_id", "job_id", "dossier_id", "jeton")}
    return {
        "code": "CG",
        "code=none": "XX",
        "action": "CG-A01",
        "submission_id": submission.id,
        "submission_id=of_RP": of_rp.id,
        "agreement_id": AGREEMENT,
        "agreement_id=convention": CONVENTION.id,
        "agreement_id=none": "AG-2024-RIEN",
        "template_id": "changements",
        "template_id=published": "plan",
        "template_id=none": "inconnu",
        "path": "temoin-fichier.pdf",
        "path=none": "autre.pdf",
        "fingerprint": "0",
        "name": "house.css",
        **jobs,
        **dossiers,
        **nothing,
    }


def _publish(desk: Desk, by: Person) -> None:
    """Puts another plan template in use, as the job that tried it does."""
    content = b"temoin-gabarit"
    version = TemplateVersion(
        template="plan",
        sha256=desk.store.put(content),
        size=len(content),
        deposited_by=by.id,
        deposited_at=desk.now(),
        findings={"fr": [], "en": []},
    )
    with desk.database.writing() as session:
        add_version(session, version)
        publish_version(session, version, now=desk.now())


def _submission(desk: Desk, by: Person, territory: str) -> Submission:
    """Keeps a checked deposit whose workbook and narrative are the sample's own."""
    kept = keep_submission(desk, by, territory)
    content, words = ((SAMPLE.parent / territory / name).read_bytes() for name in ("canevas.xlsx", "recit.docx"))
    with desk.database.writing() as session:
        row = session.get_one(Submission, kept.id)
        row.files[0].name = "temoin-fichier.xlsx"
        row.files[0].sha256, row.files[0].size = desk.store.put(content), len(content)
        narrative = {"role": "narrative", "name": "temoin-fichier.docx", "sha256": desk.store.put(words)}
        row.files.append(SubmissionFile(position=2, size=len(words), **narrative))
    return kept


def _made(desk: Desk, by: Person, **more: Any) -> str:
    files = {"temoin-fichier.pdf": b"%PDF-1.7 temoin"}
    return keep_dossier(desk, by, files=files, **{"name": "temoin-nom", **more}).id


def _jobs(desk: Desk, people: dict[str, Person], submission: str) -> dict[str, str]:
    assemble = AssembleOrder(submission_id=submission)
    report = ReportOrder(submission_id=submission, agreement=AGREEMENT, funder=FUNDER)
    batch = BatchOrder(submissions={"CG": submission})
    orders: dict[str, tuple[str, Order, bool]] = {
        "job_id": ("region", assemble, False),
        "job_id=of_CG": ("CG", assemble, False),
        "job_id=failed": ("region", assemble, True),
        "job_id=failed_of_CG": ("CG", assemble, True),
        "job_id=report": ("funder", report, False),
        "job_id=failed_report": ("funder", report, True),
        "job_id=batch": ("region", batch, False),
        "job_id=failed_batch": ("region", batch, True),
        "job_id=batch_with_failed": ("region", batch, False),
    }
    made = {}
    for name, (who, order, has_failed) in orders.items():
        made[name] = desk.jobs.start(order, requested_by=people[who].id, lang="fr").id
        if has_failed:
            _end(desk, made[name], JobState.FAILED)
    for name in ("job_id=failed_batch", "job_id=batch_with_failed"):
        part = desk.jobs.start(assemble, requested_by=people["region"].id, lang="fr", parent=made[name])
        _end(desk, part.id, JobState.FAILED)
    _end(desk, made["job_id=batch_with_failed"], JobState.DONE)
    return made


def _end(desk: Desk, job_id: str, state: JobState) -> None:
    with desk.database.writing() as session:
        row = session.get_one(Job, job_id)
        row.state = state
        row.problem = {"code": "stopped", "message": "temoin-probleme"} if state is JobState.FAILED else None


def _own_things(desk: Desk, person: Person) -> dict[str, str]:
    with desk.database.writing() as session:
        account = session.get_one(Account, person.id)
        token = create_token(session, desk, account, name="temoin-nom", rights=ALL_RIGHTS, days=30)
        link = create_link(session, desk, person.id)
    return {"account_id": person.id, "token_id": token.id, "jeton": link.rpartition("/")[2]}


@dataclass
class Visitor:
    """One client for everybody: each request says who makes it; ``desk`` is what it was made on."""

    client: TestClient
    world: World
    desk: Desk

    def ask(self, caller: str, method: str, address: str, *, is_ours: bool = True, **more: Any) -> Response:
        """Makes a request; ``is_ours``: a form or a script of ours sent it."""
        headers = {**self.world.headers[caller], **more.pop("headers", {})}
        if is_ours and caller in self.world.csrf and method not in ("GET", "HEAD"):
            headers["X-CSRF-Token"] = self.world.csrf[caller]
        return self._send(method, address, headers, more)

    def ask_by_token(self, caller: str, method: str, address: str, **more: Any) -> Response:
        """Makes a request as a program that may all that its person may."""
        headers = self.world.tokens[caller] if caller in self.world.tokens else self.world.headers[caller]
        return self._send(method, address, {**headers, **more.pop("headers", {})}, more)

    def _send(self, method: str, address: str, headers: dict[str, str], more: dict[str, Any]) -> Response:
        state = self.client.app.state  # type: ignore[attr-defined]  # a Starlette application has one
        state.desk, state.rates = self.desk, Rates(requests=10_000, starts=10_000)
        if hasattr(state, "address_limit"):
            del state.address_limit
        self.client.cookies.clear()
        answer: Response = self.client.request(method, address, headers=headers, **more)
        return answer

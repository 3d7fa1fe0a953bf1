"""Words that people type are words: in no page do they become markup, in no header another header."""

import json
from typing import Any

import pytest

from assembler.models.summary import PlanSummary
from service.db.tables import Account, Dossier, Job, Submission
from service.downloads import disposition
from service.uploads import label_of
from tests.service.doors.table import LINES
from tests.service.doors.world import Visitor, World

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"
MARKS = ("<script>alert", "<img src=x", "49</", "onerror=alert(2)>{{")
SEEN_BY = ("CG", "funder", "region", "admin")
PAGES = tuple(line for line in LINES if line.method == "GET" and not line.address.startswith(("/api/", "/static/")))


@pytest.fixture
def poisoned(visitor: Visitor, world: World) -> Visitor:
    """The world where every word that someone types is an attack."""
    with visitor.desk.database.writing() as session:
        for account in session.query(Account):
            account.name = EVIL
        for submission in session.query(Submission):
            for file in submission.files:
                file.name = EVIL
        for dossier in session.query(Dossier):
            dossier.name = EVIL
        for job in session.query(Job):
            job.step = EVIL
            job.problem = {"code": "stopped", "message": EVIL} if job.problem else None
    _poison_plans(visitor)
    return visitor


def _poison_plans(visitor: Visitor) -> None:
    desk = visitor.desk
    with desk.database.writing() as session:
        for submission in session.query(Submission):
            version = submission.version
            assert version is not None and version.summary_sha256 is not None
            plan = json.loads(desk.store.get(version.summary_sha256))
            kept = PlanSummary.model_validate(_poisoned(plan))
            version.summary_sha256 = desk.store.put(kept.model_dump_json().encode())
            told = json.loads(desk.store.get(version.findings_sha256))
            for finding in (*told["fr"], *told["en"]):
                finding.update(
                    dict.fromkeys(("message", "remedy", "found", "expected", "sheet", "place", "cell"), EVIL)
                )
            version.findings_sha256 = desk.store.put(json.dumps(told).encode())


def _poisoned(plan: Any) -> Any:
    """Gives a plan whose every title and name is an attack."""
    if isinstance(plan, list):
        return [_poisoned(one) for one in plan]
    if not isinstance(plan, dict):
        return plan
    texts = ("title", "issue_title", "owner", "lead", "fr", "en", "territory_name", "name", "funder_fr", "funder_en")
    return {key: EVIL if key in texts and isinstance(kept, str) else _poisoned(kept) for key, kept in plan.items()}


def test_no_page_takes_words_for_markup(poisoned: Visitor, world: World) -> None:
    shown = 0
    for line in PAGES:
        for caller in SEEN_BY:
            answer = poisoned.ask(caller, "GET", world.address(line))
            if "html" not in answer.headers.get("content-type", ""):
                continue
            assert [mark for mark in MARKS if mark in answer.text] == [], (line.address, caller)
            shown += "&lt;script&gt;alert" in answer.text
    assert shown > 40  # the words are there, as words


QUERIES = ("fait", "suite", "depart", "gravite", "exercice", "genre", "qui", "action", "issue", "du", "au", "x")


def test_no_page_takes_its_address_for_markup(visitor: Visitor, world: World) -> None:
    for line in PAGES:
        caller = "nobody" if line.address == "/connexion" else "admin"
        answer = visitor.ask(caller, "GET", world.address(line).partition("?")[0], params=dict.fromkeys(QUERIES, EVIL))
        if "html" in answer.headers.get("content-type", ""):
            assert [mark for mark in MARKS if mark in answer.text] == [], line.address


NAMES = (
    'a".pdf',
    "a\r\nSet-Cookie: dossier=x\r\n.pdf",
    "a\n\n<script>.pdf",
    "a;filename=b.exe;.pdf",
    "été – 2026.pdf",
    "\u202efdp.exe",
    "a\x00.pdf",
    "%0d%0aX: y.pdf",
)


@pytest.mark.parametrize("name", NAMES)
def test_no_file_name_makes_another_header(visitor: Visitor, world: World, name: str) -> None:
    with visitor.desk.database.writing() as session:
        dossier = session.get_one(Dossier, world.things["dossier_id"])
        dossier.name = name
    answer = visitor.ask("CG", "GET", world.fill("/dossiers/{dossier_id}/archive"))
    told = answer.headers["content-disposition"]
    assert answer.status_code == 200 and "set-cookie" not in answer.headers
    assert told == disposition(f"{name}.zip") and told.isascii() and told.isprintable()
    assert told.startswith('attachment; filename="') and told.count('"') == 2


@pytest.mark.parametrize("name", [*NAMES, "../../etc/passwd", "C:\\x\\y.pdf", "a/b\\c.pdf", "\ud800.pdf"])
def test_the_label_of_a_sent_file_is_one_plain_line(name: str) -> None:
    label = label_of(name, "attachment")
    assert label.isprintable() and "\u202e" not in label
    assert not {"/", "\\", "\r", "\n", "\x00"} & set(label)
    assert label.encode("utf-8")


def test_an_address_of_nonsense_is_one_plain_line_of_the_trail(visitor: Visitor, world: World) -> None:
    visitor.ask("CG", "GET", "/depots/a%0d%0a2026-11-22%20ok%00%e2%80%ae<b>")
    text = visitor.ask("admin", "GET", "/journal").text
    assert "\x00" not in text and "\u202e" not in text and "<b>" not in text.partition("<main")[2]


def test_a_name_of_ones_own_is_shown_as_it_was_typed(visitor: Visitor, world: World) -> None:
    someone = world.people["CG"]
    assert visitor.ask("CG", "POST", "/mon-compte", data={"nom": EVIL[:100], "langue": "fr"}).status_code == 303
    assert [mark for mark in MARKS if mark in visitor.ask("admin", "GET", f"/comptes/{someone.id}").text] == []

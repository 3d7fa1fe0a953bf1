"""A territory's card: how it stands, whom and when, the one next thing to do."""

from decimal import Decimal

import pytest

from assembler.regions import load_region
from service.db.tables import JobKind, JobState
from service.pages.shown_territory import ShownTerritory, Standing, TerritoryRows, view_territory
from tests.service.pages.rows import dossier, job, submission

NAMES = {"marie": "Marie Tremblay"}


def shown(**rows: object) -> ShownTerritory:
    known = {"submission": None, "check": None, "making": None, "dossier": None, "names": NAMES, **rows}
    return view_territory(load_region().territory("CG"), TerritoryRows(**known))  # type: ignore[arg-type]


CASES = {
    "nothing sent": ({}, Standing.EMPTY, "/territoires/CG/deposer"),
    "being checked": (
        {"submission": submission(is_checked=False), "check": job(JobKind.CHECK)},
        Standing.CHECKING,
        "/depots/depot-1",
    ),
    "its check not yet queued": ({"submission": submission(is_checked=False)}, Standing.CHECKING, "/depots/depot-1"),
    "could not be read": (
        {"submission": submission(is_checked=False), "check": job(JobKind.CHECK, JobState.FAILED)},
        Standing.UNCHECKED,
        "/depots/depot-1",
    ),
    "blocked": ({"submission": submission(blocking=3)}, Standing.BLOCKED, "/depots/depot-1"),
    "without a plan": ({"submission": submission(has_plan=False)}, Standing.BLOCKED, "/depots/depot-1"),
    "ready": ({"submission": submission()}, Standing.READY, "/depots/depot-1"),
    "being made": ({"submission": submission(), "making": job()}, Standing.MAKING, "/travaux/travail-1"),
    "up to date": ({"submission": submission(), "dossier": dossier()}, Standing.CURRENT, "/dossiers/dossier-1"),
    "older dossier": ({"submission": submission(2), "dossier": dossier()}, Standing.OUTDATED, "/depots/depot-2"),
    "older dossier, blocked now": (
        {"submission": submission(2, blocking=1), "dossier": dossier()},
        Standing.BLOCKED,
        "/depots/depot-2",
    ),
    "older deposit being made": ({"submission": submission(2), "making": job()}, Standing.READY, "/depots/depot-2"),
}


@pytest.mark.parametrize("rows, standing, href", CASES.values(), ids=CASES)
def test_each_state_leads_to_the_next_thing_to_do(rows: dict[str, object], standing: Standing, href: str) -> None:
    card = shown(**rows)
    assert (card.standing, card.href) == (standing, href)


def test_the_card_tells_who_when_and_how_much() -> None:
    card = shown(submission=submission(blocking=3), dossier=dossier(deposit="depot-0"))
    assert card.deposit is not None and card.dossier is not None and card.totals is not None
    assert (card.deposit.number, card.deposit.by, card.deposit.blocking, card.deposit.file_count) == (
        1,
        "Marie Tremblay",
        3,
        3,
    )
    assert (card.dossier.pages, card.dossier.edition.fr) == (212, "Édition officielle")
    assert (card.totals.fy, card.totals.need, card.totals.coverage) == (
        "2026-2027",
        Decimal("1112000.00"),
        Decimal("89.93"),
    )


def test_without_a_plan_there_are_no_totals() -> None:
    assert shown(submission=submission(has_plan=False)).totals is None

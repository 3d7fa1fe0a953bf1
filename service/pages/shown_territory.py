"""A territory at a glance: how it stands, what was last sent and made, the one next thing to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assembler.models.region import TerritoryProfile
from assembler.models.vocabulary import Edition
from service.db.tables import ENDED, Dossier, Job, Submission
from service.pages.shown_totals import ShownTotals, view_totals

EDITIONS = {edition.value: edition for edition in Edition}


class Standing(StrEnum):
    """How a territory stands; only the newest deposit counts."""

    EMPTY = "empty"  # nothing was deposited
    CHECKING = "checking"
    UNCHECKED = "unchecked"  # checking ended without an answer
    BLOCKED = "blocked"  # findings forbid an official edition
    READY = "ready"  # no dossier yet
    MAKING = "making"
    OUTDATED = "outdated"  # the last dossier is older than the last deposit
    CURRENT = "current"


@dataclass(frozen=True)
class TerritoryRows:
    """What the database knows of a territory that its glance needs."""

    submission: Submission | None  # the newest
    check: Job | None  # the job that checks it
    making: Job | None  # a job that assembles a dossier now
    dossier: Dossier | None  # the newest
    names: Mapping[str, str]  # of accounts


@dataclass(frozen=True)
class ShownDeposit:
    """One deposit in a line."""

    id: str
    number: int
    at: datetime
    by: str
    is_checked: bool
    has_plan: bool
    blocking: int  # for an official edition
    blocking_in: Mapping[str, int]  # for each
    warnings: int
    notices: int
    file_count: int
    same_as: int | None  # the number of a deposit before it that holds the very same files


@dataclass(frozen=True)
class ShownMade:
    """One dossier in a line."""

    id: str
    edition: Edition
    fy: str
    pages: int
    at: datetime
    by: str
    deposit: str | None  # the submission it was made from
    archive_size: int


@dataclass(frozen=True)
class ShownTerritory:
    """A territory's card, and the top of its page."""

    code: str
    name: str
    name_de: str  # « de La Côte-de-Gaspé »
    body: str
    zone: str
    standing: Standing
    href: str  # the one next thing to do
    deposit: ShownDeposit | None
    dossier: ShownMade | None
    totals: ShownTotals | None


def view_territory(profile: TerritoryProfile, rows: TerritoryRows) -> ShownTerritory:
    """Gives a territory at a glance."""
    standing = _standing(rows)
    version = rows.submission.version if rows.submission else None
    return ShownTerritory(
        code=profile.code,
        name=profile.name,
        name_de=profile.name_de,
        body=profile.municipal_body,
        zone=profile.timezone,
        standing=standing,
        href=_next(profile.code, standing, rows),
        deposit=view_deposit(rows.submission, rows.names) if rows.submission else None,
        dossier=view_made(rows.dossier, rows.names) if rows.dossier else None,
        totals=view_totals(version.fy, version.totals) if version else None,
    )


def _standing(rows: TerritoryRows) -> Standing:
    if rows.submission is None:
        return Standing.EMPTY
    if rows.submission.version is None:
        has_ended = rows.check is not None and rows.check.state in ENDED
        return Standing.UNCHECKED if has_ended else Standing.CHECKING
    if rows.making is not None and rows.making.submission_id == rows.submission.id:
        return Standing.MAKING
    if rows.dossier is not None and rows.dossier.submission_id == rows.submission.id:
        return Standing.CURRENT
    if rows.submission.version.is_blocked:
        return Standing.BLOCKED
    return Standing.READY if rows.dossier is None else Standing.OUTDATED


def _next(code: str, standing: Standing, rows: TerritoryRows) -> str:
    if standing is Standing.EMPTY:
        return f"/territoires/{code}/deposer"
    if standing is Standing.MAKING and rows.making is not None:
        return f"/travaux/{rows.making.id}"
    if standing is Standing.CURRENT and rows.dossier is not None:
        return f"/dossiers/{rows.dossier.id}"
    return f"/depots/{rows.submission.id}" if rows.submission else f"/territoires/{code}"


def view_deposit(submission: Submission, names: Mapping[str, str]) -> ShownDeposit:
    """Gives a deposit in a line."""
    version = submission.version
    return ShownDeposit(
        id=submission.id,
        number=submission.number,
        at=submission.deposited_at,
        by=names.get(submission.deposited_by, ""),
        is_checked=version is not None,
        has_plan=version is not None and version.summary_sha256 is not None,
        blocking=version.blocking if version else 0,
        blocking_in=version.blocking_in if version else {},
        warnings=version.warnings if version else 0,
        notices=version.notices if version else 0,
        file_count=len(submission.files),
        same_as=submission.same_as,
    )


def view_made(dossier: Dossier, names: Mapping[str, str]) -> ShownMade:
    """Gives a dossier in a line."""
    return ShownMade(
        id=dossier.id,
        edition=EDITIONS[dossier.edition],
        fy=dossier.fy,
        pages=dossier.pages,
        at=dossier.created_at,
        by=names.get(dossier.made_for, ""),
        deposit=dossier.submission_id,
        archive_size=dossier.archive_size,
    )

"""Agreements as funders read them: who grants what, where, until when; which reports are due, sent or late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assembler.i18n import either
from assembler.models.accounts_vocabulary import ReportKind, ReportStatus
from assembler.models.period import fiscal_year_of
from assembler.models.region import Convention, Region
from assembler.models.summary import Granted, ReportDueSummary
from service.agreements import KnownAgreement

SOON_DAYS = 60  # a report due within this many days is near
COMING = 12  # how many of the next reports a list shows first


class DueState(StrEnum):
    """How a report that is due stands today."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"
    SENT = "sent"
    ACCEPTED = "accepted"


OPEN = (DueState.LATE, DueState.SOON, DueState.LATER)


@dataclass(frozen=True)
class ShownDue:
    """A report that an agreement owes; ``days`` from today to its date, negative once it is past."""

    kind: ReportKind
    fy: str
    due: date
    sent: date | None
    state: DueState
    days: int

    @property
    def is_open(self) -> bool:
        """True while it was not sent."""
        return self.state in OPEN

    @property
    def was_late(self) -> bool:
        """True when it was sent after its date."""
        return self.sent is not None and self.sent > self.due


@dataclass(frozen=True)
class ShownAgreement:
    """An agreement in a list, and the top of its page; amounts in CAD."""

    id: str
    title: str
    territory: str | None  # None for a convention of the region
    place: str  # the territory's name; empty for a convention
    funder: str
    program: str
    reference: str
    mandatary: str
    covers: tuple[str, ...]  # names
    start: date | None
    end: date | None
    granted: tuple[Granted, ...]
    fy: str  # the fiscal year of today
    dues: tuple[ShownDue, ...]  # by date

    @property
    def granted_now(self) -> Decimal | None:
        """What it grants for the fiscal year of today; None when it says nothing of it."""
        return next((one.amount for one in self.granted if one.fy == self.fy), None)

    @property
    def granted_total(self) -> Decimal:
        """What it grants over all the years it tells."""
        return sum((one.amount for one in self.granted), Decimal(0))

    @property
    def next_due(self) -> ShownDue | None:
        """The first report not sent yet, late ones included."""
        return next((due for due in self.dues if due.is_open), None)

    @property
    def late(self) -> int:
        """How many reports are late."""
        return sum(due.state is DueState.LATE for due in self.dues)


@dataclass(frozen=True)
class ShownPlace:
    """The agreements of a territory."""

    code: str
    name: str
    agreements: tuple[ShownAgreement, ...]


@dataclass(frozen=True)
class ShownAgreements:
    """All that a person may see: what comes next over all of them, then each by its place."""

    coming: tuple[tuple[ShownAgreement, ShownDue], ...]
    later: int  # how many more are to come
    late: int
    conventions: tuple[ShownAgreement, ...]
    places: tuple[ShownPlace, ...]

    @property
    def is_empty(self) -> bool:
        """True when there is none."""
        return not (self.conventions or self.places)


def view_agreements(known: Sequence[KnownAgreement], region: Region, today: date) -> ShownAgreements:
    """Gives the page of agreements, as of a day."""
    shown = [view_agreement(one, region, today, members=members_of(one, known)) for one in known]
    held = [one for one in shown if one.territory is not None]
    due = sorted(((one, due) for one in held for due in one.dues if due.is_open), key=lambda pair: pair[1].due)
    late = sum(one.late for one in held)
    coming = due[: max(COMING, late)]
    return ShownAgreements(
        coming=tuple(coming),
        later=len(due) - len(coming),
        late=late,
        conventions=tuple(one for one in shown if one.territory is None),
        places=_places(held, region),
    )


def _places(held: Sequence[ShownAgreement], region: Region) -> tuple[ShownPlace, ...]:
    by_code = {one.code: tuple(held_ for held_ in held if held_.territory == one.code) for one in region.territories}
    return tuple(ShownPlace(code, region.territory(code).name, some) for code, some in by_code.items() if some)


def members_of(agreement: KnownAgreement, known: Sequence[KnownAgreement]) -> tuple[KnownAgreement, ...]:
    """Gives the territories' agreements under a convention, among those known; none for a territory's own."""
    if not agreement.is_convention:
        return ()
    return tuple(one for one in known if one.territory in agreement.covers and one.program == agreement.program)


def convention_of(agreement: KnownAgreement, known: Sequence[KnownAgreement]) -> KnownAgreement | None:
    """Gives the convention that a territory's agreement stands under, among those known."""
    return next((one for one in known if agreement in members_of(one, known)), None)


def view_agreement(
    agreement: KnownAgreement, region: Region, today: date, *, members: Sequence[KnownAgreement] = ()
) -> ShownAgreement:
    """Gives an agreement; what a convention grants is its envelope, else the sum of its ``members``."""
    summary = agreement.summary
    declared = next((one for one in region.conventions if agreement.is_convention and one.id == agreement.id), None)
    program = region.program(agreement.program)
    dues = sorted((_due(due, today) for due in summary.reports_due), key=lambda due: due.due) if summary else []
    return ShownAgreement(
        id=agreement.id,
        title=agreement.title,
        territory=agreement.territory,
        place=region.territory(agreement.territory).name if agreement.territory else "",
        funder=agreement.funder_name,
        program=either(program.name, program.english_name),
        reference=(summary.reference or "") if summary else "",
        mandatary=declared.mandatary if declared else "",
        covers=tuple(region.territory(code).name for code in agreement.covers),
        start=summary.start if summary else declared.start if declared else None,
        end=summary.end if summary else declared.end if declared else None,
        granted=summary.granted if summary else _granted(declared, members),
        fy=fiscal_year_of(today),
        dues=tuple(dues),
    )


def _granted(declared: Convention | None, members: Sequence[KnownAgreement]) -> tuple[Granted, ...]:
    if declared is not None and declared.envelope:
        return tuple(Granted(fy=year.fy, amount=year.amount) for year in declared.envelope)
    sums: dict[str, Decimal] = {}
    for member in members:
        for one in member.summary.granted if member.summary else ():
            sums[one.fy] = sums.get(one.fy, Decimal(0)) + one.amount
    return tuple(Granted(fy=fy, amount=amount) for fy, amount in sorted(sums.items()))


def _due(due: ReportDueSummary, today: date) -> ShownDue:
    days = (due.due_date - today).days
    return ShownDue(due.kind, due.fy, due.due_date, due.sent_on, _state(due, days), days)


def _state(due: ReportDueSummary, days: int) -> DueState:
    if due.status is ReportStatus.ACCEPTED:
        return DueState.ACCEPTED
    if due.status is ReportStatus.SENT or due.sent_on is not None:
        return DueState.SENT
    if days < 0:
        return DueState.LATE
    return DueState.SOON if days <= SOON_DAYS else DueState.LATER

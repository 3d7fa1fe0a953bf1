"""The region at a glance: its territories side by side, what a batch would make, its conventions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assembler.models.region import Region
from assembler.models.vocabulary import Edition
from service.db.tables import Dossier, Submission
from service.pages.shown_request import ShownReport, view_report
from service.pages.shown_territory import ShownTerritory
from service.pages.shown_totals import ShownTotals

_TENTH = Decimal("0.1")
_REPORTS_SHOWN = 3  # of each convention


@dataclass(frozen=True)
class ShownRegion:
    """Six lines and their sum; ``years`` are the fiscal years that were added up."""

    places: tuple[ShownTerritory, ...]
    total: ShownTotals | None
    years: tuple[str, ...]
    blocking: int
    warnings: int

    @property
    def is_whole(self) -> bool:
        """True when every territory has totals."""
        return all(place.totals is not None for place in self.places)


@dataclass(frozen=True)
class LeftOut:
    """A territory that a batch would leave out; ``why`` is none, blocked or unchecked."""

    name: str
    why: str
    blocking: int = 0


@dataclass(frozen=True)
class OlderUsed:
    """A territory whose newest deposit does not fit, and an older one does."""

    name: str
    used: int
    newest: int


@dataclass(frozen=True)
class ShownChoice:
    """What a batch of an edition would make today."""

    edition: Edition
    count: int
    left_out: tuple[LeftOut, ...]
    older: tuple[OlderUsed, ...]


@dataclass(frozen=True)
class ShownConvention:
    """A convention, who would be missing from its report today, and the last reports made."""

    id: str
    title: str
    funder: str
    covers: tuple[str, ...]
    missing: tuple[str, ...]
    reports: tuple[ShownReport, ...]

    @property
    def is_possible(self) -> bool:
        """True when at least one territory can be counted."""
        return len(self.missing) < len(self.covers)


def view_region(places: Sequence[ShownTerritory]) -> ShownRegion:
    """Gives the territories and their sum."""
    known = [place.totals for place in places if place.totals is not None]
    years = tuple(sorted({one.fy for one in known}))
    return ShownRegion(
        places=tuple(places),
        total=_total(known, years) if known else None,
        years=years,
        blocking=sum(place.deposit.blocking for place in places if place.deposit),
        warnings=sum(place.deposit.warnings for place in places if place.deposit),
    )


def _total(known: Sequence[ShownTotals], years: tuple[str, ...]) -> ShownTotals:
    need = sum((one.need for one in known), Decimal(0))
    confirmed = sum((one.confirmed for one in known), Decimal(0))
    return ShownTotals(
        fy=years[-1],
        need=need,
        confirmed=confirmed,
        requested=sum((one.requested for one in known), Decimal(0)),
        gap=sum((one.gap for one in known), Decimal(0)),
        in_kind=sum((one.in_kind for one in known), Decimal(0)),
        coverage=(confirmed / need * 100).quantize(_TENTH) if need else None,
    )


def view_choice(edition: Edition, places: Sequence[ShownTerritory], chosen: Mapping[str, Submission]) -> ShownChoice:
    """Gives what a batch would make; ``chosen`` is the deposit that fits, for each territory that has one."""
    used = {place.code: chosen[place.code].number for place in places if place.code in chosen}
    return ShownChoice(
        edition=edition,
        count=len(used),
        left_out=tuple(_left_out(place, edition) for place in places if place.code not in used),
        older=tuple(
            OlderUsed(place.name, used[place.code], place.deposit.number)
            for place in places
            if place.deposit and used.get(place.code, place.deposit.number) != place.deposit.number
        ),
    )


def _left_out(place: ShownTerritory, edition: Edition) -> LeftOut:
    if place.deposit is None:
        return LeftOut(place.name, "none")
    if not place.deposit.is_checked:
        return LeftOut(place.name, "unchecked")
    return LeftOut(place.name, "blocked", place.deposit.blocking_in.get(edition.value, place.deposit.blocking))


def view_conventions(
    region: Region, *, ready: Mapping[str, Submission], reports: Mapping[str, Sequence[Dossier]]
) -> tuple[ShownConvention, ...]:
    """Gives the region's conventions; ``reports`` are the consolidated ones of each, newest first."""
    names = {one.code: one.name for one in region.territories}
    return tuple(
        ShownConvention(
            id=one.id,
            title=one.title,
            funder=region.funder_of(one.program).name,
            covers=tuple(names[code] for code in one.covers),
            missing=tuple(names[code] for code in one.covers if code not in ready),
            reports=tuple(view_report(made, region) for made in reports.get(one.id, ())[:_REPORTS_SHOWN]),
        )
        for one in region.conventions
    )

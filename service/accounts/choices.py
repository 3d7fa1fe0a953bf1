"""What an admin chooses doors among: the region's territories and funders, the agreements that plans and it know."""

from dataclasses import dataclass

from assembler.i18n import either
from assembler.models.summary import PlanSummary
from assembler.models.vocabulary import Edition
from service.db.submissions import newest_checked_of
from service.db.tables import Account, ScopeKind
from service.desk import Desk


@dataclass(frozen=True)
class Choice:
    """One door: what is kept, what is read."""

    kind: ScopeKind
    key: str
    label: str


def view_doors(desk: Desk) -> tuple[Choice, ...]:
    """Gives every door: territories, funders by name, agreements by number."""
    region = desk.region
    territories = (Choice(ScopeKind.TERRITORY, one.code, one.name) for one in region.territories)
    names = {one.code: either(one.name, one.english_name) for one in region.funders}
    funders = (Choice(ScopeKind.FUNDER, code, name) for code, name in sorted(names.items(), key=lambda named: named[1]))
    return (*territories, *funders, *_agreements(desk))


def _agreements(desk: Desk) -> list[Choice]:
    known = {one.id: one.title for one in desk.region.conventions}
    with desk.database.reading() as session:
        codes = [territory.code for territory in desk.region.territories]
        newest = newest_checked_of(session, codes, edition=Edition.WORKING).values()
        hashes = [one.version.summary_sha256 for one in newest if one.version and one.version.summary_sha256]
    for sha256 in hashes:
        summary = PlanSummary.model_validate_json(desk.store.get(sha256))
        known |= {one.id: f"{one.title} – {summary.territory_name}" for one in summary.agreements}
    return [Choice(ScopeKind.AGREEMENT, key, f"{key} – {known[key]}") for key in sorted(known)]


def doors_of(account: Account, doors: tuple[Choice, ...]) -> list[str]:
    """Gives the names of the doors an account may enter; an agreement that no plan names any more by its number."""
    labels = {(door.kind.value, door.key): door.label for door in doors}
    return [labels.get(scope, scope[1]) for scope in sorted((one.kind, one.key) for one in account.scopes)]

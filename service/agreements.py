"""The agreements that may be asked about: those of the newest checked plans, and the region's conventions."""

from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from assembler.i18n import either
from assembler.models.region import Convention, Region
from assembler.models.summary import AgreementSummary, PlanSummary
from assembler.models.vocabulary import Edition
from assembler.store import Store
from service.db.submissions import newest_checked_of
from service.db.tables import Role
from service.desk import Desk
from service.doors import Person, may_see_agreement


class KnownAgreement(BaseModel):
    """An agreement a territory holds, or a convention of the region: ``territory`` is None for the latter.

    ``covers`` are the territories it is about; ``summary`` is what the plan says of it, None for a convention.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    territory: str | None
    program: str
    funder: str
    funder_fr: str
    funder_en: str
    covers: tuple[str, ...]
    summary: AgreementSummary | None = None

    @property
    def is_convention(self) -> bool:
        """True for one that covers several territories, reported on in one consolidated report."""
        return self.territory is None

    @property
    def funder_name(self) -> str:
        """The funder's name in the language now spoken."""
        return either(self.funder_fr, self.funder_en)


def list_agreements(desk: Desk, person: Person) -> tuple[KnownAgreement, ...]:
    """Gives the agreements a person may see: conventions first, then each territory's, in the region's order.

    Funders read them from the newest plan that no finding blocks: what is not settled yet is the region's own.
    """
    edition = Edition.OFFICIAL if person.role is Role.FUNDER else Edition.WORKING
    return tuple(
        agreement
        for agreement in (*_conventions(desk.region), *_held(desk, edition=edition))
        if may_see_agreement(person, agreement=agreement.id, funder=agreement.funder, territory=agreement.territory)
    )


def find_agreement(desk: Desk, person: Person, agreement_id: str) -> KnownAgreement | None:
    """Gives an agreement by its id among those the person may see, or None."""
    return next((found for found in list_agreements(desk, person) if found.id == agreement_id), None)


def summary_of(store: Store, sha256: str) -> PlanSummary:
    """Gives the summary kept under a hash; the bytes of a hash never change, so it is read once."""
    return _summary(store, sha256)


@lru_cache(maxsize=64)
def _summary(store: Store, sha256: str) -> PlanSummary:
    return PlanSummary.model_validate_json(store.get(sha256))


def _conventions(region: Region) -> tuple[KnownAgreement, ...]:
    return tuple(_convention(region, convention) for convention in region.conventions)


def _convention(region: Region, convention: Convention) -> KnownAgreement:
    funder = region.funder_of(convention.program)
    return KnownAgreement(
        id=convention.id,
        title=convention.title,
        territory=None,
        program=convention.program,
        funder=funder.code,
        funder_fr=funder.name,
        funder_en=funder.english_name,
        covers=convention.covers,
    )


def _held(desk: Desk, *, edition: Edition) -> tuple[KnownAgreement, ...]:
    codes = [territory.code for territory in desk.region.territories]
    with desk.database.reading() as session:
        newest = newest_checked_of(session, codes, edition=edition)
    hashes = {code: found.version.summary_sha256 for code, found in newest.items() if found.version}
    summaries = {code: summary_of(desk.store, sha256) for code, sha256 in hashes.items() if sha256}
    return tuple(
        KnownAgreement(
            id=agreement.id,
            title=agreement.title,
            territory=code,
            program=agreement.program,
            funder=agreement.funder,
            funder_fr=agreement.funder_fr,
            funder_en=agreement.funder_en,
            covers=agreement.covered_territories or (code,),
            summary=agreement,
        )
        for code, summary in summaries.items()
        for agreement in summary.agreements
    )

"""Dossiers, reports, consolidated reports and batches: what was made, for whom it may be shown."""

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from service.db.paging import newest_first
from service.db.tables import Dossier, DossierKind, Role
from service.doors import Person


def find_dossier(session: Session, dossier_id: str) -> Dossier | None:
    """Gives a dossier with its files, or None. Ask ``doors.may_see_dossier`` before showing it."""
    return session.get(Dossier, dossier_id) if dossier_id.isprintable() else None


def list_dossiers(
    session: Session,
    person: Person,
    *,
    kind: DossierKind | None = None,
    territory: str | None = None,
    agreement: str | None = None,
    before: str | None = None,
    limit: int = 50,
) -> list[Dossier]:
    """Gives what a person may see, newest first; ``before`` is the id of the last one seen."""
    wanted = select(Dossier).where(visible_to(person))
    if kind is not None:
        wanted = wanted.where(Dossier.kind == kind)
    if territory is not None:
        wanted = wanted.where(Dossier.territory == territory)
    if agreement is not None:
        wanted = wanted.where(Dossier.agreement == agreement)
    return newest_first(session, wanted, at=Dossier.created_at, key=Dossier.id, before=before, limit=limit)


def newest_dossier(session: Session, territory: str, kind: DossierKind = DossierKind.DOSSIER) -> Dossier | None:
    """Gives the last thing of a kind made for a territory, or None."""
    wanted = select(Dossier).where(Dossier.territory == territory, Dossier.kind == kind)
    return session.scalar(wanted.order_by(Dossier.created_at.desc(), Dossier.id.desc()).limit(1))


def visible_to(person: Person) -> ColumnElement[bool]:
    """Gives ``doors.may_see_dossier`` as the database asks it; a test holds the two together."""
    if person.role is Role.FUNDER:
        is_report = Dossier.kind.in_((DossierKind.REPORT, DossierKind.CONSOLIDATED))
        granted = or_(Dossier.agreement.in_(person.agreements), Dossier.funder.in_(person.funders))
        return and_(is_report, granted)
    if person.is_regional:
        return true()
    return Dossier.territory.in_(person.territories)

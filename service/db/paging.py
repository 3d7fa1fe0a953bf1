"""Newest first, a page at a time: the cursor is the id of the last thing seen."""

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from service.errors import MissingError
from service.words import translate as _

RowT = TypeVar("RowT")


def newest_first(
    session: Session,
    wanted: Select[RowT],
    *,
    at: InstrumentedAttribute[datetime],
    key: InstrumentedAttribute[str],
    before: str | None,
    limit: int,
) -> list[RowT]:
    """Gives at most ``limit`` rows older than ``before``; ``MissingError`` when that is the id of nothing."""
    if before is not None:
        wanted = wanted.where(_older_than(session, before, at, key))
    return list(session.scalars(wanted.order_by(at.desc(), key.desc()).limit(limit)))


def _older_than(
    session: Session, before: str, at: InstrumentedAttribute[datetime], key: InstrumentedAttribute[Any]
) -> ColumnElement[bool]:
    instant = session.scalar(select(at).where(key == before))
    if instant is None:
        raise MissingError(
            _("Le repère de page «\u00a0{before}\u00a0» est inconnu. Reprenez la liste depuis le début.").format(
                before=before[:64]
            )
        )
    return or_(at < instant, and_(at == instant, key < before))

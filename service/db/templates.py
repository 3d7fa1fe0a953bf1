"""The versions of templates: what was sent, what is published over the product's, what became of the rest."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assembler.models.template import TEMPLATES
from service.db.tables import TemplateState, TemplateVersion

Published = tuple[tuple[str, str], ...]  # path from the product's root, SHA-256


def published_set(session: Session) -> Published:
    """Gives every template published over the product's, in order of path."""
    wanted = select(TemplateVersion).where(TemplateVersion.state == TemplateState.PUBLISHED)
    return tuple(sorted((TEMPLATES[row.template], row.sha256) for row in session.scalars(wanted)))


def current_version(session: Session, template: str) -> TemplateVersion | None:
    """Gives the published version of a template, or None when the product's own is in use."""
    wanted = (TemplateVersion.template == template, TemplateVersion.state == TemplateState.PUBLISHED)
    return session.scalar(select(TemplateVersion).where(*wanted))


def find_version(session: Session, version_id: str) -> TemplateVersion | None:
    """Gives a version, or None."""
    return session.get(TemplateVersion, version_id) if version_id.isprintable() else None


def list_versions(session: Session, template: str, *, limit: int = 20) -> list[TemplateVersion]:
    """Gives the versions of a template, newest first."""
    wanted = select(TemplateVersion).where(TemplateVersion.template == template)
    return list(session.scalars(wanted.order_by(TemplateVersion.number.desc()).limit(limit)))


def add_version(session: Session, version: TemplateVersion) -> None:
    """Writes a version that was sent, under the next number of its template."""
    last = select(func.max(TemplateVersion.number)).where(TemplateVersion.template == version.template)
    version.number = (session.scalar(last) or 0) + 1
    session.add(version)
    session.flush()


def publish_version(session: Session, version: TemplateVersion, *, now: datetime) -> None:
    """Puts a version in use, and takes out the one that was."""
    withdraw_current(session, version.template, now=now)
    version.state, version.settled_at, version.problem = TemplateState.PUBLISHED, now, None


def refuse_version(version: TemplateVersion, problem: dict[str, Any] | None, *, now: datetime) -> None:
    """Keeps why a version was not published."""
    version.state, version.settled_at, version.problem = TemplateState.REFUSED, now, problem


def withdraw_current(session: Session, template: str, *, now: datetime) -> TemplateVersion | None:
    """Puts the product's own template back in use; gives the version that was taken out."""
    current = current_version(session, template)
    if current is not None:
        current.state, current.settled_at = TemplateState.WITHDRAWN, now
        session.flush()
    return current

"""A batch as the regional officer follows it: one line for each territory, what is missing, what to take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assembler.models.region import Region
from assembler.models.vocabulary import Edition
from service.db.tables import ENDED, Dossier, Job, JobState
from service.pages.shown_job import ShownJob, view_job
from service.pages.shown_territory import EDITIONS

MISSING = "missing"  # the state of a territory that had no deposit to assemble


@dataclass(frozen=True)
class ShownLine:
    """A territory of a batch; ``state`` is that of its job, or ``missing``."""

    code: str
    name: str
    state: str
    job: ShownJob | None
    dossier: str
    pages: int

    @property
    def has_failed(self) -> bool:
        """True when its dossier was to be made, and was not."""
        return self.state in (JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True)
class ShownBatch:
    """A batch. ``archive`` is the dossier row that holds the zip, once it was gathered."""

    job: ShownJob
    edition: Edition
    at: datetime
    lines: tuple[ShownLine, ...]
    archive: str
    archive_size: int

    @property
    def done(self) -> int:
        """How many dossiers are ready."""
        return sum(line.state == JobState.DONE for line in self.lines)

    @property
    def total(self) -> int:
        """How many dossiers were to be made."""
        return sum(line.state != MISSING for line in self.lines)

    @property
    def absent(self) -> tuple[ShownLine, ...]:
        """The territories that the zip leaves out, or will."""
        return tuple(line for line in self.lines if line.state == MISSING or line.has_failed)

    @property
    def failed(self) -> tuple[ShownLine, ...]:
        """The territories that may be tried again."""
        return tuple(line for line in self.lines if line.has_failed)

    @property
    def is_partial(self) -> bool:
        """True when it ended with something, and not with everything."""
        return self.job.has_ended and bool(self.absent) and self.done > 0


def view_batch(job: Job, parts: Sequence[Job], made: Mapping[str, Dossier], region: Region) -> ShownBatch:
    """Gives a batch; ``made`` are the dossiers of its parts and its own, by their id."""
    by_code = {part.territory or "": part for part in parts}
    missing = set(job.order.get("missing", ()))
    known = [one for one in region.territories if one.code in by_code or one.code in missing]
    archive = made.get(job.dossier_id or "") if job.state in ENDED else None
    return ShownBatch(
        job=view_job(job),
        edition=EDITIONS[job.order["edition"]],
        at=job.created_at,
        lines=tuple(_line(one.code, one.name, by_code.get(one.code), made) for one in known),
        archive=archive.id if archive else "",
        archive_size=archive.archive_size if archive else 0,
    )


def _line(code: str, name: str, part: Job | None, made: Mapping[str, Dossier]) -> ShownLine:
    if part is None:
        return ShownLine(code, name, MISSING, None, "", 0)
    dossier = made.get(part.dossier_id or "")
    return ShownLine(
        code, name, part.state, view_job(part), dossier.id if dossier else "", dossier.pages if dossier else 0
    )

"""A job as people follow it: where it is, how much is left, what went wrong."""

from dataclasses import dataclass
from datetime import datetime

from assembler.i18n import mark
from assembler.models.template import template_named
from service.db.tables import ENDED, Job, JobKind, JobState
from service.words import translate as _

_LAST = (mark("Assemblage du PDF"), mark("Vérification"), mark("Rangement"))  # the steps that end every dossier
_STAGES = (mark("Lecture et vérification"), mark("Fabrication des documents"), *_LAST)


@dataclass(frozen=True)
class ShownStage:
    """One stage of a dossier; ``state`` is done, now or next."""

    label: str
    state: str


@dataclass(frozen=True)
class ShownJob:
    """A job's progress. ``href`` is where its result is, once it ended well."""

    id: str
    kind: JobKind
    state: JobState
    territory: str | None
    agreement: str
    fy: str  # the year that was asked for; empty when none was
    step: str
    done: int
    total: int
    has_ended: bool
    is_stopping: bool  # a person asked to stop it, and it has not stopped yet
    problem: str
    attempt: int
    href: str | None
    started_at: datetime | None
    finished_at: datetime | None
    stages: tuple[ShownStage, ...]

    @property
    def percent(self) -> int:
        """How much is done, from 0 to 100."""
        return round(100 * self.done / self.total) if self.total else 0


def view_job(job: Job) -> ShownJob:
    """Gives a job's progress."""
    state = JobState(job.state)
    return ShownJob(
        id=job.id,
        kind=JobKind(job.kind),
        state=state,
        territory=job.territory,
        agreement=job.agreement or "",
        fy=str((job.order or {}).get("fy") or ""),
        step=job.step,
        done=min(job.done, job.total),
        total=job.total,
        has_ended=state in ENDED,
        is_stopping=job.is_cancel_asked and state not in ENDED,
        problem=str((job.problem or {}).get("message", "")),
        attempt=job.attempt,
        href=_result(job) if state is JobState.DONE or (state in ENDED and job.kind == JobKind.PUBLISH) else None,
        started_at=job.started_at,
        finished_at=job.finished_at,
        stages=_stages(job) if job.kind == JobKind.ASSEMBLE and state not in ENDED else (),
    )


def _stages(job: Job) -> tuple[ShownStage, ...]:
    """Gives the stages of a dossier: all its documents are one, whatever their number."""
    made = job.total - len(_LAST)
    if job.state == JobState.QUEUED or made < 1:
        at = 0 if job.state == JobState.RUNNING else -1
    else:
        at = min(1 + max(job.done - made + 1, 0), len(_STAGES) - 1)
    states = ["done" if place < at else "now" if place == at else "next" for place in range(len(_STAGES))]
    return tuple(ShownStage(_(label), state) for label, state in zip(_STAGES, states, strict=True))


def _result(job: Job) -> str | None:
    if job.kind == JobKind.CHECK:
        return f"/depots/{job.submission_id}"
    if job.kind == JobKind.PUBLISH:
        return f"/gabarits/{template_named(str(job.order['path']))}"
    return f"/dossiers/{job.dossier_id}" if job.dossier_id else None

"""The figures read from the database when they are asked for: right whatever number of processes share the work."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from service.db.tables import Job, JobState
from service.db.workers import database_now, list_workers
from service.desk import Desk

ALIVE = timedelta(seconds=60)  # a worker beats every few seconds
RECENT = timedelta(days=1)  # the window of waits and durations
_BOUNDS = (1, 2, 5, 10, 20, 40, 80, 160, 320, 900)


class JobFigures(Collector):
    """Queue, states, waits, durations, failures by code, workers alive."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def collect(self) -> Iterable[GaugeMetricFamily | CounterMetricFamily | HistogramMetricFamily]:
        """Gives the figures of this instant, in one reading."""
        with self.desk.database.reading() as session:
            now = self.desk.now()
            yield _jobs_by_state(session)
            yield from _queue(session, now)
            yield from _durations(session, now)
            yield _failures(session)
            yield _workers(session, now)


def _jobs_by_state(session: Session) -> GaugeMetricFamily:
    family = GaugeMetricFamily("dossier_jobs", "Travaux par sorte et par état.", labels=("kind", "state"))
    for kind, state, number in session.execute(select(Job.kind, Job.state, func.count()).group_by(Job.kind, Job.state)):
        family.add_metric((kind, state), number)
    return family


def _queue(session: Session, now: datetime) -> Iterable[GaugeMetricFamily]:
    depth = GaugeMetricFamily("dossier_queue_depth", "Travaux en attente, par sorte.", labels=("kind",))
    oldest = GaugeMetricFamily(
        "dossier_queue_oldest_seconds", "Attente du plus vieux travail encore en file, par sorte.", labels=("kind",)
    )
    waiting = select(Job.kind, func.count(), func.min(Job.created_at)).where(Job.state == JobState.QUEUED)
    for kind, number, since in session.execute(waiting.group_by(Job.kind)):
        depth.add_metric((kind,), number)
        oldest.add_metric((kind,), max(0.0, (now - since).total_seconds()))
    yield depth
    yield oldest


def _durations(session: Session, now: datetime) -> Iterable[HistogramMetricFamily]:
    begun = session.execute(_recent(now).where(Job.started_at.is_not(None))).all()
    ended = [row for row in begun if row.finished_at is not None]
    yield _spread(
        "dossier_queue_wait_seconds",
        "Attente avant le départ, travaux du dernier jour.",
        [(row.kind, row.started_at - row.created_at) for row in begun],
    )
    yield _spread(
        "dossier_job_seconds",
        "Durée des travaux terminés du dernier jour.",
        [(row.kind, row.finished_at - row.started_at) for row in ended],
    )


def _recent(now: datetime) -> Select[str, datetime, datetime | None, datetime | None]:
    return select(Job.kind, Job.created_at, Job.started_at, Job.finished_at).where(Job.created_at >= now - RECENT)


def _spread(name: str, meaning: str, spans: list[tuple[str, timedelta]]) -> HistogramMetricFamily:
    family = HistogramMetricFamily(name, meaning, labels=("kind",))
    for kind in sorted({kind for kind, _ in spans}):
        seconds = [max(0.0, span.total_seconds()) for one, span in spans if one == kind]
        buckets = [(str(float(bound)), sum(value <= bound for value in seconds)) for bound in _BOUNDS]
        family.add_metric((kind,), [*buckets, ("+Inf", len(seconds))], sum(seconds))
    return family


def _failures(session: Session) -> GaugeMetricFamily:
    """Counts in Python: the code is inside the row's JSON, which the two databases read differently."""
    family = GaugeMetricFamily("dossier_failures", "Travaux échoués, par sorte et par code.", labels=("kind", "code"))
    failed: Iterable[Row[tuple[str, dict[str, str] | None]]]
    failed = session.execute(select(Job.kind, Job.problem).where(Job.state == JobState.FAILED)).all()
    labels = [(kind, str((problem or {}).get("code", "inconnu"))) for kind, problem in failed]
    for one in sorted(set(labels)):
        family.add_metric(one, labels.count(one))
    return family


def _workers(session: Session, now: datetime) -> GaugeMetricFamily:
    at = database_now(session, now)
    alive = sum(at - worker.beat_at <= ALIVE for worker in list_workers(session))
    family = GaugeMetricFamily("dossier_workers_alive", "Processus qui prennent des travaux et répondent.")
    family.add_metric((), alive)
    return family

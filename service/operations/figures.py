"""The figures that this process counts itself, and the registry they are read from (Prometheus)."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector

from service.jobs.tally import Event, listen

CHAMBER = "service.chamber.parent"
disable_created_metrics()  # type: ignore[no-untyped-call]  # half as many lines, and nobody asked for them

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)

_QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_SLOW = (0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 40, 80, 160, 320, 900)

HTTP_SECONDS = Histogram(
    "dossier_http_seconds",
    "Durée d’une réponse, par route déclarée.",
    ("method", "route", "status"),
    buckets=_QUICK,
    registry=REGISTRY,
)
STAGE_SECONDS = Histogram(
    "dossier_stage_seconds",
    "Durée d’une étape d’un travail fait par ce processus.",
    ("kind", "stage"),
    buckets=_SLOW,
    registry=REGISTRY,
)
TASK_SECONDS = Histogram(
    "dossier_task_seconds", "Durée d’une tâche à l’écart.", ("operation",), buckets=_SLOW, registry=REGISTRY
)
TASK_BYTES = Histogram(
    "dossier_task_peak_bytes",
    "Mémoire du plus gros processus d’une tâche.",
    ("operation",),
    buckets=[size * 2**20 for size in (128, 256, 512, 1024, 2048, 4096)],
    registry=REGISTRY,
)
CONVERSIONS = Counter("dossier_conversions", "Documents convertis par LibreOffice.", registry=REGISTRY)
RESTARTS = Counter("dossier_office_restarts", "LibreOffice perdus et relancés.", registry=REGISTRY)
ENDED = Counter(
    "dossier_jobs_ended", "Travaux terminés par ce processus.", ("kind", "state", "code"), registry=REGISTRY
)
WAITED = Histogram(
    "dossier_job_wait_seconds",
    "Attente d’un travail pris par ce processus.",
    ("kind",),
    buckets=_SLOW,
    registry=REGISTRY,
)
TAKEN_OVER = Counter("dossier_jobs_taken_over", "Travaux repris à un processus disparu.", registry=REGISTRY)
QUEUED_AGAIN = Counter("dossier_jobs_queued_again", "Travaux remis en file après un arrêt.", registry=REGISTRY)
ALARMS = Counter("dossier_watch_failures", "Échecs de la veille sur les travailleurs.", ("where",), registry=REGISTRY)


def count_event(event: Event, value: float, labels: dict[str, str]) -> None:
    """Counts what the jobs tell (``service.jobs.tally``)."""
    match event:
        case Event.STARTED:
            WAITED.labels(labels["kind"]).observe(value)
        case Event.ENDED:
            ENDED.labels(labels["kind"], labels["state"], labels["code"]).inc()
        case Event.STEP:
            STAGE_SECONDS.labels(labels["kind"], labels["step"]).observe(value)
        case Event.TAKEN_OVER:
            TAKEN_OVER.inc(value)
        case Event.QUEUED_AGAIN:
            QUEUED_AGAIN.inc(value)
        case Event.ALARM:
            ALARMS.labels(labels["where"]).inc(value)


class TaskFigures(logging.Handler):
    """Counts what the chamber writes in the journal when a task ends: it knows nothing of figures itself."""

    def emit(self, record: logging.LogRecord) -> None:
        """Counts one line, when it is that one."""
        operation = getattr(record, "operation", None)
        if operation is None:
            return
        TASK_SECONDS.labels(operation).observe(getattr(record, "seconds", 0.0))
        TASK_BYTES.labels(operation).observe(getattr(record, "peak_bytes", 0))
        CONVERSIONS.inc(getattr(record, "conversions", 0))
        RESTARTS.inc(getattr(record, "restarts", 0))
        for stage, seconds in getattr(record, "stages", {}).items():
            STAGE_SECONDS.labels(operation, stage).observe(seconds)


@contextmanager
def counting() -> Iterator[None]:
    """Counts what the jobs and the chamber of this process tell, for as long as the block lasts."""
    chamber, tasks = logging.getLogger(CHAMBER), TaskFigures()
    stop_counting = listen(count_event)
    chamber.addHandler(tasks)
    level = chamber.level
    chamber.setLevel(logging.INFO)  # whatever the journal keeps
    try:
        yield
    finally:
        chamber.setLevel(level)
        chamber.removeHandler(tasks)
        stop_counting()

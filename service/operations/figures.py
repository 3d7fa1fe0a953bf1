"""The figures that this process counts itself, and the registry they are read from (Prometheus)."""

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector

from service.jobs.tally import Event

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

"""The figures that this process counts itself, and the registry they are read from (Prometheus)."""

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector

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
    "Durée d’une étape d’un travail de ce processus.",
    ("operation", "stage"),
    buckets=_SLOW,
    registry=REGISTRY,
)
CONVERSIONS = Counter(
    "dossier_conversions", "Documents convertis par LibreOffice pour ce processus.", registry=REGISTRY
)
OFFICE_RESTARTS = Counter(
    "dossier_office_restarts", "LibreOffice arrêtés et relancés pour ce processus.", registry=REGISTRY
)

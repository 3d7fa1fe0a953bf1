"""``dossier worker``: takes jobs and serves no page, on as many machines as PostgreSQL is reached from."""

import logging
import signal
import threading

from service.opening import open_desk
from service.settings import ServiceSettings

log = logging.getLogger(__name__)


def run_worker(settings: ServiceSettings) -> None:
    """Takes jobs until SIGTERM or SIGINT; what it has in hand then is given to the other workers at once."""
    is_over = threading.Event()
    for kind in (signal.SIGTERM, signal.SIGINT):
        signal.signal(kind, lambda _number, _frame: is_over.set())
    with open_desk(settings):
        log.info("the worker takes jobs")
        is_over.wait()
        log.info("the worker leaves")

"""``dossier worker``: takes jobs and serves no page, on as many machines as PostgreSQL is reached from."""

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from service.opening import open_desk
from service.settings import ServiceSettings

log = logging.getLogger(__name__)


def run_worker(settings: ServiceSettings) -> None:
    """Takes jobs until SIGTERM or SIGINT; what it has in hand then is given to the other workers at once."""
    with until_told() as is_over, open_desk(settings):
        log.info("the worker takes jobs")
        is_over.wait()
        log.info("the worker leaves")


@contextmanager
def until_told() -> Iterator[threading.Event]:
    """Gives what is set when this process is politely told to stop."""
    is_over = threading.Event()
    kinds = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(kind, lambda _number, _frame: is_over.set()) for kind in kinds]
    try:
        yield is_over
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)

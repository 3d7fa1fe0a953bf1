"""``dossier serve`` and ``dossier worker``: the journal opened, bounds set, the desk kept, all closed gently."""

import contextlib
import logging
from collections.abc import Iterator

import uvicorn
from fastapi import FastAPI

from service.accounts.keeping import ensure_first_admin
from service.app import create_app
from service.chamber.isolation import isolation_level
from service.demonstration import check_mode, open_demonstration
from service.desk import Desk
from service.journal import open_journal
from service.opening import open_desk
from service.operations.figures import REGISTRY, counting
from service.operations.sweeping import swept_daily
from service.settings import ServiceSettings

KEEP_ALIVE_SECONDS = 15
GOODBYE_SECONDS = 20  # what a stop leaves to answers in flight
HEAD_BYTES = 64 * 1024  # of a request line and its headers
CONNECTIONS = 512  # beyond, a clear 503 at once
BACKLOG = 1024
log = logging.getLogger(__name__)


def run_service(settings: ServiceSettings) -> None:
    """Serves until SIGTERM or SIGINT; answers in flight and jobs in hand are let go of gently."""
    open_journal(settings.log_level)
    # The desk is opened here and not by the application: what forbids it is told as any command tells it.
    with contextlib.suppress(KeyboardInterrupt), open_whole_desk(settings) as desk:
        app = create_app(settings, opened=lambda _settings: contextlib.nullcontext(desk))
        uvicorn.Server(server_config(app, settings)).run()  # gives the signal that it obeyed again when it ends


def server_config(app: FastAPI, settings: ServiceSettings) -> uvicorn.Config:
    """Gives the bounds of the server: what one visitor may hold, and whom it believes about visitors."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,  # one journal for all: service.journal
        access_log=False,  # told with the person and the route: service.operations.requests
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        http="h11",
        ws="none",
        lifespan="on",
        backlog=BACKLOG,
        limit_concurrency=CONNECTIONS,
        h11_max_incomplete_event_size=HEAD_BYTES,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GOODBYE_SECONDS,
    )


@contextlib.contextmanager
def open_whole_desk(settings: ServiceSettings) -> Iterator[Desk]:
    """Gives the desk with what goes on beside it: figures, sweeping, the first admin or the demonstration."""
    with counting(), open_desk(settings) as desk:
        check_mode(desk)
        links = open_demonstration(desk) if settings.mode == "demonstration" else _first_link(desk)
        for name, link in links.items():
            log.warning("lien à usage unique", extra={"told": {"account": name, "link": link}})
        with swept_daily(desk):
            yield desk


def _first_link(desk: Desk) -> dict[str, str]:
    link = ensure_first_admin(desk)
    return {"admin": link} if link else {}


def run_worker(settings: ServiceSettings) -> None:
    """Takes jobs until SIGTERM or SIGINT, and gives its figures where ``DOSSIER_METRICS_PORT`` says."""
    from prometheus_client import start_http_server

    from service.operations import worker

    open_journal(settings.log_level)
    if settings.metrics_port:
        start_http_server(settings.metrics_port, addr=settings.host, registry=REGISTRY)
    with counting():
        log.info("confinement", extra={"told": {"level": isolation_level()}})
        worker.run_worker(settings.model_copy(update={"takes_jobs": True}))

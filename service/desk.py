"""What every route needs, opened once: the settings, the database, the store, the region, the jobs, the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from fastapi import Request

from assembler.models.region import Region
from assembler.store import Store
from service.db.engine import Database
from service.db.tables import Job
from service.orders import Order
from service.settings import ServiceSettings


class Jobs(Protocol):
    """What the routes may ask of the jobs; ``service.jobs`` gives the real ones."""

    def start(
        self, order: Order, *, requested_by: str, lang: str, request_id: str = "", parent: str | None = None
    ) -> Job:
        """Accepts an order: the job's row is written first, then the durable workflow is queued under the same id."""

    def cancel(self, job_id: str) -> None:
        """Asks a job, and the jobs under it, to stop; ``ConflictError`` when it has ended."""

    def retry(self, job_id: str) -> Job:
        """Queues an ended job that did not succeed again; ``ConflictError`` when it is not of these."""


@dataclass(frozen=True)
class Desk:
    """What the service works with."""

    settings: ServiceSettings
    database: Database
    store: Store
    region: Region
    jobs: Jobs
    now: Callable[[], datetime]


def desk_of(request: Request) -> Desk:
    """Gives the desk of the application that serves this request (a FastAPI dependency)."""
    desk: Desk = request.app.state.desk
    return desk

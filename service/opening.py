"""Opens the desk: the database brought up to date, the store, the region, the jobs; closes them again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from assembler.regions import load_region
from assembler.store import Store
from service.db.engine import Database
from service.db.schema import upgrade_database
from service.desk import Desk
from service.jobs.running import open_jobs
from service.settings import ServiceSettings


def now() -> datetime:
    """Gives this instant; the only clock of the service."""
    return datetime.now(UTC)


@contextmanager
def open_desk(settings: ServiceSettings) -> Iterator[Desk]:
    """Gives a desk for as long as the block lasts."""
    database = Database(settings.database)
    try:
        upgrade_database(database)
        store, region = Store(settings.home / "store"), load_region(settings.region)
        takes_work = settings.takes_jobs
        with open_jobs(settings, database=database, store=store, region=region, now=now, takes_work=takes_work) as jobs:
            yield Desk(settings=settings, database=database, store=store, region=region, jobs=jobs, now=now)
    finally:
        database.close()

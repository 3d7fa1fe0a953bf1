"""DBOS, opened and closed: the traps of it are here (findings, « Jobs »).

Its engine is ours, because it sets neither WAL nor FULL; each opening has a name of its own, because two processes of
one name take each other's jobs; its version is pinned, because another one would leave jobs behind; it talks to nobody.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, TypeVar

from dbos import DBOS, DBOSClient, DBOSConfig, SetWorkflowID
from sqlalchemy import Engine, create_engine, event, make_url

from service.db.engine import BUSY_MILLISECONDS, open_engine
from service.settings import ServiceSettings

VERSION = "1"  # raised only when a workflow's steps change so that one begun before cannot go on
NAME = "dossier"
PAUSE_SECONDS = 10  # within a transaction; ours take milliseconds
CONDUCTORS = 16  # batches that wait for their dossiers at once, in one process
CHECKS, MAKING, CONDUCTING = "checks", "making", "conducting"
POLL_SECONDS = {CHECKS: 0.2, MAKING: 0.4, CONDUCTING: 0.5}  # each look costs some milliseconds of a core
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_MILLISECONDS}")
_ENDED = ("SUCCESS", "ERROR", "CANCELLED")
_FORGOTTEN_AT_ONCE = 200
GivenT = TypeVar("GivenT")


def open_ledger(settings: ServiceSettings) -> Engine:
    """Gives the engine of DBOS: the service's own PostgreSQL, or an SQLite file beside the service's.

    Not ``open_engine``'s SQLite: DBOS begins its own transactions, by the driver's IMMEDIATE.
    """
    if make_url(settings.database).get_backend_name() != "sqlite":
        engine = open_engine(settings.database)
        bound_pauses(engine)
        return engine
    settings.home.mkdir(parents=True, exist_ok=True)
    engine = create_engine(_ledger_url(settings), connect_args={"check_same_thread": False}, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    return engine


def bound_pauses(engine: Engine) -> None:
    """Lets PostgreSQL end a transaction whose process fell asleep in it: its locks would hold every other worker."""
    if engine.dialect.name == "postgresql":
        engine.dispose()  # those that were opened before know nothing of it
        event.listen(engine, "connect", _bound_pause)


def _bound_pause(connection: Any, _record: Any) -> None:
    connection.execute(f"SET idle_in_transaction_session_timeout = '{PAUSE_SECONDS}s'")
    connection.commit()


def _ledger_url(settings: ServiceSettings) -> str:
    url = make_url(settings.database)
    if url.get_backend_name() != "sqlite":
        return url.render_as_string(hide_password=False)
    return f"sqlite:///{settings.home / 'dossier-jobs.sqlite'}"


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = "IMMEDIATE"
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def launch(settings: ServiceSettings, ledger: Engine, *, executor_id: str, takes_work: bool) -> None:
    """Starts DBOS in this process; it takes jobs from the queues, or only puts some there."""
    _quieten()
    config: DBOSConfig = {
        "name": NAME,
        "system_database_url": _ledger_url(settings),
        "system_database_engine": ledger,
        "application_version": VERSION,
        "executor_id": executor_id,
        "enable_otlp": False,
        "log_level": "WARNING",
        "notification_listener_polling_interval_sec": 0.2,  # nobody is notified; a stop waits for it
    }
    DBOS(config=config)
    DBOS.listen_queues(tuple(POLL_SECONDS) if takes_work else ())
    DBOS.launch()
    widths = {CHECKS: settings.checkers, MAKING: settings.makers, CONDUCTING: CONDUCTORS}
    for name, width in widths.items():
        DBOS.register_queue(
            name,
            worker_concurrency=width,
            polling_interval_sec=POLL_SECONDS[name],
            on_conflict="always_update" if takes_work else "never_update",
        )


def _quieten() -> None:
    """Lets DBOS speak through our journal: it writes on the console by itself only when nobody listens."""
    journal = logging.getLogger("dbos")
    if not journal.handlers:
        journal.addHandler(logging.NullHandler())
    journal.propagate = True


def shut() -> None:
    """Stops DBOS in this process; another opening may follow."""
    DBOS.destroy()


def enqueue(queue: str, workflow: Callable[[str, int], None], *, workflow_id: str, job_id: str, attempt: int) -> None:
    """Queues a workflow under its own id; a second time changes nothing."""
    with SetWorkflowID(workflow_id):
        DBOS.enqueue_workflow(queue, workflow, job_id, attempt)


def states_of(workflow_ids: list[str]) -> dict[str, str]:
    """Gives the state of the workflows that exist, by id."""
    if not workflow_ids:
        return {}
    found = DBOS.list_workflows(workflow_ids=workflow_ids, load_input=False, load_output=False)
    return {workflow.workflow_id: workflow.status for workflow in found}


def running_elsewhere(living: set[str]) -> list[tuple[str, str]]:
    """Gives the workflows, each with its queue, that run under a name that no living worker has."""
    found = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
    return [(one.workflow_id, one.queue_name or MAKING) for one in found if one.executor_id not in living]


def queue_again(workflow_id: str, queue: str) -> None:
    """Queues a workflow whose worker died; its steps that ended are kept, and a worker that was not dead loses it."""
    DBOS.resume_workflow(workflow_id, queue_name=queue)


def forget_ended(before: datetime) -> int:
    """Deletes the workflows that ended before an instant: rows of jobs tell their story. Gives their number."""
    ended = DBOS.list_workflows(
        status=list(_ENDED),
        completed_before=before.isoformat(),
        limit=_FORGOTTEN_AT_ONCE,
        load_input=False,
        load_output=False,
    )
    if ended:
        DBOS.delete_workflows([workflow.workflow_id for workflow in ended])
    return len(ended)


def leave_behind(ledger: Engine, executor_id: str) -> int:
    """Queues again, for any other worker, what this name had in hand; DBOS is shut. Gives their number."""
    client = DBOSClient(system_database_engine=ledger)
    left = client.list_workflows(status="PENDING", executor_id=executor_id, load_input=False, load_output=False)
    for one in left:
        client.resume_workflow(one.workflow_id, queue_name=one.queue_name or MAKING)
    return len(left)


def aside(work: Callable[[], GivenT]) -> GivenT:
    """Runs in a thread of its own: DBOS refuses to be called where an event loop runs, and reads what surrounds it."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="dossier-jobs") as thread:
        return thread.submit(work).result()

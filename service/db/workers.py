"""The rows of workers: which processes take jobs, and when each was last heard."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.db.tables import Worker


def database_now(session: Session, otherwise: datetime) -> datetime:
    """Gives the clock that every worker shares: the server's; SQLite has none, but also has one machine only."""
    if session.get_bind().dialect.name != "postgresql":
        return otherwise
    instant: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return instant


def beat(session: Session, worker: Worker) -> None:
    """Writes that a worker lives; its row is made anew when another worker thought it dead."""
    session.merge(worker)


def list_workers(session: Session) -> list[Worker]:
    """Gives every worker that has not left."""
    return list(session.scalars(select(Worker).order_by(Worker.started_at, Worker.executor_id)))


def forget_workers(session: Session, executor_ids: list[str]) -> None:
    """Takes the rows of workers away."""
    session.execute(delete(Worker).where(Worker.executor_id.in_(executor_ids)))

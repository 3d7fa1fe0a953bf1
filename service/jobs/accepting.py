"""From an order to the rows of its jobs: one, and one more for each territory of a batch."""

from datetime import datetime

from sqlalchemy.orm import Session

from service.db.columns import new_id
from service.db.tables import Job
from service.jobs.asking import find_deposit
from service.orders import AssembleOrder, BatchOrder, ConsolidateOrder, Order, PublishOrder


def rows_for(
    session: Session,
    order: Order,
    *,
    requested_by: str,
    lang: str,
    request_id: str,
    parent: str | None,
    now: datetime,
) -> list[Job]:
    """Writes the rows of an order, the job itself first; ``MissingError`` when a submission does not exist."""

    def written(order: Order, job_id: str, parent_id: str | None) -> Job:
        job = Job(
            id=job_id,
            kind=order.kind,
            parent_id=parent_id,
            order=order.model_dump(mode="json"),
            lang=lang,
            requested_by=requested_by,
            request_id=request_id,
            created_at=now,
            **_about(session, order),
        )
        session.add(job)
        session.flush()
        return job

    job = written(order, new_id(), parent)
    return [job, *(written(child, f"{job.id}-{code}", job.id) for code, child in _children(order).items())]


def _about(session: Session, order: Order) -> dict[str, str | None]:
    """Gives what doors and lists need to know of a job."""
    match order:
        case BatchOrder() | PublishOrder():
            for submission_id in order.submissions.values():
                find_deposit(session, submission_id)
            return {}
        case ConsolidateOrder():
            for submission_id in order.submissions.values():
                find_deposit(session, submission_id)
            return {"agreement": order.agreement}
    territory = find_deposit(session, order.submission_id).territory
    return {
        "territory": territory,
        "submission_id": order.submission_id,
        "agreement": getattr(order, "agreement", None),
    }


def _children(order: Order) -> dict[str, AssembleOrder]:
    if not isinstance(order, BatchOrder):
        return {}
    return {
        territory: AssembleOrder(submission_id=submission_id, edition=order.edition, fy=order.fy)
        for territory, submission_id in sorted(order.submissions.items())
    }

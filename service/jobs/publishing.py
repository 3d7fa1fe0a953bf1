"""How a version of a template ends with the job that tried it: published or refused, in the same transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from service.db.tables import Job
from service.db.templates import find_version, publish_version, published_set, refuse_version
from service.errors import ConflictError
from service.jobs.outcomes import Outcome, failed
from service.orders import PublishOrder
from service.words import translate as _


def settle(session: Session, job: Job, made: Outcome, *, now: datetime) -> Outcome:
    """Publishes or refuses the version of a job; gives how the job ends.

    The trial holds for the templates that were published when it was run: it is void once these have changed.
    """
    order = PublishOrder.model_validate(job.order)
    version = find_version(session, order.version_id)
    if version is None:
        return made
    if job.is_cancel_asked or made.template is None:
        refuse_version(version, made.problem, now=now)
        return made
    if dict(made.template.tried) != {**dict(published_set(session)), order.path: order.sha256}:
        told = _("Un autre gabarit a été publié pendant l’essai. Reprenez ce travail pour l’essayer de nouveau.")
        ended = failed(ConflictError(told), job_id=job.id, request_id=job.request_id)
        refuse_version(version, ended.problem, now=now)
        return ended
    publish_version(session, version, now=now)
    return made

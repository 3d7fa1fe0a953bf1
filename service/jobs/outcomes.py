"""What a step of a workflow gives to the next one: small, plain, and kept by DBOS as JSON."""

import logging
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from assembler.errors import DossierError
from service.db.making import KeptDossier, KeptTemplate, KeptVersion
from service.errors import TaskRefusedError
from service.problem_table import UNFORESEEN, row_of
from service.words import translate as _

log = logging.getLogger(__name__)


class Outcome(BaseModel):
    """How making ended. ``moot``: the job needed nothing any more."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    end: Literal["made", "failed", "cancelled", "moot"]
    version: KeptVersion | None = None
    dossier: KeptDossier | None = None
    template: KeptTemplate | None = None
    problem: dict[str, Any] | None = None


MOOT, CANCELLED = Outcome(end="moot"), Outcome(end="cancelled")


def failed(error: Exception, *, job_id: str, request_id: str) -> Outcome:
    """Gives the end of a job that met an error; what was not foreseen is told to the journal, not to the person."""
    if isinstance(error, DossierError):
        log.info("job %s failed: %s", job_id, type(error).__name__)
        return Outcome(end="failed", problem=_problem(error))
    log.error("job %s failed by a fault of ours", job_id, exc_info=error)
    return Outcome(end="failed", problem=unforeseen(request_id or job_id))


def unforeseen(number: str) -> dict[str, Any]:
    """Gives the problem of an error that nobody foresaw; ``number`` finds it in the journal."""
    message = _(
        "Une erreur imprévue a interrompu le travail. Relancez-le; si elle revient, signalez-la avec le "
        "numéro\u00a0{number}."
    ).format(number=number)
    return {"code": UNFORESEEN.code, "message": message}


def _problem(error: DossierError) -> dict[str, Any]:
    if isinstance(error, TaskRefusedError):
        return {"code": error.code, "message": error.message, "messages": dict(error.messages)}
    return {"code": row_of(error).code, "message": error.message}

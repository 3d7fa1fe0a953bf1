"""Why a job made nothing, as each person may read it: funders read nothing of what a plan holds."""

from dataclasses import dataclass

from service.db.tables import Job, Role
from service.doors import Person
from service.words import translate as _

# Problems of the service, or of what was asked, never of a plan.
_PLAIN = frozenset(
    {"stopped", "task-limit", "service-fault", "unknown-name", "converter-missing", "conversion-timeout"}
)


@dataclass(frozen=True)
class ToldProblem:
    """A published code, and a sentence in the language the job was asked in."""

    code: str
    message: str


def problem_of(job: Job | None) -> ToldProblem | None:
    """Gives why a job made nothing, for those who may read the plan; None when nothing went wrong."""
    if job is None or not job.problem:
        return None
    return ToldProblem(code=str(job.problem.get("code", "")), message=str(job.problem.get("message", "")))


def problem_told_to(person: Person, job: Job) -> ToldProblem | None:
    """Gives why a job made nothing, as far as the person may know; None when nothing went wrong."""
    problem = problem_of(job)
    if problem is None or person.role is not Role.FUNDER or problem.code in _PLAIN:
        return problem
    message = _(
        "La reddition n’a pas pu être préparée à partir du plan. Écrivez à l’équipe régionale en nommant l’entente."
    )
    return ToldProblem(code="report-not-made", message=message)

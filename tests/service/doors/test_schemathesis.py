"""Requests that nobody would think of, drawn from the OpenAPI document: no fault of ours, and only declared answers.

``pytest tests/service/doors/test_schemathesis.py --drawn 50`` draws more of them.
"""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.python import asgi
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from service.app import create_app
from service.db.engine import Database
from service.db.tables import Job, JobState
from service.desk import Desk
from service.orders import Order
from tests.service.doors.world import SAMPLE, World, fresh_desk
from tests.service.waiting_jobs import WaitingJobs

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
BOUNDS = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
PUBLISH = "POST /api/v1/templates/{template_id}/versions"
OWN_PLAN: Any = (SAMPLE.parents[1] / "plan.docx").read_bytes()
PLAUSIBLE: Any = {"workbook": b"PK\x03\x04"}  # a deposit that is kept; its check is the chamber's
DEPOSIT = "POST /api/v1/territories/{code}/submissions"
Drawn = Case[Any]
CALLERS = ("CG", "funder", "region", "admin")


class EndedJobs(WaitingJobs):
    """Jobs that fail as soon as they are accepted: nobody waits for a check, and no stream stays open."""

    def start(
        self, order: Order, *, requested_by: str, lang: str, request_id: str = "", parent: str | None = None
    ) -> Job:
        """Accepts an order and ends it."""
        job = super().start(order, requested_by=requested_by, lang=lang, request_id=request_id, parent=parent)
        return self._ended(job)

    def retry(self, job_id: str) -> Job:
        """Tries an ended job again, in vain."""
        return self._ended(super().retry(job_id))

    def _ended(self, job: Job) -> Job:
        with self._database.writing() as session:
            row = session.get_one(Job, job.id)
            row.state, row.problem = JobState.FAILED, {"code": "stopped", "message": "Arrêté."}
            return row


@pytest.fixture(scope="module")
def desk(world: World, rows: Database) -> Desk:
    """The world, where jobs end at once and nobody asks too often."""
    plain = fresh_desk(world, rows)
    patient = world.settings.model_copy(update={"requests_per_minute": 10**6, "starts_per_minute": 10**6})
    return replace(plain, settings=patient, jobs=EndedJobs(plain.database, now=plain.now))


@pytest.fixture(scope="module")
def app(desk: Desk) -> FastAPI:
    """The service on it."""
    return create_app(desk.settings, opened=lambda _settings: nullcontext(desk))


@dataclass
class Trial:
    """Sends what was drawn, then the same about things that exist; callers take turns."""

    world: World
    client: asgi.ASGIClient
    drawn: int  # requests of each operation, in each mode
    callers: Iterator[str] = field(default_factory=lambda: itertools.cycle(CALLERS))
    answered: Counter[tuple[str, int]] = field(default_factory=Counter)

    def of_what_fits(self, case: Drawn) -> None:
        """Tries a request that keeps to the document."""
        self._send(case)
        self._about_something(case)
        if case.operation.label == DEPOSIT:
            case.body = PLAUSIBLE
        if case.operation.label == PUBLISH:  # the product's own, over the one that is published: nothing is tried
            case.path_parameters = {"template_id": self.world.things["template_id=published"]}
            case.body = {"template": OWN_PLAN}
        if "since" in (case.query or {}):  # compared with itself, in one edition: the chamber works once
            case.query = {"since": self.world.things["submission_id"]}
        for _ in CALLERS:
            self._send(case)

    def of_what_does_not(self, case: Drawn) -> None:
        """Tries a request that breaks the document somewhere."""
        self._send(case)
        self._about_something(case)
        self._send(case)

    def _about_something(self, case: Drawn) -> None:
        there = dict(self.world.things)
        # One that waits may be cancelled; the events of one that has ended do not last.
        there["job_id"] = there["job_id=of_CG" if case.operation.method == "delete" else "job_id=failed_of_CG"]
        case.path_parameters = {name: there.get(name, drawn) for name, drawn in case.path_parameters.items()}

    def _send(self, case: Drawn) -> None:
        headers = self.world.tokens[next(self.callers)]
        answer = case.call_and_validate(session=self.client, headers=headers, checks=CHECKS)
        self.answered[case.operation.label, answer.status_code] += 1

    def run(self, trial: Callable[[Drawn], None], operation: Any, mode: GenerationMode) -> None:
        """Draws the requests of an operation and tries each."""
        drawn = operation.as_strategy(generation_mode=mode)
        settings(BOUNDS, max_examples=self.drawn)(given(case=drawn)(trial))()


@pytest.fixture
def trial(app: FastAPI, world: World, request: pytest.FixtureRequest) -> Iterator[Trial]:
    """What sends requests straight to the application."""
    with asgi.get_client(app) as client:  # type: ignore[arg-type]  # it wants plain dictionaries
        yield Trial(world, client, request.config.getoption("--drawn"))


@pytest.fixture
def operations(app: FastAPI) -> list[Any]:
    """Every operation of the document."""
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    found: list[Any] = list(schema.get_all_operations())
    return [one.ok() for one in found]


def test_what_fits_the_document_is_answered_as_it_says(trial: Trial, operations: list[Any]) -> None:
    for operation in operations:
        trial.run(trial.of_what_fits, operation, GenerationMode.POSITIVE)
    assert len(operations) > 20
    succeeded = {label for label, status in trial.answered if status < 300}
    assert succeeded == {operation.label for operation in operations}


def test_what_breaks_the_document_makes_no_fault(trial: Trial, operations: list[Any]) -> None:
    for operation in operations:
        trial.run(trial.of_what_does_not, operation, GenerationMode.NEGATIVE)
    assert {400, 404, 422} <= {status for _label, status in trial.answered}

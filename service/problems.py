"""Errors as people meet them: a problem (RFC 9457) from the API, a page from the pages; refusals are audited here.

Every answer names its request, so that the log can be found; a traceback never leaves the log.
"""

import logging
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from rfc9457 import Problem
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from assembler.errors import BlockedUploadError, DossierError
from service.accounts.signed_in import person_or_visitor
from service.db.audit import write_entry
from service.desk import desk_of
from service.errors import (
    BlockedEditionError,
    ForbiddenError,
    MissingError,
    SignInNeededError,
    TaskRefusedError,
    TemplateRefusedError,
    TooManyError,
)
from service.origin import address_of, count_visitor, request_id_of
from service.pages.faults import answer_fault
from service.problem_table import INVALID, TYPES, UNFORESEEN, UNKNOWN_ADDRESS, UNREADABLE, WRONG_METHOD, Row, row_of
from service.validation_words import field_errors
from service.words import translate as _

MEDIA_TYPE = "application/problem+json"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
REFUSALS = (SignInNeededError, MissingError, ForbiddenError)
log = logging.getLogger("service.problems")

_WITH_FINDINGS = (BlockedUploadError, BlockedEditionError, TaskRefusedError, TemplateRefusedError)


@dataclass(frozen=True)
class Told:
    """What is said of an error: its row, its sentence, what else a program may read, its headers."""

    row: Row
    detail: str
    extras: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


def tell_problems(app: FastAPI) -> None:
    """Makes the application answer every error with its problem."""
    for kind in (DossierError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, answer_problem)


async def answer_problem(request: Request, error: Exception) -> Response:
    """Gives the answer to an error, in the language now spoken, and audits it when it is a refusal."""
    if isinstance(error.__cause__, DossierError) and not isinstance(error, DossierError):
        error = error.__cause__  # a body cut while FastAPI read it
    if isinstance(error, REFUSALS):
        error = await run_in_threadpool(_refused, request, error)
    told = _told(request, error)
    if told.row.status >= 500:
        log.error("%s %s", told.row.code, type(error).__name__, exc_info=error)
    problem = Problem(
        title=_(told.row.title),
        type_=TYPES + told.row.code,
        detail=told.detail,
        status=told.row.status,
        instance=quote(request.url.path),
        request_id=request_id_of(request),
        **told.extras,
    )
    if request.url.path.startswith("/api/"):
        return JSONResponse(problem.marshal(), told.row.status, told.headers, media_type=MEDIA_TYPE)
    needs_sign_in = isinstance(error, SignInNeededError)
    page = await run_in_threadpool(answer_fault, request, problem, needs_sign_in=needs_sign_in)
    page.headers.update(told.headers)
    return page


def _told(request: Request, error: Exception) -> Told:
    if isinstance(error, DossierError):
        return Told(row_of(error), error.message, _extras(error), _headers(error))
    if isinstance(error, RequestValidationError):
        lines = field_errors(error.errors())
        shown = " ".join(f"{line['field'] or line['in']}\u00a0: {line['message']}" for line in lines)
        return Told(INVALID, shown, {"errors": lines})
    if isinstance(error, HTTPException):
        return _told_http(request, error)
    return Told(
        UNFORESEEN,
        _(
            "Ce n’est pas votre faute, et rien n’a été fait à moitié. Recommencez; si l’erreur revient, transmettez "
            "le numéro de la demande à la personne qui gère le service."
        ),
    )


def _told_http(request: Request, error: HTTPException) -> Told:
    headers = dict(error.headers or {})
    if error.status_code == UNKNOWN_ADDRESS.status:
        return Told(UNKNOWN_ADDRESS, _("Cette adresse ne mène nulle part. Vérifiez-la."), {}, headers)
    if error.status_code == WRONG_METHOD.status:
        headers = {"Allow": _allowed(request)}
        return Told(WRONG_METHOD, _("Voyez les méthodes permises dans l’en-tête Allow."), {}, headers)
    if error.status_code < UNFORESEEN.status:
        return Told(UNREADABLE, _("La demande n’a pas pu être lue. Vérifiez sa forme, puis recommencez."), {}, headers)
    return Told(UNFORESEEN, _("Le service n’a pas pu répondre. Recommencez plus tard."), {}, headers)


def _allowed(request: Request) -> str:
    """Gives every method of an address: the framework only knows those of the first route that has it."""
    routes = request.app.routes
    tried = ({**request.scope, "method": method} for method in METHODS)
    taken = [scope["method"] for scope in tried if any(r.matches(scope)[0] is Match.FULL for r in routes)]
    return ", ".join(taken)


def _extras(error: DossierError) -> dict[str, Any]:
    if isinstance(error, _WITH_FINDINGS) and error.findings:
        return {"findings": [finding.model_dump(mode="json") for finding in error.findings]}
    return {}


def _headers(error: DossierError) -> dict[str, str]:
    if isinstance(error, SignInNeededError):
        return {"WWW-Authenticate": 'Bearer realm="Dossier"'}
    if isinstance(error, TooManyError):
        return {"Retry-After": str(error.seconds)}
    return {}


def _refused(request: Request, error: DossierError) -> DossierError:
    """Writes a refusal in the trail and gives it; a visitor refused too often is told to wait and writes no more."""
    is_counted = isinstance(error, SignInNeededError) or person_or_visitor(request) is not None  # on the way in
    try:
        if not is_counted:
            count_visitor(request)
    except TooManyError as too_many:
        return too_many
    _audit_refusal(request)
    return error


def _audit_refusal(request: Request) -> None:
    desk = desk_of(request)
    with desk.database.writing() as session:
        write_entry(
            session,
            at=desk.now(),
            person=person_or_visitor(request),
            action=f"{request.method.lower()} {_route(request)}",
            subject=_subject(request),
            outcome="refused",
            address=address_of(request),
            request_id=request_id_of(request),
        )


def _subject(request: Request) -> str:
    # The address of a one-time link is its secret.
    return _route(request) if "jeton" in request.path_params else request.url.path


def _route(request: Request) -> str:
    return str(getattr(request.scope.get("route"), "path", "?"))

"""What the OpenAPI document says beside the routes themselves: the service, its tags, its problems."""

from typing import Any

from fastapi import FastAPI

from service.problem_table import INVALID, ROWS, UNFORESEEN, UNREADABLE, Row

MEDIA_TYPE = "application/problem+json"
PROBLEM = "#/components/schemas/Problem"
DESCRIPTION = """
Coordinators submit a territory's workbook, narrative and attachments, read the findings and receive a verified
dossier; funders ask for the accountability reports of their agreements; the regional officer regenerates every
territory at once.

* **Signing in** — `Authorization: Bearer <token>`; tokens are made in the service's pages, narrowed to some rights
  (`read`, `deposit`, `make`) and expire.
* **Languages** — messages follow `Accept-Language`: French (by default) or English.
* **Jobs** — what takes time answers `202` with a job; follow it at `/jobs/{id}` or, live, at `/jobs/{id}/events`.
* **Idempotency** — send `Idempotency-Key` with a POST that starts work: the same key and request give the same answer
  and start nothing twice.
* **Lists** — newest first; `before` takes the id of the last item seen, and `Link: <…>; rel="next"` leads on.
* **Problems** — every error is an RFC 9457 problem whose `type` is stable; `/problems` lists them.
* **Amounts** are strings with two decimals, in Canadian dollars; instants are in UTC.
"""
TAGS: list[dict[str, Any]] = [
    {"name": "submissions", "description": "What a territory sends, and what checking it found."},
    {"name": "starts", "description": "What starts work: dossiers, reports, batches."},
    {"name": "jobs", "description": "How far the work is; stopping it and trying again."},
    {"name": "dossiers", "description": "What was made, its files and its archive."},
    {"name": "canvases", "description": "The workbook and the narrative to fill in."},
    {"name": "templates", "description": "The Word templates: those in use, and publishing new versions."},
    {"name": "reference", "description": "Fields, territories, agreements, problems, who I am."},
]
_MEANINGS = {
    400: "The request lacks something or could not be read.",
    401: "Nobody signed in, or the token is dead.",
    403: "This person may see it but not do that.",
    404: "There is no such thing, or this person may not know of it.",
    405: "The address does not take this method.",
    409: "The request does not fit the present state.",
    413: "The request or one of its files is too large.",
    415: "A file is not of the kind asked for.",
    416: "The range asked for lies outside the file.",
    422: "A field, or a file, is not acceptable; `errors` or `findings` say which.",
    429: "Too many requests; `Retry-After` says how long to wait.",
    500: "An unforeseen error; `request_id` names the request for whoever keeps the service.",
    503: "The service cannot do this now; trying again is safe.",
}
_EXAMPLES: dict[int, Row] = {
    **{row.status: row for row in reversed(ROWS.values())},
    422: INVALID,
    400: UNREADABLE,
    500: UNFORESEEN,
}
Responses = dict[int | str, dict[str, Any]]


def problems(*statuses: int) -> Responses:
    """Gives the problems a route may answer with, those of every route included."""
    return {status: _response(status) for status in sorted({*statuses, 400, 401, 403, 404, 413, 422, 429, 500})}


def tagged_answers(*statuses: int) -> Responses:
    """Gives the answers of a route whose JSON has a tag, beside its 200."""
    return {**problems(*statuses), 304: {"description": "The caller has it already (`If-None-Match`)."}}


def _response(status: int) -> dict[str, Any]:
    row = _EXAMPLES.get(status)
    content: dict[str, Any] = {"schema": {"$ref": PROBLEM}}
    if row is not None:
        content["example"] = {
            "type": f"/api/v1/problems/{row.code}",
            "title": row.title,
            "status": status,
            "detail": f"{row.title}.",
            "instance": "/api/v1/…",
            "request_id": "5d1f0c9e7b3a4c8f9e2d6a1b0c4f7e83",
        }
    return {"description": _MEANINGS[status], "content": {MEDIA_TYPE: content}}


_SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "description": "An error (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "description": "Stable; see `/problems`."},
        "title": {"type": "string", "description": "What kind of error it is, in the language asked for."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What failed, why, what to do."},
        "instance": {"type": "string", "format": "uri-reference"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "description": "Every field that is not acceptable.",
            "items": {
                "type": "object",
                "properties": {
                    "in": {"type": "string", "enum": ["body", "query", "path", "header", "cookie"]},
                    "field": {"type": "string"},
                    "message": {"type": "string"},
                },
            },
        },
        "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}},
    },
}


def describe_problems(app: FastAPI) -> None:
    """Puts the problem's schema, and how to sign in, in the application's OpenAPI document."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = plain()
            components = document.setdefault("components", {})
            schemas = components.setdefault("schemas", {})
            schemas["Problem"] = _SCHEMA
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            components["securitySchemes"] = {
                "token": {"type": "http", "scheme": "bearer", "description": "A token made in the service's pages."},
                "session": {"type": "apiKey", "in": "cookie", "name": "dossier", "description": "A browser's session."},
            }
            document["security"] = [{"token": []}, {"session": []}]
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]  # FastAPI's own way to extend the document

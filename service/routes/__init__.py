"""The API, one module per noun."""

from fastapi import APIRouter

from service.routes import (
    annotated,
    canvases,
    changes,
    dossiers,
    jobs,
    reference,
    sheets,
    starts,
    submissions,
    templates,
)

API_ROUTERS: tuple[APIRouter, ...] = (
    submissions.router,
    starts.router,
    jobs.router,
    dossiers.router,
    annotated.router,
    changes.router,
    canvases.router,
    sheets.router,
    templates.router,
    reference.router,
)

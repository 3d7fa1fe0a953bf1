"""The API, one module per noun."""

from fastapi import APIRouter

from service.routes import canvases, dossiers, jobs, reference, starts, submissions

API_ROUTERS: tuple[APIRouter, ...] = (
    submissions.router,
    starts.router,
    jobs.router,
    dossiers.router,
    canvases.router,
    reference.router,
)

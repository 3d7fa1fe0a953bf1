"""The application: its routes, its pages, its guards, in the order they are asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from service.opening import open_desk
from service.routes import API_ROUTERS
from service.settings import ServiceSettings


def create_app(settings: ServiceSettings) -> FastAPI:
    """Gives the service for these settings; the desk opens when it starts and closes when it stops."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with open_desk(settings) as desk:
            app.state.desk = desk
            yield

    app = FastAPI(title="Dossier", version="1", lifespan=lifespan, openapi_url="/api/v1/openapi.json", docs_url=None)
    for router in API_ROUTERS:
        app.include_router(router, prefix="/api/v1")
    return app

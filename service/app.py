"""The application: its routes, its pages, its guards, in the order they are asked."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from starlette.middleware import Middleware

from service.desk import Desk
from service.middleware import bounded_body, faults_told, request_named, words_chosen
from service.operations.headers import headers_added
from service.operations.requests import requests_told
from service.operations.routes import router as operations_router
from service.pages.routers import PAGE_ROUTERS
from service.problems import tell_problems
from service.rates import Rates
from service.routes import API_ROUTERS
from service.routes.openapi import DESCRIPTION, TAGS, describe_problems
from service.settings import ServiceSettings

Opened = Callable[[ServiceSettings], AbstractContextManager[Desk]]
API = "/api/v1"
THREADS = 120  # requests at work at once: those who wait for their password to be verified hold one each

# From the outside in: a request meets the first one first, an answer meets it last.
MIDDLEWARE: tuple[Middleware, ...] = (
    Middleware(request_named),
    Middleware(requests_told),
    Middleware(headers_added),
    Middleware(words_chosen),
    Middleware(faults_told),
    Middleware(bounded_body),
)


def create_app(settings: ServiceSettings, *, opened: Opened | None = None) -> FastAPI:
    """Gives the service for these settings; the desk opens when it starts and closes when it stops."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = THREADS
        with (opened or _open_desk)(settings) as desk:
            app.state.desk = desk
            yield

    app = FastAPI(
        title="Dossier",
        version="1",
        description=DESCRIPTION,
        openapi_tags=TAGS,
        lifespan=lifespan,
        openapi_url=f"{API}/openapi.json",
        generate_unique_id_function=lambda route: route.name,
        docs_url=None,  # both draw with scripts of others' networks
        redoc_url=None,
        redirect_slashes=False,  # it would send people to whatever host their request names
        middleware=MIDDLEWARE,
    )
    app.state.settings = settings
    app.state.rates = Rates(requests=settings.requests_per_minute, starts=settings.starts_per_minute)
    for router in API_ROUTERS:
        app.include_router(router, prefix=API)
    app.include_router(operations_router)
    for router in PAGE_ROUTERS:
        app.include_router(router, include_in_schema=False)
    tell_problems(app)
    describe_problems(app)
    return app


def _open_desk(settings: ServiceSettings) -> AbstractContextManager[Desk]:
    from service.opening import open_desk

    return open_desk(settings)

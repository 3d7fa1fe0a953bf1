"""``/healthz``, ``/readyz``, ``/metrics``: for machines that watch, not for people."""

import ipaddress
from hmac import compare_digest

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from service.desk import Desk, desk_of
from service.errors import MissingError
from service.operations.counted import JobFigures
from service.operations.figures import REGISTRY
from service.operations.health import check_readiness
from service.words import translate as _

_WATCHED = ["GET", "HEAD"]  # some watchers only ask for the status

router = APIRouter(include_in_schema=False)


@router.api_route("/healthz", methods=_WATCHED)
async def healthz() -> PlainTextResponse:
    """Says that the process answers; asks nothing of anything."""
    return PlainTextResponse("ok\n")


@router.api_route("/readyz", methods=_WATCHED)
def readyz(request: Request) -> JSONResponse:
    """Says whether the service can work: 200, or 503 with the part that cannot."""
    readiness = check_readiness(desk_of(request))
    return JSONResponse(readiness.model_dump(), status_code=200 if readiness.is_ready else 503)


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Gives the figures to this machine, or to whoever shows the token; nothing is there for others."""
    desk = desk_of(request)
    if not _may_read(request, desk):
        raise MissingError(_("Cette page n’existe pas, ou elle ne vous est pas ouverte."))
    counted = CollectorRegistry()
    counted.register(JobFigures(desk))
    return Response(generate_latest(REGISTRY) + generate_latest(counted), media_type=CONTENT_TYPE_LATEST)


def _may_read(request: Request, desk: Desk) -> bool:
    token = desk.settings.metrics_token
    if token:
        given = request.headers.get("authorization", "").partition(" ")[2].strip()
        return compare_digest(given.encode(), token.encode())
    return _is_local(request)


def _is_local(request: Request) -> bool:
    """True for a caller of this very machine; a proxy beside us speaks for others, and says so."""
    if "x-forwarded-for" in request.headers or "forwarded" in request.headers or request.client is None:
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:  # a socket of the machine has no address
        return False

"""JSON with a tag: who already has it is told so in a few bytes."""

from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import urlencode

from fastapi import Request, Response
from pydantic import BaseModel, TypeAdapter

from service.downloads import is_known


def tagged(
    request: Request, answer: BaseModel | Sequence[BaseModel], *, headers: dict[str, str] | None = None
) -> Response:
    """Gives an answer as JSON with its ETag, or 304 when ``If-None-Match`` names it."""
    adapter: TypeAdapter[object] = TypeAdapter(type(answer) if isinstance(answer, BaseModel) else list[BaseModel])
    body = adapter.dump_json(answer, serialize_as_any=True)
    return tagged_bytes(request, body, headers=headers)


def tagged_bytes(request: Request, body: bytes, *, headers: dict[str, str] | None = None) -> Response:
    """Gives JSON already written, in the same way."""
    tag = sha256(body).hexdigest()
    sent = {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache", "Vary": "Accept-Language, Authorization, Cookie"}
    sent |= headers or {}
    if is_known(request, tag):
        return Response(status_code=304, headers=sent)
    return Response(body, headers=sent, media_type="application/json")


def next_page(request: Request, ids: Sequence[str], limit: int) -> dict[str, str]:
    """Gives the Link header of a list that may have more: the same request, before the last item (RFC 8288)."""
    if len(ids) < limit:
        return {}
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "before"]
    return {"Link": f'<{request.url.path}?{urlencode([*kept, ("before", ids[-1])])}>; rel="next"'}

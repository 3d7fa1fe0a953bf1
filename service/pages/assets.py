"""What pages are dressed with: files of ``service/static`` under an address that changes with their bytes."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response

from assembler.models.region import Region
from service.desk import Desk, desk_of

FOLDER = Path(__file__).parents[1] / "static"
FOREVER = "public, max-age=31536000, immutable"
_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

router = APIRouter()


def asset(name: str) -> str:
    """Gives the address of a file of ``service/static``; ``KeyError`` when there is no such file."""
    _files()[name]
    return f"/static/{version()}/{name}"


def accents(region: Region) -> str:
    """Gives the address of the stylesheet that holds each territory's accent."""
    return f"/static/{_fingerprint(accents_css(region).encode())}/accents.css"


def accents_css(region: Region) -> str:
    """Gives one rule per territory: the page's accent is that of its documents."""
    return "".join(f'[data-territory="{one.code}"]{{--accent:#{one.accent}}}\n' for one in region.territories)


@cache
def version() -> str:
    """Gives the fingerprint of every file together: files name one another, so they change address together."""
    return _fingerprint(b"".join(name.encode() + content for name, content in sorted(_files().items())))


@cache
def _files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.suffix in _KINDS}


def _fingerprint(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]


@router.get("/static/{fingerprint}/{name}")
def send_asset(fingerprint: str, name: str, desk: Annotated[Desk, Depends(desk_of)]) -> Response:
    """Gives a file of the pages; kept for a year by browsers when the address is that of its bytes."""
    if name == "accents.css":
        content, current = accents_css(desk.region).encode(), accents(desk.region).split("/")[2]
    elif name in _files():
        content, current = _files()[name], version()
    else:
        raise HTTPException(404)  # nothing that anyone may be refused: no line in the trail
    keeping = FOREVER if fingerprint == current else "no-cache"
    return Response(content, media_type=_KINDS[Path(name).suffix], headers={"Cache-Control": keeping})

"""Bytes as answers: their name, their tag, a part of them when one is asked for (RFC 6266, RFC 9110 §13–14).

What people receive is saved under its name and never sniffed. Only our own PDFs may be shown in place, for the preview:
some browsers show no PDF in a sandbox, so it may reach nothing instead; anything else is sandboxed.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".png": "image/png",
}
UNKNOWN = "application/octet-stream"
PREVIEWED = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
SANDBOXED = "sandbox; default-src 'none'; frame-ancestors 'self'"
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
_TAG = re.compile(r'(?:W/)?"([^"]*)"')


@dataclass(frozen=True)
class Served:
    """Bytes to serve: their hash is their tag, ``name`` is what they are saved as."""

    name: str
    content: bytes
    sha256: str
    is_inline: bool = False

    @property
    def media_type(self) -> str:
        """What the name's suffix says; our own table, never a guess from the bytes."""
        return MEDIA_TYPES.get(PurePosixPath(self.name).suffix.lower(), UNKNOWN)


def serve(request: Request, served: Served) -> Response:
    """Gives the answer to a GET or a HEAD: 200, 206 for a range, 304 when the caller has it, 416 for no such range."""
    headers = _headers(served)
    if is_known(request, served.sha256):
        return Response(status_code=304, headers=headers)
    size = len(served.content)
    wanted = _wanted(request, served)
    if wanted is None:
        return _sized(request, served.content, 200, headers)
    first, last = wanted
    if first > last or first >= size:
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return _sized(request, served.content[first : last + 1], 206, headers)


def is_beginning(request: Request) -> bool:
    """True for a request that is a download of its own: not a later range of one, not a question about it."""
    asked = _RANGE.fullmatch(request.headers.get("range", "").strip())
    return request.method == "GET" and (asked is None or asked[1] in ("", "0"))


def is_known(request: Request, tag: str) -> bool:
    """True when the caller already has what this tag names (``If-None-Match``)."""
    given = request.headers.get("if-none-match", "").strip()
    return given == "*" or tag in _TAG.findall(given)


def disposition(name: str, *, is_inline: bool = False) -> str:
    """Gives the Content-Disposition of a file name: plain letters for old programs, UTF-8 for the others (RFC 6266)."""
    kind = "inline" if is_inline else "attachment"
    plain = "".join(letter if letter.isascii() and letter.isprintable() else "_" for letter in name)
    plain = plain.replace("\\", "_").replace('"', "_").replace("%", "_")
    if plain == name:
        return f'{kind}; filename="{plain}"'
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _headers(served: Served) -> dict[str, str]:
    is_pdf = served.media_type == MEDIA_TYPES[".pdf"]
    return {
        "Content-Type": served.media_type,
        "Content-Disposition": disposition(served.name, is_inline=served.is_inline),
        "Content-Security-Policy": PREVIEWED if served.is_inline and is_pdf else SANDBOXED,
        "X-Content-Type-Options": "nosniff",
        "ETag": f'"{served.sha256}"',
        "Cache-Control": "private, no-cache",  # kept by the browser, shown only once we agree that it still may
        "Accept-Ranges": "bytes",
    }


def _wanted(request: Request, served: Served) -> tuple[int, int] | None:
    """Gives the first and last byte asked for, or None for all of them; several ranges are answered as none."""
    asked = _RANGE.fullmatch(request.headers.get("range", "").strip())
    condition = request.headers.get("if-range")
    if asked is None or asked[0] == "bytes=-" or (condition is not None and condition != f'"{served.sha256}"'):
        return None
    size = len(served.content)
    if not asked[1]:  # the last bytes
        return (max(0, size - int(asked[2])), size - 1) if int(asked[2]) else (size, size)
    if asked[2] and int(asked[2]) < int(asked[1]):
        return None  # not a range at all (RFC 9110 §14.1.1): ignored
    return int(asked[1]), min(int(asked[2] or size), size - 1)


def _sized(request: Request, content: bytes, status: int, headers: dict[str, str]) -> Response:
    if request.method == "HEAD":
        return Response(status_code=status, headers={**headers, "Content-Length": str(len(content))})
    return Response(content, status, headers)

"""What hostile files would reach for: a server that listens, a file with a secret. And how to search what was made."""

import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from assembler.verify.page_text import read_page_texts

SECRET = "MOT-DE-PASSE-LOCAL"


@dataclass
class Outside:
    """An address on this machine with every request it saw, and a secret file."""

    address: str
    secret: Path
    requests: list[str] = field(default_factory=list)


@contextmanager
def listening(folder: Path) -> Iterator[Outside]:
    """Listens for as long as the block lasts."""
    secret = folder / "secret.txt"
    secret.write_text(SECRET)
    outside = Outside("", secret)

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            outside.requests.append(self.path)
            self.send_error(404)

        do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815 - the names of the library

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        outside.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield outside
        finally:
            server.shutdown()


def words_of(path: str, content: bytes) -> str:
    """Gives all that a made file says, in every part of it."""
    if path.endswith(".pdf"):
        return "".join(read_page_texts(content)) + content.decode("latin-1")
    if path.endswith((".docx", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return content.decode("utf-8", "replace")

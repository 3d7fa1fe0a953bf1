"""The journal: one line for each event, JSON for a program or plain for a terminal, with who, which request, which job.

It names people by the identifier of their account, never by their e-mail; it holds no secret and no file's content.
"""

import json
import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, TextIO

_MARKS = ("request", "job", "person")
_EXTRAS = ("operation", "seconds", "peak_bytes", "cpu_seconds", "conversions", "restarts")  # of service.chamber
_marks: ContextVar[dict[str, str] | None] = ContextVar("marks", default=None)

# Logged by libraries through handlers of their own until they are sent here.
_LIBRARIES = ("dbos", "uvicorn", "uvicorn.error", "uvicorn.access", "alembic", "sqlalchemy")
_QUIET = ("alembic", "httpx", "PIL", "fontTools", "asyncio", "multipart", "python_multipart")

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PASSWORD = re.compile(r"(://[^:/@\s]*:)[^@/\s]+@")  # of a database's URL
_ONE_TIME = re.compile(r"(/(?:mot-de-passe|demonstration)/)[\w.~-]+")
_BEARER = re.compile(r"(?i)(bearer\s+)[\w.~+/=-]+")


@contextmanager
def marked(**marks: str) -> Iterator[None]:
    """Adds marks (``request``, ``job``, ``person``) to every line written inside the block."""
    token = _marks.set({**(_marks.get() or {}), **{name: value for name, value in marks.items() if value}})
    try:
        yield
    finally:
        _marks.reset(token)


def open_journal(level: str, stream: TextIO | None = None) -> None:
    """Sends every line of this process to one place, in one form: plain on a terminal, JSON elsewhere."""
    stream = stream or sys.stderr
    output = logging.StreamHandler(stream)
    output.setLevel(level)
    output.setFormatter(PlainLines() if stream.isatty() else JsonLines())
    logging.root.handlers[:] = [output]
    logging.root.setLevel(level)
    for name in _LIBRARIES:
        library = logging.getLogger(name)
        library.handlers[:], library.propagate = [], True
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("dbos").addHandler(logging.NullHandler())  # else it adds one that writes on the console
    logging.captureWarnings(True)


def without_secrets(text: str) -> str:
    """Gives a text without e-mails, passwords of URLs, one-time links and tokens."""
    text = _PASSWORD.sub(r"\1…@", text)
    text = _EMAIL.sub("…@…", text)
    return _BEARER.sub(r"\1…", _ONE_TIME.sub(r"\1…", text))


class JsonLines(logging.Formatter):
    """One JSON object a line. What is given as ``extra={"told": {…}}`` is written as it is: it was chosen."""

    def format(self, record: logging.LogRecord) -> str:
        """Gives the line."""
        line: dict[str, Any] = {
            "time": _instant(record).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
            **_told_with(record),
        }
        if record.exc_info:
            line["error"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """What a person reads at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Gives the line."""
        ended = "".join(f" {name}={value}" for name, value in _told_with(record).items())
        line = f"{_instant(record):%H:%M:%S} {record.levelname:<7} {without_secrets(record.getMessage())}{ended}"
        if record.exc_info:
            line += "\n" + without_secrets(self.formatException(record.exc_info))
        return line


def _instant(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


def _told_with(record: logging.LogRecord) -> dict[str, Any]:
    extras = {name: getattr(record, name) for name in _EXTRAS if hasattr(record, name)}
    return {**_marks_of(record), **extras, **getattr(record, "told", {})}


def _marks_of(record: logging.LogRecord) -> dict[str, str]:
    """Gives the marks of the block, and the job that DBOS names itself."""
    marks = dict(_marks.get() or {})
    workflow = getattr(record, "operationUUID", None)
    if workflow:
        marks.setdefault("job", workflow)
    return {name: marks[name] for name in _MARKS if name in marks}
